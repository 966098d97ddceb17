//! What the person settles, and whose a name in a file is: Kith changes and takes out only what it took over.

use std::collections::BTreeMap;

use kith_domain::decision::{Change, Decision, Facts};
use kith_domain::{FaceId, PersonId, PersonName, PhotoId, Verdict};
use kith_store::{Lists, PeopleConflict, Settled, Sources, ToldFace, Write};

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

/// What the person says by letting somebody's word hold in a conflict: nothing new where it is the library's.
///
/// # Errors
/// When the library cannot be read, or the file's word is no name.
pub(crate) async fn decision(write: &mut Write, conflict: &PeopleConflict, holds: Holds) -> Result<Option<Decision>> {
    let face = conflict.face;
    match (holds, &conflict.found) {
        (Holds::Library, _) => Ok(None),
        (Holds::File, None) => Ok(Some(Decision::Clear { face })),
        (Holds::File, Some(name)) => {
            let missing = |_| AppError::NotFound { what: "conflict", name: conflict.id.to_string() };
            let name = PersonName::new(name).map_err(missing)?;
            let facts = write.facts_of_photo(conflict.photo).await?;
            let known = Names::of(&facts, &[]).person(&name.key()).and_then(|person| facts.people.get(&person));
            let person = known.map_or(name, |person| person.name.clone());
            Ok(Some(Decision::Confirm { face, person, allow_twice: true }))
        }
    }
}

/// Notes whose word holds. From then on the name in the file is Kith's to change.
///
/// # Errors
/// When the library cannot be read or written.
pub(crate) async fn settle(write: &mut Write, conflict: &PeopleConflict, holds: Holds) -> Result<Settled> {
    let mut settled = Settled {
        conflict: conflict.id,
        file: conflict.file,
        photo: conflict.photo,
        rect: conflict.rect,
        found: conflict.found.clone(),
        library_holds: holds == Holds::Library,
        was_ours: false,
    };
    settled.was_ours = set_ours(write, &settled, true).await?;
    write.settle_people_conflict(&settled).await?;
    Ok(settled)
}

/// The same once more, after [`open_again`].
///
/// # Errors
/// When the library cannot be read or written.
pub(crate) async fn settle_again(write: &mut Write, settled: &Settled) -> Result<()> {
    set_ours(write, settled, true).await?;
    write.settle_people_conflict(settled).await?;
    Ok(())
}

/// Asks the person again.
///
/// # Errors
/// When the library cannot be read or written.
pub(crate) async fn open_again(write: &mut Write, settled: &Settled) -> Result<()> {
    if !settled.was_ours {
        set_ours(write, settled, false).await?;
    }
    write.open_people_conflict(settled.conflict).await?;
    Ok(())
}

/// Notes whether the name that a file gives to the face is Kith's to change; returns whether it was.
async fn set_ours(write: &mut Write, settled: &Settled, ours: bool) -> Result<bool> {
    let (place, name) = ((settled.file, settled.photo), settled.found.clone());
    if name.is_none() {
        return Ok(true);
    }
    let told = ToldFace { name, rect: settled.rect, sources: Sources::NONE, lists: Lists::NONE, ours };
    let mut memory = write.told_faces(place).await?;
    let (mut is_known, mut was_ours) = (false, true);
    for known in memory.iter_mut().filter(|known| is_same(known, &told)) {
        (is_known, was_ours) = (true, was_ours && known.ours);
        known.ours = ours;
    }
    if !is_known && ours {
        memory.push(told);
    }
    write.set_told_faces(place, &memory).await?;
    Ok(is_known && was_ours)
}

/// Notes whether the names that changes gave to faces are Kith's to change in files: they are while the step that took
/// them in holds. `facts` know the people as long as they are.
///
/// # Errors
/// When the library cannot be read or written.
pub(crate) async fn take_over(write: &mut Write, facts: &Facts, changes: &[Change], ours: bool) -> Result<()> {
    let names = Names::of(facts, &[]);
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
