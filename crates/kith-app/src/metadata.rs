//! What the person chose about the metadata of files, and what they settle.

use kith_domain::PersonName;
use kith_domain::decision::Decision;
use kith_store::{Library, PeopleConflict};

use crate::error::{AppError, Result};
use crate::files::{Dates, Target};

/// Where people are written, as the person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PeopleWriting {
    /// Nowhere: files are only read.
    #[default]
    Off,
    /// Beside the photos.
    Sidecar,
    /// Into the photos, and beside those whose formats are not changed.
    Embed,
}

/// Whose word holds where a file contradicts the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// What the library says; it is written to the file.
    Library,
    /// What the file says; it becomes a decision of the person.
    File,
}

const WRITING: &str = "metadata";
const DATES: &str = "metadata_dates";

impl PeopleWriting {
    /// The place that it means.
    pub const fn target(self) -> Option<Target> {
        match self {
            Self::Off => None,
            Self::Sidecar => Some(Target::Sidecar),
            Self::Embed => Some(Target::Embedded),
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Sidecar => "sidecar",
            Self::Embed => "embed",
        }
    }
}

/// What the person chose: where people are written, and what becomes of the times of change.
///
/// # Errors
/// When the library cannot be read.
pub(crate) async fn choice(library: &Library) -> Result<(PeopleWriting, Dates)> {
    let writing = match library.setting(WRITING).await?.as_deref() {
        Some("sidecar") => PeopleWriting::Sidecar,
        Some("embed") => PeopleWriting::Embed,
        _ => PeopleWriting::Off,
    };
    let dates = if library.setting(DATES).await?.as_deref() == Some("kept") { Dates::Kept } else { Dates::Now };
    Ok((writing, dates))
}

/// Keeps what the person chose.
///
/// # Errors
/// When the library cannot be written.
pub(crate) async fn choose(library: &Library, writing: PeopleWriting, dates: Dates) -> Result<()> {
    let mut write = library.write().await?;
    write.set_setting(WRITING, writing.word()).await?;
    write.set_setting(DATES, if dates == Dates::Kept { "kept" } else { "now" }).await?;
    write.commit().await?;
    Ok(())
}

/// The conflict of that number, and what the person decides by letting the file's word hold.
///
/// # Errors
/// When there is none, or the file's word is no name.
pub(crate) async fn settlement(library: &Library, id: i64, holds: Holds) -> Result<Option<Decision>> {
    let missing = || AppError::NotFound { what: "conflict", name: id.to_string() };
    let conflicts = library.people_conflicts().await?;
    let PeopleConflict { face, found, .. } = conflicts.into_iter().find(|c| c.id == id).ok_or_else(missing)?;
    Ok(match (holds, found) {
        (Holds::Library, _) => None,
        (Holds::File, None) => Some(Decision::Clear { face }),
        (Holds::File, Some(name)) => {
            let person = PersonName::new(&name).map_err(|_| missing())?;
            Some(Decision::Confirm { face, person, allow_twice: false })
        }
    })
}
