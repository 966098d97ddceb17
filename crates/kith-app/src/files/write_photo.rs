//! Writing one photo of a batch, with its sidecar if it has one.

use std::path::PathBuf;

use kith_domain::{Orientation, PayloadHash, UnitRect};
use kith_metadata::{Change, KeywordWish, People};
use kith_store::{KeywordsToWrite, Sources};

use super::stop::Stop;
use super::write_people::{Manner, Target, WriteOutcome, WriteRequest, shape, write_people};
use crate::error::Result;
use crate::told::{self, Told, ToldKeywords, sidecar_there, sidecar_to_write};

/// One file, ready to be written on a thread that may wait.
pub(super) struct Task {
    pub(super) path: PathBuf,
    pub(super) target: Target,
    pub(super) photo: (PayloadHash, Orientation),
    pub(super) base: People,
    pub(super) wanted: People,
    pub(super) found: Vec<UnitRect>,
    pub(super) keywords: KeywordsToWrite,
    pub(super) manner: Manner,
    pub(super) dry_run: bool,
}

/// How it went.
pub(super) struct Done {
    pub(super) outcome: std::result::Result<WriteOutcome, Stop>,
    /// Which files say what was wanted.
    pub(super) written: Sources,
    /// What the files about the photo say then.
    pub(super) told: Option<(Told, ToldKeywords)>,
}

impl Done {
    pub(super) fn stumbled() -> Self {
        Self { outcome: Err(Stop::stumbled()), written: Sources::NONE, told: None }
    }
}

impl Task {
    pub(super) fn run(self) -> Done {
        let mut written = Sources::NONE;
        let mut outcome = Err(Stop::stumbled());
        for (number, (target, source)) in self.targets().into_iter().enumerate() {
            let one = self.write(target);
            let is_fine = matches!(one, Ok(WriteOutcome::Written { .. } | WriteOutcome::Unchanged { .. }));
            outcome = if number == 0 { one } else { together(outcome, one) };
            if !is_fine {
                break;
            }
            written = written.with(source);
        }
        let told = if self.dry_run { None } else { self.told().ok() };
        Done { outcome, written, told }
    }

    /// A photo that has a sidecar is written with it: programs that read the sidecar first would go on with the old names.
    fn targets(&self) -> Vec<(Target, Sources)> {
        match self.target {
            Target::Sidecar => vec![(Target::Sidecar, sidecar_to_write(&self.path).0)],
            Target::Embedded => {
                let sidecar = sidecar_there(&self.path).map(|(source, _)| (Target::Sidecar, source));
                [(Target::Embedded, Sources::PHOTO)].into_iter().chain(sidecar).collect()
            }
        }
    }

    fn write(&self, target: Target) -> std::result::Result<WriteOutcome, Stop> {
        let Self { manner, dry_run, photo, base, wanted, found, keywords, .. } = self;
        let (manner, dry_run, photo) = (*manner, *dry_run, *photo);
        let keywords = KeywordWish { added: &keywords.added, removed: &keywords.removed };
        let request = WriteRequest { target, manner, dry_run, photo, base, wanted, found, keywords };
        write_people(&self.path, request).map_err(|error| Stop::from(&error))
    }

    fn told(&self) -> Result<(Told, ToldKeywords)> {
        let bytes = told::bytes(&self.path)?;
        let shape = shape(&self.path, &bytes)?;
        let accounts = told::accounts(&self.path, &bytes, shape, &self.found);
        Ok((Told::of(&accounts, shape.orientation), ToldKeywords::of(&accounts)))
    }
}

/// The outcome for a photo and then for its sidecar: what is new in both, or what stopped the second.
fn together(
    photo: std::result::Result<WriteOutcome, Stop>,
    sidecar: std::result::Result<WriteOutcome, Stop>,
) -> std::result::Result<WriteOutcome, Stop> {
    match (photo, sidecar) {
        (Ok(WriteOutcome::Written { file, mut changes }), Ok(WriteOutcome::Written { changes: more, .. })) => {
            let is_new = |change: &Change| !changes.iter().any(|known: &Change| known.reads_as(change));
            changes.extend(more.into_iter().filter(is_new).collect::<Vec<_>>());
            Ok(WriteOutcome::Written { file, changes })
        }
        (photo, Ok(WriteOutcome::Unchanged { .. })) => photo,
        (_, sidecar) => sidecar,
    }
}
