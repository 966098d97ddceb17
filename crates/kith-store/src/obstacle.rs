//! What can keep a file from being written.

use crate::error::{Result, StoreError};

/// What keeps a file from being written, or may have when it was last tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// It says something else than the person.
    Contradiction,
    /// Its metadata, or those beside it, are damaged.
    Damaged,
    /// Its metadata cannot be changed without harm.
    Unsupported,
    /// Its metadata are larger than those of any photo.
    TooLarge,
    /// It, or its folder, must not be written.
    ReadOnly,
    /// The disk is full.
    DiskFull,
    /// Somebody else changed it meanwhile.
    Changed,
    /// It is not the photo that was scanned.
    AnotherPhoto,
    /// It has several names.
    Linked,
    /// A link lies in its place that leads nowhere.
    BrokenLink,
    /// Its owner or its attributes could not be kept.
    Attributes,
    /// What was read back was not what was written.
    Unproven,
    /// It is not there.
    Missing,
    /// It cannot be read.
    Unreadable,
    /// It made the program stumble.
    Stumbled,
    /// Something else that the system said.
    System,
    /// Its drive is away. No file is kept as stopped by that.
    Away,
    /// It was not kept what.
    Unknown,
}

impl Obstacle {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Contradiction,
        Self::Damaged,
        Self::Unsupported,
        Self::TooLarge,
        Self::ReadOnly,
        Self::DiskFull,
        Self::Changed,
        Self::AnotherPhoto,
        Self::Linked,
        Self::BrokenLink,
        Self::Attributes,
        Self::Unproven,
        Self::Missing,
        Self::Unreadable,
        Self::Stumbled,
        Self::System,
        Self::Away,
        Self::Unknown,
    ];

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Damaged => "damaged",
            Self::Unsupported => "unsupported",
            Self::TooLarge => "too_large",
            Self::ReadOnly => "read_only",
            Self::DiskFull => "disk_full",
            Self::Changed => "changed",
            Self::AnotherPhoto => "another_photo",
            Self::Linked => "linked",
            Self::BrokenLink => "broken_link",
            Self::Attributes => "attributes",
            Self::Unproven => "unproven",
            Self::Missing => "missing",
            Self::Unreadable => "unreadable",
            Self::Stumbled => "stumbled",
            Self::System => "system",
            Self::Away => "away",
            Self::Unknown => "unknown",
        }
    }

    pub(crate) fn from_word(word: &str) -> Result<Self> {
        let known = Self::ALL.into_iter().find(|obstacle| obstacle.word() == word);
        known.ok_or_else(|| StoreError::corrupt("what keeps a file from being written", word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_word_of_its_own() {
        for obstacle in Obstacle::ALL {
            assert_eq!(Obstacle::from_word(obstacle.word()).unwrap(), obstacle);
        }
        assert!(Obstacle::from_word("it must not be changed").is_err());
    }
}
