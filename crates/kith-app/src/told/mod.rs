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

use kith_domain::{FileId, NameKey, Orientation, PersonName, UnitRect};
use kith_metadata::Scheme;
use kith_store::{Lists, Sources, ToldFace, Write};

use crate::error::Result;

pub use choice::{PeopleWriting, WritingChoice};
pub(crate) use choice::{choice, choose};
pub(crate) use importer::Importer;
pub(crate) use keywords::ToldKeywords;
pub(crate) use memory::{announced, taken_back, written};
pub(crate) use names::placed_since;
pub(crate) use places::{
    Accounts, accounts, bytes, is_about_photos, left_by_picasa, picasa, places, sidecars, sidecars_to_write,
};
pub use settle::Holds;
pub(crate) use settle::{decision, open_again, settle, settle_again, take_over};

/// Faces of one photo that are taken in; the largest group portraits have fewer.
const MOST: usize = 500;
/// Characters of a program's name that are kept.
const LONGEST_PROGRAM: usize = 80;
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
    /// The programs that wrote the files that speak of people, as far as these say so.
    pub(crate) programs: BTreeSet<String>,
    /// The files that were read to their end and speak of people: what these do not say, they do not say any more. All
    /// others may be away, damaged, or stripped of their metadata.
    pub(crate) heard: Sources,
    /// Files with metadata that were read to their end and speak of nobody.
    pub(crate) silent: Sources,
    /// What files still say in one list only, see [`Self::seen_from`]: known, and of no effect.
    outdated: Vec<ToldFace>,
    /// Files of which a whole list is gone: somebody was taken out of it last, or the file was written anew without it.
    doubtful: Sources,
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
                let lists = lists(region.scheme, *source);
                is_whole &= told.add(region.name.as_deref(), orientation.rect_to_stored(region.rect), (*source, lists));
            }
            if speaks {
                told.programs.extend(people.program.as_deref().map(program_name));
            }
            if speaks && is_whole {
                told.heard = told.heard.with(*source);
            } else if is_whole && people.is_described {
                told.silent = told.silent.with(*source);
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
    pub(crate) fn add(&mut self, name: Option<&str>, rect: UnitRect, (source, lists): (Sources, Lists)) -> bool {
        let name = name.and_then(|name| PersonName::new(name).ok());
        let is_other =
            |face: &ToldFace| name.is_some() && face.name.is_some() && key_of(face) != key_of_name(name.as_ref());
        let known = self.faces.iter_mut().find(|face| face.rect.is_one_face(rect) && !is_other(face));
        if let Some(face) = known {
            face.name = face.name.take().or(name.map(|name| name.to_string()));
            face.sources = face.sources.with(source);
            face.lists = face.lists.with(lists);
            return true;
        }
        let is_overruled = source == Sources::PHOTO
            && self.faces.iter().any(|face| {
                is_sidecar(face.sources) && face.name.is_some() && name.is_some() && face.rect.iou(rect) >= ONE_PLACE
            });
        let face = ToldFace { name: name.map(|name| name.to_string()), rect, sources: source, lists, ours: false };
        let list = if is_overruled { &mut self.overruled } else { &mut self.faces };
        let has_room = list.len() < MOST;
        if has_room {
            list.push(face);
        }
        has_room
    }

    /// Keeps whom a file names without a place.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub(crate) async fn keep_named(&self, write: &mut Write, file: FileId) -> Result<()> {
        if self.is_whole {
            write.forget_named_people(file).await?;
        }
        write.add_named_people(file, &self.named).await?;
        Ok(())
    }

    /// What this means to whoever remembers what the files said. One that named people and has metadata that speak of nobody is
    /// believed too. And what stands in one of the two lists that Kith writes, and stood in both, is said no more: another
    /// program took it out of the other list, or moved it there. A list that says something new is no such leftover.
    fn seen_from(mut self, memory: &[ToldFace]) -> Self {
        let spoke = memory.iter().map(|known| known.lists.in_any().within(known.sources));
        self.heard = self.heard.with(self.silent.within(spoke.fold(Sources::NONE, Sources::with)));
        let (mut news, mut used) = (Lists::NONE, Lists::NONE);
        for face in self.all() {
            let known = memory.iter().filter(|known| is_same(known, face)).map(|known| known.lists);
            news = news.with(face.lists.without(known.fold(Lists::NONE, Lists::with)));
            used = used.with(face.lists);
        }
        for list in [&mut self.faces, &mut self.overruled] {
            for face in list.iter_mut() {
                let outdated = outdated(face, memory, (self.heard, news));
                face.sources = face.sources.without(outdated);
                face.lists = face.lists.with(Lists::both_of(outdated));
                self.doubtful = self.doubtful.with(outdated.without(used.in_both()));
            }
            self.outdated.extend(list.extract_if(.., |face| face.sources.is_empty()));
        }
        self
    }

    /// Everything that is said.
    fn all(&self) -> impl Iterator<Item = &ToldFace> {
        self.faces.iter().chain(&self.overruled)
    }

    /// Everything that is said, and what is out of date.
    fn to_remember(&self) -> impl Iterator<Item = &ToldFace> {
        self.all().chain(&self.outdated)
    }
}

/// The files that say a face in one list only and said it in both, if they were `heard` and say nothing new in that list.
fn outdated(face: &ToldFace, memory: &[ToldFace], (heard, news): (Sources, Lists)) -> Sources {
    let now = face.lists.without(news).in_either().within(heard);
    let before = memory.iter().filter(|known| is_same(known, face));
    let before = before.map(|known| known.lists.in_both().within(now).with(known.outdated_in()));
    let said_in_one = face.lists.in_either().without(face.lists.in_both());
    before.fold(Sources::NONE, Sources::with).within(said_in_one)
}

/// The list of a file in which a region of a scheme stands.
fn lists(scheme: Scheme, source: Sources) -> Lists {
    match scheme {
        Scheme::Mwg | Scheme::Apple => Lists { mwg: source, ..Lists::NONE },
        Scheme::Microsoft => Lists { microsoft: source, ..Lists::NONE },
        Scheme::Iptc => Lists { iptc: source, ..Lists::NONE },
        Scheme::Picasa => Lists::NONE,
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

/// On one line, and no longer than anybody reads.
fn program_name(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_PROGRAM).collect()
}
