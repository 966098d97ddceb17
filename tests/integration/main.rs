//! What several crates do together, on real pictures and a real library.

#![allow(clippy::unwrap_used)]

mod contract;
mod killed;
mod kith;
mod parity;
mod scans;
mod vision;
mod words;
