//! Names in files, between what is inside and what crosses the border.

use kith_domain::{KeywordPath, on_their_own};
use kith_metadata::{Change, Named};
use kith_store::{FilePeople, PeopleConflict};

use crate::dto::{
    ConflictKind, Imported, Keeping, NameChange, Obstacle, StoppedFile, WaitingFile, WhoseWord, WriteNames,
    WritingSettings,
};
use crate::error::AppError;
use crate::files::{Dates, Manner, TakenIn, Waiting, WrittenFile};
use crate::told::{Holds, PeopleWriting, WritingChoice};

impl From<WritingChoice> for WritingSettings {
    fn from(choice: WritingChoice) -> Self {
        let keeping = match choice.place {
            PeopleWriting::Off => Keeping::Kith,
            PeopleWriting::Sidecar => Keeping::Beside,
            PeopleWriting::Embed => Keeping::Inside,
        };
        Self {
            keeping,
            keep_dates: choice.manner.dates == Dates::Kept,
            people_as_keywords: choice.manner.people_as_keywords,
            automatic: choice.automatic,
        }
    }
}

impl From<WritingSettings> for WritingChoice {
    fn from(settings: WritingSettings) -> Self {
        let place = match settings.keeping {
            Keeping::Kith => PeopleWriting::Off,
            Keeping::Beside => PeopleWriting::Sidecar,
            Keeping::Inside => PeopleWriting::Embed,
        };
        let dates = if settings.keep_dates { Dates::Kept } else { Dates::Now };
        let manner = Manner { dates, people_as_keywords: settings.people_as_keywords };
        Self { place, manner, automatic: settings.automatic }
    }
}

impl From<WhoseWord> for Holds {
    fn from(whose: WhoseWord) -> Self {
        match whose {
            WhoseWord::Kith => Self::Library,
            WhoseWord::File => Self::File,
        }
    }
}

impl Imported {
    /// What came from a folder or file.
    pub fn of(path: String, taken: TakenIn) -> Self {
        let [photos, names, conflicts, missing] =
            [taken.photos, taken.taken, taken.conflicts, taken.missing].map(|number| number as u32);
        Self { path, photos, taken: names, conflicts, missing }
    }
}

impl TryFrom<&WriteNames> for Waiting {
    type Error = AppError;

    fn try_from(request: &WriteNames) -> Result<Self, AppError> {
        let missing = |text: &String| AppError::NotFound { what: "file", name: text.clone() };
        let file = |text: &String| text.parse().map(kith_domain::FileId).map_err(|_| missing(text));
        let ids = |files: &[String]| files.iter().map(file).collect::<Result<_, _>>();
        Ok(match request {
            WriteNames::All => Self::All,
            WriteNames::Stopped => Self::Stopped,
            WriteNames::Only { files } => Self::Only(ids(files)?),
            WriteNames::Beside { files } => Self::Beside(files.as_deref().map(ids).transpose()?),
        })
    }
}

pub(crate) fn parse_conflict(text: &str) -> Result<i64, AppError> {
    text.parse().map_err(|_| AppError::NotFound { what: "conflict", name: text.to_owned() })
}

/// How a file contradicts the person.
pub(crate) fn conflict_kind(conflict: &PeopleConflict) -> ConflictKind {
    match (&conflict.found, &conflict.kept) {
        (None, _) => ConflictKind::NameGone,
        (Some(_), Some(_)) => ConflictKind::OtherName,
        (Some(_), None) => ConflictKind::NoName,
    }
}

/// A file that waits, as it was found by looking at it.
pub(crate) fn waiting_file(file: WrittenFile) -> WaitingFile {
    WaitingFile {
        id: file.file.0.to_string(),
        photo: file.photo,
        target: file.target,
        changes: name_changes(&file.changes),
        obstacle: file.obstacle.map(Obstacle::from),
    }
}

/// A file that could not be written; whether it `asks` the person something, and whether it `offers` that it is written beside it.
pub(crate) fn stopped_file(file: &FilePeople, asks: bool, offers: bool) -> StoppedFile {
    StoppedFile {
        id: file.file.0.to_string(),
        path: crate::shown_path(crate::path_of(&file.root, &file.key)),
        obstacle: file.state.obstacle().unwrap_or(kith_store::Obstacle::Unknown).into(),
        asks,
        offers_beside: offers,
    }
}

impl From<kith_store::Obstacle> for Obstacle {
    fn from(obstacle: kith_store::Obstacle) -> Self {
        use kith_store::Obstacle as Kept;
        match obstacle {
            Kept::Contradiction => Self::Contradiction,
            Kept::Damaged => Self::Damaged,
            Kept::Unsupported => Self::Unsupported,
            Kept::TooLarge => Self::TooLarge,
            Kept::ReadOnly => Self::ReadOnly,
            Kept::DiskFull => Self::DiskFull,
            Kept::Changed => Self::Changed,
            Kept::AnotherPhoto => Self::AnotherPhoto,
            Kept::Linked => Self::Linked,
            Kept::BrokenLink => Self::BrokenLink,
            Kept::Attributes => Self::Attributes,
            Kept::Unproven => Self::Unproven,
            Kept::Missing => Self::Missing,
            Kept::Unreadable => Self::Unreadable,
            Kept::Stumbled => Self::Stumbled,
            Kept::System => Self::System,
            Kept::Away => Self::Away,
            Kept::Unknown => Self::Unknown,
        }
    }
}

