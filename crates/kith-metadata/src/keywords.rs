//! Keywords: ordinary words for a photo. A person is never one, but a keyword may have a person's name.

use std::collections::BTreeSet;

use kith_domain::KeywordPath;

use crate::xmp::Packet;
use crate::xmp::namespace::Ns;
use crate::xmp::rdf::Node;

/// Where a keyword is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeywordSource {
    /// `dc:subject`.
    DublinCore,
    /// `lr:hierarchicalSubject`: a path with `|` between its parts.
    Lightroom,
    /// `digiKam:TagsList`: a path with `/` between its parts.
    DigiKam,
    /// IPTC data set 2:25.
    Iptc,
}

impl KeywordSource {
    /// What stands between the parts of a path; lists without it have single words.
    pub(crate) fn separator(self) -> Option<char> {
        match self {
            Self::Lightroom => Some('|'),
            Self::DigiKam => Some('/'),
            Self::DublinCore | Self::Iptc => None,
        }
    }
}

/// A keyword with its place in the hierarchy of the program that wrote it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Keyword {
    /// From the outermost part to the word itself; never empty, and no part is.
    pub path: Vec<String>,
    /// Where it is written.
    pub source: KeywordSource,
}

impl Keyword {
    /// `None` when nothing is written.
    pub(crate) fn new(text: &str, source: KeywordSource) -> Option<Self> {
        let separator = source.separator();
        let parts = text.split(|c| Some(c) == separator).map(str::trim).filter(|part| !part.is_empty());
        let path: Vec<String> = parts.map(ToOwned::to_owned).collect();
        (!path.is_empty()).then_some(Self { path, source })
    }

    /// What tells it apart from others, as far as it is a word for Kith.
    pub(crate) fn key(&self) -> Option<String> {
        KeywordPath::new(&self.path).map(|path| path.key())
    }

    /// The path with `/` between its parts.
    pub fn text(&self) -> String {
        self.path.join("/")
    }
}

/// The lists of a packet.
pub(crate) const LISTS: [(Ns, &str, KeywordSource); 3] = [
    (Ns::DublinCore, "subject", KeywordSource::DublinCore),
    (Ns::Lightroom, "hierarchicalSubject", KeywordSource::Lightroom),
    (Ns::DigiKam, "TagsList", KeywordSource::DigiKam),
];

/// The keywords of a packet, list by list.
pub(crate) fn keywords(packet: &Packet) -> Vec<Keyword> {
    let properties = packet.properties();
    let lists = LISTS.iter().flat_map(|(ns, name, source)| {
        let nodes = properties.iter().filter(|field| field.is(*ns, name)).flat_map(|field| field.node.items());
        nodes.filter_map(Node::text).filter_map(|text| Keyword::new(text, *source))
    });
    lists.collect()
}

/// Each path once, in the order in which they come.
pub(crate) fn paths(keywords: &[Keyword]) -> Vec<String> {
    let mut known = BTreeSet::new();
    keywords.iter().map(Keyword::text).filter(|path| known.insert(path.clone())).collect()
}
