//! Where files contradict the person, with the faces that it is about.

use kith_store::{FaceQuery, Library, PeopleConflict};

use super::faces::with_versions;
use crate::dto::{Conflict, ConflictCount, ConflictKind, ConflictPage, ListConflicts, convert};
use crate::error::Result;

/// A part of the contradictions, one kind after the other, the oldest first.
///
/// # Errors
/// When the library cannot be read.
pub async fn conflict_page(library: &Library, request: ListConflicts) -> Result<ConflictPage> {
    let mut all = library.people_conflicts().await?;
    all.sort_by_key(|conflict| (convert::conflict_kind(conflict), conflict.id));
    let count = |kind| {
        let count = all.iter().filter(|conflict| convert::conflict_kind(conflict) == kind).count() as u32;
        ConflictCount { kind, count }
    };
    let kinds = [ConflictKind::OtherName, ConflictKind::NameGone, ConflictKind::NoName].map(count);
    let mut conflicts = Vec::new();
    for conflict in all.iter().skip(request.offset as usize).take(request.limit as usize) {
        conflicts.extend(shown(library, conflict).await?);
    }
    let kinds = kinds.into_iter().filter(|kind| kind.count > 0).collect();
    Ok(ConflictPage { total: all.len() as u32, kinds, conflicts })
}

/// A contradiction with its face; none if the face is gone meanwhile.
async fn shown(library: &Library, conflict: &PeopleConflict) -> Result<Option<Conflict>> {
    let views = library.faces(FaceQuery::One(conflict.uuid), 0, 1).await?;
    let face = with_versions(library, views).await?.pop();
    Ok(face.map(|face| Conflict {
        id: conflict.id.to_string(),
        kind: convert::conflict_kind(conflict),
        path: crate::shown_path(crate::path_of(&conflict.root, &conflict.key)),
        face,
        in_file: conflict.found.clone(),
        from_file: conflict.from_file,
    }))
}
