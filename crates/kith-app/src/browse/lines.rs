//! One line a photo, for programs: what `kith faces` prints.

use kith_domain::{FaceOrigin, FaceState, FaceUuid, Landmarks, PersonName, Point, UnitRect, Verdict};
use kith_store::{FaceQuery, FaceView, FileState, FileView, Library};

use crate::error::Result;

/// A photo and its faces, upright.
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoLine {
    /// The path below the root; bytes that are not UTF-8 are written `%XX`.
    pub photo: String,
    /// The root.
    pub root: String,
    /// Width as shown, or as last shown if the file is gone; 0 if it cannot be read.
    pub width: u32,
    /// Height as shown, or as last shown if the file is gone; 0 if it cannot be read.
    pub height: u32,
    /// Why it cannot be read.
    pub error: Option<String>,
    /// Its faces.
    pub faces: Vec<FaceLine>,
}

/// A face; places are fractions of the upright picture.
#[derive(Debug, Clone, PartialEq)]
pub struct FaceLine {
    /// Lasting identity.
    pub id: FaceUuid,
    /// Where.
    pub rect: UnitRect,
    /// How sure the detector is.
    pub score: Option<f32>,
    /// Its landmarks.
    pub landmarks: Option<Landmarks>,
    /// How it looks, if that was asked for and is known.
    pub embedding: Option<Vec<f32>>,
    /// How well it can be compared, where that was measured.
    pub quality: Option<f32>,
    /// Unknown, suggested, confirmed or ignored.
    pub state: FaceState,
    /// What was said, which tells ignored, not a face and stranger apart.
    pub verdict: Verdict,
    /// Who it is.
    pub person: Option<PersonName>,
    /// Who it may be.
    pub suggestion: Option<SuggestionLine>,
    /// The group it is in.
    pub group: Option<String>,
}

/// A person proposed for a face.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestionLine {
    /// Who.
    pub person: PersonName,
    /// How alike.
    pub similarity: f32,
    /// How likely it is that person.
    pub probability: f32,
}

/// Gives every photo of the library to `each`, by root and path; those that are gone only if `missing` asks for them.
///
/// # Errors
/// When the library cannot be read, or when `each` says so.
pub async fn photo_lines<E: From<crate::AppError>>(
    library: &Library,
    embeddings: bool,
    missing: bool,
    mut each: impl FnMut(PhotoLine) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    for file in library.files(missing).await.map_err(crate::AppError::from)? {
        each(photo_line(library, &file, embeddings).await?)?;
    }
    Ok(())
}

async fn photo_line(library: &Library, file: &FileView, embeddings: bool) -> Result<PhotoLine> {
    let error = match &file.state {
        FileState::Ok | FileState::Missing | FileState::LeftOut => None,
        FileState::Unreadable { reason } => Some(reason.clone()),
    };
    let readable = error.is_none();
    let (width, height) = file.size.filter(|_| readable).map_or((0, 0), |(w, h)| file.orientation.size(w, h));
    let mut faces = Vec::new();
    if let Some(photo) = file.photo.filter(|_| readable) {
        for view in library.faces(FaceQuery::Photo(photo), 0, u32::MAX).await? {
            let mut line = face_line(view, file);
            if embeddings && let Some(space) = library.active_space().await? {
                line.embedding = library.embedding(line.id, space).await?.map(|e| e.vector().to_vec());
            }
            faces.push(line);
        }
    }
    Ok(PhotoLine { photo: crate::shown(&file.key), root: crate::shown(&file.root), width, height, error, faces })
}

/// Copies of a photo may be turned differently: the file decides how a face is seen.
fn face_line(view: FaceView, file: &FileView) -> FaceLine {
    let upright = |p: Point| file.orientation.point_to_upright(p);
    // Of a box that the person moved, the detector said nothing.
    let is_found = view.origin == FaceOrigin::Machine;
    FaceLine {
        id: view.uuid,
        rect: file.orientation.rect_to_upright(view.rect),
        score: view.score.filter(|_| is_found),
        landmarks: view.landmarks.filter(|_| is_found).map(|l| l.map(upright)),
        embedding: None,
        quality: view.quality,
        state: FaceState::new(view.verdict, view.suggestion.is_some()),
        verdict: view.verdict,
        person: view.person.map(|(_, name)| name),
        suggestion: view.suggestion.map(|s| SuggestionLine {
            person: s.person.1,
            similarity: s.similarity.0,
            probability: s.probability.0,
        }),
        group: view.group.map(|group| format!("g{}", group.0)),
    }
}
