//! Copies of photos in a folder that the person chooses, and the folder in which a photo lies.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use kith_app::dto::{CommandError, CopiedPhotos, CopyPhotos, Copying, ShowInFolder};
use kith_app::files;
use kith_app::inner::PhotoId;
use kith_app::scan::Control;
use tauri::WebviewWindow;
use tauri::ipc::Channel;

use crate::state::AppState;
use crate::{dialogs, reveal};

/// The least time between two looks at how far it is.
const PAUSE: Duration = Duration::from_millis(100);

/// What stops the copying that goes on, or went on last.
#[derive(Default)]
pub(crate) struct Copies(Mutex<Arc<Control>>);

impl Copies {
    fn begin(&self) -> Arc<Control> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Arc::default();
        Arc::clone(&last)
    }

    fn cancel(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).cancel();
    }
}

impl AppState {
    /// Lets the person choose a folder and copies photos there, which it shows to `channel`; none if the dialog was closed.
    pub(crate) async fn copy_photos(
        &self,
        window: &WebviewWindow,
        request: &CopyPhotos,
        channel: Channel<Copying>,
    ) -> Result<Option<CopiedPhotos>, CommandError> {
        let Some(folder) = dialogs::pick_folder(window).await else { return Ok(None) };
        let control = self.copies.begin();
        let mut shown: Option<Instant> = None;
        let show = |now: Copying| {
            if shown.is_none_or(|shown| shown.elapsed() >= PAUSE) {
                shown = Some(Instant::now());
                // The page that asked may be gone.
                let _ = channel.send(now);
            }
        };
        let library = self.kith().await?.library();
        Ok(Some(files::copy_photos(library, request, &folder, || control.is_cancelled(), show).await?))
    }

    /// Ends the copying after the photo that is copied; what is copied stays.
    pub(crate) fn cancel_copying(&self) {
        self.copies.cancel();
    }

    /// Shows the file of a photo in the system's file manager.
    pub(crate) async fn show_in_folder(&self, request: &ShowInFolder) -> Result<(), CommandError> {
        let missing = || CommandError::NotFound { what: "photo".to_owned() };
        let photo = request.photo.parse().map(PhotoId).map_err(|_| missing())?;
        let path = files::photo_file(self.kith().await?.library(), photo).await?;
        let shown = path.clone();
        let opened = tauri::async_runtime::spawn_blocking(move || reveal::show(&path)).await;
        opened.map_err(std::io::Error::other).flatten().map_err(|error| {
            tracing::warn!(%error, "the file manager did not open");
            CommandError::NotShown { path: kith_app::shown_path(shown) }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_ends_the_copying_that_goes_on_and_not_the_next() {
        let copies = Copies::default();
        let first = copies.begin();
        copies.cancel();
        assert!(first.is_cancelled() && !copies.begin().is_cancelled());
    }
}
