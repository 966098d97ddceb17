//! Keeping what was seen: one short transaction a photo, by the rule that a face found again keeps its id.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;

use kith_domain::{
    FaceId, FaceOrigin, FaceUuid, FoundFace, KnownFace, Location, PayloadHash, PhotoId, Similarity, SpaceId, UnitRect,
    match_faces,
};
use kith_store::{FaceRow, FaceUpdate, FileStamp, Library, NewMachineFace, StoredEmbedding, Thumbnail, Write};

use crate::error::Result;
use crate::scan::look::{Seen, SeenFace, SeenPhoto};
use crate::scan::plan::Task;
use crate::told::Importer;

/// What a scan knows while it keeps.
pub(crate) struct Keeper<'a> {
    pub(crate) library: &'a Library,
    pub(crate) space: SpaceId,
    pub(crate) detector_version: &'a str,
    pub(crate) analysis_version: &'a str,
    pub(crate) mode: &'static str,
    pub(crate) same: Similarity,
    /// Photos that nobody had looked at before this scan.
    pub(crate) fresh: HashSet<PhotoId>,
    /// Takes in what files say of people.
    pub(crate) importer: Importer,
    /// Photos of which not all metadata can be read, and folders whose Picasa files cannot, with the reason.
    pub(crate) problems: BTreeSet<(PathBuf, String)>,
}

/// What was kept of one photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// The file went away, or was left out meanwhile.
    Nothing,
    /// It cannot be read.
    Unreadable,
    /// A photo with so many faces found now.
    Photo { faces: usize },
}

impl Keeper<'_> {
    /// Keeps one photo at time `now` (seconds since 1970).
    pub(crate) async fn keep(&mut self, task: &Task, seen: Seen, now: i64) -> Result<Kept> {
        match seen {
            Seen::Vanished => Ok(Kept::Nothing),
            Seen::Unreadable { reason, may_pass } => {
                let mut write = self.library.write().await?;
                if is_left_out(&mut write, task).await? {
                    return Ok(Kept::Nothing);
                }
                let before = write.file(task.root, &task.key).await?.and_then(|file| file.photo);
                let stamp = if may_pass { FileStamp { size: -1, mtime: -1, beside: 0 } } else { task.stamp };
                write.set_file_unreadable((task.root, &task.key), stamp, &reason).await?;
                if let Some(photo) = before {
                    write.mark_if_gone(photo, now).await?;
                }
                write.commit().await?;
                Ok(Kept::Unreadable)
            }
            Seen::Photo(mut photo) => {
                self.problems.extend(std::mem::take(&mut photo.problems));
                self.keep_photo(task, *photo, now).await
            }
        }
    }

    async fn keep_photo(&mut self, task: &Task, seen: SeenPhoto, now: i64) -> Result<Kept> {
        let place = (task.root, &task.key[..]);
        let mut write = self.library.write().await?;
        if is_left_out(&mut write, task).await? {
            return Ok(Kept::Nothing);
        }
        let before = write.file(task.root, &task.key).await?.and_then(|file| file.photo);
        let photo = write.put_photo(&seen.hash, seen.size, seen.taken.as_ref()).await?;
        write.set_file_ok(place, task.stamp, photo, seen.orientation).await?;
        let file = write.file(task.root, &task.key).await?.map(|file| file.id);
        let turned: Vec<_> = seen.turned.iter().map(|(face, jpeg)| (*face, thumbnail(jpeg))).collect();
        self.library.put_thumbnails(&turned).await?;
        let mut removed = Vec::new();
        if let Some(found) = &seen.faces {
            if !write.photo_is_analysed(photo).await? {
                self.fresh.insert(photo);
            }
            removed = self.keep_faces(&mut write, photo, &seen.hash, found).await?;
            write.set_analysed(photo, self.analysis_version, self.mode, now).await?;
        }
        if let Some(old) = before.filter(|old| *old != photo) {
            // A photo that was known elsewhere is no edit of the one whose place it takes.
            let inherits = self.fresh.contains(&photo) || write.is_edit_of(photo, old).await?;
            write.set_replaced(old, place, photo, inherits).await?;
            write.mark_if_gone(old, now).await?;
            if let Some(file) = file {
                write.forget_named_people(file).await?;
                if inherits {
                    write.pass_on_named_elsewhere(old, photo).await?;
                    write.pass_on_told_faces(file, (old, photo)).await?;
                }
            }
        }
        if let Some(file) = file {
            seen.keywords.keep(&mut write, file, before == Some(photo)).await?;
            self.importer.take(&mut write, (file, photo), &seen.told, now).await?;
        }
        write.commit().await?;
        self.library.remove_thumbnails(&removed).await?;
        Ok(Kept::Photo { faces: seen.faces.as_ref().map_or(0, Vec::len) })
    }

    /// Returns the faces that are no more.
    async fn keep_faces(
        &self,
        write: &mut Write,
        photo: PhotoId,
        hash: &PayloadHash,
        found: &[SeenFace],
    ) -> Result<Vec<FaceUuid>> {
        let known = write.faces_of_photo(photo, self.space).await?;
        let pairs = match_faces(&known_faces(&known), &found_faces(found), self.same);
        let mut thumbnails = Vec::new();
        for (seen, pair) in found.iter().zip(&pairs) {
            let uuid = match pair.map(|k| &known[k]) {
                Some(face) => self.found_again(write, face, seen).await?,
                None => Some(self.add(write, photo, hash, seen).await?),
            };
            thumbnails.extend(uuid.map(|uuid| (uuid, thumbnail(&seen.thumbnail))));
        }
        let is_found = |k: usize| pairs.contains(&Some(k));
        let may_vanish = |face: &FaceRow| face.origin == FaceOrigin::Machine && !face.decided;
        let mut removed = Vec::new();
        for (_, face) in known.iter().enumerate().filter(|(k, face)| !is_found(*k) && may_vanish(face)) {
            write.remove_face(face.id).await?;
            removed.push(face.uuid);
        }
        self.library.put_thumbnails(&thumbnails).await?;
        Ok(removed)
    }

    /// A face that a person drew keeps its box and its picture; from the detector it only gets its looks.
    async fn found_again(&self, write: &mut Write, face: &FaceRow, seen: &SeenFace) -> Result<Option<FaceUuid>> {
        write.set_embedding(face.id, self.space, stored(seen)).await?;
        if face.origin != FaceOrigin::Machine {
            return Ok(None);
        }
        write.update_machine_face(face.id, self.update(seen)).await?;
        Ok(Some(face.uuid))
    }

    async fn add(&self, write: &mut Write, photo: PhotoId, hash: &PayloadHash, seen: &SeenFace) -> Result<FaceUuid> {
        let uuid = fresh_uuid(write, &hash.0, seen.rect).await?;
        let id: FaceId = write.add_machine_face(&NewMachineFace { uuid, photo, update: self.update(seen) }).await?;
        write.set_embedding(id, self.space, stored(seen)).await?;
        Ok(uuid)
    }

    fn update(&self, seen: &SeenFace) -> FaceUpdate<'_> {
        FaceUpdate {
            rect: seen.rect,
            landmarks: seen.landmarks,
            score: seen.score,
            detector_version: self.detector_version,
        }
    }
}

