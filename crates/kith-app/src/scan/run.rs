//! The scan as a whole.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use kith_domain::{Location, Orientation, PayloadHash, RootId, SpaceId, UnitRect};
use kith_store::{FileRow, FileState, JobRow, JobState, Library, RootState};
use kith_vision::{Analyzer, Mode, VisionError};
use tokio::sync::mpsc;

use crate::error::{AppError, Result};
use crate::eyes::Eyes;
use crate::listing::{Listing, list_but};
use crate::memory::Memory;
use crate::paths::key_of;
use crate::scan::carry::carry_over;
use crate::scan::control::Control;
use crate::scan::keep::{Keeper, Kept};
use crate::scan::lock::{LibraryWork, ScanLock};
use crate::scan::look::{Looker, Seen, StoredPlaces};
use crate::scan::places::{Place, is_within, places};
use crate::scan::plan::{Task, in_order, part, plan};
use crate::scan::settle::{Listed, settle};
use crate::told::Importer;

/// Bytes of pixels that all workers together may hold; a photo that needs more waits until it is alone.
const MEMORY: u64 = 400 << 20;

/// What to scan, and how.
#[derive(Debug, Clone)]
pub struct ScanRequest {
    /// Folders and photos; none means all roots.
    pub paths: Vec<PathBuf>,
    /// How thoroughly to look.
    pub mode: Mode,
    /// Look also at what has not changed.
    pub again: bool,
    /// Worker threads; by default one a core.
    pub jobs: Option<usize>,
}

/// How far a scan is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Progress {
    /// Photos looked at.
    pub done: usize,
    /// Photos to look at; unchanged ones are not counted.
    pub total: usize,
    /// Faces found.
    pub faces: usize,
    /// Photos that could not be read.
    pub failed: usize,
    /// Photos that are as they were.
    pub skipped: usize,
    /// Seconds since the scan began, without pauses.
    pub seconds: f64,
}

/// What a scan did.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Summary {
    /// Photos in the places that were scanned.
    pub photos: usize,
    /// Faces found in the photos that were looked at.
    pub faces: usize,
    /// Photos that cannot be read, found now or known before.
    pub failed: usize,
    /// Photos that are as they were, and were not looked at.
    pub skipped: usize,
    /// Names and faces that were taken from files.
    pub taken: usize,
    /// Faces that files name otherwise than the person did.
    pub conflicts: usize,
    /// Seconds.
    pub seconds: f64,
    /// Whether it was stopped before its end.
    pub cancelled: bool,
    /// Roots that could not be reached.
    pub offline: Vec<PathBuf>,
    /// Roots in which nothing known was found: taken for drives that are away.
    pub strange: Vec<PathBuf>,
    /// Folders that could not be looked into, with the reason.
    pub closed: Vec<String>,
    /// Photos of which not all metadata can be read, and folders whose Picasa files cannot, with the reason.
    pub problems: BTreeSet<(PathBuf, String)>,
}

/// What all places together ask for.
#[derive(Default)]
struct Work {
    tasks: VecDeque<Task>,
    /// For each root that can be listed.
    listed: BTreeMap<RootId, Listed>,
    summary: Summary,
}

/// Scans. `progress` is called after every photo.
///
/// # Errors
/// When another process scans the library, a path of the request is nowhere, a network cannot be opened, or the library
/// cannot be written.
pub async fn run(
    library: &Library,
    eyes: &Arc<dyn Eyes>,
    request: &ScanRequest,
    control: &Arc<Control>,
    mut progress: impl FnMut(&Progress),
) -> Result<Summary> {
    let _lock = ScanLock::take(library.dir(), LibraryWork::Scanning)?;
    let started = Instant::now();
    let places = places(library, &request.paths).await?;
    let version = analysis_version(eyes.as_ref());
    let mut work = survey(library, &version, &places, request.again).await?;
    let mut job = begin_job(library, request, work.tasks.len()).await?;
    let space = known_space(library, eyes.space()).await?;
    let outcome = {
        let report = |now: &Progress| {
            let worked = started.elapsed().saturating_sub(control.waited());
            progress(&Progress { seconds: worked.as_secs_f64(), ..*now });
        };
        look_at_all(library, eyes, request, control, space, &mut work, &mut job, report).await
    };
    work.summary.cancelled = control.is_cancelled();
    job.state = match &outcome {
        Err(_) => JobState::Failed,
        Ok(()) if work.summary.cancelled => JobState::Cancelled,
        Ok(()) => JobState::Finished,
    };
    let saved = save_job(library, &job).await;
    outcome?;
    saved?;
    if !work.summary.cancelled {
        work.summary.strange = settle(library, work.listed, now()).await?;
        carry_over(library, space, eyes.same()).await?;
        activate(library, space).await?;
    }
    Ok(Summary { seconds: started.elapsed().as_secs_f64(), ..work.summary })
}

