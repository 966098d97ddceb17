//! The tree of keywords.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A keyword, and how many photos that are there have it or one below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeywordRow {
    /// From the outermost part of its hierarchy to the word itself.
    pub path: Vec<String>,
    /// How many photos a filter for it lets through.
    pub photos: u32,
    /// How many of these change when it is renamed or deleted: in the others a file only repeats the word beside a longer
    /// keyword that ends with it, or goes through it.
    pub own: u32,
}
