//! Which question comes next.

use std::collections::{BTreeMap, HashSet};

use kith_domain::{FaceId, GroupId, PersonId, Probability};

use super::{Proposal, With};

/// A group of unknown faces, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupFacts {
    /// Which.
    pub group: GroupId,
    /// How many faces it has.
    pub faces: u32,
    /// Of how many of them the person was not sure.
    pub later: u32,
}

/// A person proposed for a face about which nothing was said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SuggestionFacts {
    /// Which face.
    pub face: FaceId,
    /// Who.
    pub person: PersonId,
    /// How likely it is that person.
    pub probability: Probability,
}

/// Everything that can be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Unsettled {
    /// All groups of unknown faces.
    pub groups: Vec<GroupFacts>,
    /// Who they may be; nothing that was answered since.
    pub proposals: Vec<Proposal>,
    /// Suggestions that may be asked about.
    pub suggestions: Vec<SuggestionFacts>,
    /// How likely somebody unknown is one whom the person knows: how often it was so.
    pub known: Probability,
}

/// Something to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Is this group that person?
    Person {
        /// Which group.
        group: GroupId,
        /// Who.
        person: PersonId,
        /// The person's confirmed face that is most like it.
        evidence: FaceId,
    },
    /// Are these two groups one person?
    Pair {
        /// The group with more faces.
        group: GroupId,
        /// The other one.
        other: GroupId,
    },
    /// Who is this group?
    Name {
        /// Which group.
        group: GroupId,
    },
    /// Is this face that person?
    Face {
        /// Which face.
        face: FaceId,
        /// Who.
        person: PersonId,
    },
}

/// A question and what it is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// What is asked.
    pub question: Question,
    /// How likely a "yes" is; for the name of a group, that the person knows one.
    pub probability: Probability,
    /// How many faces one answer settles, on average.
    pub settles: f32,
}

/// How likely somebody unknown is one whom the person knows: how often it was so, and one face more on each side.
pub fn share_of_known(named: u32, ignored: u32) -> Probability {
    Probability((named + 1) as f32 / (named + ignored + 2) as f32)
}

/// All questions, those first that settle the most faces for one answer. A group is in one question only, so that an answer
/// leaves the others as they are; a group of which the person was mostly not sure is only compared with others.
pub fn rank(unsettled: &Unsettled) -> Vec<Ranked> {
    let groups: BTreeMap<GroupId, GroupFacts> = unsettled.groups.iter().map(|facts| (facts.group, *facts)).collect();
    let mut all: Vec<Ranked> = groups
        .values()
        .filter(|facts| !is_put_off(facts))
        .map(|facts| ranked(Question::Name { group: facts.group }, unsettled.known, facts.faces))
        .collect();
    all.extend(unsettled.proposals.iter().filter_map(|proposal| proposed(proposal, &groups)));
    all.extend(unsettled.suggestions.iter().map(|s| {
        let question = Question::Face { face: s.face, person: s.person };
        ranked(question, s.probability, 1)
    }));
    all.sort_by(|a, b| b.settles.total_cmp(&a.settles).then(a.question.cmp(&b.question)));
    let mut taken = HashSet::new();
    all.retain(|ranked| {
        let groups = ranked.question.groups();
        let is_free = !groups.iter().any(|group| taken.contains(group));
        if is_free {
            taken.extend(groups);
        }
        is_free
    });
    all
}

impl Question {
    /// The groups that it is about.
    pub fn groups(&self) -> Vec<GroupId> {
        match *self {
            Self::Person { group, .. } | Self::Name { group } => vec![group],
            Self::Pair { group, other } => vec![group, other],
            Self::Face { .. } => Vec::new(),
        }
    }
}

/// Of a group that grew since the person was not sure, enough may be new to see it.
fn is_put_off(facts: &GroupFacts) -> bool {
    2 * facts.later > facts.faces
}

fn ranked(question: Question, probability: Probability, faces: u32) -> Ranked {
    Ranked { question, probability, settles: probability.0 * faces as f32 }
}

