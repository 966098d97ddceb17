//! Who groups of unknown faces may be as a whole.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Mutex;

use kith_domain::{FaceId, GroupId, PersonId, PhotoId, Probability};

use crate::gallery::Gallery;
use crate::product::{Hit, Pairs, alike, dot};
use crate::template::{Template, looks};

/// A "yes" that is less likely is not worth a question: to name the group is the better one.
const WORTH_ASKING: f64 = 0.2;

/// Whom a group may be one with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum With {
    /// Someone with a name.
    Person {
        /// Who.
        person: PersonId,
        /// Their confirmed face that is most like the group.
        evidence: FaceId,
    },
    /// Another group of nobody.
    Group(GroupId),
}

/// That a group may be somebody, or one with another group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proposal {
    /// Which group.
    pub group: GroupId,
    /// With whom.
    pub with: With,
    /// How likely it is.
    pub probability: Probability,
}

impl Gallery {
    /// Proposes for each of the `most` largest groups at most the likeliest person and the likeliest other group, in the order of
    /// the groups. Groups of which a face must not be somebody, or with a face of another, are not proposed as that one; neither
    /// are two groups of which the person could not tell.
    ///
    /// `known` is how likely a face is somebody with a name before it is looked at, below 1.
    pub fn propose(&self, known: Probability, most: usize) -> Vec<Proposal> {
        let seen = Seen::new(self, most);
        let mut found = seen.people(known);
        found.extend(seen.pairs());
        found.sort_by_key(|proposal| (proposal.group, proposal.with));
        found
    }
}

/// The largest groups, each seen as one.
struct Seen<'a> {
    gallery: &'a Gallery,
    groups: Vec<(GroupId, &'a [u32])>,
    templates: Vec<Template>,
    photos: Vec<HashSet<PhotoId>>,
}

impl<'a> Seen<'a> {
    fn new(gallery: &'a Gallery, most: usize) -> Self {
        let mut groups: Vec<(GroupId, &[u32])> = gallery.groups.all().collect();
        groups.sort_by_key(|(group, members)| (Reverse(members.len()), *group));
        groups.truncate(most);
        let faces = &gallery.faces;
        let template = |members: &[u32]| Template::new(&faces.rows, |at| faces.reliability(at), members);
        let templates = groups.iter().map(|(_, members)| template(members)).collect();
        let photos = groups.iter().map(|(_, members)| members.iter().map(|at| faces.photo(*at)).collect()).collect();
        Self { gallery, groups, templates, photos }
    }

    /// The likeliest person of each group.
    fn people(&self, known: Probability) -> Vec<Proposal> {
        let (people, evidence) = (self.gallery.people.with_look(), &self.gallery.evidence);
        let known = f64::from(known.0);
        let prior = known / (1.0 - known) / people.len().max(1) as f64;
        let likely = self.groups.iter().zip(&self.templates).filter_map(|((group, members), look)| {
            let odds = |template: &Template| {
                let expected = look.reliability * template.reliability;
                prior * f64::from(evidence.ratio_of_groups(likeness(look, template), expected, 0.0)).exp()
            };
            let all: Vec<(u32, f64)> = people.iter().map(|(person, template)| (*person, odds(template))).collect();
            let sum: f64 = 1.0 + all.iter().map(|(_, odds)| odds).sum::<f64>();
            let worth =
                all.into_iter().filter(|(person, odds)| odds / sum >= WORTH_ASKING && self.may_be(members, *person));
            let (person, odds) = worth.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
            let with = With::Person { person: self.gallery.people.id(person), evidence: self.nearest(look, person)? };
            Some(Proposal { group: *group, with, probability: Probability((odds / sum) as f32) })
        });
        likely.collect()
    }

    /// Whether nothing that was said bars a person from being all of these.
    fn may_be(&self, members: &[u32], person: u32) -> bool {
        let (faces, person) = (&self.gallery.faces, self.gallery.people.id(person));
        !members.iter().any(|at| self.gallery.law.bars(faces.id(*at), faces.photo(*at), person))
    }

