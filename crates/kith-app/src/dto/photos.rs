//! Photos.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Face;

/// Which photo to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GetPhoto {
    /// Which.
    pub photo: String,
}

/// A photo with its faces and keywords.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Photo {
    /// Which.
    pub id: String,
    /// Its path below the root.
    pub path: String,
    /// Its root.
    pub root: String,
    /// Width as shown.
    pub width: u32,
    /// Height as shown.
    pub height: u32,
    /// When it was taken, local time.
    pub taken: Option<String>,
    /// Its faces.
    pub faces: Vec<Face>,
    /// Whom its files name without a place, and who have no face yet.
    pub named: Vec<String>,
    /// Its keywords, each from the outermost part of its hierarchy to the word itself.
    pub keywords: Vec<Vec<String>>,
}

/// A photo that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Unreadable {
    /// Its path below its root.
    pub path: String,
    /// Why, as a sentence.
    pub reason: String,
}
