//! From a decision to its changes.

use super::{Change, Decision, FaceFacts, FacePair, Facts, Link, NewFace, NewPerson, PersonFacts, Place, Standing};
use crate::{FaceId, FaceOrigin, FaceUuid, PersonId, PersonName, PersonUuid, PhotoId, Seen, UnitRect, Verdict};

/// Overlap with a face that exists above which a drawn box means that face.
const SAME_FACE: f32 = 0.5;

/// Why a decision cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such face.
    #[error("there is no such face")]
    NoSuchFace(FaceId),
    /// Nobody has that name.
    #[error("there is no person called {0}")]
    NoSuchPerson(PersonName),
    /// Somebody else has that name.
    #[error("there is already a person called {0}; merge the two, or choose a name that tells them apart")]
    NameTaken(PersonName),
    /// The person is confirmed on another face of the same photo.
    #[error("{person} is already confirmed in this photo")]
    TwiceInPhoto {
        /// Who.
        person: PersonName,
        /// Where.
        photo: PhotoId,
    },
    /// A face is itself, and two faces of one photo are not one person by themselves.
    #[error("two different faces of two photos can be one person; these are not")]
    NoPair(FaceId),
    /// Someone cannot be merged into themselves.
    #[error("{0} cannot be merged into themselves")]
    SamePerson(PersonName),
}

/// Makes a decision true in `facts` and returns its changes in order.
///
/// `fresh` gives bytes that were never used as an identity before.
///
/// # Errors
/// When the decision cannot hold; `facts` may then be changed in part and must be thrown away.
pub fn decide(
    facts: &mut Facts,
    decision: &Decision,
    fresh: &mut dyn FnMut() -> [u8; 16],
) -> Result<Vec<Change>, Refusal> {
    let mut maker = Maker { facts, fresh, changes: Vec::new() };
    match decision {
        Decision::Confirm { face, person, allow_twice } => maker.confirm(*face, person, *allow_twice)?,
        Decision::Reject { face, person } => maker.reject(*face, person)?,
        Decision::Ignore { face } => maker.judge(*face, Verdict::Ignored)?,
        Decision::NotAFace { face } => maker.judge(*face, Verdict::NotAFace)?,
        Decision::Stranger { face } => maker.judge(*face, Verdict::Stranger)?,
        Decision::Later { face } => maker.put_off(*face)?,
        Decision::Link { face, other, link } => maker.link(*face, *other, *link)?,
        Decision::Clear { face } => maker.judge(*face, Verdict::Open)?,
        Decision::Rename { person, to } => maker.rename(person, to)?,
        Decision::Merge { person, into, allow_twice } => maker.merge(person, into, *allow_twice)?,
        Decision::Draw { photo, rect, person, allow_twice, origin } => {
            maker.draw((*photo, *rect), person.as_ref().map(|name| (name, *allow_twice)), *origin)?;
        }
        Decision::Place { face, rect } => maker.place(*face, *rect)?,
    }
    Ok(maker.changes)
}

struct Maker<'a> {
    facts: &'a mut Facts,
    fresh: &'a mut dyn FnMut() -> [u8; 16],
    changes: Vec<Change>,
}

