//! How right Kith is on public data sets; `cargo xtask eval --data` runs it and writes `docs/accuracy.md`.
//!
//! [`sets`] knows how the folder of the data sets is laid out, [`outputs`] runs the program `kith` on their pictures, `metrics`
//! judges what it prints, and [`report`] is the numbers of it.

mod diluted;
mod names;
mod others;
mod outputs;
mod report;
mod sets;
mod siblings;

use std::{collections::BTreeSet, path::PathBuf};

use anyhow::Result;

use crate::metrics::{album, detection, gold::Role, groups, verification, verification::Portraits};
use outputs::Outputs;
use report::{AlbumReport, DetectionReport, GroupsReport, LookReport, Report, VerificationReport};
use sets::Sets;

/// Least fit of a probe to its person whose label is sure.
const SURE: f64 = 0.4;
/// Low enough for the whole curve of precision against recall.
const EVERYTHING: [&str; 2] = ["--min-score", "0.01"];

/// What `kith-eval accuracy` takes.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder with the data sets
    data: PathBuf,
    /// The program kith
    #[arg(long, value_name = "PATH")]
    kith: PathBuf,
    /// Measure one part only
    #[arg(long, value_enum, value_name = "PART")]
    only: Option<Part>,
    /// Keep what kith prints in this folder, and take what is there already
    #[arg(long, value_name = "DIR")]
    outputs: Option<PathBuf>,
    #[command(flatten)]
    others: others::Args,
}

/// What can be measured by itself.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    Detection,
    Verification,
    Album,
    Groups,
    Names,
    Siblings,
}

/// Measures every part that is asked for and prints one JSON object.
pub(crate) fn run(args: &Args) -> Result<()> {
    let scratch = tempfile::tempdir()?;
    let folder = args.outputs.as_deref().unwrap_or(scratch.path());
    let measure = Measure { sets: Sets::new(&args.data), outputs: Outputs::new(&args.kith, folder)? };
    let wanted = |part| args.only.is_none_or(|only| only == part);
    let report = Report {
        detection: wanted(Part::Detection).then(|| measure.detection()).transpose()?,
        verification: wanted(Part::Verification).then(|| measure.verification()).transpose()?,
        album: wanted(Part::Album).then(|| measure.album()).transpose()?,
        groups: wanted(Part::Groups).then(|| measure.groups()).transpose()?,
        others: if wanted(Part::Album) { measure.others(&args.others)? } else { None },
        names: wanted(Part::Names).then(|| measure.names()).transpose()?,
        siblings: wanted(Part::Siblings).then(|| measure.siblings()).transpose()?,
    };
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}

struct Measure<'a> {
    sets: Sets<'a>,
    outputs: Outputs<'a>,
}

impl Measure<'_> {
    fn detection(&self) -> Result<DetectionReport> {
        let truths = self.sets.wider()?;
        let names: Vec<String> = truths.iter().map(|(photo, _)| photo.clone()).collect();
        let folder = self.sets.wider_images();
        let look = |name: &str, flags: &[&str]| self.outputs.detect(name, &folder, &names, flags);
        let everything = |mode| [["--mode", mode], EVERYTHING].concat();
        let usual = detection::judge(&look("wider", &[])?, &truths);
        let balanced = detection::judge(&look("wider-all", &everything("balanced"))?, &truths);
        let thorough = detection::judge(&look("wider-thorough", &everything("thorough"))?, &truths);
        let empty = self.sets.without_people()?;
        let found = self.outputs.detect("noface", &self.sets.noface(), &empty, &[])?;
        Ok(DetectionReport {
            photos: names.len(),
            faces: usual.count(),
            empty_photos: empty.len(),
            balanced: LookReport::new(&balanced),
            thorough: LookReport::new(&thorough),
            precision: usual.precision(),
            recall: usual.recall(),
            recall_by_height: usual.recall_by_height(),
            false_faces_per_100: detection::false_faces_per_100(&found, &empty),
        })
    }

    fn verification(&self) -> Result<VerificationReport> {
        let pairs = self.sets.lfw_pairs()?;
        let photos = self.outputs.portraits("lfw", &self.sets.lfw(), &self.sets.lfw_photos()?)?;
        let portraits = Portraits::new(&photos);
        let (count, found) = portraits.counts();
        let mut all = portraits.all_pairs();
        let (same_pairs, different_pairs) = all.counts();
        Ok(VerificationReport {
            photos: count,
            not_found: count - found,
            pairs: pairs.len(),
            same_pairs,
            different_pairs,
            accuracy: verification::accuracy(&portraits.similarities(&pairs)),
            true_accepts: [1e-3, 1e-4, 1e-5].map(|rate| all.true_accepts(rate)),
            curve: all.curve(),
        })
    }

    fn album(&self) -> Result<AlbumReport> {
        let labels = self.sets.album()?;
        let [_, named] = self.outputs.album(self.sets.root(), &labels)?;
        let sure: Vec<_> = labels.iter().filter(|label| label.is_sure(SURE)).cloned().collect();
        let photos: BTreeSet<&str> = labels.iter().map(|label| label.photo.as_str()).collect();
        Ok(AlbumReport {
            photos: photos.len(),
            enrolled_faces: labels.iter().filter(|label| label.role == Role::Enrol).count(),
            sure: album::judge(&named, &sure).into(),
            all: album::judge(&named, &labels).into(),
        })
    }

    fn groups(&self) -> Result<GroupsReport> {
        let mut labels = self.sets.album()?;
        let [nameless, _] = self.outputs.album(self.sets.root(), &labels)?;
        labels.retain(|label| matches!(label.role, Role::Enrol | Role::Probe));
        let photos = self.sets.lfw_photos()?;
        let lfw = self.outputs.portraits("lfw", &self.sets.lfw(), &photos)?;
        let people = sets::labels_by_folder(&photos);
        let judge = |photos, labels| groups::judge(&groups::grouped(photos, labels)).into();
        let (album, lfw) = (judge(&nameless, &labels), judge(&lfw, &people));
        let faces = groups::grouped(&nameless, &labels);
        let faultless: Vec<_> = faces.iter().map(|(_, person)| (Some(*person), *person)).collect();
        let (naming, faultless_naming) = (groups::naming(&faces), groups::naming(&faultless));
        Ok(GroupsReport { album, lfw, diluted: self.diluted()?, naming, faultless_naming })
    }
}
