//! Whatever happens, in whatever order.

use std::collections::{HashMap, HashSet};

use kith_domain::DateSource;
use proptest::prelude::*;

use super::*;

/// What happens to a made library.
#[derive(Debug, Clone)]
enum Step {
    Who(usize, Option<i64>, bool),
    Gone(usize),
    Reject(usize, i64),
    Same(usize, usize),
    Different(usize, usize),
    Look(usize, usize),
    Date(usize, Option<&'static str>),
    Born(i64, Option<&'static str>),
}

const FACES: usize = 24;

fn date() -> impl Strategy<Value = Option<&'static str>> {
    prop::option::of(prop::sample::select(vec!["1970", "1984-05", "1984-05-12"]))
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let face = || 0..FACES;
    let step = prop_oneof![
        6 => (face(), prop::option::of(1i64..5), any::<bool>()).prop_map(|(f, p, t)| Step::Who(f, p, t)),
        2 => face().prop_map(Step::Gone),
        1 => (face(), 1i64..5).prop_map(|(f, p)| Step::Reject(f, p)),
        1 => (face(), face()).prop_map(|(a, b)| Step::Same(a, b)),
        1 => (face(), face()).prop_map(|(a, b)| Step::Different(a, b)),
        1 => (face(), 0usize..4).prop_map(|(f, axis)| Step::Look(f, axis)),
        1 => (face(), date()).prop_map(|(f, date)| Step::Date(f, date)),
        1 => (1i64..5, date()).prop_map(|(p, date)| Step::Born(p, date)),
    ];
    prop::collection::vec(step, 1..60)
}

/// The library as it is, and everything that was said.
struct Made {
    faces: BTreeMap<i64, Known>,
    words: Words,
}

impl Made {
    fn new(axes: &[(usize, f32)]) -> Self {
        let faces = (0..).zip(axes).map(|(k, (axis, other))| (k, open(k, k / 3, &look(*axis, *other)))).collect();
        Self { faces, words: Words::default() }
    }

