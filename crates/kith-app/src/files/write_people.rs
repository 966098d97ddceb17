//! Writing people and keywords into the metadata of one photo, or beside it.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use kith_domain::{KeywordPath, Orientation, PayloadHash, UnitRect};
use kith_media::{Format, Limits, payload_hash};
use kith_metadata::{
    Change, Conflict, KeywordWish, MetadataError, People, PersonWords, Shape, Wish, WritePlan, plan_photo,
    plan_sidecar, read_photo, read_sidecar,
};

use super::replace::{ReplaceError, foresee, replace};
use crate::error::{AppError, Result};
use crate::told;

/// Where people are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Beside the photo: into all sidecars that are there, else into `name.ext.xmp`.
    Sidecar,
    /// Into the photo itself, and all sidecars that are there.
    Embedded,
}

/// What becomes of the time of change of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// It becomes now, so that other programs notice.
    Now,
    /// It stays.
    Kept,
}

/// How files are written, whatever is written into them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// What becomes of their times of change.
    pub dates: Dates,
    /// Whether people are keywords too, as digiKam has them.
    pub people_as_keywords: bool,
}

impl Default for Manner {
    fn default() -> Self {
        Self { dates: Dates::Now, people_as_keywords: false }
    }
}

/// What is to be written.
#[derive(Debug, Clone, Copy)]
pub struct WriteRequest<'a> {
    /// Where: the photo itself, of which raw files and formats that are not changed get a refusal, or a sidecar of it, which
    /// is made if there is none.
    pub file: &'a Path,
    /// How.
    pub manner: Manner,
    /// Only to look what would be done.
    pub dry_run: bool,
    /// The photo of which the people are: the hash of its image data, and how it must be turned. If another one lies
    /// there, nothing is written.
    pub photo: (PayloadHash, Orientation),
    /// The people that were last read from this file or written to it.
    pub base: &'a People,
    /// Those that it is to have.
    pub wanted: &'a People,
    /// The faces that were found in the upright picture, as they were given when the file was read.
    pub found: &'a [UnitRect],
    /// How its keywords must change.
    pub keywords: KeywordWish<'a>,
    /// The keywords that Kith put in for people, where it is written.
    pub person_words: &'a [KeywordPath],
}

/// What was done.
#[derive(Debug)]
pub enum WriteOutcome {
    /// The file says what was wanted, or would after a dry run; by these differences.
    Written {
        /// The photo or its sidecar.
        file: PathBuf,
        /// What is new.
        changes: Vec<Change>,
        /// The keywords that Kith has put in for people.
        person_words: Vec<KeywordPath>,
    },
    /// The file says it already.
    Unchanged {
        /// The photo or its sidecar.
        file: PathBuf,
        /// The keywords that Kith has put in for people.
        person_words: Vec<KeywordPath>,
    },
    /// Another program names faces otherwise since the file was last read: nothing was written.
    Contested {
        /// The photo or its sidecar.
        file: PathBuf,
        /// What the person must decide.
        conflicts: Vec<Conflict>,
    },
    /// The file cannot be changed without harm; a sidecar can be offered where it was the photo.
    Refused {
        /// The photo or its sidecar.
        file: PathBuf,
        /// Why.
        reason: MetadataError,
    },
    /// The system did not let it happen; trying again later may help.
    Failed {
        /// The photo or its sidecar.
        file: PathBuf,
        /// Why.
        reason: ReplaceError,
    },
}

impl WriteOutcome {
    /// The photo or its sidecar.
    pub fn file(&self) -> &Path {
        match self {
            Self::Written { file, .. }
            | Self::Unchanged { file, .. }
            | Self::Contested { file, .. }
            | Self::Refused { file, .. }
            | Self::Failed { file, .. } => file,
        }
    }
}

