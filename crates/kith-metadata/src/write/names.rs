//! The names of all people in the photo: `Iptc4xmpExt:PersonInImage`.

use std::collections::BTreeSet;

use quick_xml::escape::escape;

use super::edit::Edits;
use super::{Change, Named, People, Wish, WritePlan, key};
use crate::xmp::Packet;
use crate::xmp::namespace::Ns;
use crate::xmp::rdf::{self, Node};
use crate::xmp::xml::Element;

const LIST: &str = "PersonInImage";

/// How the list changes.
struct Difference<'a> {
    /// All items that are there.
    items: Vec<Node<'a>>,
    /// Those of them that are taken out.
    removed: Vec<Node<'a>>,
    /// New names.
    added: Vec<&'a str>,
}

/// Puts names in and takes them out; the result is a property that is to be added, if there was none.
pub(super) fn apply(packet: &Packet, wish: Wish<'_>, edits: &mut Edits<'_>, plan: &mut WritePlan) -> Option<String> {
    let list = packet.property(Ns::IptcExt, LIST);
    let difference = difference(list, wish);
    if difference.removed.is_empty() && difference.added.is_empty() {
        return None;
    }
    let note = |old: Option<&str>, new: Option<&str>| Change {
        tag: "Iptc4xmpExt:PersonInImage",
        old: old.map(named),
        new: new.map(named),
    };
    plan.changes.extend(difference.removed.iter().map(|item| note(item.text(), None)));
    plan.changes.extend(difference.added.iter().map(|name| note(None, Some(name))));
    if let Some(property) = list.and_then(Node::element) {
        change(property, &difference, edits);
        return None;
    }
    let (prefix, uri) = (Ns::IptcExt.prefix(), Ns::IptcExt.uri());
    Some(format!("<{prefix}:{LIST} xmlns:{prefix}=\"{uri}\">{}</{prefix}:{LIST}>", bag(&difference.added)))
}

fn difference<'a>(list: Option<Node<'a>>, wish: Wish<'a>) -> Difference<'a> {
    let items = list.map(Node::items).unwrap_or_default();
    let (wanted, base) = (all(wish.wanted), all(wish.base));
    let keys = |names: &[&str]| -> BTreeSet<String> { names.iter().map(|name| key(name)).collect() };
    let (wanted_keys, base_keys) = (keys(&wanted), keys(&base));
    let present: BTreeSet<String> = items.iter().filter_map(|item| item.text()).map(key).collect();
    let is_gone = |name: &str| base_keys.contains(&key(name)) && !wanted_keys.contains(&key(name));
    let removed = items.iter().filter(|item| item.text().is_some_and(is_gone)).copied().collect();
    let added = wanted.into_iter().filter(|name| !present.contains(&key(name))).collect();
    Difference { items, removed, added }
}

fn named(name: &str) -> Named {
    Named { name: name.to_owned(), rect: None }
}

fn change(property: &Element, difference: &Difference<'_>, edits: &mut Edits<'_>) {
    let Difference { items, removed, added } = difference;
    if added.is_empty() && removed.len() == items.len() {
        return edits.remove(property);
    }
    let Some(list) = rdf::array(property) else {
        // A single value where a list should be.
        let kept = items.iter().filter(|_| removed.is_empty()).filter_map(|item| item.text());
        let names: Vec<&str> = kept.chain(added.iter().copied()).collect();
        let name = edits.name_of(property);
        let (prefix, uri) = (name.split(':').next().unwrap_or_default(), Ns::IptcExt.uri());
        return edits.replace(property, format!("<{name} xmlns:{prefix}=\"{uri}\">{}</{name}>", bag(&names)));
    };
    for item in removed.iter().filter_map(|item| item.element()) {
        edits.remove(item);
    }
    for name in added {
        edits.append(list, &item(name));
    }
}

fn bag(names: &[&str]) -> String {
    format!("<rdf:Bag>{}</rdf:Bag>", names.iter().map(|name| item(name)).collect::<Vec<_>>().concat())
}

fn item(name: &str) -> String {
    format!("<rdf:li>{}</rdf:li>", escape(name))
}

/// All items of the list as it is written.
pub(super) fn written(packet: &Packet) -> Vec<&str> {
    let items = packet.property(Ns::IptcExt, LIST).map(Node::items).unwrap_or_default();
    items.into_iter().filter_map(Node::text).collect()
}

/// All names once, in the order of the people.
pub(super) fn all(people: &People) -> Vec<&str> {
    let mut known = BTreeSet::new();
    let names = people.faces.iter().map(|face| face.name.as_str()).chain(people.names.iter().map(String::as_str));
    names.filter(|name| known.insert(key(name))).collect()
}
