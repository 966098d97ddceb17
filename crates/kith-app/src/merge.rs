//! What is taken from a file, and what is asked: a merge of what it said before, what it says now, and what the library says.
//!
//! The person's word stays: a file may name a face of which nothing was said, and may change what only a file has said.
//! Everything else that it says anew is a conflict.

use std::collections::{BTreeSet, HashMap};

use kith_domain::decision::{Decision, FaceFacts, Facts, Standing};
use kith_domain::{FaceId, FaceOrigin, NameKey, PersonId, PersonName, PhotoId, UnitRect, Verdict};
use kith_store::{Actor, ToldFace};

use crate::told::{Told, is_one_face};

/// Overlap above which a drawn box means a face that is there.
const SAME_FACE: f32 = 0.5;

/// Everything that a merge looks at.
pub(crate) struct Sources<'a> {
    /// The photo.
    pub(crate) photo: PhotoId,
    /// What the file said when it was last read or written.
    pub(crate) base: &'a [ToldFace],
    /// What it says now.
    pub(crate) told: &'a Told,
    /// What the library says: all faces of the photo, and all people.
    pub(crate) facts: &'a Facts,
    /// Who spoke last of each face.
    pub(crate) speakers: &'a HashMap<FaceId, Actor>,
}

/// What comes of a merge.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Merged {
    /// What is taken in.
    pub(crate) decisions: Vec<Decision>,
    /// Faces that the file names otherwise than the library; `None` where it no longer names them.
    pub(crate) conflicts: Vec<(FaceId, Option<String>)>,
    /// Whether the file lost names that the library keeps.
    pub(crate) is_poorer: bool,
}

/// Merges.
pub(crate) fn merge(sources: &Sources<'_>) -> Merged {
    let mut merger = Merger { sources, merged: Merged::default(), present: present(sources), drawn: Vec::new() };
    let pairs = pairs(sources);
    for (told, face) in sources.told.faces.iter().zip(&pairs) {
        if !knows(sources.base, told) {
            merger.take(told, *face);
        }
    }
    for known in sources.base.iter().filter(|known| !knows(&sources.told.faces, known)) {
        merger.lose(known, &pairs);
    }
    merger.merged
}

/// Whether a list says the same of a place.
fn knows(list: &[ToldFace], face: &ToldFace) -> bool {
    list.iter().any(|known| name_key(known) == name_key(face) && is_one_face(known.rect, face.rect))
}

fn name_key(face: &ToldFace) -> Option<NameKey> {
    face.name.as_ref().map(|name| PersonName::kept(name.clone()).key())
}

/// The face of the library that each told one is, the best overlaps first.
fn pairs(sources: &Sources<'_>) -> Vec<Option<FaceId>> {
    let mut found = Vec::new();
    for (number, told) in sources.told.faces.iter().enumerate() {
        for (id, face) in faces(sources).filter(|(_, face)| is_one_face(face.rect, told.rect)) {
            found.push((face.rect.iou(told.rect), number, id));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut pairs = vec![None; sources.told.faces.len()];
    for (_, number, id) in found {
        if pairs[number].is_none() && !pairs.contains(&Some(id)) {
            pairs[number] = Some(id);
        }
    }
    pairs
}

fn faces<'a>(sources: &Sources<'a>) -> impl Iterator<Item = (FaceId, &'a FaceFacts)> {
    let photo = sources.photo;
    sources.facts.faces.iter().filter(move |(_, face)| face.exists && face.photo == photo).map(|(id, face)| (*id, face))
}

/// Who is confirmed in the photo.
fn present(sources: &Sources<'_>) -> BTreeSet<NameKey> {
    let people = faces(sources).filter_map(|(_, face)| face.verdict.person());
    people.filter_map(|person| Some(sources.facts.people.get(&person)?.name.key())).collect()
}

struct Merger<'a> {
    sources: &'a Sources<'a>,
    merged: Merged,
    present: BTreeSet<NameKey>,
    drawn: Vec<UnitRect>,
}

