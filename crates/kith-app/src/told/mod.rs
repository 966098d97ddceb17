//! The people that files tell of, on their way into the library: reading them, what is remembered of them, the merge, and
//! what the person settles. Their keywords (`keywords`) come in beside them.
//!
//! A scan reads what each file about a photo says ([`Told`]), and compares it with what it is remembered to have said and
//! with the library (`merge`). What comes of it is taken in (`importer`), and the memory follows (`memory`). The writer in
//! `files` uses the same memory: it changes only what is Kith's.

mod choice;
mod importer;
mod keywords;
mod memory;
mod merge;
mod names;
mod places;
mod settle;

use std::collections::BTreeSet;

use kith_domain::{NameKey, Orientation, PersonName, UnitRect};
use kith_store::{Sources, ToldFace};

pub use choice::{PeopleWriting, WritingChoice};
pub(crate) use choice::{choice, choose};
pub(crate) use importer::Importer;
pub(crate) use keywords::ToldKeywords;
pub(crate) use memory::{announced, taken_back, written};
pub(crate) use places::{Accounts, accounts, bytes, is_about_photos, picasa, places, sidecars, sidecars_to_write};
pub use settle::Holds;
pub(crate) use settle::{decision, open_again, settle, settle_again, take_over};

/// Faces of one photo that are taken in; the largest group portraits have fewer.
const MOST: usize = 500;
/// From this overlap on, two rectangles are one place, whatever the names say.
const ONE_PLACE: f32 = 0.5;

/// The people of a photo as its files tell them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Told {
    /// Each face once, in the stored picture.
    pub(crate) faces: Vec<ToldFace>,
    /// What the photo itself says of places of which a sidecar says something else: known, and of no effect.
    pub(crate) overruled: Vec<ToldFace>,
    /// Who is named without a place, and has no face in any list.
    pub(crate) named: Vec<PersonName>,
    /// Whether all files that may name somebody without a place were read to their end.
    pub(crate) is_whole: bool,
    /// The files that were read to their end and speak of people: what these do not say, they do not say any more. All
    /// others may be away, damaged, or stripped of their metadata.
    pub(crate) heard: Sources,
}

impl Told {
    /// Takes people together that stand in several lists and files. Texts that are no names name nobody, and rectangles
    /// that can be about no face are passed over.
    pub(crate) fn of(accounts: &Accounts, orientation: Orientation) -> Self {
        let mut told = Self::default();
        // What stands in a sidecar was written later than what stands in the photo.
        let (sidecars, others): (Vec<_>, Vec<_>) = accounts.iter().partition(|(source, _)| is_sidecar(*source));
        for (source, people) in sidecars.into_iter().chain(others) {
            let regions = people.regions.iter().filter(|region| region.is_person && may_be_face(region.rect));
            let (mut speaks, mut is_whole) = (false, people.problems.is_empty());
            for region in regions {
                speaks = true;
                is_whole &= told.add(region.name.as_deref(), orientation.rect_to_stored(region.rect), *source);
            }
            if speaks && is_whole {
                told.heard = told.heard.with(*source);
            }
        }
        let lists_names = |source: &Sources| *source != Sources::PICASA;
        told.is_whole = accounts.iter().all(|(source, people)| !lists_names(source) || people.problems.is_empty());
        told.named = told.without_face(accounts.iter().flat_map(|(_, people)| &people.names));
        told
    }

    /// Each of these people once, without those who have a face.
    fn without_face<'a>(&self, names: impl Iterator<Item = &'a String>) -> Vec<PersonName> {
        let mut known: BTreeSet<NameKey> = self.all().filter_map(key_of).collect();
        let names = names.filter_map(|name| PersonName::new(name).ok());
        names.filter(|name| known.insert(name.key())).take(MOST).collect()
    }

    /// Adds a face, unless it is one that is told already; false where there are too many.
    pub(crate) fn add(&mut self, name: Option<&str>, rect: UnitRect, source: Sources) -> bool {
        let name = name.and_then(|name| PersonName::new(name).ok());
        let is_other =
            |face: &ToldFace| name.is_some() && face.name.is_some() && key_of(face) != key_of_name(name.as_ref());
        let known = self.faces.iter_mut().find(|face| face.rect.is_one_face(rect) && !is_other(face));
        if let Some(face) = known {
            face.name = face.name.take().or(name.map(|name| name.to_string()));
            face.sources = face.sources.with(source);
            return true;
        }
        let is_overruled = source == Sources::PHOTO
            && self.faces.iter().any(|face| {
                is_sidecar(face.sources) && face.name.is_some() && name.is_some() && face.rect.iou(rect) >= ONE_PLACE
            });
        let face = ToldFace { name: name.map(|name| name.to_string()), rect, sources: source, ours: false };
        let list = if is_overruled { &mut self.overruled } else { &mut self.faces };
        let has_room = list.len() < MOST;
        if has_room {
            list.push(face);
        }
        has_room
    }

    /// Everything that is said.
    fn all(&self) -> impl Iterator<Item = &ToldFace> {
        self.faces.iter().chain(&self.overruled)
    }
}

fn is_sidecar(sources: Sources) -> bool {
    sources.meets(Sources::SIDECAR.with(Sources::SHORT_SIDECAR))
}

fn key_of(face: &ToldFace) -> Option<NameKey> {
    face.name.as_ref().map(|name| PersonName::kept(name.clone()).key())
}

fn key_of_name(name: Option<&PersonName>) -> Option<NameKey> {
    name.map(PersonName::key)
}

/// Whether two files say the same of a place.
fn is_same(a: &ToldFace, b: &ToldFace) -> bool {
    key_of(a) == key_of(b) && a.rect.is_one_face(b.rect)
}

/// Some programs mean the whole picture when they know no place, and damaged files mean anything.
pub(crate) fn may_be_face(rect: UnitRect) -> bool {
    let centre = rect.centre();
    let is_inside = (0.0..=1.0).contains(&centre.x) && (0.0..=1.0).contains(&centre.y);
    let is_whole = rect.w() >= 0.99 && rect.h() >= 0.99;
    is_inside && !is_whole && rect.w() <= 1.5 && rect.h() <= 1.5 && rect.w() >= 0.001 && rect.h() >= 0.001
}
