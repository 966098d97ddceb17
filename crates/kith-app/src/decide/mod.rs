//! The person's word, taken and taken back.

mod assign;
mod undo;

pub(crate) use assign::assign;
pub(crate) use undo::{redo, undo};
