//! Writing what the library knows of people to its files: a batch that can be looked at before, and stopped.
//!
//! A file is to be written while the revision that it says is lower than the one that it should say, so that three new
//! names cost one writing, and what a crash cut off is done the next time. Whatever stops a file is kept with it, and the
//! others go on.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use kith_domain::{FaceOrigin, FaceUuid, FileId, UnitRect};
use kith_metadata::{Change, Conflict, can_embed};
use kith_store::{FaceQuery, FaceView, FilePeople, Library, PeopleTarget, ToldFace, WriteState};

use super::replace::remove_leftovers;
use super::waiting::waits;
use super::wanted::{people, wanted};
use super::write_people::{Dates, Target, WriteOutcome};
use super::write_photo::{Done, Task};
use crate::error::{AppError, Result};
use crate::told::{self, ToldKeywords, sidecar_to_write};

/// What is to be written.
#[derive(Debug, Clone)]
pub struct LibraryWrite {
    /// Where to. Formats that are never changed get a sidecar in any case.
    pub target: Target,
    /// What becomes of the times of change.
    pub dates: Dates,
    /// Only to look what would be done.
    pub dry_run: bool,
    /// Photos and folders; none means everything that is to be written.
    pub paths: Vec<PathBuf>,
}

/// How the writing of a file went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteStatus {
    /// It was written, or would be.
    Written,
    /// It says what it should.
    Unchanged,
    /// It cannot be changed without harm, or the person must decide first.
    Refused,
    /// The system did not let it happen.
    Failed,
}

/// A file that was written, or not.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenFile {
    /// Which file.
    pub file: FileId,
    /// The photo's path below its root.
    pub photo: String,
    /// The path below the root of what was written: the photo or its sidecar.
    pub target: String,
    /// How it went.
    pub status: WriteStatus,
    /// Why it was refused, or failed.
    pub reason: Option<String>,
    /// Whether it contradicts what the person said, so that they must settle that first.
    pub asks: bool,
    /// What is new.
    pub changes: Vec<Change>,
}

/// How far a batch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriteProgress {
    /// Files done.
    pub done: usize,
    /// Files in all.
    pub total: usize,
}

/// Writes, and gives every file to `each`. Ends early when `is_cancelled` says so; what is written stays.
///
/// # Errors
/// When a path is no photo of the library, the library cannot be read or written, or `each` says so.
pub(crate) async fn write_library<E: From<AppError>>(
    library: &Library,
    request: &LibraryWrite,
    is_cancelled: &(dyn Fn() -> bool + Sync),
    each: &mut (dyn FnMut(WrittenFile, WriteProgress) -> std::result::Result<(), E> + Send),
) -> std::result::Result<(), E> {
    let files = chosen(library, &request.paths).await?;
    write_files(library, request, &files, is_cancelled, each).await
}

/// Writes these files, as [`write_library`] does.
pub(super) async fn write_files<E: From<AppError>>(
    library: &Library,
    request: &LibraryWrite,
    files: &[FilePeople],
    is_cancelled: &(dyn Fn() -> bool + Sync),
    each: &mut (dyn FnMut(WrittenFile, WriteProgress) -> std::result::Result<(), E> + Send),
) -> std::result::Result<(), E> {
    let contested = contested(library).await?;
    if !request.dry_run {
        clean(files);
    }
    let total = files.len();
    for (number, file) in files.iter().enumerate() {
        if is_cancelled() {
            break;
        }
        let written = Writing { library, request }.write(file, contested.get(&file.file)).await?;
        each(written, WriteProgress { done: number + 1, total })?;
    }
    Ok(())
}

/// The files that are meant.
async fn chosen(library: &Library, paths: &[PathBuf]) -> Result<Vec<FilePeople>> {
    let all = library.file_people(!paths.is_empty()).await?;
    if paths.is_empty() {
        return Ok(all);
    }
    let mut chosen = BTreeSet::new();
    for path in paths {
        // A photo may be named as the system does, or by its path below a root.
        let there = path.canonicalize().ok();
        let is_meant = |file: &FilePeople| {
            let place = crate::path_of(&file.root, &file.key);
            there.as_ref().is_some_and(|there| place.starts_with(there)) || crate::path_of(&file.key, b"") == *path
        };
        let before = chosen.len();
        chosen.extend(all.iter().enumerate().filter(|(_, file)| is_meant(file)).map(|(number, _)| number));
        if chosen.len() == before && !all.iter().any(is_meant) {
            return Err(AppError::NotFound { what: "photo", name: path.display().to_string() });
        }
    }
    Ok(all.into_iter().enumerate().filter(|(number, _)| chosen.contains(number)).map(|(_, file)| file).collect())
}