/// Lists all places and finds out what is to be done.
async fn survey(library: &Library, version: &str, places: &[Place], again: bool) -> Result<Work> {
    let mut work = Work::default();
    let (mut tasks, left_out) = (Vec::new(), library.places_left_out().await?);
    let mut parts: BTreeMap<RootId, Vec<&Place>> = BTreeMap::new();
    for place in places {
        parts.entry(place.root.id).or_default().push(place);
    }
    for (id, parts) in parts {
        let root = &parts[0].root;
        if std::fs::read_dir(parts[0].root_path()).is_err() {
            // Of an excluded root only single photos were named, and no more than those may ever be looked at.
            if root.state != RootState::Excluded {
                set_root(library, id, RootState::Offline).await?;
            }
            work.summary.offline.push(parts[0].root_path());
            continue;
        }
        let known = library.files_of_root(id, version).await?;
        tasks.extend(survey_root(&mut work, (&known, &left_out), &parts, again)?);
    }
    work.tasks = in_order(tasks);
    Ok(work)
}

/// Lists the parts of a root of which these files are known, without what is left out: its files are where they were, as those
/// of other parts.
fn survey_root(
    work: &mut Work,
    (known, left_out): (&[FileRow], &BTreeSet<Location>),
    parts: &[&Place],
    again: bool,
) -> Result<Vec<Task>> {
    let mut listed = Listed::nothing(parts[0].root.clone());
    let (mut tasks, mut inside) = (Vec::new(), HashSet::new());
    for place in parts {
        let known = part(known, &place.prefix);
        let top = place.path();
        let here = known.iter().filter(|file| file.state != FileState::LeftOut && is_within(&file.key, &place.prefix));
        let before = inside.len();
        inside.extend(here.map(|file| file.id));
        if !top.exists() && inside.len() == before {
            return Err(AppError::Io { path: top, source: std::io::ErrorKind::NotFound.into() });
        }
        let root = place.root_path();
        let is_out = |path: &Path| {
            let key = path.strip_prefix(&root).map(key_of).unwrap_or_default();
            left_out.contains(&Location { root: place.root.id, key })
        };
        let listing = if top.exists() { list_but(&root, &top, is_out) } else { Listing::default() };
        let made = plan(place, &listing, known, again);
        work.summary.skipped += made.skipped;
        work.summary.failed += made.still_unreadable;
        work.summary.photos += made.skipped + made.tasks.len();
        work.summary.closed.extend(listing.closed.into_iter().map(|(_, reason)| reason));
        tasks.extend(listed.add(made));
    }
    if !listed.anything_known {
        listed.look_elsewhere(known.iter().filter(|file| !inside.contains(&file.id)));
    }
    work.listed.insert(listed.root.id, listed);
    Ok(tasks)
}

/// A photo must be looked at again when either network is another one.
fn analysis_version(eyes: &dyn Eyes) -> String {
    format!("{} {}", eyes.detector_version(), eyes.space())
}

async fn activate(library: &Library, space: SpaceId) -> Result<()> {
    let mut write = library.write().await?;
    write.activate_if_complete(space).await?;
    write.commit().await?;
    Ok(())
}

async fn known_space(library: &Library, name: &str) -> Result<SpaceId> {
    let mut write = library.write().await?;
    let space = write.put_space(name).await?;
    write.commit().await?;
    Ok(space)
}

async fn set_root(library: &Library, root: RootId, state: RootState) -> Result<()> {
    let mut write = library.write().await?;
    write.set_root_state(root, state).await?;
    write.commit().await?;
    Ok(())
}

async fn begin_job(library: &Library, request: &ScanRequest, total: usize) -> Result<JobRow> {
    let paths: Vec<String> = request.paths.iter().map(crate::shown_path).collect();
    let mut write = library.write().await?;
    let id = write.add_job(&paths.join("\n"), now()).await?;
    write.commit().await?;
    let job = JobRow {
        id,
        state: JobState::Running,
        request: String::new(),
        done: 0,
        total: total as u32,
        faces: 0,
        failed: 0,
    };
    save_job(library, &job).await?;
    Ok(job)
}

async fn save_job(library: &Library, job: &JobRow) -> Result<()> {
    let mut write = library.write().await?;
    write.set_job(job, now()).await?;
    write.commit().await?;
    Ok(())
}

/// Runs the workers and keeps what they see.
#[expect(clippy::too_many_arguments, reason = "the parts of one scan, used in one place")]
async fn look_at_all(
    library: &Library,
    eyes: &Arc<dyn Eyes>,
    request: &ScanRequest,
    control: &Arc<Control>,
    space: SpaceId,
    work: &mut Work,
    job: &mut JobRow,
    mut report: impl FnMut(&Progress),
) -> Result<()> {
    let total = work.tasks.len();
    let mut now_at =
        Progress { total, skipped: work.summary.skipped, failed: work.summary.failed, ..Progress::default() };
    report(&now_at);
    let version = analysis_version(eyes.as_ref());
    let mut keeper = Keeper {
        library,
        space,
        detector_version: eyes.detector_version(),
        analysis_version: &version,
        mode: request.mode.name(),
        same: eyes.same(),
        fresh: HashSet::new(),
        importer: Importer::default(),
        problems: BTreeSet::new(),
    };
    let mut seen = start_workers(library, eyes, request, control, std::mem::take(&mut work.tasks))?;
    while let Some(seen) = seen.recv().await {
        let (task, outcome) = seen?;
        match keeper.keep(&task, outcome, now()).await? {
            Kept::Nothing => work.summary.photos -= 1,
            Kept::Unreadable => now_at.failed += 1,
            Kept::Photo { faces } => now_at.faces += faces,
        }
        now_at.done += 1;
        (job.done, job.faces, job.failed) = (now_at.done as u32, now_at.faces as u32, now_at.failed as u32);
        if now_at.done.is_multiple_of(100) {
            save_job(library, job).await?;
        }
        report(&now_at);
    }
    work.summary.faces = now_at.faces;
    work.summary.failed = now_at.failed;
    (work.summary.taken, work.summary.conflicts) = (keeper.importer.taken, keeper.importer.conflicts);
    work.summary.problems = keeper.problems;
    Ok(())
}

