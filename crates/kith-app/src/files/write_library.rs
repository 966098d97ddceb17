//! Writing what the library knows of people to its files: a batch that can be looked at before, and stopped.
//!
//! A file is to be written while the revision that it says is lower than the one that it should say, so that three new
//! names cost one writing, and what a crash cut off is done the next time. Whatever stops a file is kept with it, and the
//! others go on.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use kith_domain::{FaceOrigin, FileId};
use kith_metadata::{Change, can_embed};
use kith_store::{
    Beside, FaceQuery, FaceView, FilePeople, KeywordsToWrite, Library, Obstacle, PeopleTarget, RootRow, RootState,
    ToldFace, WriteState,
};

use super::attributes::takes_files;
use super::kept::{After, Keeping, asked};
use super::replace::{folder, remove_leftovers};
use super::stop::Stop;
use super::wanted::{people, wanted};
use super::write_people::{Manner, Target, WriteOutcome};
use super::write_photo::{Done, Task, places};
use crate::error::{AppError, Result};
use crate::paths::{has_mark, is_same_folder, volume};
use crate::told::placed_since;

/// What is to be written.
#[derive(Debug, Clone)]
pub struct LibraryWrite {
    /// Where to. Formats that are never changed get a sidecar in any case.
    pub target: Target,
    /// How.
    pub manner: Manner,
    /// Only to look what would be done.
    pub dry_run: bool,
    /// Also files that say what they should, as far as is known: they may be written in another manner than they were.
    pub again: bool,
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
    /// Why it was refused, or failed, as a sentence.
    pub reason: Option<String>,
    /// The same as a code.
    pub obstacle: Option<Obstacle>,
    /// What is new.
    pub changes: Vec<Change>,
}

impl WrittenFile {
    /// Whether its drive went away, for which it waits.
    pub fn is_away(&self) -> bool {
        self.obstacle == Some(Obstacle::Away)
    }

    fn answered(self, answer: Answer) -> Self {
        let Answer { status, stop, changes } = answer;
        let (obstacle, reason) = stop.map(|stop| (stop.obstacle, stop.reason)).unzip();
        Self { status, reason, obstacle, changes, ..self }
    }
}

/// What came of a file.
struct Answer {
    status: WriteStatus,
    stop: Option<Stop>,
    changes: Vec<Change>,
}

impl Answer {
    fn fine(status: WriteStatus, changes: Vec<Change>) -> Self {
        Self { status, stop: None, changes }
    }

    fn stopped(status: WriteStatus, stop: Stop) -> Self {
        Self { status, stop: Some(stop), changes: Vec::new() }
    }

    /// What is kept of it.
    fn state(&self) -> (WriteState, bool) {
        match (self.status, &self.stop) {
            (WriteStatus::Refused, Some(stop)) => (WriteState::Refused(stop.obstacle), stop.beside_helps),
            (WriteStatus::Failed, Some(stop)) => (WriteState::Failed(stop.obstacle), false),
            _ => (WriteState::Ok, false),
        }
    }
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
    let files = chosen(library, request).await?;
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
    if !request.dry_run {
        clean(files);
    }
    let conflicts = library.people_conflicts().await.map_err(AppError::from)?;
    let contradicting =
        conflicts.into_iter().filter(|conflict| conflict.from_file).map(|conflict| conflict.file).collect();
    let mut writing = Writing { library, request, contradicting, away: BTreeSet::new() };
    let total = files.len();
    for (number, file) in files.iter().enumerate() {
        if is_cancelled() {
            break;
        }
        let written = writing.write(file).await?;
        each(written, WriteProgress { done: number + 1, total })?;
    }
    Ok(())
}

/// The files that are meant.
async fn chosen(library: &Library, request: &LibraryWrite) -> Result<Vec<FilePeople>> {
    let paths = &request.paths;
    let all = library.file_people(Some(kept(request.target)), !paths.is_empty()).await?;
    if paths.is_empty() {
        return Ok(all);
    }
    let mut chosen = BTreeSet::new();
    for path in paths {
        // A photo may be named as the system does, or by its path below a root.
        let there = path.canonicalize().ok();
        let is_there = |file: &FilePeople| {
            there.as_ref().is_some_and(|there| crate::path_of(&file.root, &file.key).starts_with(there))
        };
        let is_below_its_root = |file: &FilePeople| {
            crate::path_of(&file.key, b"") == *path || path.to_str() == Some(&crate::shown(&file.key))
        };
        let here: Vec<usize> = (0..all.len()).filter(|number| is_there(&all[*number])).collect();
        if !here.is_empty() {
            chosen.extend(here);
            continue;
        }
        let name = || crate::shown_path(path);
        let mut below = (0..all.len()).filter(|number| is_below_its_root(&all[*number]));
        match (below.next(), below.next()) {
            (None, _) => return Err(AppError::NotFound { what: "photo", name: name() }),
            (Some(_), Some(_)) => return Err(AppError::Ambiguous { what: "photo", name: name() }),
            (Some(number), None) => chosen.extend([number]),
        }
    }
    Ok(all.into_iter().enumerate().filter(|(number, _)| chosen.contains(number)).map(|(_, file)| file).collect())
}