/// Files that contradict what the person said, and how.
async fn contested(library: &Library) -> Result<BTreeMap<FileId, String>> {
    let mut contested = BTreeMap::new();
    let conflicts = library.people_conflicts().await?;
    for conflict in conflicts.into_iter().filter(|conflict| conflict.from_file) {
        let found = conflict.found.map_or_else(|| "nobody".to_owned(), |name| format!("{name:?}"));
        let kept = conflict.kept.map_or_else(|| "something else".to_owned(), |name| format!("{name:?}"));
        let reason = format!("the file says {found} where you said {kept}; settle that first: kith metadata conflicts");
        contested.entry(conflict.file).or_insert(reason);
    }
    Ok(contested)
}

/// Takes away what was left by processes that were killed while they wrote.
fn clean(files: &[FilePeople]) {
    let places = files.iter().map(|file| crate::path_of(&file.root, &file.key));
    let folders: BTreeSet<PathBuf> = places.filter_map(|place| place.parent().map(Path::to_owned)).collect();
    for folder in folders {
        if let Err(error) = remove_leftovers(&folder) {
            tracing::debug!(%error, folder = %folder.display(), "a folder cannot be looked into");
        }
    }
}

struct Writing<'a> {
    library: &'a Library,
    request: &'a LibraryWrite,
}

impl Writing<'_> {
    async fn write(&self, file: &FilePeople, contested: Option<&String>) -> Result<WrittenFile> {
        let path = crate::path_of(&file.root, &file.key);
        let target = target(&path, self.request.target);
        let line = |place: &Path, status, reason, changes| WrittenFile {
            file: file.file,
            photo: crate::shown(&file.key),
            target: below(&file.root, place),
            status,
            reason,
            asks: false,
            changes,
        };
        let place = place(&path, target);
        if self.request.paths.is_empty() && !waits(file, self.request.target) {
            return Ok(line(&place, WriteStatus::Unchanged, None, Vec::new()));
        }
        if let Some(reason) = contested {
            self.keep(file, target, WriteState::Refused { reason: reason.clone() }, None).await?;
            let line = line(&place, WriteStatus::Refused, Some(reason.clone()), Vec::new());
            return Ok(WrittenFile { asks: true, ..line });
        }
        let memory = self.library.told_faces((file.file, file.photo)).await?;
        let faces = self.library.faces(FaceQuery::Photo(file.photo), 0, u32::MAX).await?;
        let machine = faces.iter().filter(|face| face.origin == FaceOrigin::Machine);
        let found = machine.map(|face| file.orientation.rect_to_upright(face.rect)).collect();
        let now = wanted(&faces, &memory);
        let keywords = self.library.keywords_to_write(file.file, file.photo).await?;
        self.announce(file, &memory, &now).await?;
        let task = Task {
            path,
            target,
            photo: (file.hash, file.orientation),
            base: people(&memory, file.orientation),
            wanted: people(&now, file.orientation),
            found,
            keywords,
            dates: self.request.dates,
            dry_run: self.request.dry_run,
        };
        let outcome = tokio::task::spawn_blocking(move || task.run()).await;
        let Done { outcome, written, told } = outcome.unwrap_or_else(|_| Done::stumbled());
        if let Ok(WriteOutcome::Contested { conflicts, .. }) = &outcome {
            self.ask(file, &faces, conflicts).await?;
        }
        let place = outcome.as_ref().map_or(place, |outcome| outcome.file().to_owned());
        let asks = matches!(outcome, Ok(WriteOutcome::Contested { .. }));
        let (status, reason, changes) = answer(outcome);
        let state = match (status, &reason) {
            (WriteStatus::Refused, Some(reason)) => WriteState::Refused { reason: reason.clone() },
            (WriteStatus::Failed, Some(reason)) => WriteState::Failed { reason: reason.clone() },
            _ => WriteState::Ok,
        };
        // What cannot be read again is found out by the next look.
        let after = if written.is_empty() {
            Some((memory, None))
        } else {
            told.map(|(told, keywords)| (told::written(&memory, &now, &told, written), Some(keywords)))
        };
        self.keep(file, target, state, after).await?;
        Ok(WrittenFile { asks, ..line(&place, status, reason, changes) })
    }

    /// Keeps what the file may say from now on, before it does.
    async fn announce(&self, file: &FilePeople, memory: &[ToldFace], now: &[ToldFace]) -> Result<()> {
        let during = told::announced(memory, now);
        if self.request.dry_run || during == memory {
            return Ok(());
        }
        let mut write = self.library.write().await?;
        write.set_told_faces((file.file, file.photo), &during).await?;
        write.commit().await?;
        Ok(())
    }

    /// Keeps how it went, and what the file says then.
    async fn keep(
        &self,
        file: &FilePeople,
        target: Target,
        state: WriteState,
        after: Option<(Vec<ToldFace>, Option<ToldKeywords>)>,
    ) -> Result<()> {
        if self.request.dry_run {
            return Ok(());
        }
        let mut write = self.library.write().await?;
        if let Some((memory, keywords)) = after {
            write.set_told_faces((file.file, file.photo), &memory).await?;
            if let Some(keywords) = keywords {
                keywords.keep(&mut write, file.file, true).await?;
            }
        }
        write.set_written(file.file, file.wanted, kept(target), &state).await?;
        write.commit().await?;
        Ok(())
    }

    /// Asks the person about names that stopped the writing.
    async fn ask(&self, file: &FilePeople, faces: &[FaceView], conflicts: &[Conflict]) -> Result<()> {
        if self.request.dry_run {
            return Ok(());
        }
        let mut asked = Vec::new();
        for conflict in conflicts {
            if let Some(uuid) = meant(faces, file.orientation.rect_to_stored(conflict.rect), &conflict.wanted)
                && let Some(face) = self.library.face_by_uuid(uuid).await?
            {
                asked.push((face, conflict.found.as_str()));
            }
        }
        let mut write = self.library.write().await?;
        for (face, found) in asked {
            write.add_people_conflict(file.file, face, Some(found), true).await?;
        }
        write.commit().await?;
        Ok(())
    }
}

