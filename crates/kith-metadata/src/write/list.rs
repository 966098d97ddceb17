//! Who is who: the regions that stand in a list, and the faces that are to stand there.

use kith_domain::{NameError, Orientation, PersonName, UnitRect};

use super::{Change, Conflict, Face, Named, People, Wish, WritePlan, key};
use crate::regions::{Decisions, Written};

/// From this overlap on, a place counts as the same and is not written anew.
pub(super) const SAME: f32 = 0.95;
/// From this overlap on, two rectangles are about one face even where the names speak against it: cheek to cheek, two faces overlap less.
pub(super) const SAME_PLACE: f32 = 0.5;

/// A region of a list as far as faces are concerned.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Texts that are no names name nobody, as when they are read.
    pub(super) name: Option<String>,
    /// In the upright picture; `None` for a name without a place.
    pub(super) rect: Option<UnitRect>,
    pub(super) is_person: bool,
}

/// What becomes of a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// The entry of that number gets another name.
    Rename(usize, String),
    /// The entry of that number gets another place, in the upright picture.
    Move(usize, UnitRect),
    /// The entry of that number is taken out.
    Remove(usize),
    /// A new entry.
    Add(Face),
}

pub(super) fn entries(regions: &[&Written<'_>], decisions: Decisions, orientation: Orientation) -> Vec<Entry> {
    let entry = |region: &&Written<'_>| Entry {
        name: region.name.clone().filter(|name| PersonName::new(name).is_ok()),
        rect: region.read(decisions, orientation).map(|region| region.rect),
        is_person: region.is_person && !region.name.as_deref().is_some_and(says_more_than_a_name),
    };
    regions.iter().map(entry).collect()
}

/// Whether a text is no name in Kith and may matter to others all the same: nothing stands in its place.
fn says_more_than_a_name(text: &str) -> bool {
    matches!(PersonName::new(text), Err(NameError::TooLong | NameError::Control))
}

/// What must be done with a list so that it has the faces that are wanted.
pub(super) fn steps(entries: &[Entry], wish: Wish<'_>, plan: &mut WritePlan) -> Vec<Step> {
    let pairs = pairs(entries, wish);
    let mut steps = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        match pairs.iter().find(|(paired, _)| *paired == number) {
            Some((_, face)) => update(number, entry, face, wish, &mut steps, plan),
            None if is_gone(entry, wish) => {
                note(plan, entry.name.clone().map(|name| shown(&name, entry.rect)), None);
                steps.push(Step::Remove(number));
            }
            None => {}
        }
    }
    let is_new = |face: &&Face| !pairs.iter().any(|(_, paired)| std::ptr::eq(*paired, *face));
    for face in wish.wanted.faces.iter().filter(is_new) {
        note(plan, None, Some(shown(&face.name, Some(face.rect))));
        steps.push(Step::Add(face.clone()));
    }
    steps
}

fn update(number: usize, entry: &Entry, face: &Face, wish: Wish<'_>, steps: &mut Vec<Step>, plan: &mut WritePlan) {
    let old = entry.name.as_deref();
    if let Some(found) = old.filter(|found| key(found) != key(&face.name) && !knows(&wish.base.faces, entry, found)) {
        let rect = entry.rect.unwrap_or(face.rect);
        let conflict = Conflict { rect, found: found.to_owned(), wanted: face.name.clone() };
        if !plan.conflicts.iter().any(|known| known.found == conflict.found && known.wanted == conflict.wanted) {
            plan.conflicts.push(conflict);
        }
        return;
    }
    let is_renamed = old != Some(&face.name);
    let is_moved = entry.rect.is_none_or(|rect| rect.iou(face.rect) < SAME);
    if is_renamed {
        steps.push(Step::Rename(number, face.name.clone()));
    }
    if is_moved {
        steps.push(Step::Move(number, face.rect));
    }
    if is_renamed || is_moved {
        note(plan, Some(shown(old.unwrap_or_default(), entry.rect)), Some(shown(&face.name, Some(face.rect))));
    }
}

/// Whether a name stood at a place when the file was last read or written.
fn knows(base: &[Face], entry: &Entry, name: &str) -> bool {
    let is_there = |face: &Face| entry.rect.is_none_or(|rect| rect.is_one_face(face.rect));
    base.iter().any(|face| key(&face.name) == key(name) && is_there(face))
}

/// Whether an entry says what was known and is not wanted any more.
fn is_gone(entry: &Entry, wish: Wish<'_>) -> bool {
    let Some(name) = entry.name.as_deref().filter(|_| entry.is_person) else { return false };
    if entry.rect.is_some() {
        return knows(&wish.base.faces, entry, name);
    }
    let has = |people: &People| {
        let mut names = people.names.iter().chain(people.faces.iter().map(|face| &face.name));
        names.any(|other| key(other) == key(name))
    };
    has(wish.base) && !has(wish.wanted)
}

/// Entries and the faces that they are about, the best overlaps first, and those of one name before all others.
fn pairs<'a>(entries: &[Entry], wish: Wish<'a>) -> Vec<(usize, &'a Face)> {
    let mut found = Vec::new();
    for (number, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.is_person) {
        let name = entry.name.as_deref();
        let is_strange = name.is_some_and(|name| !knows(&wish.base.faces, entry, name));
        for face in &wish.wanted.faces {
            let is_named = name.is_some_and(|name| key(name) == key(&face.name));
            let overlap = entry.rect.map_or(0.0, |rect| rect.iou(face.rect));
            let is_meant = match entry.rect {
                // A name without a place gets one.
                None => is_named,
                Some(_) if is_strange && !is_named => overlap >= SAME_PLACE,
                Some(rect) => rect.is_one_face(face.rect),
            };
            if is_meant {
                found.push((is_named, overlap, number, face));
            }
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
    let mut pairs: Vec<(usize, &Face)> = Vec::new();
    for (_, _, number, face) in found {
        if !pairs.iter().any(|(entry, paired)| *entry == number || std::ptr::eq(*paired, face)) {
            pairs.push((number, face));
        }
    }
    pairs
}

/// Both schemes say the same, so that it is told once.
pub(super) fn note(plan: &mut WritePlan, old: Option<Named>, new: Option<Named>) {
    let change = Change { tag: "region", old, new, keyword: None };
    if !plan.changes.iter().any(|known| known.reads_as(&change)) {
        plan.changes.push(change);
    }
}

pub(super) fn shown(name: &str, rect: Option<UnitRect>) -> Named {
    Named { name: name.to_owned(), rect }
}
