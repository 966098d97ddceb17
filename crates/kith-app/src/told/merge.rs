//! What is taken from a file, and what is asked: a merge of what it said before, what it says now, and what the library says.
//!
//! The person's word stays: a file may name a face of which nothing was said, and may change what only a file has said.
//! Everything else that it says anew is a conflict.

use std::collections::{BTreeSet, HashMap};

use kith_domain::decision::{Decision, FaceFacts, Facts};
use kith_domain::{FaceId, FaceOrigin, NameKey, PersonId, PersonName, PhotoId, UnitRect, Verdict};
use kith_store::{Actor, Sources, ToldFace};

use super::memory::knows;
use super::names::Names;
use super::{ONE_PLACE, Told, is_same, key_of};

/// Everything that a merge looks at.
pub(super) struct Compared<'a> {
    /// The photo.
    pub(super) photo: PhotoId,
    /// What its files are remembered to say.
    pub(super) memory: &'a [ToldFace],
    /// What files elsewhere are remembered to say of it: it is no news, and nothing is lost where it is not said here.
    pub(super) elsewhere: &'a [ToldFace],
    /// What its files say now.
    pub(super) told: &'a Told,
    /// What the library says: all faces of the photo, and all people.
    pub(super) facts: &'a Facts,
    /// Who is meant by names.
    pub(super) names: &'a Names,
    /// Who spoke last of each face.
    pub(super) speakers: &'a HashMap<FaceId, Actor>,
}

/// What comes of a merge.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Merged {
    /// What is taken in.
    pub(super) decisions: Vec<Decision>,
    /// Faces that the file names otherwise than the library; `None` where it no longer names them.
    pub(super) conflicts: Vec<(FaceId, Option<String>)>,
    /// Whether a file that named somebody whom the library names is away or stripped, or names them as they were called
    /// before: it is to be written.
    pub(super) is_behind: bool,
}

/// Merges.
pub(super) fn merge(compared: &Compared<'_>) -> Merged {
    let pairs = pairs(compared);
    let (merged, cleared) = (Merged::default(), BTreeSet::new());
    let present = present(compared, &cleared);
    let mut merger = Merger { compared, pairs, merged, cleared, present, drawn: Vec::new() };
    // What was only announced may never have been said.
    let said = compared.memory.iter().filter(|known| !known.sources.is_empty());
    for known in said.filter(|known| !compared.told.all().any(|told| is_same(told, known))) {
        merger.lose(known);
    }
    for (number, told) in compared.told.faces.iter().enumerate().filter(|(_, told)| is_news(compared, told)) {
        merger.take(number, told);
    }
    merger.merged
}

/// Whether a file says something that is not remembered. What was out of date is said anew.
fn is_news(compared: &Compared<'_>, told: &ToldFace) -> bool {
    let is_outdated = |known: &ToldFace| known.sources.is_empty() && !known.outdated_in().is_empty();
    let mut memory = compared.memory.iter().filter(|known| !is_outdated(known));
    !memory.any(|known| is_same(known, told)) && !knows(compared.elsewhere, told)
}

/// Whether the library says that the person whom a file names is at that place.
pub(super) fn holds(facts: &Facts, names: &Names, photo: PhotoId, told: &ToldFace) -> bool {
    let is_agreed = |face: &FaceFacts| face.verdict.person().is_some_and(|person| names.agree(told, person));
    faces(facts, photo).any(|(_, face)| face.rect.is_one_face(told.rect) && is_agreed(face))
}

/// Whether a conflict that waits is one still: the file says what it is said to, and the library something else.
pub(super) fn still_holds(compared: &Compared<'_>, face: FaceId, found: Option<&str>) -> bool {
    let Some(facts) = compared.facts.faces.get(&face).filter(|face| face.exists) else { return false };
    let here = |told: &&ToldFace| told.rect.is_one_face(facts.rect);
    let mut told = compared.told.all().filter(here);
    let kept = facts.verdict.person();
    match found.map(|found| PersonName::kept(found.to_owned()).key()) {
        Some(found) => {
            let is_agreed = kept.is_some_and(|kept| compared.names.means(&found, kept));
            let is_said =
                told.any(|told| key_of(told).is_some_and(|key| key == found || is_now(compared, &key, &found)));
            !is_agreed && is_said
        }
        None => kept.is_some_and(|kept| !told.any(|told| compared.names.agree(told, kept))),
    }
}