impl Maker<'_> {
    fn make(&mut self, change: Change) {
        self.facts.apply(&change);
        self.changes.push(change);
    }

    fn face(&self, face: FaceId) -> Result<FaceFacts, Refusal> {
        self.facts.faces.get(&face).filter(|f| f.exists).copied().ok_or(Refusal::NoSuchFace(face))
    }

    fn person(&self, name: &PersonName) -> Result<PersonId, Refusal> {
        self.facts.person(&name.key()).ok_or_else(|| Refusal::NoSuchPerson(name.clone()))
    }

    fn judge(&mut self, face: FaceId, after: Verdict) -> Result<(), Refusal> {
        let before = self.face(face)?.verdict;
        if before != after {
            self.make(Change::Verdict { face, before, after });
        }
        Ok(())
    }

    fn put_off(&mut self, face: FaceId) -> Result<(), Refusal> {
        let before = self.face(face)?.seen;
        if before != Seen::Later {
            self.make(Change::Seen { face, before, after: Seen::Later });
        }
        Ok(())
    }

    fn link(&mut self, face: FaceId, other: FaceId, link: Link) -> Result<(), Refusal> {
        let photos = (self.face(face)?.photo, self.face(other)?.photo);
        let pair = FacePair::new(face, other).ok_or(Refusal::NoPair(face))?;
        if link == Link::Same && photos.0 == photos.1 {
            return Err(Refusal::NoPair(face));
        }
        let (before, after) = (self.facts.links.get(&pair).copied(), Some(link));
        if before != after {
            self.make(Change::Link { pair, before, after });
        }
        Ok(())
    }

    fn set_rejected(&mut self, face: FaceId, person: PersonId, after: bool) {
        if self.facts.rejected.contains(&(face, person)) != after {
            self.make(Change::Rejected { face, person, after });
        }
    }

    fn confirm(&mut self, face: FaceId, name: &PersonName, allow_twice: bool) -> Result<(), Refusal> {
        let facts = self.face(face)?;
        let person = self.person_or_new(name);
        if facts.verdict.person() == Some(person) {
            return Ok(());
        }
        let twice = self.is_in_photo(person, facts.photo);
        if twice && !allow_twice {
            return Err(self.twice(person, facts.photo));
        }
        self.set_rejected(face, person, false);
        self.judge(face, Verdict::Confirmed { person, twice })
    }

    fn is_in_photo(&self, person: PersonId, photo: PhotoId) -> bool {
        self.facts.faces_of(person).any(|(_, f)| f.photo == photo && f.exists)
    }

    fn twice(&self, person: PersonId, photo: PhotoId) -> Refusal {
        Refusal::TwiceInPhoto { person: self.facts.people[&person].name.clone(), photo }
    }

    fn person_or_new(&mut self, name: &PersonName) -> PersonId {
        self.facts.person(&name.key()).unwrap_or_else(|| self.make_person(name))
    }

    fn make_person(&mut self, name: &PersonName) -> PersonId {
        let person = self.facts.by_name(&name.key(), Standing::Gone).unwrap_or_else(|| self.add_person(name));
        self.make(Change::Standing { person, before: Standing::Gone, after: Standing::Live });
        let before = self.facts.people[&person].name.clone();
        if before != *name {
            self.make(Change::Name { person, before, after: name.clone() });
        }
        person
    }

    fn add_person(&mut self, name: &PersonName) -> PersonId {
        let id = PersonId(self.facts.next_person);
        self.facts.next_person += 1;
        self.facts.people.insert(id, PersonFacts { name: name.clone(), standing: Standing::Gone });
        self.facts.new_people.push(NewPerson { id, uuid: PersonUuid((self.fresh)()), name: name.clone() });
        id
    }

    fn reject(&mut self, face: FaceId, name: &PersonName) -> Result<(), Refusal> {
        let facts = self.face(face)?;
        let person = self.person_or_new(name);
        if facts.verdict.person() == Some(person) {
            self.judge(face, Verdict::Open)?;
        }
        self.set_rejected(face, person, true);
        Ok(())
    }

    fn rename(&mut self, name: &PersonName, to: &PersonName) -> Result<(), Refusal> {
        let person = self.person(name)?;
        if self.facts.person(&to.key()).is_some_and(|other| other != person) {
            return Err(Refusal::NameTaken(to.clone()));
        }
        let before = self.facts.people[&person].name.clone();
        if before != *to {
            self.make(Change::Name { person, before, after: to.clone() });
        }
        Ok(())
    }

    fn merge(&mut self, name: &PersonName, into: &PersonName, allow_twice: bool) -> Result<(), Refusal> {
        let (from, into_person) = (self.person(name)?, self.person(into)?);
        if from == into_person {
            return Err(Refusal::SamePerson(into.clone()));
        }
        self.move_faces(from, into_person, allow_twice)?;
        self.move_rejections(from, into_person);
        let after = Standing::Merged { into: into_person };
        self.make(Change::Standing { person: from, before: Standing::Live, after });
        Ok(())
    }

    fn move_faces(&mut self, from: PersonId, into: PersonId, allow_twice: bool) -> Result<(), Refusal> {
        let moving: Vec<(FaceId, FaceFacts)> = self.facts.faces_of(from).map(|(id, f)| (id, *f)).collect();
        for (face, facts) in moving {
            let also = self.is_in_photo(into, facts.photo);
            if also && !allow_twice {
                return Err(self.twice(into, facts.photo));
            }
            let was_twice = matches!(facts.verdict, Verdict::Confirmed { twice: true, .. });
            self.set_rejected(face, into, false);
            self.judge(face, Verdict::Confirmed { person: into, twice: also || was_twice })?;
        }
        Ok(())
    }

    fn move_rejections(&mut self, from: PersonId, into: PersonId) {
        let moving: Vec<FaceId> = self.facts.rejected.iter().filter(|(_, p)| *p == from).map(|(f, _)| *f).collect();
        for face in moving {
            self.set_rejected(face, from, false);
            let confirmed = self.facts.faces.get(&face).is_some_and(|f| f.verdict.person() == Some(into));
            if !confirmed {
                self.set_rejected(face, into, true);
            }
        }
    }

    fn draw(
        &mut self,
        (photo, rect): (PhotoId, UnitRect),
        person: Option<(&PersonName, bool)>,
        origin: FaceOrigin,
    ) -> Result<(), Refusal> {
        let here = |f: &FaceFacts| f.exists && f.photo == photo && f.rect.iou(rect) >= SAME_FACE;
        let known = self.facts.faces.iter().filter(|(_, f)| here(f));
        let known =
            known.max_by(|a, b| a.1.rect.iou(rect).total_cmp(&b.1.rect.iou(rect))).map(|(id, f)| (*id, f.verdict));
        let (face, verdict) = known.unwrap_or_else(|| (self.add_face(photo, rect, origin), Verdict::Open));
        match person {
            Some((name, allow_twice)) => self.confirm(face, name, allow_twice),
            None if verdict == Verdict::NotAFace => self.judge(face, Verdict::Open),
            None => Ok(()),
        }
    }

    fn add_face(&mut self, photo: PhotoId, rect: UnitRect, origin: FaceOrigin) -> FaceId {
        let id = FaceId(self.facts.next_face);
        self.facts.next_face += 1;
        self.facts
            .faces
            .insert(id, FaceFacts { photo, rect, origin, verdict: Verdict::Open, seen: Seen::New, exists: false });
        self.facts.new_faces.push(NewFace { id, uuid: FaceUuid((self.fresh)()), photo, rect, origin });
        self.make(Change::Drawn { face: id, after: true });
        id
    }

    fn place(&mut self, face: FaceId, rect: UnitRect) -> Result<(), Refusal> {
        let before = self.face(face)?.place();
        if before.rect != rect {
            self.make(Change::Placed { face, before, after: Place { rect, origin: FaceOrigin::Manual } });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::{reapply, revert};
    use proptest::prelude::*;

    fn name(text: &str) -> PersonName {
        PersonName::new(text).unwrap()
    }

    fn library() -> Facts {
        let rect = |k: i64| UnitRect::new(0.1 + 0.3 * (k % 3) as f32, 0.1, 0.2, 0.2).unwrap();
        let face = |k: i64| FaceFacts {
            photo: PhotoId(k / 3),
            rect: rect(k),
            origin: FaceOrigin::Machine,
            verdict: Verdict::Open,
            seen: Seen::New,
            exists: true,
        };
        Facts {
            faces: (0..9).map(|k| (FaceId(k), face(k))).collect(),
            next_face: 9,
            next_person: 1,
            ..Facts::default()
        }
    }

    fn say(facts: &mut Facts, decision: &Decision) -> Result<Vec<Change>, Refusal> {
        decide(facts, decision, &mut || [7; 16])
    }

    fn confirm(face: i64, person: &str) -> Decision {
        Decision::Confirm { face: FaceId(face), person: name(person), allow_twice: false }
    }

    fn drawn(rect: UnitRect, person: Option<&str>, allow_twice: bool) -> Decision {
        let (photo, person, origin) = (PhotoId(0), person.map(name), FaceOrigin::Manual);
        Decision::Draw { photo, rect, person, allow_twice, origin }
    }

    #[test]
    fn naming_a_face_replaces_the_name_and_lifts_the_rejection() {
        let mut facts = library();
        say(&mut facts, &confirm(0, "Anna")).unwrap();
        say(&mut facts, &confirm(4, "Ben")).unwrap();
        say(&mut facts, &Decision::Reject { face: FaceId(0), person: name("anna") }).unwrap();
        let anna = facts.person(&name("Anna").key()).unwrap();
        assert_eq!(facts.faces[&FaceId(0)].verdict, Verdict::Open);
        assert!(facts.rejected.contains(&(FaceId(0), anna)));
        say(&mut facts, &confirm(0, "Ben")).unwrap();
        assert!(facts.rejected.contains(&(FaceId(0), anna)));
        say(&mut facts, &confirm(0, "ANNA")).unwrap();
        assert!(facts.rejected.is_empty());
        assert_eq!(facts.faces_of(anna).count(), 1);
    }

    #[test]
    fn someone_is_in_a_photo_once_unless_allowed() {
        let mut facts = library();
        say(&mut facts, &confirm(0, "Anna")).unwrap();
        let refused = say(&mut facts, &confirm(1, "Anna"));
        assert_eq!(refused, Err(Refusal::TwiceInPhoto { person: name("Anna"), photo: PhotoId(0) }));
        let twice = Decision::Confirm { face: FaceId(1), person: name("Anna"), allow_twice: true };
        say(&mut facts, &twice).unwrap();
        assert!(matches!(facts.faces[&FaceId(1)].verdict, Verdict::Confirmed { twice: true, .. }));
    }

    #[test]
    fn a_merge_moves_faces_and_rejections_and_can_be_taken_back() {
        let mut facts = library();
        for decision in
            [confirm(0, "Anna"), confirm(3, "Ann"), Decision::Reject { face: FaceId(6), person: name("Ann") }]
        {
            say(&mut facts, &decision).unwrap();
        }
        let before = facts.clone();
        let merge = Decision::Merge { person: name("Ann"), into: name("Anna"), allow_twice: false };
        let changes = say(&mut facts, &merge).unwrap();
        let anna = facts.person(&name("Anna").key()).unwrap();
        assert_eq!(facts.faces_of(anna).count(), 2);
        assert!(facts.rejected.contains(&(FaceId(6), anna)));
        assert_eq!(facts.person(&name("Ann").key()), None);
        revert(&mut facts, &changes);
        assert_eq!(facts, before);
    }

    #[test]
    fn a_box_drawn_over_a_face_means_that_face() {
        let mut facts = library();
        let rect = facts.faces[&FaceId(0)].rect;
        say(&mut facts, &drawn(rect, Some("Anna"), false)).unwrap();
        assert_eq!((facts.faces.len(), facts.new_faces.len()), (9, 0));
        let elsewhere = UnitRect::new(0.1, 0.7, 0.1, 0.1).unwrap();
        let changes = say(&mut facts, &drawn(elsewhere, None, false)).unwrap();
        assert!(facts.faces[&FaceId(9)].exists);
        revert(&mut facts, &changes);
        assert!(!facts.faces[&FaceId(9)].exists);
        assert_eq!(say(&mut facts, &Decision::Ignore { face: FaceId(9) }), Err(Refusal::NoSuchFace(FaceId(9))));
    }

    #[test]
    fn someone_is_drawn_twice_in_a_photo_only_if_allowed() {
        let mut facts = library();
        say(&mut facts, &confirm(0, "Anna")).unwrap();
        let mirror = UnitRect::new(0.1, 0.7, 0.1, 0.1).unwrap();
        let refused = say(&mut facts.clone(), &drawn(mirror, Some("Anna"), false));
        assert_eq!(refused, Err(Refusal::TwiceInPhoto { person: name("Anna"), photo: PhotoId(0) }));
        say(&mut facts, &drawn(mirror, Some("Anna"), true)).unwrap();
        assert!(matches!(facts.faces[&FaceId(9)].verdict, Verdict::Confirmed { twice: true, .. }));
    }

    #[test]
    fn a_box_that_was_moved_is_the_persons_own_until_that_is_undone() {
        let mut facts = library();
        say(&mut facts, &confirm(0, "Anna")).unwrap();
        let (before, verdict) = (facts.faces[&FaceId(0)].place(), facts.faces[&FaceId(0)].verdict);
        let rect = UnitRect::new(0.12, 0.1, 0.3, 0.25).unwrap();
        let moved = Decision::Place { face: FaceId(0), rect };
        let changes = say(&mut facts, &moved).unwrap();
        assert_eq!(facts.faces[&FaceId(0)].place(), Place { rect, origin: FaceOrigin::Manual });
        assert_eq!(facts.faces[&FaceId(0)].verdict, verdict);
        assert_eq!(say(&mut facts, &moved).unwrap(), []);
        revert(&mut facts, &changes);
        assert_eq!(facts.faces[&FaceId(0)].place(), before);
        assert_eq!(before.origin, FaceOrigin::Machine);
    }

    #[test]
    fn of_two_faces_one_thing_is_said_whichever_is_named_first() {
        let mut facts = library();
        let link = |face, other, link| Decision::Link { face: FaceId(face), other: FaceId(other), link };
        say(&mut facts, &link(3, 0, Link::Same)).unwrap();
        say(&mut facts, &link(0, 3, Link::Different)).unwrap();
        assert_eq!(facts.links, [(FacePair::new(FaceId(0), FaceId(3)).unwrap(), Link::Different)].into());
        assert_eq!(say(&mut facts, &link(3, 0, Link::Different)).unwrap(), []);
        for refused in [link(0, 0, Link::Different), link(0, 1, Link::Same)] {
            assert_eq!(say(&mut facts, &refused), Err(Refusal::NoPair(FaceId(0))));
        }
        say(&mut facts, &link(0, 1, Link::Different)).unwrap();
    }

    #[test]
    fn what_was_decided_since_is_left_alone() {
        let mut facts = library();
        let first = say(&mut facts, &Decision::Ignore { face: FaceId(0) }).unwrap();
        say(&mut facts, &Decision::NotAFace { face: FaceId(0) }).unwrap();
        assert_eq!(revert(&mut facts, &first), []);
        assert_eq!(facts.faces[&FaceId(0)].verdict, Verdict::NotAFace);
    }

    fn any_name() -> impl Strategy<Value = PersonName> {
        prop::sample::select(vec!["Anna", "Ben", "anna ", "Cem"]).prop_map(name)
    }

    fn any_decision() -> impl Strategy<Value = Decision> {
        let face = || (0i64..10).prop_map(FaceId);
        prop_oneof![
            (face(), any_name(), any::<bool>()).prop_map(|(face, person, allow_twice)| Decision::Confirm {
                face,
                person,
                allow_twice
            }),
            (face(), any_name()).prop_map(|(face, person)| Decision::Reject { face, person }),
            face().prop_map(|face| Decision::Ignore { face }),
            face().prop_map(|face| Decision::NotAFace { face }),
            face().prop_map(|face| Decision::Clear { face }),
            face().prop_map(|face| Decision::Stranger { face }),
            face().prop_map(|face| Decision::Later { face }),
            (face(), face(), prop::sample::select(vec![Link::Same, Link::Different, Link::Unsure]))
                .prop_map(|(face, other, link)| Decision::Link { face, other, link }),
            (any_name(), any_name()).prop_map(|(person, to)| Decision::Rename { person, to }),
            (any_name(), any_name(), any::<bool>()).prop_map(|(person, into, allow_twice)| Decision::Merge {
                person,
                into,
                allow_twice
            }),
            (0i64..3, 0.0f32..0.8, prop::option::of(any_name()), any::<bool>()).prop_map(
                |(photo, x, person, allow_twice)| Decision::Draw {
                    photo: PhotoId(photo),
                    rect: UnitRect::new(x, 0.4, 0.2, 0.2).unwrap(),
                    person,
                    allow_twice,
                    origin: FaceOrigin::Manual,
                }
            ),
            (face(), 0.0f32..0.8)
                .prop_map(|(face, x)| Decision::Place { face, rect: UnitRect::new(x, 0.1, 0.2, 0.3).unwrap() }),
        ]
    }

    /// Facts without the rows that are no more than reserved numbers.
    fn words(facts: &Facts) -> Facts {
        let mut facts = facts.clone();
        facts.faces.retain(|_, f| f.exists);
        facts.people.retain(|_, p| p.standing != Standing::Gone);
        Facts { new_people: vec![], new_faces: vec![], next_face: 0, next_person: 0, ..facts }
    }

    fn assert_laws(facts: &Facts) {
        for (pair, link) in &facts.links {
            let [a, b] = pair.faces();
            assert!(a < b && (*link != Link::Same || facts.faces[&a].photo != facts.faces[&b].photo));
        }
        let live: Vec<_> =
            facts.people.values().filter(|p| p.standing == Standing::Live).map(|p| p.name.key()).collect();
        let unique: std::collections::BTreeSet<_> = live.iter().collect();
        assert_eq!(live.len(), unique.len(), "a name twice");
        for (id, face) in &facts.faces {
            let Verdict::Confirmed { person, twice } = face.verdict else { continue };
            assert_eq!(facts.people[&person].standing, Standing::Live);
            assert!(!facts.rejected.contains(&(*id, person)), "confirmed and rejected");
            let others = facts.faces_of(person).filter(|(o, f)| o != id && f.photo == face.photo);
            assert!(
                twice || others.into_iter().all(|(_, f)| matches!(f.verdict, Verdict::Confirmed { twice: true, .. }))
            );
        }
    }

    proptest! {
        #[test]
        fn all_that_was_decided_can_be_taken_back_and_brought_again(decisions in prop::collection::vec(any_decision(), 1..40)) {
            let mut facts = library();
            let mut steps = vec![(words(&facts), Vec::new())];
            for decision in &decisions {
                let mut attempt = facts.clone();
                if let Ok(changes) = say(&mut attempt, decision) {
                    facts = attempt;
                    assert_laws(&facts);
                    steps.push((words(&facts), changes));
                }
            }
            for pair in steps.windows(2).rev() {
                prop_assert_eq!(revert(&mut facts, &pair[1].1).len(), pair[1].1.len());
                prop_assert_eq!(&words(&facts), &pair[0].0);
            }
            for (after, changes) in &steps[1..] {
                prop_assert_eq!(reapply(&mut facts, changes).len(), changes.len());
                prop_assert_eq!(&words(&facts), after);
            }
        }
    }
}
