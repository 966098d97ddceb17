//! `kith export`: all people and faces, as JSON Lines or as a table.

use std::path::PathBuf;

use anyhow::Result;
use kith_app::dto::ExportForm as Form;
use kith_app::{AppError, Kith, browse};

use crate::args::ExportForm;

/// Prints every face of every photo, and everybody who has none.
pub(crate) async fn run(kith: &Kith, form: ExportForm) -> Result<()> {
    let form = match form {
        ExportForm::Json => Form::Json,
        ExportForm::Csv => Form::Csv,
    };
    let unwritable = |source| AppError::Unwritable { path: PathBuf::from("standard output"), source };
    browse::export(kith.library(), form, &mut std::io::stdout(), unwritable).await?;
    Ok(())
}
