//! Who whole groups may be, worked out after suggestions and groups are.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use kith_domain::decision::{FacePair, Link};
use kith_domain::{GroupId, Probability};
use kith_gallery::{Probe, Proposal, Reference, UnknownGroup, With, Words, share_of_known};
use kith_store::{GroupMembership, Library, ProposalRow, ProposedWith, VectorRow};

use super::refresh::DONE;
use crate::Calibration;
use crate::error::{AppError, Result};

/// So many groups are looked at, the largest: whoever has answered that many questions has little left to ask, and the time
/// grows with the square of the number.
const MOST_GROUPS: usize = 2000;

/// Everything that is known about groups and people.
struct Known {
    vectors: Vec<VectorRow>,
    members: Vec<GroupMembership>,
    words: Words,
    apart: HashSet<FacePair>,
    share: Probability,
}

/// Works out anew who groups may be, and writes it if that is other than before.
pub(crate) async fn propose(library: &Library, calibration: Calibration) -> Result<()> {
    let Some(space) = library.active_space().await? else { return Ok(()) };
    let links = library.links().await?.into_iter();
    let decided = library.decided().await?;
    let rejected = library.rejections().await?.into_iter().collect();
    let known = Known {
        vectors: library.vectors(space).await?,
        members: library.members_of_groups().await?,
        words: Words { rejected, present: library.presences().await?.into_iter().collect() },
        apart: links.filter(|(_, link)| *link != Link::Same).map(|(pair, _)| pair).collect(),
        share: share_of_known(decided.named, decided.ignored),
    };
    let proposals = tokio::task::spawn_blocking(move || think(&known, &calibration)).await;
    let proposals = proposals.map_err(|error| AppError::Io { path: library.dir().into(), source: error.into() })?;
    write(library, &proposals.iter().map(row).collect::<Vec<_>>()).await
}

fn think(known: &Known, calibration: &Calibration) -> Vec<Proposal> {
    let references: Vec<Reference> = known
        .vectors
        .iter()
        .filter_map(|row| Some((row, row.verdict.person()?)))
        .filter(|(row, _)| row.trains)
        .map(|(row, person)| Reference { face: row.face, person, embedding: &row.embedding, quality: row.quality })
        .collect();
    let of_face: HashMap<_, &VectorRow> = known.vectors.iter().map(|row| (row.face, row)).collect();
    let mut groups: BTreeMap<GroupId, Vec<Probe>> = BTreeMap::new();
    for member in &known.members {
        if let Some(row) = of_face.get(&member.face).filter(|row| row.verdict.person().is_none()) {
            let probe = Probe { face: row.face, photo: row.photo, embedding: &row.embedding, quality: row.quality };
            groups.entry(member.group).or_default().push(probe);
        }
    }
    let mut groups: Vec<UnknownGroup> =
        groups.into_iter().map(|(group, faces)| UnknownGroup { group, faces }).collect();
    groups.sort_by_key(|group| (Reverse(group.faces.len()), group.group));
    groups.truncate(MOST_GROUPS);
    kith_gallery::propose(&groups, &references, &known.words, &known.apart, known.share, &calibration.likeness)
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
    if library.setting(DONE).await?.is_some_and(|done| done == (next - 1).to_string()) {
        write.set_setting(DONE, &next.to_string()).await?;
    }
    write.commit().await?;
    Ok(())
}
