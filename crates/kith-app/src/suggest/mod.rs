//! Working out who faces may be and which belong together, after scans and decisions.

mod propose;
mod refresh;

pub(crate) use propose::propose;
pub(crate) use refresh::{is_due, refresh};
