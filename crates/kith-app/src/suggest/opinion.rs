//! Suggestions and groups that changed, written to the library.

use std::collections::{BTreeMap, HashMap};

use kith_domain::{FaceId, GroupId};
use kith_gallery::Suggestion;
use kith_store::{GroupMembership, Library, SuggestionRow, Write};

use super::memory::{Memory, age_text};
use super::{DONE, GROUPED, WRITTEN};
use crate::error::Result;

/// What the machine thinks of faces now: of those that it thinks something new of, or of all.
#[derive(Debug, Default)]
pub(super) struct Opinion {
    pub(super) suggestions: BTreeMap<FaceId, Option<Suggestion>>,
    /// Groups with negative numbers are not in the library yet.
    pub(super) groups: BTreeMap<FaceId, Option<GroupId>>,
}

/// Writes an opinion on the library as it was at revision `seen`. It may have changed since: what the opinion says of
/// faces that are no more is left out, and the opinion counts as out of date. Returns the memory, if it still follows from what
/// the library holds.
pub(super) async fn write(
    library: &Library,
    mut memory: Memory,
    mut opinion: Opinion,
    seen: i64,
) -> Result<Option<Memory>> {
    let mut write = library.write().await?;
    match &memory.written {
        Some(written) if write.setting(WRITTEN).await?.as_ref() != Some(written) => return Ok(None),
        Some(_) => {}
        None => opinion = difference(&mut write, &memory).await?,
    }
    let numbers = number(&mut write, memory.space, &opinion.groups).await?;
    put(&mut write, opinion, &numbers).await?;
    write.set_setting(GROUPED, &age_text(memory.gallery.age())).await?;
    let next = write.next_revision().await?;
    write.set_setting(WRITTEN, &next.to_string()).await?;
    let nothing_happened_meanwhile = next == seen + 1;
    if nothing_happened_meanwhile {
        write.set_setting(DONE, &next.to_string()).await?;
    }
    write.commit().await?;
    memory.gallery.number_groups(&numbers);
    memory.written = Some(next.to_string());
    Ok(Some(memory))
}

/// Numbers for groups that have none in the library.
async fn number(
    write: &mut Write,
    space: kith_domain::SpaceId,
    groups: &BTreeMap<FaceId, Option<GroupId>>,
) -> Result<BTreeMap<GroupId, GroupId>> {
    let mut numbers = BTreeMap::new();
    for group in groups.values().flatten().filter(|group| group.0 < 0) {
        if !numbers.contains_key(group) {
            numbers.insert(*group, write.add_group(space).await?);
        }
    }
    Ok(numbers)
}

async fn put(write: &mut Write, opinion: Opinion, numbers: &BTreeMap<GroupId, GroupId>) -> Result<()> {
    let (mut now, mut gone) = (Vec::new(), Vec::new());
    for (face, suggestion) in opinion.suggestions {
        match suggestion {
            Some(suggestion) => now.push(row(&suggestion)),
            None => gone.push(face),
        }
    }
    write.change_suggestions(&now, &gone).await?;
    let (mut now, mut gone) = (Vec::new(), Vec::new());
    for (face, group) in opinion.groups {
        match group {
            Some(group) => now.push(GroupMembership { face, group: *numbers.get(&group).unwrap_or(&group) }),
            None => gone.push(face),
        }
    }
    write.change_groups(&now, &gone).await?;
    Ok(())
}

/// All that is thought and is not in the library.
async fn difference(write: &mut Write, memory: &Memory) -> Result<Opinion> {
    let mut opinion = Opinion::default();
    let mut held: HashMap<FaceId, SuggestionRow> =
        write.suggestions().await?.into_iter().map(|row| (row.face, row)).collect();
    for suggestion in memory.gallery.suggestions() {
        if held.remove(&suggestion.face) != Some(row(&suggestion)) {
            opinion.suggestions.insert(suggestion.face, Some(suggestion));
        }
    }
    opinion.suggestions.extend(held.into_keys().map(|face| (face, None)));
    let mut held: HashMap<FaceId, GroupId> =
        write.group_memberships().await?.into_iter().map(|m| (m.face, m.group)).collect();
    for (face, group) in memory.gallery.memberships() {
        if held.remove(&face) != Some(group) {
            opinion.groups.insert(face, Some(group));
        }
    }
    opinion.groups.extend(held.into_keys().map(|face| (face, None)));
    Ok(opinion)
}

fn row(s: &Suggestion) -> SuggestionRow {
    SuggestionRow {
        face: s.face,
        person: s.person,
        similarity: s.similarity,
        probability: s.probability,
        runner_up: s.runner_up,
        evidence: s.evidence,
    }
}