/// How a file contradicts what the person said, if it does.
async fn contradiction(library: &Library, file: FileId) -> Result<Option<Stop>> {
    let conflicts = library.people_conflicts_of(file).await?;
    Ok(conflicts.into_iter().find(|conflict| conflict.from_file).map(|conflict| {
        let found = conflict.found.map_or_else(|| "nobody".to_owned(), |name| format!("{name:?}"));
        let kept = conflict.kept.map_or_else(|| "something else".to_owned(), |name| format!("{name:?}"));
        Stop::contradiction(&found, &kept)
    }))
}

/// Takes away what was left by processes that were killed while they wrote.
fn clean(files: &[FilePeople]) {
    let places = files.iter().map(|file| crate::path_of(&file.root, &file.key));
    let folders: BTreeSet<PathBuf> = places.filter_map(|place| place.parent().map(Path::to_owned)).collect();
    for folder in folders {
        if let Err(error) = remove_leftovers(&folder) {
            tracing::debug!(%error, folder = %crate::shown_path(&folder), "a folder cannot be looked into");
        }
    }
}

struct Writing<'a> {
    library: &'a Library,
    request: &'a LibraryWrite,
    /// Files that contradicted the person when the batch began.
    contradicting: BTreeSet<FileId>,
    /// Roots whose drive went away.
    away: BTreeSet<Vec<u8>>,
}

impl Writing<'_> {
    async fn write(&mut self, file: &FilePeople) -> Result<WrittenFile> {
        let photo = crate::path_of(&file.root, &file.key);
        let beside_only = is_beside_only(&photo);
        let target =
            if beside_only || file.beside == Some(Beside::Chosen) { Target::Sidecar } else { self.request.target };
        let line = WrittenFile {
            file: file.file,
            photo: crate::shown(&file.key),
            target: below(&file.root, &places(&photo, target)[0].1),
            status: WriteStatus::Unchanged,
            reason: None,
            obstacle: None,
            changes: Vec::new(),
        };
        let is_asked_for = !self.request.paths.is_empty() || file.waits || self.request.again;
        if !is_asked_for && !self.contradicting.contains(&file.file) {
            return Ok(line);
        }
        if self.away.contains(&file.root) {
            return Ok(line.answered(Answer::stopped(WriteStatus::Failed, Stop::away())));
        }
        let to = (kept(target), beside_only);
        let keeping = Keeping { library: self.library, file, to, dry_run: self.request.dry_run };
        if let Some(stop) = contradiction(self.library, file.file).await? {
            let answer = Answer::stopped(WriteStatus::Refused, stop);
            // Of a file that does not wait it is told, and there is nothing to try again.
            if is_asked_for {
                keeping.keep(Some(answer.state()), After::Same, &[]).await?;
            }
            return Ok(line.answered(answer));
        }
        if !is_asked_for {
            return Ok(line);
        }
        self.write_to(&keeping, (photo, target), line).await
    }

    /// Writes a file that contradicts nobody, as far as is known.
    async fn write_to(
        &mut self,
        keeping: &Keeping<'_>,
        (photo, target): (PathBuf, Target),
        line: WrittenFile,
    ) -> Result<WrittenFile> {
        let file = keeping.file;
        let memory = self.library.told_faces((file.file, file.photo)).await?;
        let faces = self.library.faces(FaceQuery::Photo(file.photo), 0, u32::MAX).await?;
        let now = wanted(&faces, &memory);
        let during = keeping.announce(&memory, &now).await?;
        let keywords = self.library.keywords_to_write(file.file, file.photo).await?;
        let person_words = self.library.person_words(file.file).await?;
        let mut task = Task { keywords, person_words, ..self.task(file, (photo, target), &faces, &memory, &now) };
        task.base.names = placed_since(self.library, (file.file, file.photo)).await?;
        let done = tokio::task::spawn_blocking(move || task.run()).await;
        let Done { outcome, written, person_words, told } = done.unwrap_or_else(|_| Done::stumbled());
        let asked = match &outcome {
            Ok(WriteOutcome::Contested { conflicts, .. }) => asked(self.library, file, &faces, conflicts).await?,
            _ => Vec::new(),
        };
        let after = if written.is_empty() {
            After::TakenBack { before: &memory, during: &during }
        } else {
            told.as_ref().map_or(After::Same, |told| After::Written { wanted: &now, told, person_words: &person_words })
        };
        let place = outcome.as_ref().map(|outcome| below(&file.root, outcome.file()));
        let line = WrittenFile { target: place.unwrap_or(line.target.clone()), ..line };
        let answer = answer(outcome, &crate::path_of(&file.root, &file.key));
        if answer.status == WriteStatus::Failed && self.went_away(file).await? {
            keeping.keep(None, after, &[]).await?;
            return Ok(line.answered(Answer::stopped(WriteStatus::Failed, Stop::away())));
        }
        keeping.keep(Some(answer.state()), after, &asked).await?;
        Ok(line.answered(answer))
    }

    /// Whether a file is gone with its root, or with another one in its place: then all files of that wait for it.
    async fn went_away(&mut self, file: &FilePeople) -> Result<bool> {
        if crate::path_of(&file.root, &file.key).exists() {
            return Ok(false);
        }
        let roots = self.library.roots().await?;
        let Some(root) = roots.into_iter().find(|root| root.key == file.root) else { return Ok(false) };
        if is_here(&root) {
            return Ok(false);
        }
        if !self.request.dry_run && root.state == RootState::Online {
            let mut write = self.library.write().await?;
            write.set_root_state(root.id, RootState::Offline).await?;
            write.commit().await?;
        }
        self.away.insert(root.key);
        Ok(true)
    }

    /// What a thread that may wait has to do.
    fn task(
        &self,
        file: &FilePeople,
        (path, target): (PathBuf, Target),
        faces: &[FaceView],
        memory: &[ToldFace],
        now: &[ToldFace],
    ) -> Task {
        let machine = faces.iter().filter(|face| face.origin == FaceOrigin::Machine);
        Task {
            path,
            target,
            photo: (file.hash, file.orientation),
            base: people(memory, file.orientation),
            wanted: people(now, file.orientation),
            found: machine.map(|face| file.orientation.rect_to_upright(face.rect)).collect(),
            keywords: KeywordsToWrite::default(),
            person_words: Vec::new(),
            manner: self.request.manner,
            dry_run: self.request.dry_run,
        }
    }
}

