//! All people and faces, for other programs.

use kith_domain::{FaceState, FaceUuid, UnitRect};
use kith_store::Library;

use super::lines::photo_lines;
use crate::error::{AppError, Result};

/// A face, or a person without one.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    /// Who it is.
    pub person: Option<String>,
    /// Where; none for a person without faces.
    pub face: Option<ExportedFace>,
}

/// A face in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportedFace {
    /// The path of the photo below its root.
    pub photo: String,
    /// The root.
    pub root: String,
    /// Lasting identity.
    pub id: FaceUuid,
    /// Where, in fractions of the upright picture.
    pub rect: UnitRect,
    /// Unknown, suggested, confirmed or ignored.
    pub state: FaceState,
}

/// Gives every face of every file, and then everybody who has none, to `each`.
///
/// # Errors
/// When the library cannot be read, or `each` says so.
pub async fn export<E: From<AppError>>(
    library: &Library,
    mut each: impl FnMut(Exported) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    photo_lines::<E>(library, false, false, |line| {
        for face in line.faces {
            let (photo, root) = (line.photo.clone(), line.root.clone());
            let exported = ExportedFace { photo, root, id: face.id, rect: face.rect, state: face.state };
            each(Exported { person: face.person.map(|name| name.to_string()), face: Some(exported) })?;
        }
        Ok(())
    })
    .await?;
    for person in people_without_faces(library).await? {
        each(Exported { person: Some(person), face: None })?;
    }
    Ok(())
}

async fn people_without_faces(library: &Library) -> Result<Vec<String>> {
    let people = library.people().await?.into_iter().filter(|person| person.confirmed == 0);
    Ok(people.map(|person| person.name.to_string()).collect())
}