    /// The face of a person that is most like a group.
    fn nearest(&self, look: &Template, person: u32) -> Option<FaceId> {
        let (faces, look) = (&self.gallery.faces, look.look.as_slice().unwrap_or_default());
        let members = self.gallery.people.members(person).iter();
        let alike = members.map(|at| (dot(faces.rows.row(*at), look), faces.id(*at)));
        alike.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, face)| face)
    }

    /// For each group the likeliest other one; a pair comes once.
    fn pairs(&self) -> Vec<Proposal> {
        let (apart, evidence) = (self.apart(), &self.gallery.evidence);
        let prior = -(self.groups.len().max(1) as f32).ln();
        let least = (WORTH_ASKING / (1.0 - WORTH_ASKING)).ln() as f32 - prior;
        let found: Mutex<Vec<(usize, usize, f32)>> = Mutex::default();
        alike(Pairs::Within(&looks(&self.templates)), evidence.least_similarity(least), self.gallery.threads, |hits| {
            let pair = |hit: &Hit| {
                let (a, b) = (hit.left as usize, hit.right as usize);
                let expected = self.templates[a].reliability * self.templates[b].reliability;
                let ratio = evidence.ratio_of_groups(hit.similarity, expected, 0.0);
                let may_be = ratio >= least && !apart.contains(&(a, b)) && self.photos[a].is_disjoint(&self.photos[b]);
                may_be.then_some((a, b, ratio))
            };
            let some: Vec<_> = hits.iter().filter_map(pair).collect();
            if let Ok(mut found) = found.lock() {
                found.extend(some);
            }
        });
        let mut found = found.into_inner().unwrap_or_default();
        found.sort_unstable_by_key(|(a, b, _)| (*a, *b));
        let mut best: Vec<Option<(f32, usize)>> = vec![None; self.groups.len()];
        for (a, b, ratio) in found {
            for (one, other) in [(a, b), (b, a)] {
                if best[one].is_none_or(|(before, _)| ratio > before) {
                    best[one] = Some((ratio, other));
                }
            }
        }
        let of = |(one, best): (usize, Option<(f32, usize)>)| {
            best.map(|(ratio, other)| ((one.min(other), one.max(other)), ratio))
        };
        let pairs: BTreeMap<(usize, usize), f32> = best.into_iter().enumerate().filter_map(of).collect();
        let proposal = |((a, b), ratio): ((usize, usize), f32)| Proposal {
            group: self.groups[a].0,
            with: With::Group(self.groups[b].0),
            probability: Probability(1.0 / (1.0 + (-ratio - prior).exp())),
        };
        pairs.into_iter().map(proposal).collect()
    }

    /// Pairs of groups, the first one before the second, that hold faces which differ, or of which nobody could tell.
    fn apart(&self) -> HashSet<(usize, usize)> {
        let faces = &self.gallery.faces;
        let of_group = |(k, (_, members)): (usize, &(GroupId, &[u32]))| -> Vec<(FaceId, usize)> {
            members.iter().map(|at| (faces.id(*at), k)).collect()
        };
        let place: HashMap<FaceId, usize> = self.groups.iter().enumerate().flat_map(of_group).collect();
        let groups = self.gallery.law.not_to_be_asked().filter_map(|(a, b)| {
            let (a, b) = place.get(&a).zip(place.get(&b))?;
            Some((*a.min(b), *a.max(b)))
        });
        groups.collect()
    }
}

