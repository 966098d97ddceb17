//! Taking steps back and bringing them again.

use kith_domain::DecisionId;
use kith_domain::decision::{Change, reapply, revert};
use kith_store::{Actor, Library, StepRow, StepState, Write};

use super::assign::moved;
use crate::error::Result;
use crate::told::{open_again, settle_again, take_over};

/// Takes back up to `steps` steps; returns how many there were.
pub(crate) async fn undo(library: &Library, steps: u32) -> Result<u32> {
    let mut done = 0;
    while done < steps {
        let mut write = library.write().await?;
        let Some(step) = write.step_to_undo().await? else { break };
        take_back(&mut write, &step).await?;
        write.commit().await?;
        done += 1;
    }
    Ok(done)
}

/// Brings up to `steps` steps again; returns how many there were.
pub(crate) async fn redo(library: &Library, steps: u32) -> Result<u32> {
    let mut done = 0;
    while done < steps {
        let mut write = library.write().await?;
        let Some(step) = write.step_to_redo().await? else { break };
        bring_again(&mut write, &step).await?;
        write.commit().await?;
        done += 1;
    }
    Ok(done)
}

/// Takes steps back, or brings them again, until `last` is the last one that holds; all or none. With no `last`, no step
/// holds.
pub(crate) async fn go_to(library: &Library, last: Option<DecisionId>) -> Result<()> {
    let mut write = library.write().await?;
    while let Some(step) = write.step_to_undo().await?.filter(|step| Some(step.id) > last) {
        take_back(&mut write, &step).await?;
    }
    while let Some(step) = write.step_to_redo().await?.filter(|step| Some(step.id) <= last) {
        bring_again(&mut write, &step).await?;
    }
    write.commit().await?;
    Ok(())
}

async fn take_back(write: &mut Write, step: &StepRow) -> Result<()> {
    let changes = write.changes_of(step.id).await?;
    let mut facts = write.facts_for_changes(&changes).await?;
    let before = facts.clone();
    let undone = revert(&mut facts, &changes);
    write.apply(&undone).await?;
    write.add_boxes_to_see(&moved(&undone).collect::<Vec<_>>()).await?;
    if step.actor == Actor::Import {
        // What was not taken in is not Kith's to take out of the files.
        let taken: Vec<Change> = undone.iter().map(Change::inverse).collect();
        take_over(write, &before, &taken, false).await?;
    }
    for settled in write.settlements_of(step.id).await? {
        open_again(write, &settled).await?;
    }
    write.set_step_state(step.id, StepState::Undone).await?;
    Ok(())
}

async fn bring_again(write: &mut Write, step: &StepRow) -> Result<()> {
    let changes = write.changes_of(step.id).await?;
    let mut facts = write.facts_for_changes(&changes).await?;
    let redone = reapply(&mut facts, &changes);
    write.apply(&redone).await?;
    write.add_boxes_to_see(&moved(&redone).collect::<Vec<_>>()).await?;
    if step.actor == Actor::Import {
        take_over(write, &facts, &redone, true).await?;
    }
    for settled in write.settlements_of(step.id).await? {
        settle_again(write, &settled).await?;
    }
    write.set_step_state(step.id, StepState::Done).await?;
    Ok(())
}
