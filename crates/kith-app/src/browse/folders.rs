//! The folders that photos lie in, as a tree.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kith_domain::RootId;
use kith_store::{Library, PhotoPlace};

use crate::dto::{Folder, convert};
use crate::error::Result;

/// A root, and a path below it; the empty one is the root itself.
type Place<'a> = (RootId, &'a [u8]);

/// All folders that have photos in them or below them, each before those that lie in it.
///
/// # Errors
/// When the library cannot be read.
pub async fn folders(library: &Library) -> Result<Vec<Folder>> {
    let places = library.photo_places().await?;
    let roots: HashMap<RootId, Vec<u8>> = library.roots().await?.into_iter().map(|root| (root.id, root.key)).collect();
    let folder = |((root, key), photos): (Place<'_>, u32)| Folder {
        id: convert::folder_id(root, key),
        parent: parent(key).map(|parent| convert::folder_id(root, parent)),
        name: match key.rsplit(|byte| *byte == b'/').next() {
            Some(name) if !name.is_empty() => crate::shown(name),
            _ => roots.get(&root).map(|root| crate::shown(root)).unwrap_or_default(),
        },
        photos,
    };
    Ok(counted(&places).into_iter().map(folder).collect())
}

/// How many photos lie in each folder or below it; one that lies there twice counts once. `places` come photo by photo.
fn counted(places: &[PhotoPlace]) -> BTreeMap<Place<'_>, u32> {
    let mut counts = BTreeMap::new();
    for photo in places.chunk_by(|a, b| a.photo == b.photo) {
        let above = photo.iter().flat_map(|place| above(&place.key).map(|folder| (place.root, folder)));
        for folder in above.collect::<BTreeSet<_>>() {
            *counts.entry(folder).or_default() += 1;
        }
    }
    counts
}

/// Every folder that a path lies in, the innermost first, the root last.
fn above(key: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::successors(parent(key), |folder| parent(folder))
}

/// The folder that a path lies in; none for the root itself.
fn parent(key: &[u8]) -> Option<&[u8]> {
    let slash = key.iter().rposition(|byte| *byte == b'/');
    (!key.is_empty()).then(|| &key[..slash.unwrap_or_default()])
}

#[cfg(test)]
mod tests {
    use kith_domain::PhotoId;

    use super::*;

    #[test]
    fn a_photo_counts_once_in_every_folder_above_it() {
        let place = |photo, root, key: &str| PhotoPlace { photo: PhotoId(photo), root: RootId(root), key: key.into() };
        let places = [
            place(1, 1, "2024/May/a.jpg"),
            place(1, 1, "2024/copies/a.jpg"),
            place(1, 2, "a.jpg"),
            place(2, 1, "2024-old/b.jpg"),
            place(3, 1, "c.jpg"),
        ];
        let found: Vec<_> =
            counted(&places).into_iter().map(|((root, key), n)| (root.0, crate::shown(key), n)).collect();
        let expected =
            [(1, "", 3), (1, "2024", 1), (1, "2024-old", 1), (1, "2024/May", 1), (1, "2024/copies", 1), (2, "", 1)];
        assert_eq!(found, expected.map(|(root, key, n)| (root, key.to_owned(), n)));
    }

    #[test]
    fn the_root_lies_in_nothing() {
        assert_eq!(above(b"a/b/c.jpg").collect::<Vec<_>>(), [&b"a/b"[..], b"a", b""]);
        assert_eq!((above(b"c.jpg").count(), parent(b"")), (1, None));
    }
}
