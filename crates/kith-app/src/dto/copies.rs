//! Copies of photos for somebody else.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The photos to copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CopyPhotos {
    /// Which, in this order.
    pub photos: Vec<String>,
}

/// How far the copying is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Copying {
    /// Photos done.
    pub done: u32,
    /// Photos in all.
    pub total: u32,
    /// The name of the file that is copied now.
    pub name: String,
}

/// What was copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CopiedPhotos {
    /// Where to.
    pub folder: String,
    /// Photos that were copied.
    pub photos: u32,
    /// Files that lay beside them and were copied too.
    pub beside: u32,
    /// Photos that could not be read.
    pub failed: Vec<NotCopied>,
    /// Whether the person stopped it before its end.
    pub stopped: bool,
}

/// A photo that was not copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NotCopied {
    /// Which.
    pub photo: String,
    /// The whole path of its file; null where none is known any more.
    pub path: Option<String>,
    /// Why, in the words of the system; null where the file is not there.
    pub reason: Option<String>,
}

/// Which photo to show in the file manager.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ShowInFolder {
    /// Which.
    pub photo: String,
}
