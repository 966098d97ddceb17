//! From embeddings to who: suggestions for faces that nobody named, groups of those that nobody knows, and what to ask about
//! them.
//!
//! Pure and deterministic: the same faces in the same order give the same answer. Numbers that belong to the network that made
//! the embeddings are arguments ([`Likeness`], [`Grouping`]).
//!
//! Invariants:
//! * A suggestion never contradicts the person: no rejected pair, nobody twice in a photo.
//! * Guesses teach nothing: only confirmed faces are [`Reference`]s.
//! * A group holds at most one face of a photo.
//!
//! ```
//! use kith_domain::{Embedding, FaceId, PersonId, PhotoId, Probability, Quality};
//! use kith_gallery::{Genuine, Likeness, Probe, Reference, Reliability, Words, suggest};
//!
//! let likeness = Likeness {
//!     centre: Vec::new(),
//!     reliability: Reliability { most: 0.9, slope: 0.5, middle: -0.3 },
//!     genuine: Genuine { spread: 0.24, narrowing: 1.7, freedom: 6.0, between_groups: 0.12 },
//!     impostor: 0.1,
//! };
//! let (anna, quality) = (Embedding::new(vec![1.0, 0.1]).unwrap(), Quality(0.9));
//! let references = [Reference { face: FaceId(1), person: PersonId(1), embedding: &anna, quality }];
//! let probes = [Probe { face: FaceId(2), photo: PhotoId(2), embedding: &anna, quality }];
//! let found = suggest(&references, &probes, &Words::default(), &likeness, Probability(0.6));
//! assert_eq!(found[0].person, PersonId(1));
//! ```

mod groups;
mod joint;
mod likeness;
mod product;
mod questions;
mod suggest;
mod template;

pub use groups::{Grouping, as_said, group, keep_numbers};
pub use likeness::{Genuine, Likeness, Reliability};
pub use questions::{
    Coverage, Goal, GroupFacts, Proposal, Question, Ranked, SuggestionFacts, UnknownGroup, Unsettled, With, coverage,
    propose, rank, share_of_known,
};
pub use suggest::{Probe, Reference, Suggestion, Words, suggest};
