//! What to ask next, with the faces that it is about.

use std::collections::HashMap;

use kith_domain::{FaceId, GroupId, PersonId, PersonName, PersonUuid};
use kith_gallery::{
    GroupFacts, Proposal, Question, Ranked, SuggestionFacts, Unsettled, With, coverage, rank, share_of_known,
};
use kith_store::{Decided, FaceQuery, FaceView, Library, ProposedWith};

use crate::browse::faces::with_versions;
use crate::dto::{self, Asked, Goal, Group, KnownPerson, ListQuestions, PersonRef, QuestionPage, convert};
use crate::error::Result;

/// How many faces of a side are shown.
const SHOWN: u32 = 9;

type Names = HashMap<PersonId, (PersonUuid, PersonName)>;

/// A part of the questions, the most useful first, and how far the library is named.
///
/// # Errors
/// When the library cannot be read.
pub async fn question_page(library: &Library, request: ListQuestions) -> Result<QuestionPage> {
    let decided = library.decided().await?;
    let unsettled = unsettled(library, decided).await?;
    let ranked = rank(&unsettled);
    let names = library.person_names().await?;
    let mut questions = Vec::new();
    for ranked in ranked.iter().skip(request.offset as usize).take(request.limit as usize) {
        questions.extend(question(library, ranked, &unsettled, &names).await?);
    }
    let found = coverage(decided.named, decided.open, &unsettled);
    let goal = found.goal.map(|goal| Goal { percent: goal.percent, answers: goal.answers });
    let coverage = dto::Coverage { named: found.named, all: found.all, goal };
    Ok(QuestionPage { total: ranked.len() as u32, coverage, questions })
}

async fn unsettled(library: &Library, decided: Decided) -> Result<Unsettled> {
    let groups = library.group_counts().await?.into_iter();
    let proposals = library.standing_proposals().await?.into_iter();
    let suggestions = library.askable_suggestions().await?.into_iter();
    let with = |with| match with {
        ProposedWith::Person(person, evidence) => With::Person { person, evidence },
        ProposedWith::Group(other) => With::Group(other),
    };
    Ok(Unsettled {
        groups: groups.map(|g| GroupFacts { group: g.group, faces: g.faces, later: g.later }).collect(),
        proposals: proposals
            .map(|p| Proposal { group: p.group, with: with(p.with), probability: p.probability })
            .collect(),
        suggestions: suggestions
            .map(|(face, person, probability)| SuggestionFacts { face, person, probability })
            .collect(),
        known: share_of_known(decided.named, decided.ignored),
    })
}

/// A question with its faces; none if something that it is about is gone meanwhile.
async fn question(
    library: &Library,
    ranked: &Ranked,
    unsettled: &Unsettled,
    names: &Names,
) -> Result<Option<dto::Question>> {
    let side = async |group: GroupId| {
        let facts = unsettled.groups.iter().find(|facts| facts.group == group);
        side(library, group, facts.map_or(0, |facts| facts.faces)).await
    };
    let asked = match ranked.question {
        Question::Name { group } => Some((format!("name-{}", group.0), Asked::Name { group: side(group).await? })),
        Question::Pair { group, other } => {
            let asked = Asked::Pair { group: side(group).await?, other: side(other).await? };
            Some((format!("pair-{}-{}", group.0, other.0), asked))
        }
        Question::Person { group, person, evidence } => {
            let known = known(library, person, Some(evidence), names).await?;
            let group_side = side(group).await?;
            known.map(|known| (format!("person-{}-{}", group.0, person.0), Asked::Person { group: group_side, known }))
        }
        Question::Face { face, person } => {
            let shown = library.faces(FaceQuery::Number(face), 0, 1).await?;
            let evidence = library.evidence_of(face).await?;
            let known = known(library, person, evidence, names).await?;
            let shown = with_versions(library, shown).await?.pop();
            shown.zip(known).map(|(shown, known)| {
                (format!("face-{}-{}", shown.id, person.0), Asked::Face { face: Box::new(shown), known })
            })
        }
    };
    let probability = convert::in_percent(ranked.probability);
    Ok(asked.map(|(id, asked)| dto::Question { id, probability, asked }))
}

async fn side(library: &Library, group: GroupId, count: u32) -> Result<Group> {
    let faces = library.faces(FaceQuery::Group(group), 0, SHOWN).await?;
    Ok(Group { id: convert::group_id(group), count, faces: with_versions(library, faces).await? })
}

/// Someone with a few of their confirmed faces, that which speaks most for them first.
async fn known(
    library: &Library,
    person: PersonId,
    evidence: Option<FaceId>,
    names: &Names,
) -> Result<Option<KnownPerson>> {
    let Some(name) = names.get(&person) else { return Ok(None) };
    let mut faces: Vec<FaceView> = Vec::new();
    if let Some(evidence) = evidence {
        faces = library.faces(FaceQuery::Number(evidence), 0, 1).await?;
    }
    let first = faces.first().map(|face| face.uuid);
    let others = library.faces(FaceQuery::BestOf(person), 0, SHOWN).await?;
    faces.extend(others.into_iter().filter(|face| Some(face.uuid) != first));
    faces.truncate(SHOWN as usize);
    Ok(Some(KnownPerson { person: PersonRef::from(name.clone()), faces: with_versions(library, faces).await? }))
}
