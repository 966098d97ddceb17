//! Between what is inside and what crosses the border.

mod files;

use std::fmt::Write as _;

use kith_domain::decision::Refusal;
use kith_domain::{
    DateError, Day, DecisionId, FaceState, FaceUuid, GroupId, NameError, PersonName, PersonUuid, PhotoId, Probability,
    RootId, Seen, UnitRect, Verdict,
};
use kith_store::{FaceView, PhotoTile, StepRow, StoreError};

use super::{
    Box, CommandError, Face, FaceStateDto, IgnoredReason, InvalidDateReason, InvalidNameReason, Job, JobState,
    LibraryWork, PersonRef, RunnerUp, Step, Suggestion,
};
use crate::error::AppError;
use crate::hold;
use crate::jobs::{JobStatus, JobView};
use crate::scan;

pub(crate) use files::{conflict_kind, parse_conflict, stopped_file, waiting_file};

impl From<UnitRect> for Box {
    fn from(rect: UnitRect) -> Self {
        Self { x: rect.x(), y: rect.y(), w: rect.w(), h: rect.h() }
    }
}

impl From<(PersonUuid, PersonName)> for PersonRef {
    fn from((id, name): (PersonUuid, PersonName)) -> Self {
        Self { id: id.to_string(), name: name.to_string() }
    }
}

impl From<FaceState> for FaceStateDto {
    fn from(state: FaceState) -> Self {
        match state {
            FaceState::Unknown => Self::Unknown,
            FaceState::Suggested => Self::Suggested,
            FaceState::Confirmed => Self::Confirmed,
            FaceState::Ignored => Self::Ignored,
        }
    }
}

/// A face as it is shown, with the version of its picture.
pub(crate) fn face(view: FaceView, version: i64) -> Face {
    let reason = match view.verdict {
        Verdict::Open | Verdict::Confirmed { .. } => None,
        Verdict::Ignored => Some(IgnoredReason::Ignored),
        Verdict::NotAFace => Some(IgnoredReason::NotAFace),
        Verdict::Stranger => Some(IgnoredReason::Stranger),
    };
    let suggestion = view.suggestion;
    Face {
        id: view.uuid.to_string(),
        photo: view.photo.0.to_string(),
        thumbnail: thumbnail_key(view.uuid, version),
        state: FaceState::new(view.verdict, suggestion.is_some()).into(),
        reason,
        person: view.person.map(PersonRef::from),
        later: view.seen == Seen::Later,
        suggestion: suggestion.map(|s| Suggestion {
            person: s.person.into(),
            probability: in_percent(s.probability),
            runner_up: s.runner_up.map(|(person, p)| RunnerUp { person: person.into(), probability: in_percent(p) }),
        }),
        group: view.group.map(group_id),
        rect: view.orientation.rect_to_upright(view.rect).into(),
        taken: view.taken,
        taken_on: view.taken_on.map(|date| date.to_string()),
    }
}

/// Whole percent that are reached.
pub(crate) fn in_percent(probability: Probability) -> i32 {
    (probability.0 * 100.0).floor() as i32
}

/// What the `face` scheme knows a picture by.
pub(crate) fn thumbnail_key(face: FaceUuid, version: i64) -> String {
    format!("{face}-{version}")
}

pub(crate) fn group_id(group: GroupId) -> String {
    format!("g{}", group.0)
}

pub(crate) fn parse_group(text: &str) -> Result<GroupId, AppError> {
    let number = text.strip_prefix('g').and_then(|n| n.parse().ok());
    number.map(GroupId).ok_or_else(|| AppError::NotFound { what: "group", name: text.to_owned() })
}

pub(crate) fn parse_photo(text: &str) -> Result<PhotoId, AppError> {
    text.parse().map(PhotoId).map_err(|_| AppError::NotFound { what: "photo", name: text.to_owned() })
}

pub(crate) fn parse_day(text: &str) -> Result<Day, AppError> {
    text.parse().map_err(|_| AppError::NotFound { what: "day", name: text.to_owned() })
}

pub(crate) fn parse_face(text: &str) -> Result<FaceUuid, AppError> {
    text.parse().map_err(|_| AppError::NotFound { what: "face", name: text.to_owned() })
}

