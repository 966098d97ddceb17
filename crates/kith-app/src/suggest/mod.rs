//! Working out who faces may be and which belong together, after scans and decisions.

mod refresh;

pub(crate) use refresh::{is_due, refresh};
