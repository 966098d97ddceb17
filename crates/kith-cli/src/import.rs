//! `kith import`: what other programs know of people.

use anyhow::Result;
use kith_app::{Kith, shown_path};
use serde::Serialize;

use crate::args::Import;
use crate::lines::{print, say};

#[derive(Debug, Serialize)]
struct ImportLine {
    photos: usize,
    taken: usize,
    conflicts: usize,
    missing: usize,
}

/// Takes in, brings suggestions and groups up to date, and prints how much it was.
pub(crate) async fn run(kith: &Kith, from: Import) -> Result<()> {
    let taken = match from {
        Import::Picasa { dir } => kith.import_picasa(&dir, |_| {}).await?,
        Import::Digikam { file } => kith.import_digikam(&file, |_| {}).await?,
    };
    kith.refresh().await?;
    for (file, reason) in &taken.problems {
        say(format_args!("{}: {reason}", shown_path(file)));
    }
    let (photos, conflicts, missing) = (taken.photos, taken.conflicts, taken.missing);
    print(&ImportLine { photos, taken: taken.taken, conflicts, missing })
}
