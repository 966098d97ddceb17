//! Taking in what files say of people: one step of undo for all that one scan or command finds.

use std::collections::HashMap;

use kith_domain::decision::{Decision, FaceFacts, Facts, decide};
use kith_domain::{DecisionId, FaceId, FaceOrigin, FileId, PhotoId, UnitRect, Verdict};
use kith_store::{Actor, ToldFace, Write};

use crate::error::Result;
use crate::fresh::Fresh;
use crate::merge::{Merged, Sources, merge};
use crate::told::{Told, is_one_face};

/// What was taken in so far.
#[derive(Debug, Default)]
pub(crate) struct Importer {
    step: Option<DecisionId>,
    /// Names and faces that were taken in.
    pub(crate) taken: usize,
    /// Contradictions that the person must settle.
    pub(crate) conflicts: usize,
}

impl Importer {
    /// Takes in what a file says of its photo, at time `now`.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub(crate) async fn take(
        &mut self,
        write: &mut Write,
        (file, photo): (FileId, PhotoId),
        told: &Told,
        now: i64,
    ) -> Result<()> {
        let mut base = write.told_faces(file).await?;
        if base == told.faces {
            return Ok(());
        }
        if base.is_empty() {
            // A copy, or a file that was moved, says what the other one is known to say.
            for copy in write.copies_that_tell(file).await? {
                let other = write.told_faces(copy).await?;
                if other == told.faces {
                    base = other;
                    break;
                }
            }
        }
        self.merge(write, (file, photo), &base, told, now).await?;
        if told.is_whole {
            write.set_told_faces(file, &told.faces).await?;
        }
        Ok(())
    }

    /// Takes in what somebody else tells of a photo that lies in a file, and which faces are ignored, at time `now`. It is
    /// not what the file says.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub(crate) async fn take_once(
        &mut self,
        write: &mut Write,
        place: (FileId, PhotoId),
        told: &Told,
        ignored: &[UnitRect],
        now: i64,
    ) -> Result<()> {
        self.merge(write, place, &[], told, now).await?;
        for rect in ignored {
            let facts = write.facts_of_photo(place.1).await?;
            let decisions = ignore(&facts, place.1, *rect);
            self.keep(write, place.0, facts, Merged { decisions, ..Merged::default() }, now).await?;
        }
        Ok(())
    }

    async fn merge(
        &mut self,
        write: &mut Write,
        (file, photo): (FileId, PhotoId),
        base: &[ToldFace],
        told: &Told,
        now: i64,
    ) -> Result<()> {
        let facts = write.facts_of_photo(photo).await?;
        let speakers: HashMap<_, _> = write.last_speakers(photo).await?.into_iter().collect();
        let merged = merge(&Sources { photo, base, told, facts: &facts, speakers: &speakers });
        self.keep(write, file, facts, merged, now).await
    }

    async fn keep(
        &mut self,
        write: &mut Write,
        file: FileId,
        mut facts: Facts,
        merged: Merged,
        now: i64,
    ) -> Result<()> {
        let (mut changes, mut fresh, mut decisions) = (Vec::new(), Fresh::default(), 0);
        for decision in &merged.decisions {
            let mut attempt = facts.clone();
            match decide(&mut attempt, decision, &mut || fresh.bytes()) {
                Ok(made) => {
                    facts = attempt;
                    decisions += u32::from(!made.is_empty());
                    changes.extend(made);
                }
                Err(refusal) => tracing::warn!(%refusal, "something that a file says of people was not taken in"),
            }
        }
        fresh.check()?;
        write.add_made(&facts.new_people, &facts.new_faces).await?;
        write.apply(&changes).await?;
        if !changes.is_empty() {
            let extended = match self.step {
                Some(step) => write.extend_step(step, decisions, &changes).await?,
                None => false,
            };
            if !extended {
                self.step = Some(write.add_step((Actor::Import, "import"), decisions, &changes, now).await?);
            }
        }
        for (face, found) in &merged.conflicts {
            write.add_people_conflict(file, *face, found.as_deref()).await?;
        }
        if merged.is_poorer {
            write.want_file(file).await?;
        }
        self.taken += decisions as usize;
        self.conflicts += merged.conflicts.len();
        Ok(())
    }
}

/// Ignores the face at a place, which is made if there is none. Of which anything was said stays as it is.
fn ignore(facts: &Facts, photo: PhotoId, rect: UnitRect) -> Vec<Decision> {
    let here = |face: &FaceFacts| face.exists && face.photo == photo && is_one_face(face.rect, rect);
    let known = facts.faces.iter().filter(|(_, face)| here(face));
    match known.max_by(|a, b| a.1.rect.iou(rect).total_cmp(&b.1.rect.iou(rect))) {
        Some((id, face)) if face.verdict == Verdict::Open => vec![Decision::Ignore { face: *id }],
        Some(_) => Vec::new(),
        None => vec![
            Decision::Draw { photo, rect, person: None, origin: FaceOrigin::Imported },
            Decision::Ignore { face: FaceId(facts.next_face) },
        ],
    }
}
