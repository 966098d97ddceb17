//! Scans that the page starts, stops and goes on with. One runs at a time, and it outlives the page that started it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kith_app::dto::{self, CommandError, ScanAgain};
use kith_app::inner::Mode;
use kith_app::scan::{Control, LibraryWork, ScanLock, ScanRequest};
use kith_app::{AppError, JobView, Kith};
use tauri::WebviewWindow;

use crate::dialogs;
use crate::state::AppState;

/// The scan that runs in this process, if one does.
#[derive(Default)]
pub(crate) struct Scanning(Mutex<Option<Arc<Control>>>);

impl Scanning {
    fn control(&self) -> MutexGuard<'_, Option<Arc<Control>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a scan runs.
    pub(crate) fn is_busy(&self) -> bool {
        self.control().is_some()
    }

    /// What the scan that runs is controlled by.
    pub(crate) fn running(&self) -> Option<Arc<Control>> {
        self.control().clone()
    }

    /// Takes the place of the scan that runs, unless one does.
    fn begin(&self) -> Option<Arc<Control>> {
        let mut running = self.control();
        if running.is_some() {
            return None;
        }
        let control = Arc::new(Control::default());
        *running = Some(Arc::clone(&control));
        Some(control)
    }
}

/// Gives the place of a scan free when it is dropped, however the scan ends.
struct Ended<'a>(&'a Scanning);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        *self.0.control() = None;
    }
}

impl AppState {
    /// Scans what is new or changed in `paths`, or in all folders of the library if there are none, after this has returned.
    pub(crate) async fn scan(self: &Arc<Self>, paths: Vec<PathBuf>) -> Result<(), CommandError> {
        self.begin_scan(paths, false).await
    }

    /// As [`Self::scan`], for a folder of the library or all of them, or also what has not changed.
    pub(crate) async fn scan_again(self: &Arc<Self>, request: &ScanAgain) -> Result<(), CommandError> {
        let paths = self.kith().await?.paths_to_scan(request).await?;
        self.begin_scan(paths, request.unchanged).await
    }

    async fn begin_scan(self: &Arc<Self>, paths: Vec<PathBuf>, again: bool) -> Result<(), CommandError> {
        let kith = self.kith().await?.clone();
        paths.iter().try_for_each(|path| can_be_read(path))?;
        // What somebody else does is told now and not only in the log.
        drop(ScanLock::take(kith.library().dir(), LibraryWork::Scanning)?);
        let control = self.scanning.begin().ok_or(CommandError::Busy { work: dto::LibraryWork::Scanning })?;
        let state = Arc::clone(self);
        let request = ScanRequest { paths, mode: Mode::Balanced, again, jobs: None };
        tauri::async_runtime::spawn(async move { state.scan_to_the_end(kith, control, request).await });
        Ok(())
    }

    async fn scan_to_the_end(self: Arc<Self>, kith: Kith, control: Arc<Control>, request: ScanRequest) {
        let _working = self.changes.scanning();
        let outcome = {
            let _place = Ended(&self.scanning);
            kith.scan(&request, &control, |_| self.changes.ring()).await
        };
        match outcome {
            Ok(summary) => tracing::info!(photos = summary.photos, faces = summary.faces, "scanned"),
            Err(error) => tracing::error!(%error, "the scan ended"),
        }
        // What files say may have become other people's names.
        self.to_write.notify_one();
    }

    /// Lets the person choose folders and scans them; none if the dialog was closed.
    pub(crate) async fn choose_folders(self: &Arc<Self>, window: &WebviewWindow) -> Result<Vec<String>, CommandError> {
        let folders = dialogs::pick_folders(window).await;
        let shown = folders.iter().map(kith_app::shown_path).collect();
        if !folders.is_empty() {
            self.scan(folders).await?;
        }
        Ok(shown)
    }

    /// Scans the folder in which the system keeps pictures.
    pub(crate) async fn scan_pictures(self: &Arc<Self>, window: &WebviewWindow) -> Result<(), CommandError> {
        let missing = || CommandError::NotFound { what: "folder of pictures".to_owned() };
        let folder = dialogs::pictures_folder(window).ok_or_else(missing)?;
        self.scan(vec![folder]).await
    }

    /// Begins no new photo until [`Self::resume_scan`].
    pub(crate) fn pause_scan(&self) {
        self.control_scan(Control::pause);
    }

    /// Ends the scan; what was kept stays.
    pub(crate) fn cancel_scan(&self) {
        self.control_scan(Control::cancel);
    }

    /// Goes on with a scan that was paused, or with one that ended with the program before.
    pub(crate) async fn resume_scan(self: &Arc<Self>) -> Result<(), CommandError> {
        if self.control_scan(Control::resume) { Ok(()) } else { self.scan(Vec::new()).await }
    }

    /// Whether there was a scan to tell that.
    fn control_scan(&self, tell: impl FnOnce(&Control)) -> bool {
        let told = self.scanning.control().as_deref().map(tell).is_some();
        self.changes.ring();
        told
    }

    /// How the scan stands that runs, here or elsewhere, or else the last one.
    pub(crate) async fn job(&self, kith: &Kith) -> Result<Option<JobView>, AppError> {
        kith.job(&self.scanning.running().unwrap_or_default()).await
    }
}

/// A folder that nobody can look into would otherwise only end the scan later.
fn can_be_read(path: &Path) -> Result<(), AppError> {
    let read = if path.is_file() { Ok(()) } else { std::fs::read_dir(path).map(drop) };
    read.map_err(|source| AppError::Io { path: path.to_owned(), source })
}
