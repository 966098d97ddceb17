//! The people whom confirmed faces teach.

use kith_domain::PersonId;
use rustc_hash::FxHashMap;

use super::candidates::Changed;
use super::faces::Faces;
use crate::template::Template;

#[derive(Debug)]
struct Person {
    id: PersonId,
    /// The places of the faces, in the order of their numbers.
    members: Vec<u32>,
    template: Option<Template>,
}

/// People by an index that stays theirs.
#[derive(Debug, Default)]
pub(crate) struct People {
    all: Vec<Person>,
    index: FxHashMap<PersonId, u32>,
}

impl People {
    /// Which person has an index.
    pub(crate) fn id(&self, person: u32) -> PersonId {
        self.all[person as usize].id
    }

    /// The index of a person who has or had faces.
    pub(crate) fn find(&self, person: PersonId) -> Option<u32> {
        self.index.get(&person).copied()
    }

    /// The index of a person, a new one if need be.
    pub(crate) fn find_or_add(&mut self, person: PersonId) -> u32 {
        *self.index.entry(person).or_insert_with(|| {
            self.all.push(Person { id: person, members: Vec::new(), template: None });
            self.all.len() as u32 - 1
        })
    }

    /// How they look; nobody knows of those without faces.
    pub(crate) fn template(&self, person: u32) -> Option<&Template> {
        self.all[person as usize].template.as_ref()
    }

    /// The places of their faces.
    pub(crate) fn members(&self, person: u32) -> &[u32] {
        &self.all[person as usize].members
    }

    /// All who have a look.
    pub(crate) fn with_look(&self) -> Vec<(u32, &Template)> {
        (0..).zip(&self.all).filter_map(|(k, person)| Some((k, person.template.as_ref()?))).collect()
    }

    /// Adds a face to a person.
    pub(crate) fn teach(&mut self, person: u32, at: u32) {
        self.all[person as usize].members.push(at);
    }

    /// Takes a face from a person.
    pub(crate) fn forget(&mut self, person: u32, at: u32) {
        self.all[person as usize].members.retain(|member| *member != at);
    }

    /// Makes the looks of people again whose faces changed; returns how they looked before and after.
    pub(crate) fn look_again(&mut self, people: impl IntoIterator<Item = u32>, faces: &Faces) -> Vec<Changed> {
        let mut changed = Vec::new();
        for index in people {
            let person = &mut self.all[index as usize];
            // The order decides how sums are rounded.
            person.members.sort_unstable_by_key(|member| faces.id(*member));
            let after = (!person.members.is_empty())
                .then(|| Template::new(&faces.rows, |at| faces.reliability(at), &person.members));
            let before = std::mem::replace(&mut person.template, after.clone());
            changed.push(Changed { person: index, before, after });
        }
        changed
    }
}
