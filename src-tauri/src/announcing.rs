//! What the page is told without asking: that the library changed, how a scan stands, and work on files.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kith_app::dto::{FileWork, Job, LibraryChanged};
use kith_app::{AppError, Kith};
use serde::Serialize;
use specta::Type;
use tauri::AppHandle;
use tauri::ipc::{Channel, IpcResponse};
use tauri_specta::Event;

use crate::state::AppState;

/// How often the library is looked at when nobody here changes it: another program may.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);
/// The least time between two announcements.
const SHORTEST_PAUSE: Duration = Duration::from_millis(100);

/// [`LibraryChanged`], sent to the page.
#[derive(Debug, Clone, Serialize, Type, Event)]
#[tauri_specta(event_name = "library-changed")]
pub(crate) struct LibraryChangedEvent(LibraryChanged);

/// The page that watches something, and what it saw last.
pub(crate) struct Watcher<T>(Mutex<Option<(Channel<T>, Option<T>)>>);

impl<T> Default for Watcher<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl AppState {
    /// Shows the scan to `channel` from now on. There is one page: a new one takes the place of the one before it.
    pub(crate) fn watch_scan(&self, channel: Channel<Job>) {
        self.scan_watcher.set(channel);
        self.changes.ring();
    }

    /// Shows the work on files to `channel` from now on.
    pub(crate) fn watch_file_work(&self, channel: Channel<FileWork>) {
        self.file_watcher.set(channel);
        self.changes.ring();
    }
}

impl<T: Copy + PartialEq + IpcResponse> Watcher<T> {
    fn set(&self, channel: Channel<T>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((channel, None));
    }

    /// Shows how it stands, if that is news.
    fn show(&self, now: T) {
        let mut watching = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((channel, shown)) = watching.as_mut() else { return };
        if *shown == Some(now) {
            return;
        }
        *shown = Some(now);
        if let Err(error) = channel.send(now) {
            tracing::debug!(%error, "the page that watched is gone");
            *watching = None;
        }
    }
}

/// Announces until the app ends.
pub(crate) async fn announce(app: AppHandle, state: Arc<AppState>, kith: Kith) {
    let mut announced = None;
    loop {
        if let Err(error) = announce_once(&app, &state, &kith, &mut announced).await {
            tracing::warn!(%error, "the library could not be looked at");
        }
        tokio::time::sleep(SHORTEST_PAUSE).await;
        state.changes.heard(LONGEST_PAUSE).await;
    }
}

async fn announce_once(
    app: &AppHandle,
    state: &AppState,
    kith: &Kith,
    announced: &mut Option<i64>,
) -> Result<(), AppError> {
    let origins = state.changes.origins();
    let revision = kith.library().revision().await?;
    let before = announced.replace(revision);
    if before.is_some_and(|before| before != revision) {
        let event = LibraryChangedEvent(LibraryChanged::by(&origins, revision));
        event.emit(app).unwrap_or_else(|error| tracing::warn!(%error, "the page could not be told"));
    }
    if let Some(job) = state.job(kith).await? {
        state.scan_watcher.show(job.into());
    }
    if let Some(work) = state.filing.work() {
        state.file_watcher.show(work);
    }
    Ok(())
}
