//! Properties that are lists of plain texts, however they are written.

use quick_xml::escape::escape;

use super::edit::Edits;
use crate::xmp::Packet;
use crate::xmp::namespace::Ns;
use crate::xmp::rdf::{self, Node};
use crate::xmp::xml::Element;

/// A property; more than one where several descriptions have it.
#[derive(Debug)]
pub(super) struct Texts<'a> {
    ns: Ns,
    local: &'static str,
    /// How a new one is made: `Bag` or `Seq`.
    array: &'static str,
    properties: Vec<Node<'a>>,
}

impl<'a> Texts<'a> {
    pub(super) fn of(packet: &'a Packet, ns: Ns, local: &'static str, array: &'static str) -> Self {
        let properties = packet.properties().into_iter().filter(|field| field.is(ns, local));
        Self { ns, local, array, properties: properties.map(|field| field.node).collect() }
    }

    /// Whether there is such a list.
    pub(super) fn exists(&self) -> bool {
        !self.properties.is_empty()
    }

    /// All texts in their order.
    pub(super) fn texts(&self) -> impl Iterator<Item = &'a str> {
        self.properties.iter().flat_map(|property| property.items()).filter_map(Node::text)
    }

    /// Takes texts out and puts others at the end of the first list; the result is a property that is to be added, if there
    /// was none.
    pub(super) fn change(
        &self,
        is_gone: impl Fn(&str) -> bool,
        added: &[&str],
        edits: &mut Edits<'_>,
    ) -> Option<String> {
        for (number, property) in self.properties.iter().filter_map(|node| node.element()).enumerate() {
            change((self.ns, self.array), property, &is_gone, if number == 0 { added } else { &[] }, edits);
        }
        (!self.exists() && !added.is_empty()).then(|| {
            let (prefix, uri) = (self.ns.prefix(), self.ns.uri());
            format!(
                "<{prefix}:{} xmlns:{prefix}=\"{uri}\">{}</{prefix}:{}>",
                self.local,
                array(self.array, added),
                self.local
            )
        })
    }
}

fn change(
    (ns, kind): (Ns, &str),
    property: &Element,
    is_gone: impl Fn(&str) -> bool,
    added: &[&str],
    edits: &mut Edits<'_>,
) {
    let items = Node::Element(property).items();
    let (removed, kept): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.text().is_some_and(&is_gone));
    if removed.is_empty() && added.is_empty() {
        return;
    }
    if added.is_empty() && kept.is_empty() {
        return edits.remove(property);
    }
    let Some(list) = rdf::array(property) else {
        // A single value where a list should be.
        let texts: Vec<&str> = kept.iter().filter_map(|item| item.text()).chain(added.iter().copied()).collect();
        let name = edits.name_of(property);
        let (prefix, uri) = (name.split(':').next().unwrap_or_default(), ns.uri());
        return edits.replace(property, format!("<{name} xmlns:{prefix}=\"{uri}\">{}</{name}>", array(kind, &texts)));
    };
    for item in removed.iter().filter_map(|item| item.element()) {
        edits.remove(item);
    }
    edits.append_all(list, &added.iter().map(|text| item(text)).collect::<Vec<_>>());
}

fn array(kind: &str, texts: &[&str]) -> String {
    format!("<rdf:{kind}>{}</rdf:{kind}>", texts.iter().map(|text| item(text)).collect::<Vec<_>>().concat())
}

fn item(text: &str) -> String {
    format!("<rdf:li>{}</rdf:li>", escape(text))
}
