//! Pages of faces, and their pictures.

use kith_domain::FaceUuid;
use kith_store::{FaceQuery, FaceView, Library};

use crate::dto::{self, FaceFilter, FacePage, ListFaces, convert};
use crate::error::Result;

/// A part of a list of faces.
///
/// # Errors
/// When the filter names nothing, or the library cannot be read.
pub async fn face_page(library: &Library, request: &ListFaces) -> Result<FacePage> {
    let query = match &request.filter {
        FaceFilter::Person { person } => FaceQuery::Person(convert::parse_person(person)?),
        FaceFilter::Unknown => FaceQuery::Unknown,
        FaceFilter::Unconfirmed => FaceQuery::Suggested,
        FaceFilter::Ignored => FaceQuery::Ignored,
        FaceFilter::Group { group } => FaceQuery::Group(convert::parse_group(group)?),
        FaceFilter::Alone => FaceQuery::Alone,
        FaceFilter::Day { day } => FaceQuery::UnknownOn(convert::parse_day(day)?),
    };
    let total = library.count_faces(query).await?;
    let views = library.faces(query, request.offset, request.limit).await?;
    Ok(FacePage { total, faces: with_versions(library, views).await? })
}

/// Faces with the versions of their pictures.
pub(super) async fn with_versions(library: &Library, views: Vec<FaceView>) -> Result<Vec<dto::Face>> {
    let uuids: Vec<FaceUuid> = views.iter().map(|view| view.uuid).collect();
    let versions = library.thumbnail_versions(&uuids).await?;
    let version = |uuid: FaceUuid| versions.get(&uuid).copied().unwrap_or_default();
    Ok(views.into_iter().map(|view| (version(view.uuid), view)).map(|(v, view)| convert::face(view, v)).collect())
}

/// The picture behind a key of the `face` scheme, JPEG; none if there is no such face.
///
/// # Errors
/// When the library cannot be read.
pub async fn thumbnail(library: &Library, key: &str) -> Result<Option<Vec<u8>>> {
    let face = convert::parse_face(key.split('-').next().unwrap_or_default())?;
    Ok(library.thumbnail(face).await?.map(|thumbnail| thumbnail.jpeg))
}
