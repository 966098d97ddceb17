//! The list of people, and who is together with whom.

use kith_store::{FaceQuery, Library};

use crate::dto::{ListTogether, PeopleList, PersonRow, Together, convert};
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
        hidden: person.hidden,
    });
    Ok(PeopleList {
        people: people.collect(),
        unknown: library.count_faces(FaceQuery::Unknown).await?,
        unconfirmed: library.count_faces(FaceQuery::Suggested).await?,
        ignored: library.count_faces(FaceQuery::Ignored).await?,
        out_of_life: library.count_faces(FaceQuery::OutOfLife).await?,
    })
}

/// The people with whom somebody shares the most photos, the most first.
///
/// # Errors
/// When the id is none, or the library cannot be read.
pub async fn together(library: &Library, request: &ListTogether) -> Result<Vec<Together>> {
    let others = library.together(convert::parse_person(&request.person)?, request.limit).await?;
    let row = |with: kith_store::Together| Together { person: with.person.to_string(), photos: with.photos };
    Ok(others.into_iter().map(row).collect())
}
