//! Decisions, all or none, as one step of undo.

use kith_domain::decision::{Change, Decision, Facts, Link, decide};
use kith_domain::{FaceId, KeywordPath};
use kith_store::{Actor, Library, Write};

use crate::error::{AppError, Result};
use crate::fresh::Fresh;

/// Makes a batch of decisions hold and logs it as one step at time `now`; false where all was so already, and no step is made.
pub(crate) async fn assign(library: &Library, decisions: &[Decision], now: i64) -> Result<bool> {
    if decisions.is_empty() {
        return Ok(false);
    }
    let mut write = library.write().await?;
    let changes = hold(&mut write, decisions).await?;
    if !changes.is_empty() {
        let step = write.add_step((Actor::Person, kind(&decisions[0])), decisions.len() as u32, &changes, now).await?;
        if let Some((keyword, renamed)) = whole_keyword(&decisions[0]) {
            write.add_step_keyword(step, keyword, renamed).await?;
        }
    }
    write.commit().await?;
    Ok(!changes.is_empty())
}

/// Makes a batch of decisions hold, and returns what that changes.
pub(super) async fn hold(write: &mut Write, decisions: &[Decision]) -> Result<Vec<Change>> {
    let mut facts = write.facts_for(decisions).await?;
    let mut changes = Vec::new();
    let mut fresh = Fresh::default();
    for (number, decision) in (1..).zip(decisions) {
        let made = decide(&mut facts, decision, &mut || fresh.bytes());
        let made = made.map_err(|refusal| AppError::Refused { number, refusal })?;
        if made.is_empty() {
            changes.extend(own_word(write, &facts, decision).await?);
        }
        changes.extend(made);
    }
    fresh.check()?;
    write.add_made(&facts.new_people, &facts.new_faces).await?;
    write.apply(&changes).await?;
    let drawn = facts.new_faces.iter().map(|face| face.id);
    write.add_boxes_to_see(&drawn.chain(moved(&changes)).collect::<Vec<_>>()).await?;
    Ok(changes)
}

/// Who confirms a name that was taken in from a file says it themselves from then on: no file changes it any more.
async fn own_word(write: &mut Write, facts: &Facts, decision: &Decision) -> Result<Option<Change>> {
    let Decision::Confirm { face, .. } = decision else { return Ok(None) };
    let Some(known) = facts.faces.get(face) else { return Ok(None) };
    let is_imported = write.last_speakers(known.photo).await?.contains(&(*face, Actor::Import));
    Ok(is_imported.then_some(Change::Verdict { face: *face, before: known.verdict, after: known.verdict }))
}

/// Faces whose boxes changed.
pub(super) fn moved(changes: &[Change]) -> impl Iterator<Item = FaceId> {
    changes.iter().filter_map(|change| match change {
        Change::Placed { face, .. } => Some(*face),
        _ => None,
    })
}

/// The keyword that a decision is about in all photos, and what it is called then.
fn whole_keyword(decision: &Decision) -> Option<(&KeywordPath, Option<&KeywordPath>)> {
    match decision {
        Decision::RenameKeyword { keyword, to, .. } => Some((keyword, Some(to))),
        Decision::DeleteKeyword { keyword } => Some((keyword, None)),
        _ => None,
    }
}

/// One word for a step in the log; screens put it into a sentence.
fn kind(decision: &Decision) -> &'static str {
    match decision {
        Decision::Confirm { .. } => "confirm",
        Decision::Reject { .. } => "reject",
        Decision::Ignore { .. } => "ignore",
        Decision::NotAFace { .. } => "not_a_face",
        Decision::Stranger { .. } => "stranger",
        Decision::Later { .. } => "later",
        Decision::Link { link: Link::Same, .. } => "same",
        Decision::Link { link: Link::Different, .. } => "different",
        Decision::Link { link: Link::Unsure, .. } => "unsure",
        Decision::Clear { .. } => "clear",
        Decision::Rename { .. } => "rename",
        Decision::Dates { .. } => "dates",
        Decision::KeyFace { .. } => "key_face",
        Decision::Hide { hidden: true, .. } => "hide",
        Decision::Hide { hidden: false, .. } => "show",
        Decision::Merge { .. } => "merge",
        Decision::Draw { .. } => "draw",
        Decision::Place { .. } => "place",
        Decision::Keyword { has: true, .. } => "add_keyword",
        Decision::Keyword { has: false, .. } => "remove_keyword",
        Decision::RenameKeyword { merge: false, .. } => "rename_keyword",
        Decision::RenameKeyword { merge: true, .. } => "merge_keyword",
        Decision::DeleteKeyword { .. } => "delete_keyword",
        Decision::LeaveOut { out: true, .. } => "leave_out",
        Decision::LeaveOut { out: false, .. } => "take_in",
    }
}