pub(crate) fn parse_step(text: &str) -> Result<DecisionId, AppError> {
    text.parse().map(DecisionId).map_err(|_| AppError::NotFound { what: "step", name: text.to_owned() })
}

pub(crate) fn parse_person(text: &str) -> Result<PersonUuid, AppError> {
    text.parse().map_err(|_| AppError::NotFound { what: "person", name: text.to_owned() })
}

/// Made from the content, for another library numbers its photos alike.
fn picture_version(tile: &PhotoTile) -> String {
    format!("{}-{}", hexadecimal(&tile.hash.0[..8]), tile.orientation.to_exif())
}

/// A photo in a list.
pub(crate) fn photo_tile(tile: PhotoTile) -> super::PhotoTile {
    super::PhotoTile {
        id: tile.id.0.to_string(),
        name: crate::shown(tile.key.rsplit(|byte| *byte == b'/').next().unwrap_or_default()),
        version: picture_version(&tile),
        taken: tile.taken,
    }
}

/// A folder by its root and the bytes of its path below it, in hexadecimal: not every path is a text.
pub(crate) fn folder_id(root: RootId, key: &[u8]) -> String {
    format!("{}:{}", root.0, hexadecimal(key))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub(crate) fn parse_folder(text: &str) -> Result<(RootId, Vec<u8>), AppError> {
    let parts =
        text.split_once(':').filter(|(_, hex)| hex.len() % 2 == 0 && hex.bytes().all(|b| b.is_ascii_hexdigit()));
    let parsed = parts.and_then(|(root, hex)| {
        let bytes = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).ok());
        Some((RootId(root.parse().ok()?), bytes.collect::<Option<_>>()?))
    });
    parsed.ok_or_else(|| AppError::NotFound { what: "folder", name: text.to_owned() })
}

impl From<StepRow> for Step {
    fn from(step: StepRow) -> Self {
        let kind = match step.kind.as_str() {
            "not_a_face" => "notAFace".to_owned(),
            "key_face" => "keyFace".to_owned(),
            "add_keyword" => "addKeyword".to_owned(),
            "remove_keyword" => "removeKeyword".to_owned(),
            "rename_keyword" => "renameKeyword".to_owned(),
            "merge_keyword" => "mergeKeyword".to_owned(),
            "delete_keyword" => "deleteKeyword".to_owned(),
            "leave_out" => "leaveOut".to_owned(),
            "take_in" => "takeIn".to_owned(),
            _ => step.kind,
        };
        Self { kind, count: step.decisions }
    }
}

impl From<hold::Hold> for super::Hold {
    fn from(hold: hold::Hold) -> Self {
        match hold {
            hold::Hold::Battery(percent) => Self::Battery { percent },
            hold::Hold::Woken => Self::Woken,
        }
    }
}

impl From<JobView> for Job {
    fn from(view: JobView) -> Self {
        let state = match view.status {
            JobStatus::Running => JobState::Running,
            JobStatus::Paused => JobState::Paused,
            JobStatus::Finished => JobState::Finished,
            JobStatus::Cancelled => JobState::Cancelled,
            JobStatus::Failed => JobState::Failed,
            JobStatus::Interrupted => JobState::Interrupted,
        };
        Self {
            state,
            hold: view.hold.map(super::Hold::from),
            done: view.done,
            total: view.total,
            faces: view.faces,
            failed: view.failed,
            photos_per_second: view.photos_per_second,
            seconds_left: view.seconds_left,
        }
    }
}

impl From<scan::LibraryWork> for LibraryWork {
    fn from(work: scan::LibraryWork) -> Self {
        match work {
            scan::LibraryWork::Scanning => Self::Scanning,
            scan::LibraryWork::Writing => Self::Writing,
            scan::LibraryWork::Importing => Self::Importing,
            scan::LibraryWork::Erasing => Self::Erasing,
        }
    }
}

impl From<NameError> for CommandError {
    fn from(error: NameError) -> Self {
        let reason = match error {
            NameError::Empty => InvalidNameReason::Empty,
            NameError::Reserved(_) => InvalidNameReason::Reserved,
            NameError::Control | NameError::TooLong => InvalidNameReason::Control,
        };
        Self::InvalidName { reason }
    }
}

