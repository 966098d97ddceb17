//! An open library and everything that can be done with it; what concerns files of photos is in `people_in_files`.

mod people_in_files;
mod suggestions;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use kith_domain::decision::Decision;
use kith_domain::{FaceOrigin, FaceUuid, Location, Orientation, PersonName, PhotoId, UnitRect};
use kith_store::{Library, Problem};

use crate::dto::{CommandError, Decide, Decided, GoToStep, ScanAgain, convert};
use crate::error::{AppError, Result};
use crate::eyes::Eyes;
use crate::jobs::{Current, JobStatus, JobView};
use crate::scan::{Control, LibraryWork, Progress, ScanLock, ScanRequest, Summary};
use crate::{browse, decide, files, jobs, scan, suggest};

/// How often groups are brought up to date while a scan runs.
const REFRESH: Duration = Duration::from_secs(10);

/// How many times as long as the last one took a scan is left alone before the next.
const PATIENCE: u32 = 9;

/// An open library with eyes. Cheap to clone: all clones are the same library.
#[derive(Clone)]
pub struct Kith {
    library: Library,
    eyes: Option<Arc<dyn Eyes>>,
    current: Current,
    /// What suggestions are worked out from; one refresh at a time has it.
    memory: Arc<tokio::sync::Mutex<Option<suggest::Memory>>>,
}

impl Kith {
    /// Opens the library in `dir`, making it if there is none. Without eyes it can be read, but neither scanned nor
    /// decided about.
    ///
    /// # Errors
    /// When the library cannot be opened.
    pub async fn open(dir: &Path, eyes: Option<Arc<dyn Eyes>>) -> Result<Self> {
        let library = Library::open(dir).await?;
        Ok(Self { library, eyes, current: Current::default(), memory: Arc::default() })
    }

    /// What is stored.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Closes the library: everything is in its files then.
    pub async fn close(self) {
        self.library.close().await;
    }

    fn eyes(&self) -> Result<&Arc<dyn Eyes>> {
        self.eyes.as_ref().ok_or(AppError::NotFound { what: "network", name: "detector".into() })
    }

    /// Scans, and then brings suggestions and groups up to date; while it runs, they are brought up to date now and then.
    ///
    /// # Errors
    /// As [`scan::run`].
    pub async fn scan(
        &self,
        request: &ScanRequest,
        control: &Arc<Control>,
        mut progress: impl FnMut(&Progress),
    ) -> Result<Summary> {
        let eyes = self.eyes()?;
        let running = self.current.begin();
        let watched = |now: &Progress| {
            running.set(JobView::running(now.done, now.total, now.faces, now.failed, now.seconds));
            progress(now);
        };
        let scanning = scan::run(&self.library, eyes, request, control, watched);
        let outcome = tokio::select! {
            outcome = scanning => outcome,
            never = self.refresh_now_and_then() => match never {},
        };
        drop(running);
        let summary = outcome?;
        self.picture(&self.library.faces_to_picture().await?).await;
        self.refresh().await?;
        Ok(summary)
    }

    async fn refresh_now_and_then(&self) -> std::convert::Infallible {
        let mut pause = REFRESH;
        loop {
            tokio::time::sleep(pause).await;
            let started = Instant::now();
            if let Err(error) = self.refresh().await {
                tracing::warn!(%error, "groups could not be brought up to date while scanning");
            }
            pause = REFRESH.max(started.elapsed() * PATIENCE);
        }
    }

