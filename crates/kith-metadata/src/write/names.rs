//! The names of all people in the photo: `Iptc4xmpExt:PersonInImage`.

use std::collections::BTreeSet;

use kith_domain::PersonName;

use super::edit::Edits;
use super::texts::Texts;
use super::{Change, People, Wish, WritePlan, key};
use crate::xmp::Packet;
use crate::xmp::namespace::Ns;

const TAG: &str = "Iptc4xmpExt:PersonInImage";

/// Puts names in and takes them out; the result is a property that is to be added, if there was none.
pub(super) fn apply(packet: &Packet, wish: Wish<'_>, edits: &mut Edits<'_>, plan: &mut WritePlan) -> Option<String> {
    let list = list(packet);
    let (wanted, base) = (all(wish.wanted), all(wish.base));
    let keys = |names: &[&str]| -> BTreeSet<String> { names.iter().map(|name| key(name)).collect() };
    let (wanted_keys, base_keys) = (keys(&wanted), keys(&base));
    // A name that Kith wrote and that is written otherwise now, in case alone, is written anew.
    let is_respelt = |name: &str| {
        let is_wanted = wanted.iter().any(|wanted| spelt(wanted) == spelt(name));
        !is_wanted && base.iter().any(|base| spelt(base) == spelt(name))
    };
    let is_gone =
        |name: &str| base_keys.contains(&key(name)) && (!wanted_keys.contains(&key(name)) || is_respelt(name));
    let present: BTreeSet<String> = list.texts().filter(|name| !is_gone(name)).map(key).collect();
    let added: Vec<&str> = wanted.iter().copied().filter(|name| !present.contains(&key(name))).collect();
    plan.changes.extend(list.texts().filter(|name| is_gone(name)).map(|name| Change::text(TAG, Some(name), None)));
    plan.changes.extend(added.iter().map(|name| Change::text(TAG, None, Some(name))));
    list.change(is_gone, &added, edits)
}

/// A name as it is spelt, however it is composed.
fn spelt(name: &str) -> Option<PersonName> {
    PersonName::new(name).ok()
}

fn list(packet: &Packet) -> Texts<'_> {
    Texts::of(packet, Ns::IptcExt, "PersonInImage", "Bag")
}

/// All items of the list as it is written.
pub(super) fn written(packet: &Packet) -> Vec<&str> {
    list(packet).texts().collect()
}

/// All names once, in the order of the people.
pub(super) fn all(people: &People) -> Vec<&str> {
    once(people.faces.iter().map(|face| face.name.as_str()).chain(people.names.iter().map(String::as_str)))
}

/// The names of those with a place once, in their order.
pub(super) fn with_faces(people: &People) -> Vec<&str> {
    once(people.faces.iter().map(|face| face.name.as_str()))
}

fn once<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut known = BTreeSet::new();
    names.filter(|name| known.insert(key(name))).collect()
}
