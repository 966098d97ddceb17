//! Contradictions that the person settles: all that are meant or none, as one step of undo.

use kith_store::{Actor, Library, PeopleConflict};

use super::assign::hold;
use crate::error::Result;
use crate::told::{self, Holds};

/// Settles all contradictions that are meant, at time `now`; returns how many there were. Without any, no step is made.
pub(crate) async fn settle(
    library: &Library,
    is_meant: impl Fn(&PeopleConflict) -> bool,
    holds: Holds,
    now: i64,
) -> Result<u32> {
    let mut write = library.write().await?;
    // Nobody else settles any of them before this is committed.
    let mut conflicts = library.people_conflicts().await?;
    conflicts.retain(is_meant);
    if conflicts.is_empty() {
        return Ok(0);
    }
    let mut decisions = Vec::new();
    for conflict in &conflicts {
        decisions.extend(told::decision(&mut write, conflict, holds).await?);
    }
    let changes = hold(&mut write, &decisions).await?;
    let count = conflicts.len() as u32;
    let step = write.add_step((Actor::Person, "settle"), count, &changes, now).await?;
    for conflict in &conflicts {
        let settled = told::settle(&mut write, conflict, holds).await?;
        write.add_settlement(step, &settled).await?;
    }
    write.commit().await?;
    Ok(count)
}