fn proposed(proposal: &Proposal, groups: &BTreeMap<GroupId, GroupFacts>) -> Option<Ranked> {
    let facts = groups.get(&proposal.group)?;
    match proposal.with {
        With::Person { .. } if is_put_off(facts) => None,
        With::Person { person, evidence } => {
            let question = Question::Person { group: facts.group, person, evidence };
            Some(ranked(question, proposal.probability, facts.faces))
        }
        With::Group(other) => {
            let other = groups.get(&other)?;
            let (large, small) = if other.faces > facts.faces { (other, facts) } else { (facts, other) };
            let question = Question::Pair { group: large.group, other: small.group };
            Some(ranked(question, proposal.probability, small.faces))
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(in crate::questions) fn group(number: i64, faces: u32, later: u32) -> GroupFacts {
        GroupFacts { group: GroupId(number), faces, later }
    }

    fn person(group: i64, probability: f32) -> Proposal {
        let with = With::Person { person: PersonId(1), evidence: FaceId(9) };
        Proposal { group: GroupId(group), with, probability: Probability(probability) }
    }

    fn pair(group: i64, other: i64, probability: f32) -> Proposal {
        Proposal { group: GroupId(group), with: With::Group(GroupId(other)), probability: Probability(probability) }
    }

    fn kinds(ranked: &[Ranked]) -> Vec<(char, Vec<i64>)> {
        let kind = |question: &Question| match question {
            Question::Person { .. } => 'p',
            Question::Pair { .. } => '=',
            Question::Name { .. } => 'n',
            Question::Face { .. } => 'f',
        };
        let groups = |r: &Ranked| r.question.groups().iter().map(|group| group.0).collect();
        ranked.iter().map(|r| (kind(&r.question), groups(r))).collect()
    }

    #[test]
    fn what_settles_most_faces_comes_first_and_a_group_comes_once() {
        let suggestion = SuggestionFacts { face: FaceId(1), person: PersonId(1), probability: Probability(0.99) };
        let unsettled = Unsettled {
            groups: vec![group(1, 10, 0), group(2, 4, 0), group(3, 30, 0), group(4, 8, 0)],
            proposals: vec![person(1, 0.9), pair(2, 3, 0.8), person(4, 0.3)],
            suggestions: vec![suggestion],
            known: Probability(0.5),
        };
        let found = rank(&unsettled);
        let expected = [('n', vec![3]), ('p', vec![1]), ('n', vec![4]), ('n', vec![2]), ('f', vec![])];
        assert_eq!(kinds(&found), expected);
        let unsettled = Unsettled { groups: vec![group(2, 4, 0), group(3, 5, 0)], ..unsettled };
        assert_eq!(kinds(&rank(&unsettled)), [('=', vec![3, 2]), ('f', vec![])]);
    }

    #[test]
    fn what_the_person_was_not_sure_of_is_not_asked_again_until_it_has_grown() {
        let asked = |faces, later| {
            rank(&Unsettled {
                groups: vec![group(1, faces, later)],
                proposals: vec![person(1, 0.9)],
                suggestions: Vec::new(),
                known: Probability(0.5),
            })
        };
        assert_eq!(kinds(&asked(4, 4)), []);
        assert_eq!(kinds(&asked(8, 4)), [('p', vec![1])]);
    }

    proptest! {
        #[test]
        fn the_order_is_by_worth_and_nothing_is_asked_in_two_ways(
            sizes in prop::collection::vec((2u32..40, 0u32..3), 1..20),
            proposals in prop::collection::vec((0i64..20, 0i64..20, 0.2f32..1.0, any::<bool>()), 0..30),
            known in 0.05f32..0.95,
        ) {
            let groups = (0..).zip(&sizes).map(|(k, (faces, later))| group(k, *faces, *later)).collect();
            let proposals = proposals
                .iter()
                .filter(|(a, b, ..)| a != b)
                .map(|(a, b, p, named)| if *named { person(*a, *p) } else { pair(*a, *b, *p) })
                .collect();
            let unsettled = Unsettled { groups, proposals, suggestions: Vec::new(), known: Probability(known) };
            let found = rank(&unsettled);
            prop_assert_eq!(&found, &rank(&unsettled));
            prop_assert!(found.windows(2).all(|two| two[0].settles >= two[1].settles));
            let mut seen = HashSet::new();
            prop_assert!(found.iter().flat_map(|r| r.question.groups()).all(|group| seen.insert(group)));
            let named = unsettled.groups.iter().filter(|facts| !is_put_off(facts));
            prop_assert!(named.into_iter().all(|facts| seen.contains(&facts.group)), "every group is asked about");
        }
    }
}