/// What came of a file. A `photo` that cannot be written into as long as it is what it is can have a sidecar.
fn answer(outcome: std::result::Result<WriteOutcome, Stop>, photo: &Path) -> Answer {
    let refused = |file: &Path, stop: Stop| {
        let can_be_beside = || stop.obstacle != Obstacle::ReadOnly || takes_files(folder(photo));
        let is_offered = file == photo && can_be_beside();
        Answer::stopped(WriteStatus::Refused, if is_offered { stop.with_sidecar_offered() } else { stop })
    };
    match outcome {
        Ok(WriteOutcome::Written { changes, .. }) => Answer::fine(WriteStatus::Written, changes),
        Ok(WriteOutcome::Unchanged { .. }) => Answer::fine(WriteStatus::Unchanged, Vec::new()),
        Ok(WriteOutcome::Contested { conflicts, .. }) => {
            Answer::stopped(WriteStatus::Refused, Stop::contested(&conflicts))
        }
        Ok(WriteOutcome::Refused { file, reason }) => refused(&file, (&reason).into()),
        Ok(WriteOutcome::Failed { file, reason }) if reason.is_lasting() => refused(&file, (&reason).into()),
        Ok(WriteOutcome::Failed { reason, .. }) => Answer::stopped(WriteStatus::Failed, (&reason).into()),
        Err(stop) => Answer::stopped(WriteStatus::Failed, stop),
    }
}

/// Whether the folder of a root can be listed, has anything in it, and is the one that it was as far as that can be told.
fn is_here(root: &RootRow) -> bool {
    let folder = crate::path_of(&root.key, b"");
    let is_other = || has_mark(&root.volume) && !is_same_folder(&root.volume, &volume(&folder));
    std::fs::read_dir(&folder).is_ok_and(|mut entries| entries.next().is_some()) && !is_other()
}

/// Raw files and formats that are never changed get a sidecar, whatever is wished.
fn is_beside_only(photo: &Path) -> bool {
    const FIRST_BYTES: u64 = 64;
    let mut first = Vec::new();
    let read = std::fs::File::open(photo).and_then(|file| file.take(FIRST_BYTES).read_to_end(&mut first));
    // What cannot be read is told when it is to be written.
    read.is_ok() && !can_embed(&first)
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
    relative.map_or_else(|_| crate::shown_path(path), |key| crate::shown(&key))
}
