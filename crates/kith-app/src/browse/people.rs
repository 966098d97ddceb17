//! The list of people.

use kith_store::{FaceQuery, Library};

use crate::dto::{PeopleList, PersonRow, convert};
use crate::error::Result;

/// Everybody, with the three states on top.
///
/// # Errors
/// When the library cannot be read.
pub async fn people_list(library: &Library) -> Result<PeopleList> {
    let people = library.people().await?.into_iter().map(|person| PersonRow {
        id: person.uuid.to_string(),
        name: person.name.to_string(),
        born: person.life.born.map(|date| date.to_string()),
        died: person.life.died.map(|date| date.to_string()),
        confirmed: person.confirmed,
        suggested: person.suggested,
        last_seen: person.last_seen,
        thumbnail: person.key_face.map(|(face, version)| convert::thumbnail_key(face, version)),
    });
    Ok(PeopleList {
        people: people.collect(),
        unknown: library.count_faces(FaceQuery::Unknown).await?,
        unconfirmed: library.count_faces(FaceQuery::Suggested).await?,
        ignored: library.count_faces(FaceQuery::Ignored).await?,
        out_of_life: library.count_faces(FaceQuery::OutOfLife).await?,
    })
}
