//! Confirmed faces that look as if they were not their person.

use std::collections::HashSet;

use kith_domain::{FaceId, PersonId};
use kith_gallery::LookedBack;
use kith_store::{FaceQuery, FaceView, Library};

use super::faces::with_versions;
use crate::dto::{self, DoubtPage, ListDoubts, PersonRef};
use crate::error::Result;

/// How many faces of a person are shown beside a doubtful one.
const SHOWN: u32 = 3;

/// A part of these faces, of all `doubts`, the most doubtful first.
///
/// # Errors
/// When the library cannot be read.
pub(crate) async fn doubt_page(library: &Library, doubts: &[LookedBack], request: ListDoubts) -> Result<DoubtPage> {
    let names = library.person_names().await?;
    let doubtful: HashSet<FaceId> = doubts.iter().map(|doubt| doubt.face).collect();
    let mut shown = Vec::new();
    for doubt in doubts.iter().skip(request.offset as usize).take(request.limit as usize) {
        let face = library.faces(FaceQuery::Number(doubt.face), 0, 1).await?;
        let Some(face) = with_versions(library, face).await?.pop() else { continue };
        let known = known(library, doubt.person, &doubtful).await?;
        let other = doubt.other.filter(|(_, likely)| *likely > doubt.own).and_then(|(other, _)| names.get(&other));
        shown.push(dto::Doubt { face, known, other: other.cloned().map(PersonRef::from) });
    }
    Ok(DoubtPage { total: doubts.len() as u32, doubts: shown })
}

/// Some of the best faces of a person, those that nobody doubts.
async fn known(library: &Library, person: PersonId, doubtful: &HashSet<FaceId>) -> Result<Vec<dto::Face>> {
    let mut known: Vec<FaceView> = Vec::new();
    for view in library.faces(FaceQuery::BestOf(person), 0, 3 * SHOWN).await? {
        let number = library.face_by_uuid(view.uuid).await?;
        if number.is_some_and(|number| !doubtful.contains(&number)) {
            known.push(view);
        }
    }
    known.truncate(SHOWN as usize);
    with_versions(library, known).await
}
