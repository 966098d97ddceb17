//! `kith metadata`: what the metadata of one file say, without a library; writing who is confirmed; and settling what files
//! contradict.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use kith_app::files::{FileRegion, LibraryWrite, Manner, Target, WriteStatus, WrittenFile, read_metadata};
use kith_app::inner::{Change, Named, PeopleConflict};
use kith_app::scan::Control;
use kith_app::{Holds, Kith, shown_path};
use serde::Serialize;

use crate::args::{Metadata, WhoseWord, WritePeople};
use crate::lines::{corners, print, say};

#[derive(Debug, Serialize)]
struct MetadataLine {
    width: u32,
    height: u32,
    regions: Vec<RegionLine>,
    persons: Vec<String>,
    keywords: Vec<String>,
}

#[derive(Debug, Serialize)]
struct RegionLine {
    name: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "box")]
    rect: [f32; 4],
    source: &'static str,
}

/// Prints one line; what could not be read, and how regions of a turned picture are measured, is said on standard error.
pub(crate) fn run_read(file: &Path, all: bool) -> Result<()> {
    let found = read_metadata(file, all)?;
    for problem in &found.problems {
        say(format_args!("{}: {problem}", shown_path(file)));
    }
    let measured = found.regions.iter().filter_map(|region| Some((region.source, region.measured?)));
    for (source, (picture, rule)) in measured.collect::<BTreeSet<_>>() {
        say(format_args!("{}: {source} is measured in the {picture} picture ({rule})", shown_path(file)));
    }
    print(&MetadataLine {
        width: found.width,
        height: found.height,
        regions: found.regions.into_iter().map(RegionLine::from).collect(),
        persons: found.persons,
        keywords: found.keywords,
    })
}

impl From<FileRegion> for RegionLine {
    fn from(region: FileRegion) -> Self {
        Self { name: region.name, kind: region.kind, rect: corners(region.rect), source: region.source }
    }
}

#[derive(Debug, Serialize)]
struct WrittenLine {
    photo: String,
    target: String,
    status: &'static str,
    reason: Option<String>,
    changes: Vec<ChangeLine>,
}

#[derive(Debug, Serialize)]
struct ChangeLine {
    tag: &'static str,
    old: Option<String>,
    new: Option<String>,
}

/// Does what needs a library.
pub(crate) async fn run(kith: &Kith, command: Metadata) -> Result<ExitCode> {
    match command {
        Metadata::Write(args) => return run_write(kith, args).await,
        Metadata::Conflicts => {
            for conflict in kith.people_conflicts().await? {
                print(&ConflictLine::from(conflict))?;
            }
        }
        Metadata::Settle { id, holds } => {
            let whose = match holds {
                WhoseWord::File => Holds::File,
                WhoseWord::Library => Holds::Library,
            };
            kith.settle_people_conflict(id, whose).await?;
            print(&serde_json::json!({ "settled": id }))?;
        }
        Metadata::Read { all, file } => run_read(&file, all)?,
    }
    Ok(ExitCode::SUCCESS)
}

#[derive(Debug, Serialize)]
struct ConflictLine {
    id: i64,
    photo: String,
    face: String,
    file: Option<String>,
    library: Option<String>,
}

impl From<PeopleConflict> for ConflictLine {
    fn from(conflict: PeopleConflict) -> Self {
        let photo = shown_path(kith_app::path_of(&conflict.root, &conflict.key));
        Self { id: conflict.id, photo, face: conflict.uuid.to_string(), file: conflict.found, library: conflict.kept }
    }
}

/// Writes, and prints one line a file. Where nobody chose to write, nothing but a dry run is done. Files are written also
/// after whoever reads the lines stopped reading.
async fn run_write(kith: &Kith, args: WritePeople) -> Result<ExitCode> {
    let chosen = kith.people_writing().await?;
    let target = match (args.place.sidecar, args.place.embed, chosen.place.target()) {
        (true, ..) => Target::Sidecar,
        (_, true, _) => Target::Embedded,
        (_, _, Some(target)) => target,
        _ if args.dry_run => Target::Sidecar,
        _ => {
            say("writing people is off; say --sidecar to write beside the photos, or --embed to write into them");
            return Ok(ExitCode::from(2));
        }
    };
    let again = args.people_as_keywords && !chosen.manner.people_as_keywords;
    let manner = Manner { people_as_keywords: again || chosen.manner.people_as_keywords, ..chosen.manner };
    let request = LibraryWrite { target, manner, dry_run: args.dry_run, again, paths: args.photos };
    let mut printed = Ok(());
    let each = |file, _| {
        if printed.is_ok() {
            printed = print(&WrittenLine::from(file));
        }
        if args.dry_run { std::mem::replace(&mut printed, Ok(())) } else { Ok(()) }
    };
    kith.write_metadata(&request, &Control::default(), each).await?;
    printed.map(|()| ExitCode::SUCCESS)
}

impl From<WrittenFile> for WrittenLine {
    fn from(file: WrittenFile) -> Self {
        let status = match file.status {
            WriteStatus::Written => "written",
            WriteStatus::Unchanged => "unchanged",
            WriteStatus::Refused => "refused",
            WriteStatus::Failed => "failed",
        };
        let text = |side: Option<Named>| side.map(|named| named.to_string());
        let change = |Change { tag, old, new, .. }| ChangeLine { tag, old: text(old), new: text(new) };
        let changes = file.changes.into_iter().map(change).collect();
        Self { photo: file.photo, target: file.target, status, reason: file.reason, changes }
    }
}