/// The face at a place that has a name in the library.
fn meant(faces: &[FaceView], place: UnitRect, name: &str) -> Option<FaceUuid> {
    let is_named = |face: &&FaceView| face.person.as_ref().is_some_and(|(_, person)| person.as_str() == name);
    let here = faces.iter().filter(is_named).filter(|face| face.rect.is_one_face(place));
    here.max_by(|a, b| a.rect.iou(place).total_cmp(&b.rect.iou(place))).map(|face| face.uuid)
}

fn answer(outcome: std::result::Result<WriteOutcome, String>) -> (WriteStatus, Option<String>, Vec<Change>) {
    match outcome {
        Ok(WriteOutcome::Written { changes, .. }) => (WriteStatus::Written, None, changes),
        Ok(WriteOutcome::Unchanged { .. }) => (WriteStatus::Unchanged, None, Vec::new()),
        Ok(WriteOutcome::Contested { conflicts, .. }) => {
            let differ =
                conflicts.first().map(|c| format!("the file says {:?} where you said {:?}", c.found, c.wanted));
            let reason = format!("{}; settle that first: kith metadata conflicts", differ.unwrap_or_default());
            (WriteStatus::Refused, Some(reason), Vec::new())
        }
        Ok(WriteOutcome::Refused { reason, .. }) => (WriteStatus::Refused, Some(reason.to_string()), Vec::new()),
        Ok(WriteOutcome::Failed { reason, .. }) => {
            let status = if reason.is_lasting() { WriteStatus::Refused } else { WriteStatus::Failed };
            (status, Some(reason.to_string()), Vec::new())
        }
        Err(reason) => (WriteStatus::Failed, Some(reason), Vec::new()),
    }
}

/// Raw files and formats that are not changed get a sidecar.
pub(super) fn target(photo: &Path, wished: Target) -> Target {
    const FIRST_BYTES: u64 = 64;
    let mut first = Vec::new();
    let read = std::fs::File::open(photo).and_then(|file| file.take(FIRST_BYTES).read_to_end(&mut first));
    // What cannot be read is told when it is to be written.
    if read.is_ok() && !can_embed(&first) { Target::Sidecar } else { wished }
}

/// The file that is written to first.
fn place(photo: &Path, target: Target) -> PathBuf {
    match target {
        Target::Sidecar => sidecar_to_write(photo).1,
        Target::Embedded => photo.to_owned(),
    }
}

pub(super) fn kept(target: Target) -> PeopleTarget {
    match target {
        Target::Sidecar => PeopleTarget::Sidecar,
        Target::Embedded => PeopleTarget::Embedded,
    }
}

/// A path below a root, for people and for JSON.
fn below(root: &[u8], path: &Path) -> String {
    let relative = path.strip_prefix(crate::path_of(root, b"")).map(crate::paths::key_of);
    relative.map_or_else(|_| path.display().to_string(), |key| crate::shown(&key))
}
