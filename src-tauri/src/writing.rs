//! Names that are written to files: when the person asks for it, and by itself where they chose that.

use std::sync::Arc;
use std::time::Duration;

use kith_app::dto::{CommandError, FileWorkKind, FileWorkState, Settle, Settled, WriteNames, WritingSettings};
use kith_app::files::Waiting;
use kith_app::scan::{LibraryWork, ScanLock};
use kith_app::{AppError, Kith};
use tokio::sync::Notify;

use crate::filing::Filed;
use crate::state::AppState;

/// How long nothing must be said before what was said is written by itself.
pub(crate) const QUIET: Duration = Duration::from_secs(30);
/// How long the end of the app waits for names that are to be written by itself. What is left is written the next time.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

impl AppState {
    /// Keeps what the person chose about names in files.
    pub(crate) async fn set_writing_settings(&self, settings: WritingSettings) -> Result<(), CommandError> {
        let _working = self.changes.writing();
        let kith = self.kith().await?;
        let before = kith.people_writing().await?;
        kith.set_people_writing(settings).await?;
        let now = kith.people_writing().await?;
        if (before.place, before.manner) != (now.place, now.manner) {
            self.filing.cancel_writing();
        }
        self.to_write.notify_one();
        Ok(())
    }

    /// Settles contradictions; the files follow as all that is said.
    pub(crate) async fn settle_conflicts(&self, request: &Settle) -> Result<Settled, CommandError> {
        let _working = self.changes.deciding();
        let settled = self.kith().await?.settle_conflicts(request).await?;
        self.said();
        Ok(settled)
    }

    /// Writes files that wait, after this has returned.
    pub(crate) async fn write_names(self: &Arc<Self>, request: &WriteNames) -> Result<(), CommandError> {
        let which = Waiting::try_from(request)?;
        let kith = self.kith().await?.clone();
        if self.filing.is_busy() {
            return Err(self.filing.busy());
        }
        // What somebody else does is told now and not only in the log.
        drop(ScanLock::take(kith.library().dir(), LibraryWork::Writing)?);
        let state = Arc::clone(self);
        tauri::async_runtime::spawn(async move {
            if let Some(filed) = state.filing.begin(FileWorkKind::Writing) {
                state.write(&kith, filed, &which).await;
            }
        });
        Ok(())
    }

    async fn write(&self, kith: &Kith, filed: Filed<'_>, which: &Waiting) {
        let _working = self.changes.writing();
        self.changes.ring();
        let writing = kith.write_waiting(which, &filed.control, |file, progress| {
            filed.count(&file);
            filed.show(progress);
            self.changes.ring();
            Ok(())
        });
        let written = writing.await;
        let was_stopped = filed.control.is_cancelled();
        filed.end(how_it_ended(&written, was_stopped));
        // Who stops the writing does not want it to go on by itself.
        if !was_stopped {
            self.to_write.notify_one();
        }
    }

    /// Writes what waits, if the person chose that it is written by itself and nothing else is done with the library.
    async fn write_by_itself(&self, kith: &Kith) -> Result<(), AppError> {
        if self.scanning.is_busy() || !kith.writes_by_itself().await? {
            return Ok(());
        }
        if let Some(filed) = self.filing.begin(FileWorkKind::Writing) {
            self.write(kith, filed, &Waiting::NeverStopped).await;
        }
        Ok(())
    }

    /// Writes by itself what can be written in the time that a person waits for a window to close.
    pub(crate) async fn write_before_leaving(&self, patience: Duration) {
        let Some(kith) = self.opened() else { return };
        let patience = tokio::time::sleep(patience);
        tokio::pin!(patience);
        tokio::select! {
            () = self.filing.ended() => {}
            () = &mut patience => {
                self.cancel_file_work();
                return self.filing.ended().await;
            }
        }
        let mut writing = std::pin::pin!(self.write_by_itself(kith));
        let written = tokio::select! {
            written = &mut writing => written,
            () = patience => {
                self.cancel_file_work();
                writing.await
            }
        };
        if let Err(error) = written {
            tracing::warn!(%error, "names could not be written before the end");
        }
    }
}

/// What the page is told of the end of a writing; the log is told why.
fn how_it_ended(written: &Result<(), AppError>, was_stopped: bool) -> FileWorkState {
    match written {
        Ok(()) if was_stopped => FileWorkState::Cancelled,
        Ok(()) => FileWorkState::Finished,
        Err(AppError::Busy { holder, .. }) => {
            tracing::info!(holder, "names wait until the library is free");
            FileWorkState::Busy
        }
        Err(error) => {
            tracing::error!(%error, "names could not be written");
            FileWorkState::Failed
        }
    }
}

/// Writes by itself whenever something was said and then nothing for so long, until the app ends.
pub(crate) async fn follow(state: Arc<AppState>, kith: Kith, long: Duration) {
    loop {
        quiet(&state.to_write, long).await;
        if let Err(error) = state.write_by_itself(&kith).await {
            tracing::warn!(%error, "names could not be written");
        }
        state.to_write.notified().await;
    }
}

/// Waits until nobody has rung for that long.
async fn quiet(bell: &Notify, long: Duration) {
    while tokio::time::timeout(long, bell.notified()).await.is_ok() {}
}

#[cfg(test)]
mod tests;
