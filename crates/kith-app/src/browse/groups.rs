//! Pages of groups.

use kith_store::{FaceQuery, Library};

use crate::browse::faces::with_versions;
use crate::dto::{Group, GroupPage, ListGroups, convert};
use crate::error::Result;

/// How many faces of a group are shown before it is opened.
const STRIP: u32 = 7;

/// A part of the groups, the largest first.
///
/// # Errors
/// When the library cannot be read.
pub async fn group_page(library: &Library, request: ListGroups) -> Result<GroupPage> {
    let mut groups = Vec::new();
    for view in library.groups(request.offset, request.limit).await? {
        let faces = library.faces(FaceQuery::Group(view.id), 0, STRIP).await?;
        let faces = with_versions(library, faces).await?;
        groups.push(Group { id: convert::group_id(view.id), count: view.faces, faces });
    }
    Ok(GroupPage { total: library.count_groups().await?, alone: library.count_faces(FaceQuery::Alone).await?, groups })
}
