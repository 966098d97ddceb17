//! What the page is told without asking: that the library changed, and how a scan stands.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kith_app::dto::{Job, LibraryChanged};
use kith_app::{AppError, Kith};
use serde::Serialize;
use specta::Type;
use tauri::AppHandle;
use tauri::ipc::Channel;
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

/// The page that watches the scan, and what it saw last.
#[derive(Default)]
pub(crate) struct Watcher(Mutex<Option<(Channel<Job>, Option<Job>)>>);

impl AppState {
    /// Shows the scan to `channel` from now on. There is one page: a new one takes the place of the one before it.
    pub(crate) fn watch_scan(&self, channel: Channel<Job>) {
        *self.watcher.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((channel, None));
        self.changes.ring();
    }
}

impl Watcher {
    /// Shows how the scan stands, if that is news.
    fn show(&self, job: Job) {
        let mut watching = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((channel, shown)) = watching.as_mut() else { return };
        if *shown == Some(job) {
            return;
        }
        *shown = Some(job);
        if let Err(error) = channel.send(job) {
            tracing::debug!(%error, "the page that watched the scan is gone");
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
        state.watcher.show(job.into());
    }
    Ok(())
}
