//! From embeddings to who: suggestions for faces that nobody named, and groups of those that nobody knows.
//!
//! Pure and deterministic: the same faces in the same order give the same answer, on any machine. Thresholds are
//! arguments ([`Calibration`]), because they belong to the network that made the embeddings.
//!
//! Invariants:
//! * A suggestion never contradicts the person: no rejected pair, nobody twice in a photo.
//! * Guesses teach nothing: only confirmed faces are [`Reference`]s.
//! * A group holds at most one face of a photo.
//!
//! ```
//! use kith_domain::{Embedding, FaceId, PersonId, PhotoId};
//! use kith_gallery::{Calibration, Probe, Reference, Words, suggest};
//!
//! let anna = Embedding::new(vec![1.0, 0.1]).unwrap();
//! let references = [Reference { face: FaceId(1), person: PersonId(1), embedding: &anna }];
//! let probes = [Probe { face: FaceId(2), photo: PhotoId(2), embedding: &anna }];
//! let calibration = Calibration { suggest: 0.4, suggest_per_tenfold: 0.0, group: 0.46, group_per_tenfold: 0.0 };
//! let found = suggest(&references, &probes, &Words::default(), &calibration);
//! assert_eq!(found[0].person, PersonId(1));
//! ```

mod groups;
mod product;
mod suggest;

pub use groups::{Unknown, group, keep_numbers};
pub use suggest::{Probe, Reference, Suggestion, Words, suggest};

/// From which similarity on faces are taken for the same person. The more faces there are to be confused with, the
/// higher it must be: each threshold rises by its second number with every tenfold of faces.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// For a suggestion from a single reference.
    pub suggest: f32,
    /// What is added for every tenfold of people.
    pub suggest_per_tenfold: f32,
    /// For an edge between two unknown faces among a thousand.
    pub group: f32,
    /// What is added for every tenfold of faces above a thousand.
    pub group_per_tenfold: f32,
}

impl Calibration {
    fn suggest_among(&self, people: usize) -> f32 {
        self.suggest + self.suggest_per_tenfold * (people.max(1) as f32).log10()
    }

    fn group_among(&self, faces: usize) -> f32 {
        self.group + self.group_per_tenfold * (faces.max(1000) as f32 / 1000.0).log10()
    }
}