async fn is_left_out(write: &mut Write, task: &Task) -> Result<bool> {
    let place = Location { root: task.root, key: task.key.clone() };
    Ok(write.places_left_out().await?.iter().any(|out| out.holds(&place)))
}

/// The same face of the same picture has the same identity in every library, however often and in whatever order it was
/// scanned.
pub(super) async fn fresh_uuid(write: &mut Write, seed: &[u8], rect: UnitRect) -> Result<FaceUuid> {
    let mut attempt = 0;
    loop {
        let uuid = face_uuid(seed, rect, attempt);
        if !write.is_face_uuid_taken(uuid).await? {
            return Ok(uuid);
        }
        attempt += 1;
    }
}

fn face_uuid(seed: &[u8], rect: UnitRect, attempt: u32) -> FaceUuid {
    let mut hasher = blake3::Hasher::new();
    hasher.update(seed);
    for part in [rect.x(), rect.y(), rect.w(), rect.h()] {
        hasher.update(&((part * 1000.0).round() as i32).to_le_bytes());
    }
    hasher.update(&attempt.to_le_bytes());
    let mut uuid = [0; 16];
    hasher.finalize_xof().fill(&mut uuid);
    FaceUuid(uuid)
}

pub(super) fn known_faces<'a>(rows: impl IntoIterator<Item = &'a FaceRow>) -> Vec<KnownFace<'a>> {
    rows.into_iter().map(|row| KnownFace { id: row.id, rect: row.rect, embedding: row.embedding.as_ref() }).collect()
}

fn found_faces(seen: &[SeenFace]) -> Vec<FoundFace<'_>> {
    seen.iter().map(|face| FoundFace { rect: face.rect, embedding: face.embedding.as_ref().ok() }).collect()
}

fn stored(seen: &SeenFace) -> StoredEmbedding<'_> {
    match &seen.embedding {
        Ok(embedding) => StoredEmbedding::Vector(embedding, seen.quality),
        Err(reason) => StoredEmbedding::None { reason },
    }
}

/// The version is taken from the picture itself, so that the same picture has the same address in a web view's cache.
fn thumbnail(jpeg: &[u8]) -> Thumbnail {
    Thumbnail { version: crate::paths::content_version(jpeg), jpeg: jpeg.to_vec() }
}
