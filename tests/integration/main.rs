//! What several crates do together, on real pictures and a real library.

#![allow(clippy::unwrap_used)]

mod boxes;
mod command_line;
mod contract;
mod copies;
mod dates;
mod edited;
mod eyes;
#[cfg(unix)]
mod full_disk;
mod hidden;
mod keyword_tree;
mod keywords;
mod keywords_edited;
mod killed;
mod kith;
mod left_out;
mod library;
mod metadata;
mod named_people;
mod names_in_files;
mod parity;
mod people;
mod people_as_keywords;
mod people_corrected;
mod people_in_files;
mod people_remembered;
mod people_settled;
mod pictures;
mod questions;
mod roots;
mod scanned;
mod scans;
mod strictness;
mod vision;
mod words;
mod written;
