//! Suggestions and groups, brought up to date.

use std::collections::{HashMap, HashSet};

use kith_domain::decision::{FacePair, Link};
use kith_domain::{FaceId, GroupId, PersonId, SpaceId, Verdict};
use kith_gallery::{Probe, Reference, Suggestion, Words, as_said, group, keep_numbers, suggest};
use kith_store::{GroupMembership, Library, SuggestionRow, VectorRow};

use crate::Calibration;
use crate::error::{AppError, Result};

/// The setting that holds the revision which suggestions were last worked out for.
pub(super) const DONE: &str = "suggested_revision";

/// What the machine thinks of all open faces.
struct Opinion {
    suggestions: Vec<Suggestion>,
    groups: Vec<Vec<FaceId>>,
}

/// Whether the library has changed since suggestions were last worked out.
pub(crate) async fn is_due(library: &Library) -> Result<bool> {
    let done = library.setting(DONE).await?.and_then(|text| text.parse::<i64>().ok());
    Ok(done != Some(library.revision().await?))
}

/// Works out suggestions and groups again and writes what has changed.
pub(crate) async fn refresh(library: &Library, calibration: Calibration) -> Result<()> {
    let Some(space) = library.active_space().await? else { return Ok(()) };
    let revision = library.revision().await?;
    let vectors = library.vectors(space).await?;
    let rejected: HashSet<(FaceId, PersonId)> = library.rejections().await?.into_iter().collect();
    let words = Words { rejected, present: library.presences().await?.into_iter().collect() };
    let links = library.links().await?;
    let opinion = tokio::task::spawn_blocking(move || think(&vectors, &words, &links, &calibration));
    let opinion = opinion.await.map_err(|error| AppError::Io { path: library.dir().into(), source: error.into() })?;
    write(library, space, &opinion, revision).await
}

fn think(vectors: &[VectorRow], words: &Words, links: &[(FacePair, Link)], calibration: &Calibration) -> Opinion {
    let references: Vec<Reference> = vectors
        .iter()
        .filter_map(|row| Some((row, row.verdict.person()?)))
        .filter(|(row, _)| row.trains)
        .map(|(row, person)| Reference { face: row.face, person, embedding: &row.embedding, quality: row.quality })
        .collect();
    let open = || {
        vectors.iter().filter(|row| row.verdict == Verdict::Open).map(|row| Probe {
            face: row.face,
            photo: row.photo,
            embedding: &row.embedding,
            quality: row.quality,
        })
    };
    let probes: Vec<Probe> = open().collect();
    let suggestions = suggest(&references, &probes, words, &calibration.likeness, calibration.suggestion);
    let proposed: HashSet<FaceId> = suggestions.iter().map(|s| s.face).collect();
    let unknown: Vec<Probe> = open().filter(|probe| !proposed.contains(&probe.face)).collect();
    let groups = group(&unknown, &calibration.likeness, &calibration.grouping);
    let grouped: HashSet<FaceId> = groups.iter().flatten().copied().collect();
    let alone: Vec<FaceId> = unknown.iter().map(|probe| probe.face).filter(|face| !grouped.contains(face)).collect();
    let groups = as_said(groups, &alone, links);
    Opinion { suggestions, groups }
}

/// Writes an opinion on the library as it was at revision `seen`. It may have changed since: what the opinion says of
/// faces that are no more is left out, and the opinion counts as out of date.
async fn write(library: &Library, space: SpaceId, opinion: &Opinion, seen: i64) -> Result<()> {
    let mut write = library.write().await?;
    let old_suggestions = write.suggestions().await?;
    let old_groups: HashMap<FaceId, GroupId> =
        write.group_memberships().await?.into_iter().map(|m| (m.face, m.group)).collect();
    let (put, gone) = changed_suggestions(&old_suggestions, &opinion.suggestions);
    write.change_suggestions(&put, &gone).await?;
    let mut memberships = Vec::new();
    for (members, number) in opinion.groups.iter().zip(keep_numbers(&old_groups, &opinion.groups)) {
        let group = match number {
            Some(group) => group,
            None => write.add_group(space).await?,
        };
        memberships.extend(members.iter().map(|face| GroupMembership { face: *face, group }));
    }
    let (put, gone) = changed_groups(&old_groups, &memberships);
    write.change_groups(&put, &gone).await?;
    let next = write.next_revision().await?;
    let nothing_happened_meanwhile = next == seen + 1;
    if nothing_happened_meanwhile {
        write.set_setting(DONE, &next.to_string()).await?;
    }
    write.commit().await?;
    Ok(())
}

