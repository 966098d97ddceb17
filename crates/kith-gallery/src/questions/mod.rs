//! What is worth asking: the questions whose answers settle the most faces, and how far they bring a library.
//!
//! [`Gallery::propose`](crate::Gallery::propose) compares whole groups with people and with each other, which costs time and is done after scans and decisions;
//! [`rank`] puts the questions in order and [`coverage`] looks ahead, which both cost next to nothing and are done whenever
//! somebody looks.

mod coverage;
mod proposals;
mod rank;

pub use coverage::{Coverage, Goal, coverage};
pub use proposals::{Proposal, With};
pub use rank::{GroupFacts, Question, Ranked, SuggestionFacts, Unsettled, rank, share_of_known};
