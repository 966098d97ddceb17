//! Everything that `kith-metadata` promises about people, on files and packets that the tests make themselves.

#![allow(clippy::unwrap_used)]

mod containers;
mod coordinates;
mod embedding;
mod files;
mod hostile;
mod keyword_writing;
mod keywords;
mod list_edges;
mod packets;
mod person_words;
mod picasa;
mod schemes;
mod seeds;
mod writing;
