//! XML as a tree whose every node knows where it stands in the text, so that an edit can leave all the rest as it is.

use std::ops::Range;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{PrefixDeclaration, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

use super::namespace::Ns;
use crate::MetadataError;

/// Bytes of the longest packet that is read. Those with pictures in them (a depth map, a second exposure) have some million.
pub(crate) const LONGEST_PACKET: usize = 32 << 20;
/// Elements within elements; XMP needs about a dozen levels.
const DEEPEST: usize = 64;
/// Elements and attributes of one packet. A long history of edits has some thousand.
const MOST_NODES: usize = 400_000;
/// Attributes of one element. Flat packets put every property of a photo into one.
const MOST_ATTRIBUTES: usize = 4_000;

/// An element.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    pub(crate) ns: Ns,
    /// The name without its prefix.
    pub(crate) local: String,
    pub(crate) attributes: Vec<Attribute>,
    /// The prefixes that it declares; the empty one is the default.
    pub(crate) declarations: Vec<(String, Ns)>,
    pub(crate) children: Vec<Element>,
    /// All text directly in it, entities resolved.
    pub(crate) text: String,
    /// From `<` to behind the last `>`.
    pub(crate) span: Range<usize>,
    /// What stands between its tags; `None` for one that ends itself (`<a/>`).
    pub(crate) inner: Option<Range<usize>>,
}

/// An attribute that declares no namespace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) ns: Ns,
    pub(crate) local: String,
    /// Entities resolved.
    pub(crate) value: String,
    /// The value as it is written, without its quotes.
    pub(crate) span: Range<usize>,
}

/// Reads a text. The result stands for the document: its children are the outermost elements.
///
/// Document types are refused, so that there are no entities but the five of XML and numbered characters.
pub(crate) fn parse(text: &str) -> Result<Element, MetadataError> {
    if text.len() > LONGEST_PACKET {
        return Err(MetadataError::Limit(format!("{} MB of XML", text.len() >> 20)));
    }
    let mut parser = Parser { text, reader: NsReader::from_str(text), open: vec![document(text)], nodes: 0 };
    // What follows the outermost element is not part of it: some writers leave the rest of an older, longer packet there.
    while !parser.is_done() {
        let start = parser.position();
        let event = parser.reader.read_event().map_err(malformed)?;
        if matches!(event, Event::Eof) {
            break;
        }
        parser.take(event, start)?;
    }
    match (parser.open.pop(), parser.open.len()) {
        (Some(document), 0) => Ok(document),
        _ => Err(MetadataError::Malformed("the XML ends within an element".to_owned())),
    }
}

fn document(text: &str) -> Element {
    Element {
        ns: Ns::Other,
        local: String::new(),
        attributes: Vec::new(),
        declarations: Vec::new(),
        children: Vec::new(),
        text: String::new(),
        span: 0..text.len(),
        inner: Some(0..text.len()),
    }
}

fn malformed(reason: impl std::fmt::Display) -> MetadataError {
    MetadataError::malformed("the XML is damaged", reason)
}

struct Parser<'a> {
    text: &'a str,
    reader: NsReader<&'a [u8]>,
    /// The elements that are not at their end yet, the document first.
    open: Vec<Element>,
    nodes: usize,
}

impl<'a> Parser<'a> {
    fn is_done(&self) -> bool {
        matches!(self.open.as_slice(), [document] if !document.children.is_empty())
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Takes what stands from `start` to where the reader is now.
    fn take(&mut self, event: Event<'a>, start: usize) -> Result<(), MetadataError> {
        let end = self.position();
        match event {
            Event::Start(tag) => {
                let mut element = self.element(&tag, start..end)?;
                element.inner = Some(end..end);
                if self.open.len() > DEEPEST {
                    return Err(MetadataError::Limit("elements within elements without end".to_owned()));
                }
                self.open.push(element);
            }
            Event::Empty(tag) => {
                let element = self.element(&tag, start..end)?;
                self.close(element);
            }
            Event::End(_) => {
                let Some(mut element) = self.open.pop() else { return Ok(()) };
                element.span.end = end;
                element.inner = element.inner.map(|inner| inner.start..start);
                self.close(element);
            }
            Event::Text(text) => self.push_text(&text.xml10_content()),
            Event::CData(text) => self.push_text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = resolved(&reference)?;
                self.push_text(&character);
            }
            Event::DocType(_) => return Err(malformed("it has a document type")),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn close(&mut self, element: Element) {
        if let Some(parent) = self.open.last_mut() {
            parent.children.push(element);
        }
    }

    fn push_text(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut() {
            element.text.push_str(text);
        }
    }

    fn element(&mut self, tag: &BytesStart<'a>, span: Range<usize>) -> Result<Element, MetadataError> {
        let (namespace, local) = self.reader.resolver().resolve_element(tag.name());
        let (ns, local) = (ns(&namespace)?, local.as_ref().to_owned());
        let attributes = self.attributes(tag)?;
        let declarations = declarations(tag)?;
        self.nodes += 1 + attributes.len() + declarations.len();
        if self.nodes > MOST_NODES {
            return Err(MetadataError::Limit("more elements than any photo needs".to_owned()));
        }
        Ok(Element {
            ns,
            local,
            attributes,
            declarations,
            children: Vec::new(),
            text: String::new(),
            span,
            inner: None,
        })
    }

    fn attributes(&self, tag: &BytesStart<'a>) -> Result<Vec<Attribute>, MetadataError> {
        let mut found = Vec::new();
        // Comparing each name with all others costs the square of their number.
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(malformed)?;
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            if found.len() == MOST_ATTRIBUTES {
                return Err(MetadataError::Limit("attributes without end".to_owned()));
            }
            let (namespace, local) = self.reader.resolver().resolve_attribute(attribute.key);
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(malformed)?.into_owned();
            let start = (attribute.value.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
            let span = start..start.saturating_add(attribute.value.len());
            if self.text.get(span.clone()) != Some(attribute.value.as_ref()) {
                return Err(malformed("an attribute has no place"));
            }
            found.push(Attribute { ns: ns(&namespace)?, local: local.as_ref().to_owned(), value, span });
        }
        Ok(found)
    }
}

fn declarations(tag: &BytesStart<'_>) -> Result<Vec<(String, Ns)>, MetadataError> {
    let mut found = Vec::new();
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(malformed)?;
        if let Some(declaration) = attribute.key.as_namespace_binding() {
            let prefix = match declaration {
                PrefixDeclaration::Default => "",
                PrefixDeclaration::Named(prefix) => prefix,
            };
            found.push((prefix.to_owned(), Ns::from_uri(&attribute.value)));
        }
    }
    Ok(found)
}

fn ns(resolved: &ResolveResult<'_>) -> Result<Ns, MetadataError> {
    match resolved {
        ResolveResult::Bound(namespace) => Ok(Ns::from_uri(namespace.0)),
        ResolveResult::Unbound => Ok(Ns::Other),
        ResolveResult::Unknown(prefix) => Err(malformed(format!("the prefix {prefix:?} has no namespace"))),
    }
}

fn resolved(reference: &BytesRef<'_>) -> Result<String, MetadataError> {
    if let Some(character) = reference.resolve_char_ref().map_err(malformed)? {
        return Ok(character.to_string());
    }
    let name: &str = reference;
    resolve_predefined_entity(name).map(ToOwned::to_owned).ok_or_else(|| malformed(format!("unknown entity {name:?}")))
}
