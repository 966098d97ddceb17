//! The system's dialogs for files and folders, and the folder in which it keeps pictures.

use std::path::PathBuf;

use tauri::{Manager, WebviewWindow, Wry};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;

/// What a dialog tells when it is closed.
type Answer<T> = Box<dyn FnOnce(Option<T>) + Send>;

fn dialog(window: &WebviewWindow) -> FileDialogBuilder<Wry> {
    let dialog = window.dialog().file();
    #[cfg(desktop)]
    let dialog = dialog.set_parent(window);
    dialog
}

/// What the person chooses; none if they close the dialog.
async fn ask<T: Send + 'static>(open: impl FnOnce(Answer<T>)) -> Option<T> {
    let (answer, chosen) = oneshot::channel();
    open(Box::new(move |choice| {
        // The one who waits went away with the app.
        let _ = answer.send(choice);
    }));
    chosen.await.ok().flatten()
}

fn path(chosen: FilePath) -> Option<PathBuf> {
    chosen.into_path().ok()
}

/// Folders; a phone has no dialog for them.
#[cfg(desktop)]
pub(crate) async fn pick_folders(window: &WebviewWindow) -> Vec<PathBuf> {
    let chosen = ask(|answer| dialog(window).pick_folders(answer)).await;
    chosen.into_iter().flatten().filter_map(path).collect()
}

/// A phone has no dialog for folders.
#[cfg(mobile)]
pub(crate) async fn pick_folders(_window: &WebviewWindow) -> Vec<PathBuf> {
    Vec::new()
}

/// A folder.
#[cfg(desktop)]
pub(crate) async fn pick_folder(window: &WebviewWindow) -> Option<PathBuf> {
    ask(|answer| dialog(window).pick_folder(answer)).await.and_then(path)
}

/// A phone has no dialog for folders.
#[cfg(mobile)]
pub(crate) async fn pick_folder(_window: &WebviewWindow) -> Option<PathBuf> {
    None
}

/// A file of one of these kinds.
pub(crate) async fn pick_file(window: &WebviewWindow, kind: &str, extensions: &[&str]) -> Option<PathBuf> {
    ask(|answer| dialog(window).add_filter(kind, extensions).pick_file(answer)).await.and_then(path)
}

/// A place for a new file.
pub(crate) async fn save_file(window: &WebviewWindow, name: &str) -> Option<PathBuf> {
    ask(|answer| dialog(window).set_file_name(name).save_file(answer)).await.and_then(path)
}

/// The folder in which the system keeps pictures, if there is one.
pub(crate) fn pictures_folder(window: &WebviewWindow) -> Option<PathBuf> {
    let told = window.path().picture_dir().ok();
    let usual = window.path().home_dir().ok().map(|home| home.join("Pictures"));
    told.into_iter().chain(usual).find(|folder| folder.is_dir())
}
