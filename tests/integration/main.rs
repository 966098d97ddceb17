//! What several crates do together, on real pictures and a real library.

mod parity;
mod vision;
mod words;
