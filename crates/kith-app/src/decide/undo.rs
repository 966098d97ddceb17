//! Taking steps back and bringing them again.

use kith_domain::FaceId;
use kith_domain::decision::{Change, reapply, revert};
use kith_store::{Actor, Library, StepState};

use crate::error::Result;

/// Takes back up to `steps` steps; returns how many there were.
pub(crate) async fn undo(library: &Library, steps: u32) -> Result<u32> {
    let mut done = 0;
    while done < steps {
        let mut write = library.write().await?;
        let Some(step) = write.step_to_undo().await? else { break };
        let changes = write.changes_of(step.id).await?;
        let mut facts = write.facts_for_changes(&changes).await?;
        let undone = revert(&mut facts, &changes);
        write.apply(&undone).await?;
        if step.actor == Actor::Import {
            // What was not taken in is not Kith's to take out of the files.
            for face in changes.iter().filter_map(face_of) {
                write.forget_told_faces(face).await?;
            }
        }
        write.set_step_state(step.id, StepState::Undone).await?;
        write.commit().await?;
        done += 1;
    }
    Ok(done)
}

fn face_of(change: &Change) -> Option<FaceId> {
    match change {
        Change::Verdict { face, .. } | Change::Drawn { face, .. } => Some(*face),
        Change::Rejected { .. }
        | Change::Link { .. }
        | Change::Seen { .. }
        | Change::Name { .. }
        | Change::Standing { .. } => None,
    }
}

/// Brings up to `steps` steps again; returns how many there were.
pub(crate) async fn redo(library: &Library, steps: u32) -> Result<u32> {
    let mut done = 0;
    while done < steps {
        let mut write = library.write().await?;
        let Some(step) = write.step_to_redo().await? else { break };
        let changes = write.changes_of(step.id).await?;
        let mut facts = write.facts_for_changes(&changes).await?;
        let redone = reapply(&mut facts, &changes);
        write.apply(&redone).await?;
        write.set_step_state(step.id, StepState::Done).await?;
        write.commit().await?;
        done += 1;
    }
    Ok(done)
}
