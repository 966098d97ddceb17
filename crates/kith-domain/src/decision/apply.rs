//! From a decision to its changes.

mod keywords;

use super::{Change, Decision, FaceFacts, FacePair, Facts, Link, NewFace, NewPerson, PersonFacts, Place, Standing};
use crate::{
    FaceId, FaceOrigin, FaceUuid, KeywordPath, Lifetime, Location, PersonId, PersonName, PersonUuid, PhotoId, Seen,
    UnitRect, Verdict,
};

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
    /// There is no such photo.
    #[error("there is no such photo")]
    NoSuchPhoto(PhotoId),
    /// Someone cannot be merged into themselves.
    #[error("{0} cannot be merged into themselves")]
    SamePerson(PersonName),
    /// Nobody dies before they are born.
    #[error("{0} cannot have died before they were born")]
    DiedBeforeBorn(PersonName),
    /// Only a face that is confirmed as somebody can be their picture.
    #[error("the face is not confirmed as {0}")]
    NotConfirmed(PersonName),
    /// No photo has that keyword.
    #[error("no photo has the keyword {0}")]
    NoSuchKeyword(KeywordPath),
    /// There is a keyword of that name already.
    #[error("there is already a keyword {0}")]
    KeywordTaken(KeywordPath),
    /// A keyword cannot come to lie below itself.
    #[error("the keyword {0} cannot lie below itself")]
    KeywordBelowItself(KeywordPath),
    /// What lies below the keyword would lie too deep.
    #[error("too many keywords would stand above those below {0}")]
    KeywordTooDeep(KeywordPath),
    /// A root as a whole cannot be left out.
    #[error("this is a folder that was given to Kith as a whole; only what lies in it can be left out")]
    WholeRoot,
    /// What lies below something that is left out cannot be taken in alone.
    #[error("{} is left out with all that lies in it; take that in again first", crate::shown(&.0.key))]
    LeftOutAbove(Location),
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
        Decision::Dates { person, life } => maker.date(person, *life)?,
        Decision::KeyFace { person, face } => maker.picture(person, *face)?,
        Decision::Hide { person, hidden } => maker.hide(person, *hidden)?,
        Decision::Merge { person, into, allow_twice } => maker.merge(person, into, *allow_twice)?,
        Decision::Draw { photo, rect, person, allow_twice, origin } => {
            maker.draw((*photo, *rect), person.as_ref().map(|name| (name, *allow_twice)), *origin)?;
        }
        Decision::Place { face, rect } => maker.place(*face, *rect)?,
        Decision::Keyword { photo, keyword, has } => maker.keyword(*photo, keyword, *has)?,
        Decision::RenameKeyword { keyword, to, merge } => maker.rename_keyword(keyword, to, *merge)?,
        Decision::DeleteKeyword { keyword } => maker.delete_keyword(keyword)?,
        Decision::LeaveOut { places, out } => {
            for place in places {
                maker.leave_out(place, *out)?;
            }
        }
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
        let (name, standing, life) = (name.clone(), Standing::Gone, Lifetime::default());
        self.facts.people.insert(id, PersonFacts { name: name.clone(), standing, life, key_face: None, hidden: false });
        self.facts.new_people.push(NewPerson { id, uuid: PersonUuid((self.fresh)()), name });
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

    fn date(&mut self, name: &PersonName, life: Lifetime) -> Result<(), Refusal> {
        let person = self.person(name)?;
        if !life.is_possible() {
            return Err(Refusal::DiedBeforeBorn(self.facts.people[&person].name.clone()));
        }
        self.set_life(person, life);
        Ok(())
    }

    fn set_life(&mut self, person: PersonId, after: Lifetime) {
        let before = self.facts.people[&person].life;
        if before != after {
            self.make(Change::Dates { person, before, after });
        }
    }

    fn picture(&mut self, name: &PersonName, face: FaceId) -> Result<(), Refusal> {
        let (person, face) = (self.person(name)?, self.face(face)?);
        if face.verdict.person() != Some(person) {
            return Err(Refusal::NotConfirmed(self.facts.people[&person].name.clone()));
        }
        self.set_key_face(person, face.uuid);
        Ok(())
    }

    fn set_key_face(&mut self, person: PersonId, face: FaceUuid) {
        let (before, after) = (self.facts.people[&person].key_face, Some(face));
        if before != after {
            self.make(Change::KeyFace { person, before, after });
        }
    }

    fn hide(&mut self, name: &PersonName, after: bool) -> Result<(), Refusal> {
        let person = self.person(name)?;
        if self.facts.people[&person].hidden != after {
            self.make(Change::Hidden { person, after });
        }
        Ok(())
    }

    fn leave_out(&mut self, place: &Location, after: bool) -> Result<(), Refusal> {
        if place.key.is_empty() {
            return Err(Refusal::WholeRoot);
        }
        if self.facts.left_out.contains(place) != after {
            self.make(Change::LeftOut { place: place.clone(), after });
        }
        match self.facts.left_out.iter().find(|above| above.holds(place)) {
            Some(above) if !after => Err(Refusal::LeftOutAbove(above.clone())),
            _ => Ok(()),
        }
    }

    /// The face that was chosen as someone's picture, as long as it is them.
    fn key_face(&self, person: PersonId) -> Option<FaceUuid> {
        let key = self.facts.people[&person].key_face?;
        self.facts.faces_of(person).any(|(_, face)| face.exists && face.uuid == key).then_some(key)
    }

    fn merge(&mut self, name: &PersonName, into: &PersonName, allow_twice: bool) -> Result<(), Refusal> {
        let (from, into_person) = (self.person(name)?, self.person(into)?);
        if from == into_person {
            return Err(Refusal::SamePerson(into.clone()));
        }
        let key = self.key_face(into_person).or(self.key_face(from));
        self.move_faces(from, into_person, allow_twice)?;
        self.move_rejections(from, into_person);
        let life = |person| self.facts.people[person].life;
        self.set_life(into_person, life(&into_person).or(life(&from)));
        if let Some(key) = key {
            self.set_key_face(into_person, key);
        }
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
        let (uuid, verdict, seen) = (FaceUuid((self.fresh)()), Verdict::Open, Seen::New);
        self.facts.faces.insert(id, FaceFacts { uuid, photo, rect, origin, verdict, seen, exists: false });
        self.facts.new_faces.push(NewFace { id, uuid, photo, rect, origin });
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
mod tests;
