//! Who is meant by a name: the person who has it, or into whom they were merged; of a face, also the person who had it before.

use std::collections::{HashMap, HashSet};

use kith_domain::decision::{Facts, Standing};
use kith_domain::{FileId, NameKey, PersonId, PersonName, PhotoId};
use kith_store::{Library, ToldFace};

use crate::error::Result;

/// The living people by all names that mean them.
pub(super) struct Names {
    now: HashMap<NameKey, PersonId>,
    former: HashSet<(PersonId, NameKey)>,
}

impl Names {
    /// The names that people have, and `former` ones, each with whoever was called so.
    pub(super) fn of(facts: &Facts, former: &[(PersonId, PersonName)]) -> Self {
        let living = facts.people.iter().filter(|(_, person)| person.standing == Standing::Live);
        let mut now: HashMap<_, _> = living.map(|(id, person)| (person.name.key(), *id)).collect();
        for person in facts.people.values() {
            if let Some(heir) = heir(facts, person.standing) {
                now.entry(person.name.key()).or_insert(heir);
            }
        }
        let by_heir = |(person, name): &(PersonId, PersonName)| {
            let heir = heir(facts, facts.people.get(person)?.standing).unwrap_or(*person);
            Some((heir, name.key()))
        };
        Self { now, former: former.iter().filter_map(by_heir).collect() }
    }

    /// Who has a name now.
    pub(super) fn person(&self, name: &NameKey) -> Option<PersonId> {
        self.now.get(name).copied()
    }

    /// Whom a file names.
    pub(super) fn named(&self, face: &ToldFace) -> Option<PersonId> {
        self.person(&super::key_of(face)?)
    }

    /// Whether a name means the person whom the library knows at that place: it is theirs, or was, and nobody has it now.
    pub(super) fn means(&self, name: &NameKey, person: PersonId) -> bool {
        self.person(name).map_or_else(|| self.was(name, person), |now| now == person)
    }

    /// Whether somebody was called so.
    pub(super) fn was(&self, name: &NameKey, person: PersonId) -> bool {
        self.former.contains(&(person, name.clone()))
    }

    /// Whether a file says of a place what the library does.
    pub(super) fn agree(&self, told: &ToldFace, person: PersonId) -> bool {
        super::key_of(told).is_some_and(|name| self.means(&name, person))
    }
}

/// Whom a file names without a place by a name of somebody who is confirmed in its photo. With the face the name became
/// Kith's to change.
///
/// # Errors
/// When the library cannot be read.
pub(crate) async fn placed_since(library: &Library, (file, photo): (FileId, PhotoId)) -> Result<Vec<String>> {
    let named = library.named_people_in(file).await?;
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let mut write = library.write().await?;
    let facts = write.facts_of_photo(photo).await?;
    let names = Names::of(&facts, &write.former_names().await?);
    let confirmed: Vec<_> =
        facts.faces.values().filter(|face| face.exists).filter_map(|face| face.verdict.person()).collect();
    let is_placed = |name: &PersonName| confirmed.iter().any(|person| names.means(&name.key(), *person));
    Ok(named.iter().filter(|name| is_placed(name)).map(ToString::to_string).collect())
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
