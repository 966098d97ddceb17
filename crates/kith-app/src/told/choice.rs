//! What the person chose about the metadata of files.

use kith_store::Library;

use crate::error::Result;
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