/// Writes people. Whatever happens, the old or the new file is there afterwards.
///
/// # Errors
/// When the photo or its sidecar cannot be read.
pub fn write_people(photo: &Path, request: WriteRequest<'_>) -> Result<WriteOutcome> {
    let bytes = told::bytes(photo)?;
    let shape = shape(photo, &bytes)?;
    if (payload_hash(&bytes), shape.orientation) != request.photo {
        return Ok(WriteOutcome::Failed { file: photo.to_owned(), reason: ReplaceError::Another });
    }
    let WriteRequest { base, wanted, found, keywords, manner, .. } = request;
    let person_words = PersonWords { are_wanted: manner.people_as_keywords, ours: request.person_words };
    let wish = Wish { shape, base, wanted, found, keywords, person_words };
    if request.file == photo {
        let check = |new: &[u8]| {
            let is_same = payload_hash(new) == request.photo.0;
            if is_same { Ok(()) } else { Err("the picture would not be the same".to_owned()) }
        };
        return carry_out(Some(&bytes), plan_photo(&bytes, wish), request, check);
    }
    let old = request.file.is_file().then(|| told::bytes(request.file)).transpose()?;
    let kept = [keywords.kept, &hidden_words(&bytes, old.as_deref(), wish)].concat();
    let wish = Wish { keywords: KeywordWish { kept: &kept, ..keywords }, ..wish };
    carry_out(old.as_deref(), plan_sidecar(old.as_deref(), wish), request, |_| Ok(()))
}

/// The keywords that a photo says itself, where the first list of its sidecar would hide them: programs that find a list look no
/// further.
fn hidden_words(photo: &[u8], sidecar: Option<&[u8]>, wish: Wish<'_>) -> Vec<KeywordPath> {
    let said = |sidecar| read_sidecar(sidecar, Some(wish.shape), &[]).is_ok_and(|told| !told.keywords.is_empty());
    if !wish.person_words.are_wanted || wish.wanted.faces.is_empty() || sidecar.is_some_and(said) {
        return Vec::new();
    }
    let own = read_photo(photo, wish.shape, &[]).keywords;
    let is_kept = |word: &KeywordPath| wish.keywords.removed.iter().all(|removed| removed.key() != word.key());
    own.iter().filter_map(|word| KeywordPath::new(&word.path)).filter(is_kept).collect()
}

fn carry_out(
    old: Option<&[u8]>,
    plan: std::result::Result<WritePlan, MetadataError>,
    request: WriteRequest<'_>,
    check: impl FnOnce(&[u8]) -> std::result::Result<(), String>,
) -> Result<WriteOutcome> {
    let (path, file) = (request.file, request.file.to_owned());
    let WritePlan { file: new, changes, conflicts, person_words } = match plan {
        Ok(plan) => plan,
        Err(reason) => return Ok(WriteOutcome::Refused { file, reason }),
    };
    if !conflicts.is_empty() {
        return Ok(WriteOutcome::Contested { file, conflicts });
    }
    let Some(new) = new else { return Ok(WriteOutcome::Unchanged { file, person_words }) };
    let done = if request.dry_run {
        foresee(path, old.is_some()).map(drop)
    } else {
        let modified = if request.manner.dates == Dates::Kept { modified(path)? } else { None };
        replace(path, old, &new, modified, check)
    };
    Ok(match done {
        Ok(()) => WriteOutcome::Written { file, changes, person_words },
        Err(reason) => WriteOutcome::Failed { file, reason },
    })
}

/// When a file was changed; `None` when there is none.
fn modified(path: &Path) -> Result<Option<SystemTime>> {
    let metadata = path.is_file().then(|| std::fs::metadata(path)).transpose().map_err(AppError::io(path))?;
    metadata.map(|metadata| metadata.modified()).transpose().map_err(AppError::io(path))
}

/// Width, height and orientation of the photo in a file.
pub(super) fn shape(photo: &Path, bytes: &[u8]) -> Result<Shape> {
    let named = photo.file_name().and_then(Format::from_name);
    let header = kith_media::header(bytes, named, &Limits::default());
    let header = header.map_err(|source| AppError::Photo { path: photo.into(), source })?;
    Ok(Shape { width: header.width, height: header.height, orientation: header.orientation })
}
