//! What was said of a picture is said of its edited version too.
//!
//! Words belong to pictures, so they are copied: a picture that comes back, or that has lain elsewhere all the time,
//! has its own. Of two faces that are one, that of which the person spoke last says what holds for both. The identity
//! of a face goes along when its picture is gone; it stays with the picture that is there.
//!
//! That waits for the end of a pass: only then is it known whether a picture is gone or lies elsewhere, and which
//! pictures took its place where it had copies. What waits is in the library, so that a scan that is stopped loses none
//! of it. Words that fit nowhere stay with the picture that is gone.

use std::collections::HashSet;

use kith_domain::{
    FaceId, FaceOrigin, FaceUuid, FoundFace, PersonId, PhotoId, Similarity, SpaceId, UnitRect, Verdict, carried_over,
};
use kith_store::{FaceRow, Library, Thumbnail, Write};

use crate::error::Result;
use crate::scan::keep::{fresh_uuid, known_faces};

/// Overlap above which a drawn box is that of another face.
const SAME_PLACE: f32 = 0.5;

/// A face of a replaced picture and the face that it is in another one.
struct Pair {
    old: FaceRow,
    new: FaceRow,
}

/// A picture in the place of a replaced one.
struct Heir {
    photo: PhotoId,
    faces: Vec<FaceRow>,
    pairs: Vec<Pair>,
}

/// Gives on all words that wait and can be.
pub(crate) async fn carry_over(library: &Library, space: SpaceId, same: Similarity) -> Result<()> {
    let waiting = library.waiting_words().await?;
    let mut settled = HashSet::new();
    let mut named = HashSet::new();
    for (photo, _) in &waiting {
        if settled.insert(*photo) {
            let heirs = waiting.iter().filter(|(of, _)| of == photo).map(|(_, heir)| *heir).collect();
            settle(library, (*photo, heirs), (space, same), &mut named).await?;
        }
    }
    Ok(())
}

/// Gives the words of one picture to its heirs, and the identities of its faces to those that fit best. `named` are the
/// faces of heirs that have the identity of another one.
async fn settle(
    library: &Library,
    heirs: (PhotoId, Vec<PhotoId>),
    how: (SpaceId, Similarity),
    named: &mut HashSet<FaceId>,
) -> Result<()> {
    let mut write = library.write().await?;
    let pictures = give(library, &mut write, heirs, how, named).await?;
    write.commit().await?;
    library.put_thumbnails(&pictures).await?;
    Ok(())
}

/// All of [`settle`] but the pictures of the faces whose identities change: they are returned. A crash on the way leaves
/// such a face none, and never that of another.
async fn give(
    library: &Library,
    write: &mut Write,
    (photo, heirs): (PhotoId, Vec<PhotoId>),
    (space, same): (SpaceId, Similarity),
    named: &mut HashSet<FaceId>,
) -> Result<Vec<(FaceUuid, Thumbnail)>> {
    let known = write.faces_of_photo(photo, space).await?;
    let mut there = Vec::new();
    for heir in heirs {
        let faces = write.faces_of_photo(heir, space).await?;
        there.push(paired(library, write, &known, (heir, faces), same).await?);
    }
    there.sort_by(|a, b| alikeness(b).total_cmp(&alikeness(a)));
    for heir in &there {
        write.inherit_words(&new_words(heir)).await?;
        // Without a face in common nobody knows that it is the same picture.
        if !heir.pairs.is_empty() {
            write.inherit_keywords(photo, heir.photo).await?;
        }
    }
    let mut given = Vec::new();
    if write.photo_is_gone(photo).await? {
        given = hand_over(write, there.iter().flat_map(|heir| &heir.pairs).collect(), named).await?;
    }
    write.settle_replaced(photo).await?;
    let pictures = exchanged_pictures(library, &given).await?;
    library.remove_thumbnails(&given.iter().flat_map(|(old, new)| [*old, *new]).collect::<Vec<_>>()).await?;
    Ok(pictures)
}