    fn step(&mut self, step: &Step, axes: &[(usize, f32)]) -> Changes {
        let id = |face: &usize| FaceId(*face as i64);
        let toggle = |pairs: &mut HashSet<(FaceId, FaceId)>, pair: (FaceId, FaceId)| {
            if !pairs.remove(&pair) && pair.0 != pair.1 {
                pairs.insert(pair);
            }
        };
        match step {
            Step::Who(face, person, teaches) => {
                let who =
                    person.map_or(Who::Open, |person| Who::Confirmed { person: PersonId(person), teaches: *teaches });
                let (axis, other) = axes[*face];
                let k = *face as i64;
                self.faces.entry(k).or_insert_with(|| open(k, k / 3, &look(axis, other))).who = who;
                return Changes { known: vec![self.faces[&k].clone()], gone: Vec::new() };
            }
            Step::Look(face, axis) => {
                let k = *face as i64;
                let (who, taken) =
                    self.faces.get(&k).map_or((Who::Open, DaySpan::default()), |known| (known.who, known.taken));
                self.faces.insert(k, Known { taken, ..known(k, k / 3, who, &look(*axis, 0.3)) });
                return Changes { known: vec![self.faces[&k].clone()], gone: Vec::new() };
            }
            Step::Date(face, date) => {
                let Some(known) = self.faces.get_mut(&(*face as i64)) else { return Changes::default() };
                known.taken = date.map_or_else(DaySpan::default, |date| {
                    DaySpan::of_photo(date.parse().unwrap(), DateSource::Original)
                });
                return Changes { known: vec![known.clone()], gone: Vec::new() };
            }
            Step::Born(person, date) => {
                let life = Lifetime { born: date.map(|date| date.parse().unwrap()), died: None };
                self.words.lives.insert(PersonId(*person), life);
            }
            Step::Gone(face) => {
                self.faces.remove(&(*face as i64));
                return Changes { known: Vec::new(), gone: vec![id(face)] };
            }
            Step::Reject(face, person) => {
                let pair = (id(face), PersonId(*person));
                if !self.words.rejected.remove(&pair) {
                    self.words.rejected.insert(pair);
                }
            }
            Step::Same(a, b) => toggle(&mut self.words.same, (id(a), id(b))),
            Step::Different(a, b) => toggle(&mut self.words.different, (id(a), id(b))),
        }
        Changes::default()
    }
}

/// No word is broken, whatever the order of words was.
fn obeys(gallery: &Gallery, made: &Made) -> Result<(), TestCaseError> {
    let mut who: BTreeMap<FaceId, PersonId> = BTreeMap::new();
    for (k, known) in &made.faces {
        if let Who::Confirmed { person, .. } = known.who {
            who.insert(FaceId(*k), person);
        }
    }
    let photo = |face: &FaceId| made.faces[&face.0].photo;
    let suggestions = gallery.suggestions();
    for s in &suggestions {
        let life = made.words.lives.get(&s.person).copied().unwrap_or_default();
        prop_assert_eq!(life.bars(made.faces[&s.face.0].taken), None);
        prop_assert!(!who.contains_key(&s.face) && !made.words.rejected.contains(&(s.face, s.person)));
        prop_assert!(who.iter().all(|(face, person)| *person != s.person || photo(face) != photo(&s.face)));
        let twice = suggestions.iter().filter(|o| o.person == s.person && photo(&o.face) == photo(&s.face)).count();
        prop_assert_eq!(twice, 1);
        for (a, b) in &made.words.different {
            prop_assert!(
                !(s.face == *a && who.get(b) == Some(&s.person) || s.face == *b && who.get(a) == Some(&s.person))
            );
        }
    }
    let group: HashMap<FaceId, GroupId> = gallery.memberships().into_iter().collect();
    let mut sizes: HashMap<GroupId, usize> = HashMap::new();
    for (face, g) in &group {
        *sizes.entry(*g).or_default() += 1;
        prop_assert!(!who.contains_key(face) && suggestions.iter().all(|s| s.face != *face));
        for (other, h) in &group {
            let same_photo = face != other && g == h && photo(face) == photo(other);
            prop_assert!(!same_photo || gallery.law.together(*face).contains(other));
            prop_assert!(g != h || !gallery.law.are_apart(*face, *other) || face == other);
        }
    }
    prop_assert!(sizes.values().all(|size| *size > 1));
    for (a, b) in &made.words.same {
        let both_unknown = [a, b].iter().all(|face| {
            made.faces.get(&face.0).is_some_and(|k| k.who == Who::Open) && suggestions.iter().all(|s| s.face != **face)
        });
        let contradicts = gallery.law.together(*a).iter().any(|face| gallery.law.are_apart(*face, *face));
        prop_assert!(!both_unknown || contradicts || group.contains_key(a) && group.get(a) == group.get(b));
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_change_gives_what_everything_at_once_gives(
        axes in prop::collection::vec((0usize..4, 0.0f32..1.6), FACES), steps in steps()
    ) {
        let mut made = Made::new(&axes);
        let mut gallery = of(made.faces.values().cloned().collect(), &made.words, 0.6);
        let mut told: BTreeMap<FaceId, Suggestion> = gallery.suggestions().into_iter().map(|s| (s.face, s)).collect();
        let mut grouped: BTreeMap<FaceId, GroupId> = gallery.memberships().into_iter().collect();
        for step in &steps {
            let changes = made.step(step, &axes);
            let taken = gallery.take(changes);
            for (face, found) in gallery.suggest(taken, &made.words) {
                match found {
                    Some(found) => told.insert(face, found),
                    None => told.remove(&face),
                };
            }
            for (face, group) in gallery.regroup() {
                match group {
                    Some(group) => grouped.insert(face, group),
                    None => grouped.remove(&face),
                };
            }
            obeys(&gallery, &made)?;
        }
        let at_once = of(made.faces.values().cloned().collect(), &made.words, 0.6);
        let expected = at_once.suggestions();
        let found = gallery.suggestions();
        prop_assert_eq!(people(&found), people(&expected));
        for (found, expected) in found.iter().zip(&expected) {
            prop_assert!((found.probability.0 - expected.probability.0).abs() <= 1e-3, "{:?} {:?}", found, expected);
            prop_assert_eq!(found.evidence, expected.evidence);
        }
        // What was told change by change is what is.
        prop_assert_eq!(told.into_values().collect::<Vec<_>>(), found);
        prop_assert_eq!(grouped.into_iter().collect::<Vec<_>>(), gallery.memberships());
        for (a, b) in gallery.probes.iter().zip(0..).filter(|(_, at)| gallery.faces.place(*at) == Place::Open).map(|(probe, at)| {
            (probe, &at_once.probes[at_once.faces.find(gallery.faces.id(at)).unwrap() as usize])
        }) {
            prop_assert!((a.others - b.others).abs() < 1e-6 && a.each.len() == b.each.len());
            prop_assert!((a.named - b.named).abs() <= 1e-6 * (1.0 + b.named));
        }
    }
}
