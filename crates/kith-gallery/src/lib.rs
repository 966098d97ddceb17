//! From embeddings to who: suggestions for faces that nobody named, groups of those that nobody knows, and what to ask about
//! them.
//!
//! A [`Gallery`] holds all faces in memory and is told of changes; each looks only at what it can change. Pure and
//! deterministic: the same changes in the same order give the same answer, and suggestions do not even depend on the order. Numbers that belong to the network that made
//! the embeddings are arguments ([`Likeness`], [`Grouping`]).
//!
//! Invariants:
//! * A suggestion never contradicts the person: no rejected pair, nobody twice in a photo, nobody before they
//!   were born or after they died.
//! * Guesses teach nothing: only confirmed faces are part of a template.
//! * A group holds at most one face of a photo, unless the person said that two are the same, and never two that differ.
//!
//! ```
//! use kith_domain::{DaySpan, Embedding, FaceId, PersonId, PhotoId, Probability, Quality};
//! use kith_gallery::{Changes, Gallery, Genuine, Grouping, Known, Likeness, Reliability, Who, Words};
//!
//! let likeness = Likeness {
//!     reliability: Reliability { most: 0.9, slope: 0.5, middle: -0.3 },
//!     genuine: Genuine { spread: 0.24, narrowing: 1.7, freedom: 6.0, between_groups: 0.12 },
//!     impostor: 0.1,
//!     relatives: 0.01,
//! };
//! let grouping = Grouping { link: 0.5, join: -1.5, relatives: 0.0 };
//! let mut gallery = Gallery::new(&likeness, &grouping, Probability(0.6), std::num::NonZeroUsize::MIN);
//! let look = Some((Embedding::new(vec![1.0, 0.1]).unwrap(), Quality(0.9)));
//! let anna = Who::Confirmed { person: PersonId(1), teaches: true };
//! let taken = DaySpan::default();
//! let known = vec![
//!     Known { face: FaceId(1), photo: PhotoId(1), taken, who: anna, look: look.clone() },
//!     Known { face: FaceId(2), photo: PhotoId(2), taken, who: Who::Open, look },
//! ];
//! let taken = gallery.take(Changes { known, gone: Vec::new() });
//! let found = gallery.suggest(taken, &Words::default());
//! assert_eq!(found[&FaceId(2)].unwrap().person, PersonId(1));
//! ```

mod fitting;
mod gallery;
mod groups;
mod joint;
mod likeness;
mod parts;
mod product;
mod questions;
mod template;

pub use fitting::Look;
pub use gallery::{Changes, Gallery, Known, LookedBack, Suggestion, Taken, Who, Words};
pub use groups::{Age, Grouping};
pub use likeness::{Genuine, Likeness, Reliability};
pub use questions::{
    Coverage, Goal, GroupFacts, Proposal, Question, Ranked, SuggestionFacts, Unsettled, With, coverage, rank,
    share_of_known,
};
