//! All people and faces, for other programs.

use serde::{Deserialize, Serialize};
use specta::Type;

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ExportForm {
    /// One JSON object a line.
    Json,
    /// A table with commas.
    Csv,
}

/// What to export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportFaces {
    /// In which form.
    pub form: ExportForm,
}

/// What was exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportedFile {
    /// The file.
    pub path: String,
    /// Faces, and people without one.
    pub lines: u32,
}

/// A line of an export; all but the person is missing for somebody without a face.
#[derive(Debug, Default, Serialize)]
pub(crate) struct ExportLine {
    pub(crate) person: Option<String>,
    pub(crate) state: Option<&'static str>,
    pub(crate) photo: Option<String>,
    pub(crate) root: Option<String>,
    pub(crate) face: Option<String>,
    #[serde(rename = "box")]
    pub(crate) rect: Option<[f32; 4]>,
    pub(crate) born: Option<String>,
    pub(crate) died: Option<String>,
}
