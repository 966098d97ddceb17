//! The list of photos: its months, and pieces of it.

use kith_domain::{KeywordPath, PersonUuid};
use kith_store::{Gathering, Library, PhotoFaces, PhotoQuery};

use crate::dto::{
    CountMonths, GatheringDto, ListPhotoIds, ListPhotos, PhotoFacesDto, PhotoFilter, PhotoMonth, PhotoTile, convert,
};
use crate::error::{AppError, Result};

/// How many photos a filter lets through, month by month, the newest first.
///
/// # Errors
/// When the filter names nothing, or the library cannot be read.
pub async fn photo_months(library: &Library, request: &CountMonths) -> Result<Vec<PhotoMonth>> {
    let months = library.photo_months(&query(&request.filter)?).await?;
    Ok(months.into_iter().map(|month| PhotoMonth { month: month.month, photos: month.photos }).collect())
}

/// A part of the list of photos.
///
/// # Errors
/// When the filter names nothing, or the library cannot be read.
pub async fn photo_tiles(library: &Library, request: &ListPhotos) -> Result<Vec<PhotoTile>> {
    let query = query(&request.filter)?;
    let tiles = library.photo_tiles(&query, request.month.as_deref(), request.offset, request.limit).await?;
    Ok(tiles.into_iter().map(convert::photo_tile).collect())
}

/// All photos that a filter lets through, in the order of the list.
///
/// # Errors
/// When the filter names nothing, or the library cannot be read.
pub async fn photo_ids(library: &Library, request: &ListPhotoIds) -> Result<Vec<String>> {
    let ids = library.photo_ids(&query(&request.filter)?).await?;
    Ok(ids.into_iter().map(|id| id.0.to_string()).collect())
}

fn query(filter: &PhotoFilter) -> Result<PhotoQuery> {
    let people = |ids: &[String]| ids.iter().map(|id| convert::parse_person(id)).collect::<Result<Vec<PersonUuid>>>();
    Ok(PhotoQuery {
        people: people(&filter.people)?,
        gathering: match filter.gathering {
            GatheringDto::Together => Gathering::All,
            GatheringDto::Any => Gathering::Any,
            GatheringDto::Only => Gathering::Only,
        },
        without: people(&filter.without)?,
        suggested: filter.suggested,
        folder: filter.folder.as_deref().map(convert::parse_folder).transpose()?,
        faces: filter.faces.map(|faces| match faces {
            PhotoFacesDto::Unnamed => PhotoFaces::Unnamed,
            PhotoFacesDto::Nobody => PhotoFaces::Nobody,
        }),
        keywords: filter.keywords.iter().map(|parts| keyword(parts)).collect::<Result<_>>()?,
        name: filter.name.clone(),
    })
}

fn keyword(parts: &[String]) -> Result<KeywordPath> {
    KeywordPath::new(parts).ok_or_else(|| AppError::NotFound { what: "keyword", name: parts.join("/") })
}
