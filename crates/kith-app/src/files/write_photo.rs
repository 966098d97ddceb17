//! Writing one photo of a batch, with its sidecars if it has any.

use std::path::{Path, PathBuf};

use kith_domain::{KeywordPath, Orientation, PayloadHash, UnitRect};
use kith_metadata::{Change, KeywordWish, People};
use kith_store::{KeywordsToWrite, Sources};

use super::stop::Stop;
use super::write_people::{Manner, Target, WriteOutcome, WriteRequest, shape, write_people};
use crate::error::Result;
use crate::told::{self, Told, ToldKeywords, sidecars, sidecars_to_write};

/// One file, ready to be written on a thread that may wait.
pub(super) struct Task {
    pub(super) path: PathBuf,
    pub(super) target: Target,
    pub(super) photo: (PayloadHash, Orientation),
    pub(super) base: People,
    pub(super) wanted: People,
    pub(super) found: Vec<UnitRect>,
    pub(super) keywords: KeywordsToWrite,
    /// The keywords that Kith put in for people, by place.
    pub(super) person_words: Vec<(Sources, KeywordPath)>,
    pub(super) manner: Manner,
    pub(super) dry_run: bool,
}

/// How it went.
pub(super) struct Done {
    pub(super) outcome: std::result::Result<WriteOutcome, Stop>,
    /// Which files say what was wanted.
    pub(super) written: Sources,
    /// The keywords that Kith has put in for people, by place.
    pub(super) person_words: Vec<(Sources, Vec<KeywordPath>)>,
    /// What the files about the photo say then.
    pub(super) told: Option<(Told, ToldKeywords)>,
}

impl Done {
    pub(super) fn stumbled() -> Self {
        Self { outcome: Err(Stop::stumbled()), written: Sources::NONE, person_words: Vec::new(), told: None }
    }
}

impl Task {
    pub(super) fn run(self) -> Done {
        let (mut written, mut person_words) = (Sources::NONE, Vec::new());
        let mut outcome = Err(Stop::stumbled());
        for (number, (source, file)) in places(&self.path, self.target).into_iter().enumerate() {
            let one = self.write(&file, source);
            let words = match &one {
                Ok(WriteOutcome::Written { person_words, .. } | WriteOutcome::Unchanged { person_words, .. }) => {
                    Some(person_words.clone())
                }
                _ => None,
            };
            outcome = if number == 0 { one } else { together(outcome, one) };
            let Some(words) = words else { break };
            written = written.with(source);
            person_words.push((source, words));
        }
        let told = if self.dry_run { None } else { self.told().ok() };
        Done { outcome, written, person_words, told }
    }

    fn write(&self, file: &Path, source: Sources) -> std::result::Result<WriteOutcome, Stop> {
        let Self { manner, dry_run, photo, base, wanted, found, keywords, .. } = self;
        let (manner, dry_run, photo) = (*manner, *dry_run, *photo);
        let KeywordsToWrite { kept, added, removed } = keywords;
        let keywords = KeywordWish { kept, added, removed };
        let words = self.person_words.iter().filter(|(place, _)| *place == source);
        let person_words: Vec<KeywordPath> = words.map(|(_, word)| word.clone()).collect();
        let person_words = &person_words;
        let request = WriteRequest { file, manner, dry_run, photo, base, wanted, found, keywords, person_words };
        write_people(&self.path, request).map_err(|error| Stop::from(&error))
    }

    fn told(&self) -> Result<(Told, ToldKeywords)> {
        let bytes = told::bytes(&self.path)?;
        let shape = shape(&self.path, &bytes)?;
        let accounts = told::accounts(&self.path, &bytes, shape, &self.found);
        Ok((Told::of(&accounts, shape.orientation), ToldKeywords::of(&accounts)))
    }
}

/// The files to which a photo is written, in this order. Those that are there are all written: programs that read another one
/// first would go on with the old names.
pub(super) fn places(photo: &Path, target: Target) -> Vec<(Sources, PathBuf)> {
    match target {
        Target::Sidecar => sidecars_to_write(photo),
        Target::Embedded => [(Sources::PHOTO, photo.to_owned())].into_iter().chain(sidecars(photo)).collect(),
    }
}

/// The outcome for some files and then for one more: what is new in all, or what stopped the last.
fn together(
    before: std::result::Result<WriteOutcome, Stop>,
    last: std::result::Result<WriteOutcome, Stop>,
) -> std::result::Result<WriteOutcome, Stop> {
    match (before, last) {
        (
            Ok(WriteOutcome::Written { file, mut changes, person_words }),
            Ok(WriteOutcome::Written { changes: more, .. }),
        ) => {
            let is_new = |change: &Change| !changes.iter().any(|known: &Change| known.reads_as(change));
            changes.extend(more.into_iter().filter(is_new).collect::<Vec<_>>());
            Ok(WriteOutcome::Written { file, changes, person_words })
        }
        (before, Ok(WriteOutcome::Unchanged { .. })) => before,
        (_, last) => last,
    }
}
