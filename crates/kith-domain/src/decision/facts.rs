//! The part of a library that decisions read and change.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, FacePair, Link, Place, Standing};
use crate::{
    FaceId, FaceOrigin, FaceUuid, KeywordPath, Lifetime, Location, NameKey, PersonId, PersonName, PersonUuid, PhotoId,
    Seen, UnitRect, Verdict,
};

/// A face as far as decisions are concerned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FaceFacts {
    /// Lasting identity.
    pub uuid: FaceUuid,
    /// The photo it is in.
    pub photo: PhotoId,
    /// Where, in fractions of the stored picture.
    pub rect: UnitRect,
    /// Who drew that box.
    pub origin: FaceOrigin,
    /// What is said about it.
    pub verdict: Verdict,
    /// How far the person has looked at it.
    pub seen: Seen,
    /// False for a drawn face whose drawing was undone.
    pub exists: bool,
}

impl FaceFacts {
    /// Where it is, and who says so.
    pub const fn place(&self) -> Place {
        Place { rect: self.rect, origin: self.origin }
    }
}

/// Someone who is, was or may be again a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonFacts {
    /// Their name.
    pub name: PersonName,
    /// Whether they count.
    pub standing: Standing,
    /// When they were born and died.
    pub life: Lifetime,
    /// The face that was chosen as their picture, whatever has become of it.
    pub key_face: Option<FaceUuid>,
    /// Whether they are left out of the list of people and of what is asked.
    pub hidden: bool,
}

/// A person that a decision made; the row to add before its changes are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// Row number.
    pub id: PersonId,
    /// Lasting identity.
    pub uuid: PersonUuid,
    /// Name.
    pub name: PersonName,
}

/// A face that a decision drew or took in; the row to add before its changes are written.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFace {
    /// Row number.
    pub id: FaceId,
    /// Lasting identity.
    pub uuid: FaceUuid,
    /// The photo it is in.
    pub photo: PhotoId,
    /// Where, in fractions of the stored picture.
    pub rect: UnitRect,
    /// Who drew it.
    pub origin: FaceOrigin,
}

/// How a photo has a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holding {
    /// Not at all.
    Without,
    /// A longer keyword has it as a part.
    Repeated,
    /// For itself.
    Own,
}

/// Everything that a batch of decisions needs to know. Must hold each face that the batch names, its links, the other
/// confirmed and drawn faces of those photos, all people, for a merge all faces and rejections of both, the keywords of each photo
/// whose keywords it names, all that is left out, and for a keyword as a whole those of all photos that have it and, unless it is merged, of those that
/// have its new name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// Faces.
    pub faces: BTreeMap<FaceId, FaceFacts>,
    /// People, also those gone or merged.
    pub people: BTreeMap<PersonId, PersonFacts>,
    /// Pairs that are known not to be.
    pub rejected: BTreeSet<(FaceId, PersonId)>,
    /// What is said of two faces together.
    pub links: BTreeMap<FacePair, Link>,
    /// The keywords of the photos whose keywords are decided on, by their keys: those that stand for themselves, and do not
    /// only repeat a part of a longer one.
    pub keywords: BTreeMap<PhotoId, BTreeMap<String, KeywordPath>>,
    /// Folders and photos that are left out of the library, each as the person said it.
    pub left_out: BTreeSet<Location>,
    /// People made so far.
    pub new_people: Vec<NewPerson>,
    /// Faces drawn so far.
    pub new_faces: Vec<NewFace>,
    /// The first row number that no face ever had.
    pub next_face: i64,
    /// The first row number that no person ever had.
    pub next_person: i64,
}

impl Facts {
    /// The living person of that name.
    pub fn person(&self, key: &NameKey) -> Option<PersonId> {
        self.by_name(key, Standing::Live)
    }

    pub(super) fn by_name(&self, key: &NameKey, standing: Standing) -> Option<PersonId> {
        self.people.iter().find(|(_, p)| p.standing == standing && p.name.key() == *key).map(|(id, _)| *id)
    }

    /// Faces that are confirmed as that person.
    pub fn faces_of(&self, person: PersonId) -> impl Iterator<Item = (FaceId, &FaceFacts)> {
        self.faces.iter().filter(move |(_, f)| f.verdict.person() == Some(person)).map(|(id, f)| (*id, f))
    }

