//! Who is meant by a name: the person who has it, or into whom they were merged.

use std::collections::HashMap;

use kith_domain::decision::{Facts, Standing};
use kith_domain::{NameKey, PersonId};
use kith_store::ToldFace;

/// The living people by all names that mean them.
pub(super) struct Names(HashMap<NameKey, PersonId>);

impl Names {
    pub(super) fn of(facts: &Facts) -> Self {
        let living = facts.people.iter().filter(|(_, person)| person.standing == Standing::Live);
        let mut names: HashMap<_, _> = living.map(|(id, person)| (person.name.key(), *id)).collect();
        for person in facts.people.values() {
            if let Some(now) = heir(facts, person.standing) {
                names.entry(person.name.key()).or_insert(now);
            }
        }
        Self(names)
    }

    pub(super) fn person(&self, name: &NameKey) -> Option<PersonId> {
        self.0.get(name).copied()
    }

    /// Whom a file names.
    pub(super) fn named(&self, face: &ToldFace) -> Option<PersonId> {
        self.person(&super::key_of(face)?)
    }
}

/// Who is at the end of a chain of merges.
fn heir(facts: &Facts, mut standing: Standing) -> Option<PersonId> {
    for _ in 0..facts.people.len() {
        let Standing::Merged { into } = standing else { return None };
        standing = facts.people.get(&into)?.standing;
        if standing == Standing::Live {
            return Some(into);
        }
    }
    None
}