fn changed_suggestions(old: &[SuggestionRow], new: &[Suggestion]) -> (Vec<SuggestionRow>, Vec<FaceId>) {
    let row = |s: &Suggestion| SuggestionRow {
        face: s.face,
        person: s.person,
        similarity: s.similarity,
        probability: s.probability,
        runner_up: s.runner_up,
        evidence: s.evidence,
    };
    let before: HashMap<FaceId, &SuggestionRow> = old.iter().map(|row| (row.face, row)).collect();
    let now: HashSet<FaceId> = new.iter().map(|s| s.face).collect();
    let put = new.iter().map(row).filter(|row| before.get(&row.face) != Some(&row)).collect();
    (put, before.into_keys().filter(|face| !now.contains(face)).collect())
}

fn changed_groups(old: &HashMap<FaceId, GroupId>, new: &[GroupMembership]) -> (Vec<GroupMembership>, Vec<FaceId>) {
    let now: HashSet<FaceId> = new.iter().map(|m| m.face).collect();
    let put = new.iter().filter(|m| old.get(&m.face) != Some(&m.group)).copied().collect();
    (put, old.keys().filter(|face| !now.contains(face)).copied().collect())
}

#[cfg(test)]
mod tests {
    use kith_domain::decision::NewPerson;
    use kith_domain::{
        FaceUuid, Landmarks, PayloadHash, PersonName, PersonUuid, Point, Probability, Similarity, UnitRect,
    };
    use kith_store::{FaceUpdate, NewMachineFace};

    use super::*;

    const PERSON: PersonId = PersonId(1);

    /// A library with three faces and a person.
    async fn library() -> (tempfile::TempDir, Library, SpaceId, Vec<FaceId>) {
        let dir = tempfile::tempdir().unwrap();
        let library = Library::open(dir.path()).await.unwrap();
        let mut write = library.write().await.unwrap();
        let space = write.put_space("space").await.unwrap();
        let photo = write.put_photo(&PayloadHash([1; 32]), (9, 9), None).await.unwrap();
        let update = FaceUpdate {
            rect: UnitRect::new(0.1, 0.1, 0.2, 0.2).unwrap(),
            landmarks: Landmarks::from_array([Point::new(0.2, 0.2); 5]),
            score: 0.9,
            detector_version: "1",
        };
        let mut faces = Vec::new();
        for number in 1..=3 {
            let face = NewMachineFace { uuid: FaceUuid([number; 16]), photo, update };
            faces.push(write.add_machine_face(&face).await.unwrap());
        }
        let anna = NewPerson { id: PERSON, uuid: PersonUuid([1; 16]), name: PersonName::new("Anna").unwrap() };
        write.add_made(&[anna], &[]).await.unwrap();
        write.commit().await.unwrap();
        (dir, library, space, faces)
    }

    fn suggestion(face: FaceId, evidence: FaceId) -> Suggestion {
        Suggestion {
            face,
            person: PERSON,
            similarity: Similarity(0.7),
            probability: Probability(0.9),
            runner_up: None,
            evidence,
        }
    }

    #[tokio::test]
    async fn what_an_old_opinion_says_of_faces_that_are_no_more_is_left_out() {
        let (_dir, library, space, faces) = library().await;
        let suggestions = vec![suggestion(faces[0], faces[2]), suggestion(faces[2], faces[0])];
        let opinion = Opinion { suggestions, groups: vec![vec![faces[1], faces[2]]] };
        let seen = library.revision().await.unwrap();
        let mut meanwhile = library.write().await.unwrap();
        meanwhile.remove_face(faces[2]).await.unwrap();
        meanwhile.commit().await.unwrap();
        super::write(&library, space, &opinion, seen).await.unwrap();
        let mut now = library.write().await.unwrap();
        let proposed: Vec<FaceId> = now.suggestions().await.unwrap().iter().map(|row| row.face).collect();
        let grouped: Vec<FaceId> = now.group_memberships().await.unwrap().iter().map(|row| row.face).collect();
        drop(now);
        assert_eq!((proposed, grouped), (vec![faces[0]], vec![faces[1]]));
        assert!(is_due(&library).await.unwrap());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn two_processes_may_group_the_same_library() {
        const TIMES: usize = 20;
        let (dir, library, space, faces) = library().await;
        let other = Library::open(dir.path()).await.unwrap();
        let regroup = async |library: &Library| {
            for groups in [vec![faces[..2].to_vec()], vec![faces.clone()], Vec::new()].iter().cycle().take(3 * TIMES) {
                let opinion = Opinion { suggestions: Vec::new(), groups: groups.clone() };
                super::write(library, space, &opinion, 0).await.unwrap();
            }
        };
        tokio::join!(regroup(&library), regroup(&other));
        assert_eq!(library.write().await.unwrap().group_memberships().await.unwrap(), []);
    }
}