/// Conflicts are kept with the name that somebody has now.
fn is_now(compared: &Compared<'_>, key: &NameKey, found: &NameKey) -> bool {
    let person = compared.names.person(key);
    person.is_some() && person == compared.names.person(found)
}

/// The face of the library that each told one is, the best overlaps first.
fn pairs(compared: &Compared<'_>) -> Vec<Option<FaceId>> {
    let mut found = Vec::new();
    for (number, told) in compared.told.faces.iter().enumerate() {
        let here = faces(compared.facts, compared.photo).filter(|(_, face)| face.rect.is_one_face(told.rect));
        found.extend(here.map(|(id, face)| (face.rect.iou(told.rect), number, id)));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut pairs = vec![None; compared.told.faces.len()];
    for (_, number, id) in found {
        if pairs[number].is_none() && !pairs.contains(&Some(id)) {
            pairs[number] = Some(id);
        }
    }
    pairs
}

fn faces(facts: &Facts, photo: PhotoId) -> impl Iterator<Item = (FaceId, &FaceFacts)> {
    facts.faces.iter().filter(move |(_, face)| face.exists && face.photo == photo).map(|(id, face)| (*id, face))
}

/// Who is confirmed in the photo, without some faces.
fn present(compared: &Compared<'_>, without: &BTreeSet<FaceId>) -> BTreeSet<NameKey> {
    let others = faces(compared.facts, compared.photo).filter(|(id, _)| !without.contains(id));
    let people = others.filter_map(|(_, face)| face.verdict.person());
    people.filter_map(|person| Some(compared.facts.people.get(&person)?.name.key())).collect()
}

struct Merger<'a> {
    compared: &'a Compared<'a>,
    pairs: Vec<Option<FaceId>>,
    merged: Merged,
    /// Faces that lose their names.
    cleared: BTreeSet<FaceId>,
    present: BTreeSet<NameKey>,
    drawn: Vec<UnitRect>,
}