/// What a worker saw of a photo, or why it has no networks to look with.
type Looked = std::result::Result<(Task, Seen), VisionError>;

/// One thread a worker; what they see comes through a channel that holds few photos.
fn start_workers(
    library: &Library,
    eyes: &Arc<dyn Eyes>,
    request: &ScanRequest,
    control: &Arc<Control>,
    tasks: VecDeque<Task>,
) -> Result<mpsc::Receiver<Looked>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let workers = request.jobs.unwrap_or(cores).clamp(1, tasks.len().max(1));
    let (sender, receiver) = mpsc::channel(workers * 2);
    let tasks = Arc::new(Mutex::new(tasks));
    let memory = Arc::new(Memory::new(MEMORY));
    for number in 0..workers {
        let worker = Worker {
            library: library.clone(),
            analysis_version: analysis_version(eyes.as_ref()),
            mode: request.mode,
            again: request.again,
            control: Arc::clone(control),
            tasks: Arc::clone(&tasks),
            memory: Arc::clone(&memory),
            runtime: tokio::runtime::Handle::current(),
            sender: sender.clone(),
        };
        let eyes = Arc::clone(eyes);
        let run = move || worker.run(eyes.as_ref());
        std::thread::Builder::new().name(format!("scan-{number}")).spawn(run).map_err(AppError::io(""))?;
    }
    Ok(receiver)
}

struct Worker {
    library: Library,
    analysis_version: String,
    mode: Mode,
    again: bool,
    control: Arc<Control>,
    tasks: Arc<Mutex<VecDeque<Task>>>,
    memory: Arc<Memory>,
    runtime: tokio::runtime::Handle,
    sender: mpsc::Sender<Looked>,
}

impl Worker {
    /// Opens networks of its own, in its own thread: that takes more memory for a moment than looking at photos does later,
    /// and what a thread gave back allocators keep for that thread.
    fn run(self, eyes: &dyn Eyes) {
        match eyes.analyzer() {
            Ok(analyzer) => self.look(analyzer),
            // Nobody listens when the scan has ended with another error.
            Err(error) => drop(self.sender.blocking_send(Err(error))),
        }
    }

    fn look(&self, analyzer: Analyzer) {
        let is_known = |hash: &PayloadHash| !self.again && self.is_analysed(hash);
        let found = |hash: &PayloadHash| self.found(hash);
        let turned = |task: &Task, hash: &PayloadHash, orientation| self.faces_turned(task, hash, orientation);
        let mut looker = Looker {
            analyzer,
            mode: self.mode,
            is_known: &is_known,
            found: &found,
            turned: &turned,
            memory: &self.memory,
        };
        while self.control.may_go_on() {
            let Some(task) = self.tasks.lock().unwrap_or_else(PoisonError::into_inner).pop_front() else { return };
            let seen = if self.is_left_out(&task) { Seen::Vanished } else { looker.look(&task) };
            if self.sender.blocking_send(Ok((task, seen))).is_err() {
                return;
            }
        }
    }

    /// Whether it was left out since it was listed.
    fn is_left_out(&self, task: &Task) -> bool {
        let place = Location { root: task.root, key: task.key.clone() };
        let left_out = self.runtime.block_on(self.library.places_left_out());
        left_out.is_ok_and(|left_out| left_out.iter().any(|out| out.holds(&place)))
    }

    /// A library that cannot be asked knows nothing: the photo is looked at once more, and keeping it says what is wrong.
    fn is_analysed(&self, hash: &PayloadHash) -> bool {
        let photo = self.runtime.block_on(self.library.photo_by_hash(hash, &self.analysis_version));
        photo.ok().flatten().is_some_and(|photo| photo.analysed)
    }

    /// As in [`Self::is_analysed`], what is wrong is said when the photo is kept.
    fn found(&self, hash: &PayloadHash) -> Vec<UnitRect> {
        self.runtime.block_on(self.library.found_in(hash)).unwrap_or_default()
    }

    /// As in [`Self::is_analysed`], what is wrong is said when the photo is kept.
    fn faces_turned(&self, task: &Task, hash: &PayloadHash, orientation: Orientation) -> StoredPlaces {
        let faces = self.library.faces_turned((task.root, &task.key), hash, orientation);
        self.runtime.block_on(faces).unwrap_or_default()
    }
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64)
}
