//! How well something was done: pure functions over what Kith printed and what is known about the pictures.
//!
//! Each module says at its head what it counts, and how; they share nothing but [`lines`] and [`gold`].

pub(crate) mod album;
pub(crate) mod detection;
pub(crate) mod gold;
pub(crate) mod groups;
pub(crate) mod lines;
pub(crate) mod names;
pub(crate) mod verification;

/// A part of a whole; nothing when there is no whole.
pub(crate) fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