    /// Makes a change true.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Verdict { face, after, .. } => self.edit_face(*face, |f| f.verdict = *after),
            Change::Drawn { face, after } => self.edit_face(*face, |f| f.exists = *after),
            Change::Placed { face, after: Place { rect, origin }, .. } => {
                self.edit_face(*face, |f| (f.rect, f.origin) = (*rect, *origin));
            }
            Change::Seen { face, after, .. } => self.edit_face(*face, |f| f.seen = *after),
            Change::Link { pair, after: Some(after), .. } => {
                self.links.insert(*pair, *after);
            }
            Change::Link { pair, after: None, .. } => {
                self.links.remove(pair);
            }
            Change::Rejected { face, person, after: true } => {
                self.rejected.insert((*face, *person));
            }
            Change::Rejected { face, person, after: false } => {
                self.rejected.remove(&(*face, *person));
            }
            Change::Name { person, after, .. } => self.edit_person(*person, |p| p.name = after.clone()),
            Change::Dates { person, after, .. } => self.edit_person(*person, |p| p.life = *after),
            Change::KeyFace { person, after, .. } => self.edit_person(*person, |p| p.key_face = *after),
            Change::Hidden { person, after } => self.edit_person(*person, |p| p.hidden = *after),
            Change::Standing { person, after, .. } => self.edit_person(*person, |p| p.standing = *after),
            Change::Keyword { photo, keyword, after: true } => {
                self.keywords.entry(*photo).or_default().insert(keyword.key(), keyword.clone());
            }
            Change::Keyword { photo, keyword, after: false } => {
                self.keywords.entry(*photo).or_default().remove(&keyword.key());
            }
            Change::LeftOut { place, after: true } => {
                self.left_out.insert(place.clone());
            }
            Change::LeftOut { place, after: false } => {
                self.left_out.remove(place);
            }
        }
    }

    /// How a photo has a keyword; `None` where the photo is not known.
    pub(super) fn holding(&self, photo: PhotoId, keyword: &KeywordPath) -> Option<Holding> {
        let (known, key) = (self.keywords.get(&photo)?, keyword.key());
        let mut others = known.iter().filter(|(other, _)| **other != key).map(|(_, longer)| longer);
        Some(if others.any(|longer| longer.repeated().any(|part| part == key)) {
            Holding::Repeated
        } else if known.contains_key(&key) {
            Holding::Own
        } else {
            Holding::Without
        })
    }

    /// What the known photos have, for itself, of a keyword and of all that lies below it.
    pub(super) fn held_within(&self, keyword: &KeywordPath) -> impl Iterator<Item = (PhotoId, &KeywordPath)> {
        let keys = keyword.keys_within();
        self.keywords.iter().flat_map(move |(photo, known)| known.range(keys.clone()).map(|(_, held)| (*photo, held)))
    }

    /// Whether what the change says was before is what is.
    pub fn expects(&self, change: &Change) -> bool {
        match change {
            Change::Verdict { face, before, .. } => self.faces.get(face).is_some_and(|f| f.verdict == *before),
            Change::Drawn { face, after } => self.faces.get(face).is_some_and(|f| f.exists != *after),
            Change::Placed { face, before, .. } => self.faces.get(face).is_some_and(|f| f.place() == *before),
            Change::Seen { face, before, .. } => self.faces.get(face).is_some_and(|f| f.seen == *before),
            Change::Link { pair, before, .. } => {
                pair.faces().iter().all(|face| self.faces.contains_key(face)) && self.links.get(pair) == before.as_ref()
            }
            Change::Rejected { face, person, after } => {
                self.faces.contains_key(face) && self.rejected.contains(&(*face, *person)) != *after
            }
            Change::Name { person, before, .. } => self.people.get(person).is_some_and(|p| p.name == *before),
            Change::Dates { person, before, .. } => self.people.get(person).is_some_and(|p| p.life == *before),
            Change::KeyFace { person, before, .. } => self.people.get(person).is_some_and(|p| p.key_face == *before),
            Change::Hidden { person, after } => self.people.get(person).is_some_and(|p| p.hidden != *after),
            Change::Standing { person, before, .. } => self.people.get(person).is_some_and(|p| p.standing == *before),
            Change::Keyword { photo, keyword, after } => {
                let holding = self.holding(*photo, keyword);
                holding == Some(if *after { Holding::Without } else { Holding::Own })
            }
            Change::LeftOut { place, after } => self.left_out.contains(place) != *after,
        }
    }

    fn edit_face(&mut self, face: FaceId, edit: impl FnOnce(&mut FaceFacts)) {
        if let Some(facts) = self.faces.get_mut(&face) {
            edit(facts);
        }
    }

    fn edit_person(&mut self, person: PersonId, edit: impl FnOnce(&mut PersonFacts)) {
        if let Some(facts) = self.people.get_mut(&person) {
            edit(facts);
        }
    }
}