/// The pictures of pairs of faces that change their identities, by the identities that the faces get.
async fn exchanged_pictures(library: &Library, given: &[(FaceUuid, FaceUuid)]) -> Result<Vec<(FaceUuid, Thumbnail)>> {
    let mut pictures = Vec::new();
    for &(old, new) in given {
        for (from, to) in [(old, new), (new, old)] {
            pictures.extend(library.thumbnail(from).await?.map(|picture| (to, picture)));
        }
    }
    Ok(pictures)
}

/// Finds the faces of a picture in an heir. Where nothing was moved, boxes that were drawn are drawn there too.
async fn paired(
    library: &Library,
    write: &mut Write,
    known: &[FaceRow],
    (heir, faces): (PhotoId, Vec<FaceRow>),
    same: Similarity,
) -> Result<Heir> {
    let found: Vec<FoundFace> =
        faces.iter().map(|face| FoundFace { rect: face.rect, embedding: face.embedding.as_ref() }).collect();
    let carried = carried_over(&known_faces(known), &found, same);
    let matched = faces.iter().zip(&carried.pairs).filter_map(|(new, k)| Some((&known[(*k)?], new)));
    let mut pairs: Vec<Pair> = matched.map(|(old, new)| Pair { old: old.clone(), new: new.clone() }).collect();
    if let Some(turn) = carried.turn {
        let is_paired = |old: &FaceRow| pairs.iter().any(|pair| pair.old.id == old.id);
        let drawn: Vec<_> = known.iter().filter(|f| f.origin != FaceOrigin::Machine && !is_paired(f)).collect();
        for old in drawn {
            let rect = turn.rect_to_upright(old.rect);
            if !faces.iter().any(|face| face.rect.iou(rect) >= SAME_PLACE) {
                let new = draw_again(library, write, old, (heir, rect)).await?;
                pairs.push(Pair { old: old.clone(), new });
            }
        }
    }
    Ok(Heir { photo: heir, faces, pairs })
}

async fn draw_again(
    library: &Library,
    write: &mut Write,
    old: &FaceRow,
    (heir, rect): (PhotoId, UnitRect),
) -> Result<FaceRow> {
    let uuid: FaceUuid = fresh_uuid(write, &old.uuid.0, rect).await?;
    let id = write.add_drawn_face(uuid, heir, rect).await?;
    if let Some(picture) = library.thumbnail(old.uuid).await? {
        library.put_thumbnails(&[(uuid, picture)]).await?;
    }
    let (verdict, origin) = (Verdict::Open, FaceOrigin::Manual);
    Ok(FaceRow { id, uuid, rect, origin, verdict, decided: false, last_word: 0, embedding: None })
}

fn alikeness(heir: &Heir) -> f32 {
    let similarity = |pair: &Pair| Some(pair.old.embedding.as_ref()?.similarity(pair.new.embedding.as_ref()?).0);
    heir.pairs.iter().filter_map(similarity).sum()
}

fn last_word(face: &FaceRow) -> (i64, bool) {
    (face.last_word, face.decided)
}

/// The pairs whose old face was spoken of last. Who is confirmed elsewhere in the heir is not made to be there twice.
fn new_words(heir: &Heir) -> Vec<(FaceId, FaceId)> {
    let mut given: Vec<&Pair> = heir.pairs.iter().filter(|pair| last_word(&pair.old) > last_word(&pair.new)).collect();
    loop {
        let keeps = |face: &&FaceRow| !given.iter().any(|pair| pair.new.id == face.id);
        let present: Vec<PersonId> = heir.faces.iter().filter(keeps).filter_map(|face| face.verdict.person()).collect();
        let before = given.len();
        given.retain(|pair| pair.old.verdict.person().is_none_or(|person| !present.contains(&person)));
        if given.len() == before {
            return given.into_iter().map(|pair| (pair.old.id, pair.new.id)).collect();
        }
    }
}

