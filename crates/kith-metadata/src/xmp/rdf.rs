//! The data model of XMP (ISO 16684-1, section 6) seen through the RDF in which it is written.
//!
//! One property can be written in several ways: as an attribute or as an element; a structure as a nested description,
//! with `parseType="Resource"`, or as attributes. The views here make them one.

use super::namespace::Ns;
use super::xml::{Attribute, Element};

/// A value, wherever it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Node<'a> {
    /// A plain text.
    Attribute(&'a Attribute),
    /// Anything.
    Element(&'a Element),
}

/// A value with its name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'a> {
    pub(crate) ns: Ns,
    pub(crate) local: &'a str,
    pub(crate) node: Node<'a>,
}

impl Field<'_> {
    pub(crate) fn is(&self, ns: Ns, local: &str) -> bool {
        self.ns == ns && self.local == local
    }
}

impl<'a> Node<'a> {
    /// The element, if it is one.
    pub(crate) fn element(self) -> Option<&'a Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Attribute(_) => None,
        }
    }

    /// The text of a plain value, trimmed; of an array of languages, that of the default or the first; of a value with
    /// qualifiers, the value's. `None` when there is nothing to read.
    pub(crate) fn text(self) -> Option<&'a str> {
        let text = match self {
            Self::Attribute(attribute) => attribute.value.trim(),
            Self::Element(element) if array(element).is_some() => return default_text(array(element)?),
            Self::Element(element) => match self.field(Ns::Rdf, "value") {
                Some(value) => return value.text(),
                None => element.text.trim(),
            },
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// The fields of a structure, in the order in which they are written.
    pub(crate) fn fields(self) -> Vec<Field<'a>> {
        let Self::Element(element) = self else { return Vec::new() };
        let mut fields = attribute_fields(element);
        for child in &element.children {
            match (child.ns, child.local.as_str()) {
                (Ns::Rdf, "Description") => {
                    fields.extend(attribute_fields(child));
                    fields.extend(child.children.iter().map(element_field));
                }
                (Ns::Rdf, "Bag" | "Seq" | "Alt") => {}
                _ => fields.push(element_field(child)),
            }
        }
        fields
    }

    /// The first field of that name.
    pub(crate) fn field(self, ns: Ns, local: &str) -> Option<Node<'a>> {
        self.fields().into_iter().find(|field| field.is(ns, local)).map(|field| field.node)
    }

    /// The items of an array. Where an array should be, some programs write its only item.
    pub(crate) fn items(self) -> Vec<Node<'a>> {
        match self.element().and_then(array) {
            Some(list) => list.children.iter().filter(|item| is_item(item)).map(Node::Element).collect(),
            None if self.text().is_some() || !self.fields().is_empty() => vec![self],
            None => Vec::new(),
        }
    }
}

/// The properties of the photo: those of all descriptions of a packet.
pub(crate) fn properties(document: &Element) -> Vec<Field<'_>> {
    let descriptions = rdf(document).into_iter().flat_map(|rdf| &rdf.children);
    let descriptions = descriptions.filter(|child| child.ns == Ns::Rdf && child.local == "Description");
    descriptions
        .flat_map(|description| {
            let mut fields = attribute_fields(description);
            fields.extend(description.children.iter().map(element_field));
            fields
        })
        .collect()
}

/// The element `rdf:RDF`, with or without the wrapper of Adobe's around it.
pub(crate) fn rdf(document: &Element) -> Option<&Element> {
    let is_rdf = |element: &&Element| element.ns == Ns::Rdf && element.local == "RDF";
    let outer = &document.children;
    outer.iter().find(is_rdf).or_else(|| outer.iter().flat_map(|wrapper| &wrapper.children).find(is_rdf))
}

/// The `rdf:Bag`, `rdf:Seq` or `rdf:Alt` of an array.
pub(crate) fn array(element: &Element) -> Option<&Element> {
    let is_array = |child: &&Element| child.ns == Ns::Rdf && matches!(child.local.as_str(), "Bag" | "Seq" | "Alt");
    element.children.iter().find(is_array)
}

/// The prefixes that are known within the element that begins at a place, without the default: XMP cannot use it for
/// attributes.
pub(crate) fn declarations(document: &Element, start: usize) -> Vec<(String, Ns)> {
    let mut known: Vec<(String, Ns)> = Vec::new();
    let mut element = Some(document);
    while let Some(outer) = element {
        for (prefix, ns) in outer.declarations.iter().filter(|(prefix, _)| !prefix.is_empty()) {
            known.retain(|(older, _)| older != prefix);
            known.push((prefix.clone(), *ns));
        }
        element = outer.children.iter().find(|child| child.span.contains(&start));
    }
    known
}

fn is_item(element: &Element) -> bool {
    element.ns == Ns::Rdf && element.local == "li"
}

fn default_text(list: &Element) -> Option<&str> {
    let is_default = |item: &&Element| item.attributes.iter().any(|a| a.ns == Ns::Xml && a.value == "x-default");
    let mut items = list.children.iter().filter(|item| is_item(item));
    let item = items.clone().find(is_default).or_else(|| items.next())?;
    // An array within an array is no text.
    if array(item).is_some() { None } else { Node::Element(item).text() }
}

fn attribute_fields(element: &Element) -> Vec<Field<'_>> {
    let plain = element.attributes.iter().filter(|attribute| !matches!(attribute.ns, Ns::Rdf | Ns::Xml));
    plain.map(|a| Field { ns: a.ns, local: &a.local, node: Node::Attribute(a) }).collect()
}

fn element_field(element: &Element) -> Field<'_> {
    Field { ns: element.ns, local: &element.local, node: Node::Element(element) }
}