/// What is said of a text that is no date.
pub(crate) fn invalid_date(text: &str, error: DateError) -> CommandError {
    let reason = match error {
        DateError::Form => InvalidDateReason::Form,
        DateError::Year => InvalidDateReason::Year,
        DateError::Month => InvalidDateReason::Month,
        DateError::Day => InvalidDateReason::Day,
    };
    CommandError::InvalidDate { date: text.to_owned(), reason }
}

impl From<AppError> for CommandError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Refused { refusal, .. } => refusal.into(),
            AppError::NotFound { what, .. } => Self::NotFound { what: what.to_owned() },
            AppError::Busy { work, .. } => Self::Busy { work: work.into() },
            AppError::Io { path, source } => {
                Self::FolderUnreadable { path: crate::shown_path(path), reason: source.to_string() }
            }
            AppError::Unwritable { path, source } => {
                Self::FileUnwritable { path: crate::shown_path(path), reason: source.to_string() }
            }
            AppError::Store(StoreError::Foreign { path, source }) => {
                Self::FileUnreadable { path: crate::shown_path(path), reason: source.to_string() }
            }
            other => internal(&other),
        }
    }
}

impl From<Refusal> for CommandError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NoSuchFace(_) | Refusal::NoPair(_) => Self::NotFound { what: "face".to_owned() },
            Refusal::NoSuchPhoto(_) => Self::NotFound { what: "photo".to_owned() },
            Refusal::NoSuchPerson(_) => Self::NotFound { what: "person".to_owned() },
            Refusal::NameTaken(name) | Refusal::SamePerson(name) => Self::NameTaken { name: name.to_string() },
            Refusal::NoSuchKeyword(_) => Self::NotFound { what: "keyword".to_owned() },
            Refusal::KeywordTaken(keyword) => Self::KeywordTaken { keyword: keyword.parts().to_vec() },
            Refusal::KeywordBelowItself(keyword) => Self::KeywordBelowItself { keyword: keyword.parts().to_vec() },
            Refusal::KeywordTooDeep(keyword) => Self::KeywordTooDeep { keyword: keyword.parts().to_vec() },
            Refusal::WholeRoot | Refusal::LeftOutAbove(_) => Self::NotFound { what: "folder".to_owned() },
            Refusal::DiedBeforeBorn(name) => Self::DiedBeforeBorn { person: name.to_string() },
            Refusal::NotConfirmed(name) => Self::NotConfirmed { person: name.to_string() },
            Refusal::TwiceInPhoto { person, photo } => {
                Self::TwiceInPhoto { person: person.to_string(), photo: photo.0.to_string() }
            }
        }
    }
}

/// Writes the whole chain of causes to the log and gives the screen its number.
fn internal(error: &dyn std::error::Error) -> CommandError {
    let mut chain = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        chain.push_str(": ");
        chain.push_str(&cause.to_string());
        source = cause.source();
    }
    let report_id = format!("{:08x}", crate::paths::content_version(chain.as_bytes()));
    tracing::error!(report_id, chain, "a command failed");
    CommandError::Internal { report_id }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_pictures_differ_by_content_and_by_how_they_are_turned() {
        let version = |byte, orientation| {
            let (id, hash) = (PhotoId(1), kith_domain::PayloadHash([byte; 32]));
            picture_version(&PhotoTile { id, hash, taken: None, orientation, key: b"a.jpg".to_vec() })
        };
        let upright = version(171, kith_domain::Orientation::Normal);
        assert_eq!(upright, "abababababababab-1");
        assert_ne!(upright, version(172, kith_domain::Orientation::Normal));
        assert_ne!(upright, version(171, kith_domain::Orientation::Rotate180));
    }

    #[test]
    fn a_folder_is_found_again_by_its_id_whatever_its_bytes() {
        for key in [&b""[..], b"2024/May", b"caf\xe9", "été".as_bytes()] {
            assert_eq!(parse_folder(&folder_id(RootId(7), key)).unwrap(), (RootId(7), key.to_vec()));
        }
        for text in ["", "7", "x:", "7:a", "7:zz", "7:é", "7:+1"] {
            assert!(parse_folder(text).is_err(), "{text}");
        }
    }
}
