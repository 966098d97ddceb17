//! Changes to a text that leave everything else as it is, byte for byte.

use std::ops::Range;

use quick_xml::escape::escape;

use crate::xmp::namespace::Ns;
use crate::xmp::rdf::{self, Node};
use crate::xmp::xml::Element;

/// Changes that were not made yet.
pub(super) struct Edits<'a> {
    text: &'a str,
    document: &'a Element,
    changes: Vec<(Range<usize>, String)>,
}

impl<'a> Edits<'a> {
    pub(super) fn new(text: &'a str, document: &'a Element) -> Self {
        Self { text, document, changes: Vec::new() }
    }

    /// The text with all changes made.
    pub(super) fn apply(mut self) -> String {
        // Insertions at one place keep their order.
        self.changes.sort_by_key(|(range, _)| range.start);
        let mut result = String::with_capacity(self.text.len() + 1024);
        let mut at = 0;
        for (range, new) in self.changes {
            // What stands within something that is taken out goes with it.
            if range.start >= at {
                result.push_str(&self.text[at..range.start]);
                result.push_str(&new);
                at = range.end;
            }
        }
        result.push_str(&self.text[at..]);
        result
    }

    /// Gives a value another text.
    pub(super) fn set(&mut self, node: Node<'_>, value: &str) {
        let escaped = escape(value).into_owned();
        match node {
            Node::Attribute(attribute) => self.changes.push((attribute.span.clone(), escaped)),
            Node::Element(element) => match &element.inner {
                Some(inner) => self.changes.push((inner.clone(), escaped)),
                None => self.open(element, &escaped),
            },
        }
    }

    /// Takes an element out, with the space before it.
    pub(super) fn remove(&mut self, element: &Element) {
        let before = self.text[..element.span.start].trim_end().len();
        self.changes.push((before..element.span.end, String::new()));
    }

    /// Takes an element out and puts something else in its place.
    pub(super) fn replace(&mut self, element: &Element, xml: String) {
        self.changes.push((element.span.clone(), xml));
    }

    /// Puts something behind the last child of an element, as far from its side as that.
    pub(super) fn append(&mut self, parent: &Element, xml: &str) {
        let Some(inner) = &parent.inner else { return self.open(parent, xml) };
        match parent.children.last() {
            Some(last) => {
                let start = self.text[..last.span.start].trim_end().len();
                let space = &self.text[start..last.span.start];
                self.changes.push((last.span.end..last.span.end, format!("{space}{xml}")));
            }
            None => self.changes.push((inner.start..inner.start, xml.to_owned())),
        }
    }

    /// Puts several things behind the last child of an element, in their order.
    pub(super) fn append_all(&mut self, parent: &Element, all: &[String]) {
        if parent.inner.is_none() || parent.children.is_empty() {
            self.append(parent, &all.concat());
        } else {
            for xml in all {
                self.append(parent, xml);
            }
        }
    }

    /// Puts a field into a structure, however that is written.
    pub(super) fn add_field(&mut self, structure: &Element, xml: &str) {
        let description = structure.children.iter().find(|c| c.ns == Ns::Rdf && c.local == "Description");
        let is_flat = structure.inner.is_none() && structure.attributes.iter().any(|a| a.ns != Ns::Rdf);
        match description {
            Some(description) => self.append(description, xml),
            // Fields as attributes and fields as elements need a description around them to be RDF.
            None if is_flat => {
                let name = self.name_of(structure);
                let at = structure.span.start + 1 + name.len();
                self.changes.push((at..at, "><rdf:Description".to_owned()));
                self.open(structure, &format!("{xml}</rdf:Description>"));
            }
            None => self.append(structure, xml),
        }
    }

    /// Gives content to an element that ends itself. Its attributes stay where they are.
    fn open(&mut self, element: &Element, content: &str) {
        let name = self.name_of(element);
        let tag = self.text[element.span.clone()].trim_end_matches("/>").trim_end();
        let end = element.span.start + tag.len();
        self.changes.push((end..element.span.end, format!(">{content}</{name}>")));
    }

    /// How many comments stand in an element.
    pub(super) fn comments_in(&self, element: &Element) -> usize {
        self.text[element.span.clone()].matches("<!--").count()
    }

    /// The name of an element as it is written.
    pub(super) fn name_of(&self, element: &Element) -> &'a str {
        let tag = &self.text[element.span.start + 1..];
        &tag[..tag.find(|c: char| c.is_whitespace() || c == '/' || c == '>').unwrap_or(tag.len())]
    }

    /// The names that are known where something new is to stand in `parent`.
    pub(super) fn names_in(&self, parent: &Element) -> Names {
        Names { known: rdf::declarations(self.document, parent.span.start), missing: Vec::new() }
    }
}

/// The prefixes at one place of a text.
#[derive(Debug, Clone)]
pub(super) struct Names {
    known: Vec<(String, Ns)>,
    missing: Vec<Ns>,
}

impl Names {
    /// Where nothing is known.
    pub(super) fn none() -> Self {
        Self { known: Vec::new(), missing: Vec::new() }
    }

    /// A name with its prefix; a namespace that is not declared here is noted.
    pub(super) fn name(&mut self, ns: Ns, local: &str) -> String {
        let prefix = self.known.iter().find(|(_, known)| *known == ns).map(|(prefix, _)| prefix.clone());
        let prefix = prefix.unwrap_or_else(|| {
            if !self.missing.contains(&ns) {
                self.missing.push(ns);
            }
            ns.prefix().to_owned()
        });
        format!("{prefix}:{local}")
    }

    /// An element with a text.
    pub(super) fn element(&mut self, ns: Ns, local: &str, text: &str) -> String {
        let name = self.name(ns, local);
        format!("<{name}>{}</{name}>", escape(text))
    }

    /// Declares the namespaces that were missing, in the tag of the outermost new element.
    pub(super) fn declare(&self) -> String {
        let declaration = |ns: &Ns| format!(" xmlns:{}=\"{}\"", ns.prefix(), ns.uri());
        self.missing.iter().map(declaration).collect::<Vec<_>>().concat()
    }
}
