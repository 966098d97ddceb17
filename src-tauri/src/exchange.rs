//! People from other programs, and for them.

use kith_app::browse;
use kith_app::dto::{CommandError, ExportFaces, ExportForm, ExportedFile, FileWorkKind, FileWorkState, Imported};
use kith_app::files::WriteProgress;
use tauri::WebviewWindow;

use crate::dialogs;
use crate::filing::Filed;
use crate::state::AppState;

impl AppState {
    /// Lets the person choose a folder and takes in what Picasa left there; none if the dialog was closed.
    pub(crate) async fn import_picasa(&self, window: &WebviewWindow) -> Result<Option<Imported>, CommandError> {
        let Some(folder) = dialogs::pick_folder(window).await else { return Ok(None) };
        let kith = self.kith().await?;
        let _working = self.changes.deciding();
        let filed = self.begin_import()?;
        let taken = kith.import_picasa(&folder, |progress| self.show_import(&filed, progress)).await?;
        filed.end(FileWorkState::Finished);
        self.said();
        Ok(Some(Imported::of(kith_app::shown_path(folder), taken)))
    }

    /// Lets the person choose digiKam's database and takes in what it says; none if the dialog was closed.
    pub(crate) async fn import_digikam(&self, window: &WebviewWindow) -> Result<Option<Imported>, CommandError> {
        let Some(file) = dialogs::pick_file(window, "digiKam", &["db"]).await else { return Ok(None) };
        let kith = self.kith().await?;
        let _working = self.changes.deciding();
        let filed = self.begin_import()?;
        let taken = kith.import_digikam(&file, |progress| self.show_import(&filed, progress)).await?;
        filed.end(FileWorkState::Finished);
        self.said();
        Ok(Some(Imported::of(kith_app::shown_path(file), taken)))
    }

    fn begin_import(&self) -> Result<Filed<'_>, CommandError> {
        let filed = self.filing.begin(FileWorkKind::Importing).ok_or_else(|| self.filing.busy())?;
        self.changes.ring();
        Ok(filed)
    }

    fn show_import(&self, filed: &Filed<'_>, progress: WriteProgress) {
        filed.show(progress);
        self.changes.ring();
    }

    /// Lets the person choose a file and writes all people and faces to it; none if the dialog was closed.
    pub(crate) async fn export_faces(
        &self,
        window: &WebviewWindow,
        request: ExportFaces,
    ) -> Result<Option<ExportedFile>, CommandError> {
        let name = match request.form {
            ExportForm::Json => "kith-people.jsonl",
            ExportForm::Csv => "kith-people.csv",
        };
        let Some(path) = dialogs::save_file(window, name).await else { return Ok(None) };
        let lines = browse::export_file(self.kith().await?.library(), request.form, &path).await?;
        Ok(Some(ExportedFile { path: kith_app::shown_path(path), lines }))
    }
}
