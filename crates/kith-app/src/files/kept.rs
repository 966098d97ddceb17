//! What is kept of the writing of a file: what it says then, how it went, and what the person is asked.
//!
//! The person may settle something while a file is written. Their word stays: what the file is remembered to say is read
//! again where it is kept, and what stopped the writing is not kept where it may be over.

use kith_domain::{FaceId, FaceUuid, KeywordPath, UnitRect};
use kith_metadata::Conflict;
use kith_store::{FaceView, FilePeople, Library, PeopleTarget, Sources, ToldFace, WriteState};

use crate::error::Result;
use crate::told::{self, Told, ToldKeywords};

/// A file that is written, or in a dry run only looked at.
pub(super) struct Keeping<'a> {
    pub(super) library: &'a Library,
    pub(super) file: &'a FilePeople,
    /// Where it is written to, and whether that is the only place.
    pub(super) to: (PeopleTarget, bool),
    pub(super) dry_run: bool,
}

/// What becomes of the memory of a file.
pub(super) enum After<'a> {
    /// It stays; what cannot be read again is found out by the next look.
    Same,
    /// Nothing was written: what was announced is taken back.
    TakenBack { before: &'a [ToldFace], during: &'a [ToldFace] },
    /// `wanted` was written to some places, each with keywords of people that are Kith's, and all together say what is `told`.
    Written { wanted: &'a [ToldFace], told: &'a (Told, ToldKeywords), person_words: &'a [(Sources, Vec<KeywordPath>)] },
}

impl After<'_> {
    /// The memory from the one that is there now.
    fn memory(&self, now: &[ToldFace]) -> Option<Vec<ToldFace>> {
        match self {
            Self::Same => None,
            Self::TakenBack { before, during } => Some(told::taken_back(now, before, during)),
            Self::Written { wanted, told, person_words } => {
                let to = person_words.iter().fold(Sources::NONE, |all, (place, _)| all.with(*place));
                Some(told::written(now, wanted, &told.0, to))
            }
        }
    }
}

impl Keeping<'_> {
    /// Keeps what the file may say from now on, before it does; returns that.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub(super) async fn announce(&self, memory: &[ToldFace], wanted: &[ToldFace]) -> Result<Vec<ToldFace>> {
        let during = told::announced(memory, wanted);
        if !self.dry_run && during != memory {
            let place = (self.file.file, self.file.photo);
            let mut write = self.library.write().await?;
            let now = write.told_faces(place).await?;
            write.set_told_faces(place, &told::announced(&now, wanted)).await?;
            write.commit().await?;
        }
        Ok(during)
    }

    /// Keeps what the file says now and how it went, with whether a sidecar would help, and asks the person about faces that
    /// the file names otherwise. With no `state` it waits as before.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub(super) async fn keep(
        &self,
        state: Option<(WriteState, bool)>,
        after: After<'_>,
        asked: &[(FaceId, String)],
    ) -> Result<()> {
        if self.dry_run {
            return Ok(());
        }
        let (file, place) = (self.file.file, (self.file.file, self.file.photo));
        let mut write = self.library.write().await?;
        if let Some(memory) = after.memory(&write.told_faces(place).await?) {
            write.set_told_faces(place, &memory).await?;
        }
        if let After::Written { told: (told, keywords), person_words, .. } = &after {
            told.keep_named(&mut write, file).await?;
            keywords.keep(&mut write, file, true).await?;
            write.forget_looks_beside(file).await?;
            for (place, words) in *person_words {
                write.set_person_words(file, *place, words).await?;
            }
        }
        if let Some(state) = state
            && write.set_written(file, self.file.wanted, self.to, state).await?
        {
            for (face, found) in asked {
                write.add_people_conflict(file, *face, Some(found), true).await?;
            }
        }
        write.commit().await?;
        Ok(())
    }
}

/// The faces of which a file says something else than is to be written, with its names for them.
///
/// # Errors
/// When the library cannot be read.
pub(super) async fn asked(
    library: &Library,
    file: &FilePeople,
    faces: &[FaceView],
    conflicts: &[Conflict],
) -> Result<Vec<(FaceId, String)>> {
    let mut asked = Vec::new();
    for conflict in conflicts {
        if let Some(uuid) = meant(faces, file.orientation.rect_to_stored(conflict.rect), &conflict.wanted)
            && let Some(face) = library.face_by_uuid(uuid).await?
        {
            asked.push((face, conflict.found.clone()));
        }
    }
    Ok(asked)
}

/// The face at a place that has a name in the library.
fn meant(faces: &[FaceView], place: UnitRect, name: &str) -> Option<FaceUuid> {
    let is_named = |face: &&FaceView| face.person.as_ref().is_some_and(|(_, person)| person.as_str() == name);
    let here = faces.iter().filter(is_named).filter(|face| face.rect.is_one_face(place));
    here.max_by(|a, b| a.rect.iou(place).total_cmp(&b.rect.iou(place))).map(|face| face.uuid)
}
