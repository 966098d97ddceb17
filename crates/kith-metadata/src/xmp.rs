//! XMP packets (ISO 16684-1).

pub(crate) mod namespace;
pub(crate) mod rdf;
pub(crate) mod xml;

use std::borrow::Cow;

use crate::MetadataError;
use namespace::Ns;
use rdf::{Field, Node};
use xml::Element;

/// A packet that was read.
#[derive(Debug)]
pub(crate) struct Packet {
    document: Element,
}

impl Packet {
    /// Reads a packet of any encoding.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, MetadataError> {
        Self::of(xml::parse(&text(bytes)?)?)
    }

    /// Takes a text that was read.
    pub(crate) fn of(document: Element) -> Result<Self, MetadataError> {
        let packet = Self { document };
        if rdf::rdf(&packet.document).is_none() {
            return Err(MetadataError::Malformed("this is no XMP: it has no RDF".to_owned()));
        }
        Ok(packet)
    }

    /// The whole text.
    pub(crate) fn document(&self) -> &Element {
        &self.document
    }

    /// All properties of the photo.
    pub(crate) fn properties(&self) -> Vec<Field<'_>> {
        rdf::properties(&self.document)
    }

    /// The first property of that name.
    pub(crate) fn property(&self, ns: Ns, local: &str) -> Option<Node<'_>> {
        self.properties().into_iter().find(|field| field.is(ns, local)).map(|field| field.node)
    }

    /// The program that made the photo or wrote the packet, as far as it says so.
    pub(crate) fn program(&self) -> Option<String> {
        let tool = self.property(Ns::Xmp, "CreatorTool").and_then(Node::text);
        tool.filter(|text| !text.is_empty()).map(ToOwned::to_owned)
    }
}

/// The text of a packet: UTF-8, or UTF-16 with a byte order mark. What some writers fill up with zeros ends there.
pub(crate) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, MetadataError> {
    if bytes.len() > xml::LONGEST_PACKET {
        return Err(MetadataError::Limit(format!("an XMP packet of {} MB", bytes.len() >> 20)));
    }
    let wide = |rest: &[u8], read: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        text.map(Cow::Owned).map_err(|e| MetadataError::malformed("the XMP packet is not UTF-16", e))
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
            let text = std::str::from_utf8(&bytes[..end]);
            text.map(Cow::Borrowed).map_err(|e| MetadataError::malformed("the XMP packet is not UTF-8", e))
        }
    }
}
