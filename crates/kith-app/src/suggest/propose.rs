//! Who whole groups may be, worked out after suggestions and groups are.

use kith_gallery::{Proposal, With, share_of_known};
use kith_store::{Library, ProposalRow, ProposedWith};

use super::{DONE, Memory};
use crate::error::{AppError, Result};

/// So many groups are looked at, the largest: whoever has answered that many questions has little left to ask, and the time
/// grows with the square of the number.
const MOST_GROUPS: usize = 2000;

/// Works out anew who the groups in memory may be, and writes it if that is other than before.
pub(crate) async fn propose(library: &Library, memory: &mut Option<Memory>) -> Result<()> {
    let Some(held) = memory.take() else { return Ok(()) };
    let decided = library.decided().await?;
    let share = share_of_known(decided.named, decided.ignored);
    let thinking = tokio::task::spawn_blocking(move || {
        let proposals = held.gallery.propose(share, MOST_GROUPS);
        (held, proposals)
    });
    let (held, proposals) =
        thinking.await.map_err(|error| AppError::Io { path: library.dir().into(), source: error.into() })?;
    *memory = Some(held);
    write(library, &proposals.iter().map(row).collect::<Vec<_>>()).await
}

fn row(proposal: &Proposal) -> ProposalRow {
    let with = match proposal.with {
        With::Person { person, evidence } => ProposedWith::Person(person, evidence),
        With::Group(other) => ProposedWith::Group(other),
    };
    ProposalRow { group: proposal.group, with, probability: proposal.probability }
}

/// That proposals were written changes nothing of what suggestions were worked out for.
async fn write(library: &Library, rows: &[ProposalRow]) -> Result<()> {
    let mut write = library.write().await?;
    if write.proposals().await? == rows {
        return Ok(());
    }
    let next = write.next_revision().await?;
    write.replace_proposals(rows).await?;
    if write.setting(DONE).await?.is_some_and(|done| done == (next - 1).to_string()) {
        write.set_setting(DONE, &next.to_string()).await?;
    }
    write.commit().await?;
    Ok(())
}