impl Merger<'_> {
    /// Takes in what the file says anew.
    fn take(&mut self, number: usize, told: &ToldFace) {
        let name = told.name.as_deref().and_then(|name| PersonName::new(name).ok());
        match (self.pairs[number], name) {
            (Some(face), Some(name)) => self.name(face, name),
            (Some(_), None) => {}
            (None, name) => match self.met(number, told.rect) {
                Some(id) => self.contradict(id, name),
                None => self.draw(told.rect, name.map(|name| self.now(name))),
            },
        }
    }

    /// Names a face that is there, unless the person has said anything else.
    fn name(&mut self, id: FaceId, said: PersonName) {
        let Compared { facts, names, .. } = *self.compared;
        let (face, person) = (facts.faces[&id], names.person(&said.key()));
        if let Some(kept) = face.verdict.person().filter(|kept| names.means(&said.key(), *kept)) {
            self.merged.is_behind |= self.has_new_name(&said, kept);
            return;
        }
        let name = self.now(said.clone());
        let is_rejected = person.is_some_and(|person| facts.rejected.contains(&(id, person)));
        let is_free = match face.verdict {
            Verdict::Open => !is_rejected,
            Verdict::Confirmed { person, .. } => {
                // A name that was this person's before, and is somebody else's now, may mean either.
                !is_rejected
                    && self.is_from_file(id)
                    && self.said_before(face.rect, person)
                    && !names.was(&said.key(), person)
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

    /// The face at a place of which another region of the file, or a better one, took hold.
    fn met(&self, number: usize, rect: UnitRect) -> Option<FaceId> {
        let mut here = faces(self.compared.facts, self.compared.photo);
        let there = here.find(|(_, face)| face.rect.iou(rect) >= ONE_PLACE).map(|(id, _)| id);
        let others = self.compared.told.faces.iter().zip(&self.pairs).enumerate().filter(|(other, _)| *other != number);
        let mut beside = others.filter(|(_, (other, _))| other.rect.iou(rect) >= ONE_PLACE);
        there.or_else(|| beside.find_map(|(_, (_, face))| *face))
    }

    /// The file names one face twice, and the second name is another one.
    fn contradict(&mut self, id: FaceId, name: Option<PersonName>) {
        let Some(name) = name else { return };
        let kept = self.compared.facts.faces[&id].verdict.person();
        let is_kept = kept.is_some_and(|kept| self.compared.names.means(&name.key(), kept));
        let name = self.now(name);
        let is_taken = self.merged.decisions.iter().any(
            |decision| matches!(decision, Decision::Confirm { face, person, .. } if *face == id && person.key() == name.key()),
        );
        if !is_kept && !is_taken {
            self.merged.conflicts.push((id, Some(name.to_string())));
        }
    }

    /// Takes in a face that is not there.
    fn draw(&mut self, rect: UnitRect, name: Option<PersonName>) {
        if self.drawn.iter().any(|drawn| drawn.iou(rect) >= ONE_PLACE) {
            return;
        }
        let (photo, origin) = (self.compared.photo, FaceOrigin::Imported);
        let face = FaceId(self.compared.facts.next_face + self.drawn.len() as i64);
        self.drawn.push(rect);
        // Of whom the file speaks once, and who is confirmed elsewhere in the photo, a face without a name is taken in.
        let is_elsewhere = name.as_ref().is_some_and(|name| self.present.contains(&name.key()));
        let name = name.filter(|name| !is_elsewhere || self.times(name) >= 2);
        self.present.extend(name.as_ref().map(PersonName::key));
        let (drawn_as, twice) = if is_elsewhere { (None, name) } else { (name, None) };
        self.merged.decisions.push(Decision::Draw { photo, rect, person: drawn_as, allow_twice: false, origin });
        let confirm = twice.map(|person| Decision::Confirm { face, person, allow_twice: true });
        self.merged.decisions.extend(confirm);
    }

    /// No file says any more what one said.
    fn lose(&mut self, known: &ToldFace) {
        let Compared { facts, names, told, photo, .. } = *self.compared;
        let is_it = |face: &FaceFacts| face.verdict.person().is_some_and(|person| names.agree(known, person));
        let face = faces(facts, photo).find(|(_, face)| face.rect.is_one_face(known.rect) && is_it(face));
        // A region that stays there speaks for itself.
        let Some((id, _)) = face.filter(|(id, _)| !self.pairs.contains(&Some(*id))) else { return };
        if !known.sources.without(told.heard).is_empty() {
            self.merged.is_behind = true;
        } else if self.is_from_file(id) && !known.sources.meets(told.doubtful) {
            self.cleared.insert(id);
            self.present = present(self.compared, &self.cleared);
            self.merged.decisions.push(Decision::Clear { face: id });
        } else {
            self.merged.conflicts.push((id, None));
        }
    }

    /// The name that somebody has now.
    fn now(&self, name: PersonName) -> PersonName {
        let person = self.compared.names.person(&name.key()).and_then(|person| self.compared.facts.people.get(&person));
        person.filter(|person| person.name.key() != name.key()).map_or(name, |person| person.name.clone())
    }

    fn is_from_file(&self, face: FaceId) -> bool {
        self.compared.speakers.get(&face) == Some(&Actor::Import)
    }

    /// Whether the file named somebody at a place when it was last read.
    fn said_before(&self, rect: UnitRect, person: PersonId) -> bool {
        let is_it = |known: &ToldFace| self.compared.names.agree(known, person);
        self.compared.memory.iter().any(|known| is_it(known) && known.rect.is_one_face(rect))
    }

    /// Whether a person has another name than a file says.
    fn has_new_name(&self, said: &PersonName, person: PersonId) -> bool {
        self.compared.facts.people.get(&person).is_some_and(|person| person.name.key() != said.key())
    }

    /// How many faces one list of one file names so; two lists may disagree about where somebody is.
    fn times(&self, name: &PersonName) -> usize {
        let name = name.key();
        let is_meant = |key: NameKey| key == name || is_now(self.compared, &key, &name);
        let named = self.compared.told.faces.iter().filter(|told| key_of(told).is_some_and(is_meant));
        let named: Vec<&ToldFace> = named.collect();
        let lists: [fn(&ToldFace) -> Sources; 4] = [
            |told| told.lists.mwg,
            |told| told.lists.microsoft,
            |told| told.lists.iptc,
            |told| told.sources.without(told.lists.in_any()),
        ];
        let files = named.iter().fold(Sources::NONE, |files, told| files.with(told.sources));
        let times = lists.iter().flat_map(|list| {
            let has = |told: &ToldFace, file| list(told).within(told.sources).meets(file);
            let named = &named;
            files.each().map(move |file| named.iter().filter(|told| has(told, file)).count())
        });
        // What a database says stands in no file.
        times.max().unwrap_or(named.len())
    }
}

#[cfg(test)]
mod tests;
