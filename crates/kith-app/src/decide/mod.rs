//! The person's word, taken and taken back.

mod assign;
mod by_name;
mod settle;
mod undo;

pub(crate) use assign::assign;
pub(crate) use by_name::by_name;
pub(crate) use settle::settle;
pub(crate) use undo::{go_to, redo, undo};