/// What changes for people. A file has each name several times: what was told of it once is not told again.
fn name_changes(changes: &[Change]) -> Vec<NameChange> {
    let mut told: Vec<NameChange> = Vec::new();
    for change in changes.iter().filter(|change| change.keyword.is_none()) {
        let said = match (&change.old, &change.new) {
            (Some(old), Some(new)) => difference(old, new),
            (None, Some(new)) => NameChange::Added { name: new.name.clone() },
            (Some(old), None) => NameChange::Removed { name: old.name.clone() },
            (None, None) => continue,
        };
        if !told.iter().any(|known| *known == said || is_part_of(&said, known)) {
            told.push(said);
        }
    }
    told.extend(keyword_changes(changes, false).map(|keyword| NameChange::KeywordAdded { keyword }));
    told.extend(keyword_changes(changes, true).map(|keyword| NameChange::KeywordRemoved { keyword }));
    told
}

/// Keywords that come, or go: each once, and no word that only repeats a part of a path.
fn keyword_changes(changes: &[Change], gone: bool) -> impl Iterator<Item = Vec<String>> {
    let meant = changes.iter().filter(move |change| change.old.is_some() == gone);
    let paths: Vec<KeywordPath> =
        meant.filter_map(|change| change.keyword.as_deref().and_then(KeywordPath::new)).collect();
    let own = on_their_own(&paths);
    paths.into_iter().zip(own).filter(|(_, own)| *own).map(|(path, _)| path.parts().to_vec())
}

fn difference(old: &Named, new: &Named) -> NameChange {
    let name = new.name.clone();
    if old.name == new.name {
        NameChange::Moved { name }
    } else if old.name.trim().is_empty() {
        NameChange::Added { name }
    } else {
        NameChange::Renamed { from: old.name.clone(), to: name }
    }
}

/// Whether one half of a renaming is told by itself.
fn is_part_of(said: &NameChange, known: &NameChange) -> bool {
    match (said, known) {
        (NameChange::Added { name }, NameChange::Renamed { to, .. }) => name == to,
        (NameChange::Removed { name }, NameChange::Renamed { from, .. }) => name == from,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use kith_domain::UnitRect;

    use super::*;

    fn at(name: &str, x: f32) -> Named {
        Named { name: name.to_owned(), rect: UnitRect::new(x, 0.2, 0.1, 0.1) }
    }

    fn listed(name: &str) -> Named {
        Named { name: name.to_owned(), rect: None }
    }

    #[test]
    fn each_difference_is_told_once_and_in_words() {
        let region = |old, new| Change { tag: "region", old, new, keyword: None };
        let list = |old, new| Change { tag: "Iptc4xmpExt:PersonInImage", old, new, keyword: None };
        let path = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let word = |old, new, texts: &[&str]| Change { tag: "dc:subject", old, new, keyword: Some(path(texts)) };
        let changes = [
            region(None, Some(at("Anna", 0.1))),
            region(Some(at("Ben", 0.3)), Some(at("Bert", 0.3))),
            region(Some(at("Cem", 0.5)), None),
            region(Some(at("Dana", 0.7)), Some(at("Dana", 0.8))),
            region(Some(at("", 0.9)), Some(at("Emil", 0.9))),
            list(None, Some(listed("Anna"))),
            list(Some(listed("Ben")), None),
            list(None, Some(listed("Bert"))),
            list(Some(listed("Cem")), None),
            list(None, Some(listed("Dana"))),
            word(None, Some(listed("Rom")), &["Rom"]),
            word(None, Some(listed("Orte|Rom")), &["Orte", "Rom"]),
            word(Some(listed("Anna")), None, &["Anna"]),
        ];
        let [anna, cem, dana, emil, ben, bert] = ["Anna", "Cem", "Dana", "Emil", "Ben", "Bert"].map(str::to_owned);
        let expected = [
            NameChange::Added { name: anna },
            NameChange::Renamed { from: ben, to: bert },
            NameChange::Removed { name: cem },
            NameChange::Moved { name: dana.clone() },
            NameChange::Added { name: emil },
            NameChange::Added { name: dana },
            NameChange::KeywordAdded { keyword: path(&["Orte", "Rom"]) },
            NameChange::KeywordRemoved { keyword: path(&["Anna"]) },
        ];
        assert_eq!(name_changes(&changes), expected);
    }

    #[test]
    fn a_choice_is_the_same_on_both_sides_of_the_border() {
        for place in [PeopleWriting::Off, PeopleWriting::Sidecar, PeopleWriting::Embed] {
            for (dates, automatic) in [(Dates::Now, true), (Dates::Kept, false)] {
                let manner = Manner { dates, people_as_keywords: !automatic };
                let choice = WritingChoice { place, manner, automatic };
                assert_eq!(WritingChoice::from(WritingSettings::from(choice)), choice);
            }
        }
    }
}
