//! What all commands share.

use std::path::PathBuf;
use std::sync::Arc;

use kith_app::browse::library_state;
use kith_app::dto::{CommandError, FileWork, Job, LibraryState};
use kith_app::inner::Networks;
use kith_app::{AppError, Eyes, Kith};
use tokio::sync::{Notify, OnceCell};

use crate::announcing::Watcher;
use crate::changes::Changes;
use crate::copying::Copies;
use crate::filing::Filing;
use crate::scanning::Scanning;
use crate::schemes::Lanes;

/// Everything that lives as long as the app.
pub(crate) struct AppState {
    /// Where the library is.
    library: PathBuf,
    /// Where an installed app keeps networks and ONNX Runtime.
    resources: Option<PathBuf>,
    kith: OnceCell<Kith>,
    pub(crate) changes: Arc<Changes>,
    /// Told when something was decided.
    pub(crate) decided: Notify,
    /// Told when something may have to be written.
    pub(crate) to_write: Notify,
    pub(crate) scanning: Scanning,
    pub(crate) filing: Filing,
    pub(crate) copies: Copies,
    pub(crate) scan_watcher: Watcher<Job>,
    pub(crate) file_watcher: Watcher<FileWork>,
    pub(crate) lanes: Lanes,
}

impl AppState {
    /// Nothing is opened yet: the window should not wait for it.
    pub(crate) fn new(library: PathBuf, resources: Option<PathBuf>) -> Self {
        Self {
            library,
            resources,
            kith: OnceCell::new(),
            changes: Arc::default(),
            decided: Notify::new(),
            to_write: Notify::new(),
            scanning: Scanning::default(),
            filing: Filing::default(),
            copies: Copies::default(),
            scan_watcher: Watcher::default(),
            file_watcher: Watcher::default(),
            lanes: Lanes::default(),
        }
    }

    /// With a library that is open.
    #[cfg(test)]
    pub(crate) fn of(kith: Kith) -> Self {
        let state = Self::new(kith.library().dir().to_owned(), None);
        Self { kith: OnceCell::new_with(Some(kith)), ..state }
    }

    /// The open library; whoever asks first opens it, and the others wait for that.
    pub(crate) async fn kith(&self) -> Result<&Kith, AppError> {
        self.kith.get_or_try_init(|| self.open()).await
    }

    /// The library, if anybody has opened it.
    pub(crate) fn opened(&self) -> Option<&Kith> {
        self.kith.get()
    }

    async fn open(&self) -> Result<Kith, AppError> {
        let networks = tokio::task::block_in_place(|| Networks::load(self.resources.as_deref()))?;
        let eyes: Arc<dyn Eyes> = Arc::new(networks);
        Kith::open(&self.library, Some(eyes)).await
    }

    /// The library at a glance.
    pub(crate) async fn library_state(&self) -> Result<LibraryState, CommandError> {
        let kith = self.kith().await?;
        Ok(library_state(kith.library(), self.job(kith).await?).await?)
    }
}
