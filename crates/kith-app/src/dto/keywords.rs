//! The tree of keywords, and those of some photos.

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

/// Of which photos to tell the keywords.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListKeywordsOf {
    /// Which.
    pub photos: Vec<String>,
}

/// A keyword that stands for itself in some of the photos that were asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeywordOf {
    /// From the outermost part of its hierarchy to the word itself.
    pub path: Vec<String>,
    /// Those of the photos that have it, never none.
    pub photos: Vec<String>,
}
