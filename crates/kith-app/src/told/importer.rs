//! Taking in what files say of people: one step of undo for all that one scan or command finds.

use std::collections::{BTreeSet, HashMap};

use kith_domain::decision::{Change, Decision, FaceFacts, Facts, decide};
use kith_domain::{DecisionId, FaceId, FaceOrigin, FileId, PhotoId, UnitRect, Verdict};
use kith_store::{Actor, Write};

use super::Told;
use super::memory::{after_look, is_the_same};
use super::merge::{Compared, Merged, holds, merge, still_holds};
use super::names::Names;
use crate::error::Result;
use crate::fresh::Fresh;

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
    /// Takes in what the files about a photo say, at time `now`.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub(crate) async fn take(
        &mut self,
        write: &mut Write,
        place: (FileId, PhotoId),
        told: &Told,
        now: i64,
    ) -> Result<()> {
        told.keep_named(write, place.0).await?;
        let memory = write.told_faces(place).await?;
        let told = &told.clone().seen_from(&memory);
        if is_the_same(&memory, told) {
            return Ok(());
        }
        // A copy, or a file that was moved, says what the other one is known to say.
        let elsewhere = if memory.is_empty() { write.told_elsewhere(place).await? } else { Vec::new() };
        let facts = write.facts_of_photo(place.1).await?;
        let speakers: HashMap<_, _> = write.last_speakers(place.1).await?.into_iter().collect();
        let former = write.former_names().await?;
        let names = Names::of(&facts, &former);
        let compared = Compared {
            photo: place.1,
            memory: &memory,
            elsewhere: &elsewhere,
            told,
            facts: &facts,
            names: &names,
            speakers: &speakers,
        };
        for (id, face, found) in write.conflicts_of_file(place.0).await? {
            if !still_holds(&compared, face, found.as_deref()) {
                write.forget_people_conflict(id).await?;
            }
        }
        let merged = merge(&compared);
        let facts = self.keep(write, (place.0, true, &told.programs), facts.clone(), merged, now).await?;
        let names = Names::of(&facts, &former);
        let after = after_look(&memory, &elsewhere, told, |face| holds(&facts, &names, place.1, face));
        write.set_told_faces(place, &after).await?;
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
        (file, photo): (FileId, PhotoId),
        told: &Told,
        ignored: &[UnitRect],
        now: i64,
    ) -> Result<()> {
        let facts = write.facts_of_photo(photo).await?;
        let speakers: HashMap<_, _> = write.last_speakers(photo).await?.into_iter().collect();
        let names = Names::of(&facts, &write.former_names().await?);
        let merged = merge(&Compared {
            photo,
            memory: &[],
            elsewhere: &[],
            told,
            facts: &facts,
            names: &names,
            speakers: &speakers,
        });
        self.keep(write, (file, false, &told.programs), facts, merged, now).await?;
        for rect in ignored {
            let facts = write.facts_of_photo(photo).await?;
            let decisions = ignore(&facts, photo, *rect);
            self.keep(write, (file, false, &told.programs), facts, Merged { decisions, ..Merged::default() }, now)
                .await?;
        }
        Ok(())
    }

    /// Keeps what came of a merge; returns what the library says then.
    async fn keep(
        &mut self,
        write: &mut Write,
        (file, from_file, programs): (FileId, bool, &BTreeSet<String>),
        mut facts: Facts,
        merged: Merged,
        now: i64,
    ) -> Result<Facts> {
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
            let step = self.log(write, decisions, &changes, now).await?;
            write.add_step_programs(step, programs).await?;
        }
        for (face, found) in &merged.conflicts {
            write.add_people_conflict(file, *face, found.as_deref(), from_file).await?;
        }
        if merged.is_behind && from_file {
            write.want_file(file).await?;
        }
        self.taken += decisions as usize;
        self.conflicts += merged.conflicts.len();
        Ok(facts)
    }

    /// Adds to the step, or begins one.
    async fn log(&mut self, write: &mut Write, decisions: u32, changes: &[Change], now: i64) -> Result<DecisionId> {
        if let Some(step) = self.step
            && write.extend_step(step, decisions, changes).await?
        {
            return Ok(step);
        }
        let step = write.add_step((Actor::Import, "import"), decisions, changes, now).await?;
        self.step = Some(step);
        Ok(step)
    }
}

/// Ignores the face at a place, which is made if there is none. Of which anything was said stays as it is.
fn ignore(facts: &Facts, photo: PhotoId, rect: UnitRect) -> Vec<Decision> {
    let here = |face: &FaceFacts| face.exists && face.photo == photo && face.rect.is_one_face(rect);
    let known = facts.faces.iter().filter(|(_, face)| here(face));
    match known.max_by(|a, b| a.1.rect.iou(rect).total_cmp(&b.1.rect.iou(rect))) {
        Some((id, face)) if face.verdict == Verdict::Open => vec![Decision::Ignore { face: *id }],
        Some(_) => Vec::new(),
        None => vec![
            Decision::Draw { photo, rect, person: None, allow_twice: false, origin: FaceOrigin::Imported },
            Decision::Ignore { face: FaceId(facts.next_face) },
        ],
    }
}
