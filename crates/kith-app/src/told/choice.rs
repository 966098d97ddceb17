//! What the person chose about the metadata of files.

use kith_store::Library;

use crate::error::{AppError, Result};
use crate::files::{Dates, Manner, Target};

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
const AUTOMATIC: &str = "metadata_automatic";
const AS_KEYWORDS: &str = "metadata_people_as_keywords";

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

/// What the person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WritingChoice {
    /// Where people are written.
    pub place: PeopleWriting,
    /// How they are.
    pub manner: Manner,
    /// Whether the app writes by itself, a little after each decision.
    pub automatic: bool,
}

/// What the person chose, or nothing of it as long as they did not.
///
/// # Errors
/// When the library cannot be read.
pub(crate) async fn choice(library: &Library) -> Result<WritingChoice> {
    let place = match library.setting(WRITING).await?.as_deref() {
        Some("sidecar") => PeopleWriting::Sidecar,
        Some("embed") => PeopleWriting::Embed,
        _ => PeopleWriting::Off,
    };
    let is = async |key: &str, word: &str| Ok::<_, AppError>(library.setting(key).await?.as_deref() == Some(word));
    let dates = if is(DATES, "kept").await? { Dates::Kept } else { Dates::Now };
    // Nothing is ever written where nobody said where to.
    let automatic = place != PeopleWriting::Off && is(AUTOMATIC, "on").await?;
    let manner = Manner { dates, people_as_keywords: is(AS_KEYWORDS, "on").await? };
    Ok(WritingChoice { place, manner, automatic })
}

/// Keeps what the person chose. Where people are to be keywords from now on, all files with people wait for it; with another
/// place, no file is written beside any more that could not be written into.
///
/// # Errors
/// When the library cannot be written.
pub(crate) async fn choose(library: &Library, choice: WritingChoice) -> Result<()> {
    let WritingChoice { place, manner, automatic } = choice;
    let before = self::choice(library).await?;
    let are_new = manner.people_as_keywords && !before.manner.people_as_keywords;
    let switch = |is_on| if is_on { "on" } else { "off" };
    let mut write = library.write().await?;
    write.set_setting(WRITING, place.word()).await?;
    write.set_setting(DATES, if manner.dates == Dates::Kept { "kept" } else { "now" }).await?;
    write.set_setting(AUTOMATIC, switch(automatic)).await?;
    write.set_setting(AS_KEYWORDS, switch(manner.people_as_keywords)).await?;
    if are_new {
        write.want_files_with_people().await?;
    }
    if place != before.place {
        write.forget_beside().await?;
    }
    write.commit().await?;
    Ok(())
}
