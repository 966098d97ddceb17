//! The list of photos, its filter, and the folders to choose from.

use serde::{Deserialize, Serialize};
use specta::Type;

/// How the people of a filter have to be together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "Gathering", rename_all = "camelCase")]
pub enum GatheringDto {
    /// All of them are in the photo.
    Together,
    /// At least one of them is.
    Any,
    /// All of them are, and nobody else: every other face is ignored or none.
    Only,
}

/// Photos by their faces, whoever these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "PhotoFaces", rename_all = "camelCase")]
pub enum PhotoFacesDto {
    /// There is a face that nobody has named.
    Unnamed,
    /// There is no face at all.
    Nobody,
}

/// Which photos to list: those for which all of this holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PhotoFilter {
    /// Who must be in the photo; nobody in particular when empty.
    pub people: Vec<String>,
    /// How they must be together.
    pub gathering: GatheringDto,
    /// Who must not be in the photo.
    pub without: Vec<String>,
    /// Whether a face counts as the person who is only suggested for it.
    pub suggested: bool,
    /// In this folder or below it.
    pub folder: Option<String>,
    /// What must hold of the faces.
    pub faces: Option<PhotoFacesDto>,
    /// Keywords that the photo must have, each from the outermost part of its hierarchy on: itself, or any below it.
    pub keywords: Vec<Vec<String>>,
    /// What the name of the file must contain.
    pub name: String,
}

/// Of which photos to count the months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CountMonths {
    /// Which.
    pub filter: PhotoFilter,
}

/// Which photos to name, all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListPhotoIds {
    /// Which.
    pub filter: PhotoFilter,
}

/// How many photos were taken in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PhotoMonth {
    /// `YYYY-MM`; null for those without a date.
    pub month: Option<String>,
    /// How many, never 0.
    pub photos: u32,
}

/// Which part of which photos to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListPhotos {
    /// Which.
    pub filter: PhotoFilter,
    /// The month to begin in, `YYYY-MM`; null for those without a date.
    pub month: Option<String>,
    /// How many of that month to pass over.
    pub offset: u32,
    /// How many at most; what comes after the month follows.
    pub limit: u32,
}

/// A photo in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PhotoTile {
    /// Which.
    pub id: String,
    /// The name of its file.
    pub name: String,
    /// When it was taken, local time.
    pub taken: Option<String>,
    /// Tells its small picture from that of any other photo, turned in any other way.
    pub version: String,
}

/// A folder that has photos in it or below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Folder {
    /// What a filter calls it.
    pub id: String,
    /// The folder that it lies in; null for one that was given to Kith.
    pub parent: Option<String>,
    /// Its name; the whole path of one that was given to Kith.
    pub name: String,
    /// Photos in it and below it, each counted once.
    pub photos: u32,
}
