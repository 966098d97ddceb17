//! What the person settles, and whose a name in a file is: Kith changes and takes out only what it took over.

use std::collections::BTreeMap;

use kith_domain::decision::{Change, Decision, Facts};
use kith_domain::{FaceId, PersonId, PersonName, PhotoId, Verdict};
use kith_store::{Library, PeopleConflict, Sources, ToldFace, Write};

use super::is_same;
use super::names::Names;
use crate::error::{AppError, Result};

/// Whose word holds where a file contradicts the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// What the library says; it is written to the file.
    Library,
    /// What the file says; it becomes a decision of the person.
    File,
}

/// A conflict, and what the person decides by settling it: nothing new where the library's word holds.
pub(crate) struct Settlement {
    pub(crate) conflict: PeopleConflict,
    pub(crate) decision: Option<Decision>,
}

/// The conflicts of those numbers, settled so.
///
/// # Errors
/// When one of them is none, or the file's word is no name.
pub(crate) async fn settlement(library: &Library, ids: &[i64], holds: Holds) -> Result<Vec<Settlement>> {
    let mut known: BTreeMap<i64, PeopleConflict> =
        library.people_conflicts().await?.into_iter().map(|conflict| (conflict.id, conflict)).collect();
    let mut settled = Vec::new();
    for id in ids {
        let conflict = known.remove(id).ok_or_else(|| missing(*id))?;
        let decision = match holds {
            Holds::Library => None,
            Holds::File => Some(as_in_file(library, &conflict).await?),
        };
        settled.push(Settlement { conflict, decision });
    }
    Ok(settled)
}

fn missing(id: i64) -> AppError {
    AppError::NotFound { what: "conflict", name: id.to_string() }
}

/// What the person says by letting the file's word hold.
async fn as_in_file(library: &Library, conflict: &PeopleConflict) -> Result<Decision> {
    let face = conflict.face;
    let Some(name) = &conflict.found else { return Ok(Decision::Clear { face }) };
    let name = PersonName::new(name).map_err(|_| missing(conflict.id))?;
    let mut reading = library.write().await?;
    let facts = reading.facts_of_photo(conflict.photo).await?;
    let known = Names::of(&facts).person(&name.key()).and_then(|person| facts.people.get(&person));
    let person = known.map_or(name, |person| person.name.clone());
    Ok(Decision::Confirm { face, person, allow_twice: true })
}

/// Notes whose word holds. From then on the name in the file is Kith's to change.
///
/// # Errors
/// When the library cannot be read or written.
pub(crate) async fn settle(write: &mut Write, conflict: &PeopleConflict, holds: Holds) -> Result<()> {
    let place = (conflict.file, conflict.photo);
    if conflict.found.is_some() {
        let (name, rect) = (conflict.found.clone(), conflict.rect);
        let settled = ToldFace { name, rect, sources: Sources::NONE, ours: true };
        let mut memory = write.told_faces(place).await?;
        let mut known: Vec<_> = memory.iter_mut().filter(|known| is_same(known, &settled)).collect();
        for known in &mut known {
            known.ours = true;
        }
        if known.is_empty() {
            memory.push(settled);
        }
        write.set_told_faces(place, &memory).await?;
    }
    write.settle_people_conflict(conflict, holds == Holds::Library).await?;
    Ok(())
}

/// Notes whether the names that changes gave to faces are Kith's to change in files: they are while the step that took
/// them in holds. `facts` know the people as long as they are.
///
/// # Errors
/// When the library cannot be read or written.
pub(crate) async fn take_over(write: &mut Write, facts: &Facts, changes: &[Change], ours: bool) -> Result<()> {
    let names = Names::of(facts);
    let mut faces: BTreeMap<PhotoId, Vec<(FaceId, PersonId)>> = BTreeMap::new();
    for (face, person) in changes.iter().filter_map(named) {
        if let Some(known) = facts.faces.get(&face) {
            faces.entry(known.photo).or_default().push((face, person));
        }
    }
    for (photo, faces) in faces {
        let is_meant = |known: &ToldFace| {
            let here = |face: &FaceId| facts.faces[face].rect.is_one_face(known.rect);
            faces.iter().any(|(face, person)| names.named(known) == Some(*person) && here(face))
        };
        for file in write.files_that_tell(photo).await? {
            let mut memory = write.told_faces((file, photo)).await?;
            memory.iter_mut().filter(|known| is_meant(known)).for_each(|known| known.ours = ours);
            write.set_told_faces((file, photo), &memory).await?;
        }
    }
    Ok(())
}

/// Whom a change names.
fn named(change: &Change) -> Option<(FaceId, PersonId)> {
    match change {
        Change::Verdict { face, after: Verdict::Confirmed { person, .. }, .. } => Some((*face, *person)),
        _ => None,
    }
}