impl Merger<'_> {
    /// Takes in what the file says anew.
    fn take(&mut self, told: &ToldFace, face: Option<FaceId>) {
        let name = told.name.as_deref().and_then(|name| PersonName::new(name).ok()).map(|name| self.now(name));
        match (face, name) {
            (Some(face), Some(name)) => self.name(face, name),
            (Some(_), None) => {}
            (None, name) => self.draw(told.rect, name),
        }
    }

    /// Names a face that is there, unless the person has said anything else.
    fn name(&mut self, id: FaceId, name: PersonName) {
        let facts = self.sources.facts;
        let (face, person) = (facts.faces[&id], facts.person(&name.key()));
        if person.is_some() && face.verdict.person() == person {
            return;
        }
        let is_rejected = person.is_some_and(|person| facts.rejected.contains(&(id, person)));
        let is_free = match face.verdict {
            Verdict::Open => !is_rejected,
            Verdict::Confirmed { person, .. } => {
                !is_rejected && self.is_from_file(id) && self.said_before(face.rect, person)
            }
            Verdict::Ignored | Verdict::NotAFace | Verdict::Stranger => false,
        };
        // A file that names two faces alike means it; one that moves a name contradicts the library.
        let is_elsewhere = self.present.contains(&name.key());
        if !is_free || is_elsewhere && self.times(&name) < 2 {
            return self.merged.conflicts.push((id, Some(name.to_string())));
        }
        self.present.insert(name.key());
        self.merged.decisions.push(Decision::Confirm { face: id, person: name, allow_twice: is_elsewhere });
    }

    fn draw(&mut self, rect: UnitRect, name: Option<PersonName>) {
        let known = faces(self.sources).find(|(_, face)| face.rect.iou(rect) >= SAME_FACE).map(|(id, _)| id);
        if let (Some(id), Some(name)) = (known, &name) {
            return self.merged.conflicts.push((id, Some(name.to_string())));
        }
        if known.is_some() || self.drawn.iter().any(|drawn| drawn.iou(rect) >= SAME_FACE) {
            return;
        }
        self.drawn.push(rect);
        // Who is confirmed elsewhere in the photo is not made to be there twice; the face is taken in without a name.
        let person = name.filter(|name| self.present.insert(name.key()));
        let (photo, origin) = (self.sources.photo, FaceOrigin::Imported);
        self.merged.decisions.push(Decision::Draw { photo, rect, person, origin });
    }

    /// The file no longer says what it said.
    fn lose(&mut self, known: &ToldFace, pairs: &[Option<FaceId>]) {
        let Some(name) = name_key(known) else { return };
        let person = self.sources.facts.person(&name);
        let face = faces(self.sources).find(|(_, face)| {
            face.verdict.person().is_some() && face.verdict.person() == person && is_one_face(face.rect, known.rect)
        });
        let Some((id, _)) = face.filter(|(id, _)| !pairs.contains(&Some(*id))) else { return };
        if !self.sources.told.is_whole {
            return;
        }
        // A file that says nothing at all any more has lost its metadata, and takes nothing from the library.
        if self.sources.told.faces.is_empty() {
            self.merged.is_poorer = true;
        } else if self.is_from_file(id) {
            self.merged.decisions.push(Decision::Clear { face: id });
        } else {
            self.merged.conflicts.push((id, None));
        }
    }

    /// The name that somebody has now: who was merged into another person is that one.
    fn now(&self, name: PersonName) -> PersonName {
        let people = &self.sources.facts.people;
        if self.sources.facts.person(&name.key()).is_some() {
            return name;
        }
        let mut person = people
            .values()
            .find(|person| matches!(person.standing, Standing::Merged { .. }) && person.name.key() == name.key());
        for _ in 0..people.len() {
            match person.map(|person| (person, person.standing)) {
                Some((_, Standing::Merged { into })) => person = people.get(&into),
                Some((person, Standing::Live)) => return person.name.clone(),
                _ => break,
            }
        }
        name
    }

    fn is_from_file(&self, face: FaceId) -> bool {
        self.sources.speakers.get(&face) == Some(&Actor::Import)
    }

    /// Whether the file named somebody at a place when it was last read.
    fn said_before(&self, rect: UnitRect, person: PersonId) -> bool {
        let Some(person) = self.sources.facts.people.get(&person) else { return false };
        let key = Some(person.name.key());
        self.sources.base.iter().any(|known| name_key(known) == key && is_one_face(known.rect, rect))
    }

    /// How many faces the file names so.
    fn times(&self, name: &PersonName) -> usize {
        self.sources.told.faces.iter().filter(|told| name_key(told).is_some_and(|key| key == name.key())).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kith_domain::Seen;
    use kith_domain::decision::PersonFacts;

    const PHOTO: PhotoId = PhotoId(1);

    fn rect(x: f32) -> UnitRect {
        UnitRect::new(x, 0.2, 0.2, 0.2).unwrap()
    }

    fn name(text: &str) -> PersonName {
        PersonName::new(text).unwrap()
    }

    fn told(faces: &[(&str, f32)]) -> Vec<ToldFace> {
        let face = |(name, x): &(&str, f32)| ToldFace {
            name: (!name.is_empty()).then(|| (*name).to_owned()),
            rect: UnitRect::new(x - 0.03, 0.15, 0.26, 0.3).unwrap(),
        };
        faces.iter().map(face).collect()
    }

    /// Anna is person 1, Ben 2, and Ann, person 3, was merged into Anna. Face 1 is at the left, face 2 at the right.
    fn facts(first: Verdict, second: Verdict) -> Facts {
        let person = |text: &str, standing| PersonFacts { name: name(text), standing };
        let into = PersonId(1);
        let face = |x, verdict| FaceFacts { photo: PHOTO, rect: rect(x), verdict, seen: Seen::New, exists: true };
        Facts {
            faces: [(FaceId(1), face(0.1, first)), (FaceId(2), face(0.6, second))].into(),
            people: [
                (PersonId(1), person("Anna", Standing::Live)),
                (PersonId(2), person("Ben", Standing::Live)),
                (PersonId(3), person("Ann", Standing::Merged { into })),
            ]
            .into(),
            ..Facts::default()
        }
    }

    fn is(person: i64) -> Verdict {
        Verdict::Confirmed { person: PersonId(person), twice: false }
    }

    fn merged(base: &[(&str, f32)], now: &[(&str, f32)], facts: &Facts, speakers: &[(FaceId, Actor)]) -> Merged {
        let told_now = Told { faces: told(now), is_whole: true };
        let speakers = speakers.iter().copied().collect();
        merge(&Sources { photo: PHOTO, base: &told(base), told: &told_now, facts, speakers: &speakers })
    }

    fn confirm(face: i64, person: &str) -> Decision {
        Decision::Confirm { face: FaceId(face), person: name(person), allow_twice: false }
    }

    fn asked(face: i64, found: Option<&str>) -> Vec<(FaceId, Option<String>)> {
        vec![(FaceId(face), found.map(ToOwned::to_owned))]
    }

    #[test]
    fn faces_that_are_met_get_names_and_others_are_taken_in() {
        let open = facts(Verdict::Open, Verdict::Open);
        let all = merged(&[], &[("Anna", 0.1), ("", 0.6), ("Cem", 0.35)], &open, &[]);
        let rect = told(&[("", 0.35)])[0].rect;
        let cem = Decision::Draw { photo: PHOTO, rect, person: Some(name("Cem")), origin: FaceOrigin::Imported };
        assert_eq!((all.decisions, all.conflicts), (vec![confirm(1, "Anna"), cem], vec![]));
    }

    #[test]
    fn what_was_known_does_not_come_back() {
        let open = facts(Verdict::Open, Verdict::Open);
        assert_eq!(merged(&[("Anna", 0.1)], &[("Anna", 0.1)], &open, &[]), Merged::default());
        let ignored = facts(Verdict::Ignored, Verdict::Open);
        assert_eq!(merged(&[("Anna", 0.1)], &[("ANNA", 0.1)], &ignored, &[]), Merged::default());
    }

    #[test]
    fn who_was_merged_is_the_other_person() {
        let all = merged(&[], &[("ann", 0.1)], &facts(Verdict::Open, Verdict::Open), &[]);
        assert_eq!(all.decisions, [confirm(1, "Anna")]);
        assert_eq!(merged(&[], &[("Ann", 0.1)], &facts(is(1), Verdict::Open), &[]), Merged::default());
    }

    #[test]
    fn the_persons_word_stays_and_is_asked_about() {
        for said in [is(2), Verdict::Ignored, Verdict::NotAFace, Verdict::Stranger] {
            let all = merged(&[], &[("Anna", 0.1)], &facts(said, Verdict::Open), &[(FaceId(1), Actor::Person)]);
            assert_eq!((all.decisions, all.conflicts), (vec![], asked(1, Some("Anna"))), "{said:?}");
        }
        let mut rejected = facts(Verdict::Open, Verdict::Open);
        rejected.rejected.insert((FaceId(1), PersonId(1)));
        assert_eq!(merged(&[], &[("Anna", 0.1)], &rejected, &[]).conflicts, asked(1, Some("Anna")));
        // Anna is elsewhere in the photo.
        let elsewhere = facts(Verdict::Open, is(1));
        assert_eq!(merged(&[], &[("Anna", 0.1)], &elsewhere, &[]).conflicts, asked(1, Some("Anna")));
    }

    #[test]
    fn what_only_a_file_has_said_follows_the_file() {
        let (known, before) = (facts(is(1), Verdict::Open), [("Anna", 0.1), ("", 0.6)]);
        for (speaker, is_taken) in [(Actor::Import, true), (Actor::Person, false)] {
            let speakers = [(FaceId(1), speaker)];
            let renamed = merged(&before, &[("Ben", 0.1), ("", 0.6)], &known, &speakers);
            let expected = if is_taken { (vec![confirm(1, "Ben")], vec![]) } else { (vec![], asked(1, Some("Ben"))) };
            assert_eq!((renamed.decisions, renamed.conflicts), expected);
            let removed = merged(&before, &[("", 0.6)], &known, &speakers);
            let clear = Decision::Clear { face: FaceId(1) };
            let expected = if is_taken { (vec![clear], vec![]) } else { (vec![], asked(1, None)) };
            assert_eq!((removed.decisions, removed.conflicts), expected);
        }
        let stripped = merged(&before, &[], &known, &[(FaceId(1), Actor::Import)]);
        assert_eq!((stripped.decisions, stripped.conflicts, stripped.is_poorer), (vec![], vec![], true));
    }

    #[test]
    fn a_file_that_contradicts_itself_names_a_face_once() {
        let open = facts(Verdict::Open, Verdict::Open);
        let all = merged(&[], &[("Anna", 0.1), ("Ben", 0.1)], &open, &[]);
        assert_eq!((all.decisions, all.conflicts), (vec![confirm(1, "Anna")], asked(1, Some("Ben"))));
        let nowhere = merged(&[], &[("Anna", 0.35), ("Ben", 0.35)], &open, &[]);
        assert_eq!((nowhere.decisions.len(), nowhere.conflicts.len()), (1, 0));
        let twice = merged(&[], &[("Anna", 0.1), ("Anna", 0.6)], &open, &[]);
        assert_eq!((twice.decisions.len(), twice.conflicts.len()), (2, 0));
    }
}
