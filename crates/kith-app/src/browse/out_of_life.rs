//! Confirmed faces that cannot be: of photos that were taken before their person was born, or after they died.

use std::collections::HashMap;

use kith_domain::{Lifetime, OutOfLife, PersonId};
use kith_store::{FaceQuery, FaceView, Library};

use super::faces::with_versions;
use crate::dto::{self, ListOutOfLife, OutOfLifePage, OutOfLifeReason};
use crate::error::Result;

/// A part of these faces, person by person, the oldest photo first.
///
/// # Errors
/// When the library cannot be read.
pub async fn out_of_life_page(library: &Library, request: ListOutOfLife) -> Result<OutOfLifePage> {
    let total = library.count_faces(FaceQuery::OutOfLife).await?;
    let views = library.faces(FaceQuery::OutOfLife, request.offset, request.limit).await?;
    let lives = library.lives().await?;
    let reasons: HashMap<String, OutOfLife> =
        views.iter().filter_map(|view| Some((view.uuid.to_string(), reason(view, &lives)?))).collect();
    let faces = with_versions(library, views).await?.into_iter().filter_map(|face| {
        let (reason, date) = match reasons.get(&face.id)? {
            OutOfLife::BeforeBirth(born) => (OutOfLifeReason::BeforeBirth, born),
            OutOfLife::AfterDeath(died) => (OutOfLifeReason::AfterDeath, died),
        };
        Some(dto::OutOfLife { face, reason, date: date.to_string() })
    });
    Ok(OutOfLifePage { total, faces: faces.collect() })
}

/// None if the dates changed meanwhile.
fn reason(view: &FaceView, lives: &HashMap<PersonId, Lifetime>) -> Option<OutOfLife> {
    lives.get(&view.verdict.person()?)?.bars(view.days)
}