/// The faces of a picture that is gone leave their identities to the others, but to none that the person spoke of since.
/// Returns the pairs that exchange them, as they were called before.
async fn hand_over(
    write: &mut Write,
    pairs: Vec<&Pair>,
    named: &mut HashSet<FaceId>,
) -> Result<Vec<(FaceUuid, FaceUuid)>> {
    let mut left = HashSet::new();
    let mut given = Vec::new();
    for Pair { old, new } in pairs {
        if left.contains(&old.id) || last_word(new) > last_word(old) || !named.insert(new.id) {
            continue;
        }
        left.insert(old.id);
        given.push((old.uuid, new.uuid));
        write.exchange_uuids((old.id, old.uuid), (new.id, new.uuid)).await?;
    }
    Ok(given)
}

#[cfg(test)]
mod tests {
    use kith_domain::{Embedding, PayloadHash, Quality};
    use kith_store::StoredEmbedding;

    use super::*;

    const SAME: Similarity = Similarity(0.6);

    async fn library() -> (tempfile::TempDir, Library) {
        let dir = tempfile::tempdir().unwrap();
        let library = Library::open(dir.path()).await.unwrap();
        (dir, library)
    }

    /// Two pictures that are gone, each with a face of the same looks at the same place.
    async fn two_pictures(library: &Library) -> SpaceId {
        let mut write = library.write().await.unwrap();
        let space = write.put_space("space").await.unwrap();
        for number in [1, 2] {
            let photo = write.put_photo(&PayloadHash([number; 32]), (9, 9), None).await.unwrap();
            let rect = UnitRect::new(0.1, 0.1, 0.2, 0.2).unwrap();
            let face = write.add_drawn_face(FaceUuid([number; 16]), photo, rect).await.unwrap();
            let embedding = Embedding::new(vec![1.0, 0.0]).unwrap();
            write.set_embedding(face, space, StoredEmbedding::Vector(&embedding, Quality(1.0))).await.unwrap();
        }
        write.mark_gone_photos(1).await.unwrap();
        write.commit().await.unwrap();
        space
    }

    /// The faces of both pictures, each with a picture that it alone has.
    async fn faces(library: &Library, space: SpaceId) -> Vec<(FaceUuid, Thumbnail)> {
        let mut write = library.write().await.unwrap();
        let mut faces = write.faces_of_photo(PhotoId(1), space).await.unwrap();
        faces.extend(write.faces_of_photo(PhotoId(2), space).await.unwrap());
        let picture = |face: &FaceRow| Thumbnail { version: face.id.0, jpeg: vec![face.id.0 as u8] };
        faces.iter().map(|face| (face.uuid, picture(face))).collect()
    }

    /// How many faces have a picture; none has that of another one.
    async fn pictured(library: &Library, space: SpaceId) -> usize {
        let mut pictured = 0;
        for (face, own) in faces(library, space).await {
            let kept = library.thumbnail(face).await.unwrap();
            assert!(kept.is_none() || kept == Some(own));
            pictured += usize::from(kept.is_some());
        }
        pictured
    }

    #[tokio::test]
    async fn a_crash_at_any_point_leaves_no_face_the_picture_of_another() {
        let (_dir, library) = library().await;
        let space = two_pictures(&library).await;
        let before = faces(&library, space).await;
        for is_committed in [false, true] {
            library.put_thumbnails(&before).await.unwrap();
            let mut write = library.write().await.unwrap();
            let heirs = (PhotoId(1), vec![PhotoId(2)]);
            give(&library, &mut write, heirs, (space, SAME), &mut HashSet::new()).await.unwrap();
            if is_committed {
                write.commit().await.unwrap();
            } else {
                drop(write);
            }
            pictured(&library, space).await;
        }
        library.put_thumbnails(&faces(&library, space).await).await.unwrap();
        settle(&library, (PhotoId(1), vec![PhotoId(2)]), (space, SAME), &mut HashSet::new()).await.unwrap();
        assert_eq!(pictured(&library, space).await, 2);
    }

    #[tokio::test]
    async fn where_no_words_wait_nothing_is_written() {
        let (_dir, library) = library().await;
        let before = library.revision().await.unwrap();
        carry_over(&library, SpaceId(1), SAME).await.unwrap();
        assert_eq!(library.revision().await.unwrap(), before);
    }
}