    /// Looks into boxes that the person drew or moved, and brings suggestions, groups and what is asked about them up to
    /// date.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub async fn refresh(&self) -> Result<()> {
        let eyes = self.eyes()?;
        let calibration = self.calibration().await?;
        let mut memory = self.memory.lock().await;
        files::see_boxes(&self.library, eyes).await?;
        suggest::refresh(&self.library, &calibration, &mut memory).await?;
        suggest::propose(&self.library, &mut memory).await
    }

    /// Brings suggestions and groups up to date if anything has changed since that was last done, as after a crash.
    ///
    /// # Errors
    /// As [`Self::refresh`].
    pub async fn catch_up(&self) -> Result<()> {
        if suggest::is_due(&self.library).await? { self.refresh().await } else { Ok(()) }
    }

    /// Makes decisions hold, all or none, as one step of undo; false where all was so already. Suggestions, groups and the pictures of drawn faces follow
    /// with [`Self::refresh`].
    ///
    /// # Errors
    /// When one of them cannot hold; the error says which.
    pub async fn decide(&self, decisions: &[Decision]) -> Result<bool> {
        for decision in decisions {
            if let Decision::Draw { photo, .. } = decision {
                self.photo_file(*photo).await?;
            }
        }
        let made = decide::assign(&self.library, decisions, now()).await?;
        self.library.sync().await?;
        Ok(made)
    }

    /// As [`Self::decide`], in the words of the screen.
    ///
    /// # Errors
    /// As [`Self::decide`], and when a text is no name.
    pub async fn decide_by_name(&self, request: &Decide) -> std::result::Result<Decided, CommandError> {
        let decisions = decide::by_name(&self.library, &request.decisions).await?;
        let made = self.decide(&decisions).await?;
        Ok(Decided { applied: decisions.len() as u32, made, undo: browse::undo_state(&self.library).await? })
    }

    /// Takes steps back; returns how many there were.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub async fn undo(&self, steps: u32) -> Result<u32> {
        let undone = decide::undo(&self.library, steps).await?;
        self.library.sync().await?;
        Ok(undone)
    }

    /// Brings steps again; returns how many there were.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub async fn redo(&self, steps: u32) -> Result<u32> {
        let redone = decide::redo(&self.library, steps).await?;
        self.library.sync().await?;
        Ok(redone)
    }

    /// Takes steps back, or brings them again, all in one, until that step is the last one that holds.
    ///
    /// # Errors
    /// When the text is no step, or the library cannot be read or written.
    pub async fn go_to_step(&self, request: &GoToStep) -> Result<()> {
        let last = request.step.as_deref().map(convert::parse_step).transpose()?;
        decide::go_to(&self.library, last).await?;
        self.library.sync().await?;
        Ok(())
    }

    /// The scan that runs, here or in another process, or else the last one.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub async fn job(&self, control: &Control) -> Result<Option<JobView>> {
        match self.current.get() {
            Some(view) if control.is_paused() => {
                Ok(Some(JobView { status: JobStatus::Paused, hold: control.held(), ..view }))
            }
            Some(view) => Ok(Some(view)),
            None => jobs::last(&self.library, || ScanLock::is_scanned(self.library.dir())).await,
        }
    }

    /// The level of the battery, in percent, below which a scan waits while the machine runs on it; 0 for never.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub async fn battery_level(&self) -> Result<u8> {
        scan::battery::level(&self.library).await
    }

    /// Chooses it.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub async fn set_battery_level(&self, level: u8) -> Result<()> {
        scan::battery::choose(&self.library, level).await
    }

    /// The decision that draws a face at `shown` (fractions of the upright picture) in the photo at `path` below `root`.
    ///
    /// # Errors
    /// When there is no such photo.
    pub async fn drawing(
        &self,
        root: &Path,
        path: &str,
        shown: UnitRect,
        person: Option<PersonName>,
    ) -> Result<Decision> {
        let (photo, orientation) = self.photo_at(root, path).await?;
        let (rect, origin) = (orientation.rect_to_stored(shown), FaceOrigin::Manual);
        Ok(Decision::Draw { photo, rect, person, allow_twice: false, origin })
    }

    /// The photo at `path` below `root`, and how it must be turned.
    ///
    /// # Errors
    /// When there is no such photo.
    pub async fn photo_at(&self, root: &Path, path: &str) -> Result<(PhotoId, Orientation)> {
        let missing = || AppError::NotFound { what: "photo", name: format!("{} in {}", path, crate::shown_path(root)) };
        let file = crate::files::file_shown_as(&self.library, root, path).await?.ok_or_else(missing)?;
        Ok((file.photo.ok_or_else(missing)?, file.orientation))
    }

    /// The decision that leaves the folder or the photo at `path` below `root` out, or takes it in again.
    ///
    /// # Errors
    /// When there is nothing, or a photo where a folder is meant, or the other way round.
    pub async fn leaving_out(&self, root: &Path, path: &str, is_folder: bool, out: bool) -> Result<Decision> {
        let what = if is_folder { "folder" } else { "photo" };
        let missing = || AppError::NotFound { what, name: format!("{} in {}", path, crate::shown_path(root)) };
        let place = crate::files::place_shown_as(&self.library, root, path, is_folder).await?.ok_or_else(missing)?;
        Ok(Decision::LeaveOut { places: vec![place], out })
    }

    /// The paths that a request of the screen to scan again means; none for all folders.
    ///
    /// # Errors
    /// When there is no such folder.
    pub async fn paths_to_scan(&self, request: &ScanAgain) -> Result<Vec<PathBuf>> {
        let Some(folder) = &request.folder else { return Ok(Vec::new()) };
        let (root, key) = convert::parse_folder(folder)?;
        scan::paths_of_folder(&self.library, &Location { root, key }).await
    }

    /// Makes the pictures of faces that have none.
    async fn picture(&self, faces: &[FaceUuid]) {
        for face in faces {
            if let Err(error) = crate::files::picture_face(&self.library, *face).await {
                tracing::warn!(%error, "a face has no picture");
            }
        }
    }

    /// Where a photo lies.
    ///
    /// # Errors
    /// When it lies nowhere.
    pub async fn photo_file(&self, photo: PhotoId) -> Result<PathBuf> {
        crate::files::photo_file(&self.library, photo).await
    }

    /// Everything that is wrong with the library.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn problems(&self) -> Result<Vec<Problem>> {
        Ok(self.library.problems().await?)
    }

    /// Erases all face data for ever; returns how many faces there were.
    ///
    /// # Errors
    /// When a scan runs, or a file cannot be written.
    pub async fn erase_faces(&self) -> Result<u64> {
        let _nobody_scans = ScanLock::take(self.library.dir(), LibraryWork::Erasing)?;
        Ok(self.library.erase_faces().await?)
    }
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64)
}