fn likeness(a: &Template, b: &Template) -> f32 {
    dot(a.look.as_slice().unwrap_or_default(), b.look.as_slice().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use kith_domain::{DateSource, DaySpan, Embedding, Lifetime, Quality};

    use super::*;
    use crate::likeness::tests::likeness;
    use crate::{Age, Changes, Grouping, Known, Who, Words};

    const KNOWN: Probability = Probability(0.5);

    /// Looks near an axis, a little apart from each other.
    fn looks_near(axis: usize, lean: f32, n: usize) -> Vec<Embedding> {
        let look = |k: usize| {
            let mut v = vec![0.0; 24];
            v[axis] = 1.0;
            v[6] = lean;
            v[8 + k] = 0.6;
            Embedding::new(v).unwrap()
        };
        (0..n).map(look).collect()
    }

    /// Faces numbered from a hundred on, each in its own photo.
    fn faces(hundred: i64, who: Who, looks: Vec<Embedding>) -> Vec<Known> {
        let face = |(k, look)| Known {
            face: FaceId(100 * hundred + k),
            photo: PhotoId(100 * hundred + k),
            taken: DaySpan::default(),
            who,
            look: Some((look, Quality(0.98))),
        };
        (0..).zip(looks).map(face).collect()
    }

    /// What is proposed when open faces are in a group for each hundred.
    fn ask(known: &[Known], words: &Words) -> Vec<Proposal> {
        let grouping = Grouping { link: 0.5, join: -1.5, relatives: 0.0 };
        // Nobody is likely enough to be proposed for a single face, so that all stay in groups.
        let mut gallery = Gallery::new(&likeness(), &grouping, Probability(1.0), NonZeroUsize::MIN);
        let taken = gallery.take(Changes { known: known.to_vec(), gone: Vec::new() });
        gallery.suggest(taken, words);
        let open = known.iter().filter(|known| known.who == Who::Open);
        let groups: Vec<_> = open.map(|known| (known.face, GroupId(known.face.0 / 100))).collect();
        gallery.adopt(&groups, Age { grouped: groups.len() as u64, since: 0 }, |_| false);
        gallery.propose(KNOWN, 100)
    }

    #[test]
    fn a_group_is_proposed_as_the_person_that_it_is_like_as_a_whole() {
        let is = |person| Who::Confirmed { person: PersonId(person), teaches: true };
        let mut known = faces(1, Who::Open, looks_near(0, 0.7, 5));
        known.extend(faces(2, is(1), looks_near(0, 0.0, 3)));
        known.extend(faces(3, is(2), looks_near(1, 0.0, 3)));
        let found = ask(&known, &Words::default());
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            matches!(found[0].with, With::Person { person: PersonId(1), evidence: FaceId(200..=202) }),
            "{found:?}"
        );
        let rejected = Words { rejected: [(FaceId(103), PersonId(1))].into(), ..Words::default() };
        assert_eq!(ask(&known, &rejected), []);
        let different = Words { different: [(FaceId(103), FaceId(201))].into(), ..Words::default() };
        assert_eq!(ask(&known, &different), []);
        let life = Lifetime { born: Some("1984".parse().unwrap()), died: None };
        let born = Words { lives: [(PersonId(1), life)].into(), ..Words::default() };
        assert_eq!(ask(&known, &born), found);
        known[3].taken = DaySpan::of_photo("1983-12-31".parse().unwrap(), DateSource::Original);
        assert_eq!(ask(&known, &born), []);
        known[5].photo = PhotoId(104);
        assert_eq!(ask(&known, &Words::default()), []);
    }

    #[test]
    fn two_groups_that_are_alike_are_proposed_once_unless_something_speaks_against_it() {
        let looks = [looks_near(0, 0.0, 4), looks_near(0, 0.6, 3), looks_near(2, 0.0, 3)];
        let mut known: Vec<Known> =
            (1..).zip(looks).flat_map(|(group, looks)| faces(group, Who::Open, looks)).collect();
        let found = ask(&known, &Words::default());
        assert_eq!(
            found.iter().map(|p| (p.group, p.with)).collect::<Vec<_>>(),
            [(GroupId(1), With::Group(GroupId(2)))]
        );
        assert!(found[0].probability.0 > 0.5);
        let pair = [(FaceId(201), FaceId(103))];
        assert_eq!(ask(&known, &Words { different: pair.into(), ..Words::default() }), []);
        assert_eq!(ask(&known, &Words { unsure: pair.into(), ..Words::default() }), []);
        known[4].photo = PhotoId(102);
        assert_eq!(ask(&known, &Words::default()), []);
    }
}
