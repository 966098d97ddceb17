//! Writing people and keywords: what a file must become so that it says who is in the photo, and nothing else changes.
//!
//! A plan is made by comparing three things: the people that were last read from or written to the file (`base`), those
//! that it is to have (`wanted`), and what stands in it now. Only people that the base knows are changed or taken out;
//! what another program added since stays. Where both changed the same face differently, there is a [`Conflict`], and nothing
//! is written before the person has settled it.

mod edit;
mod embed;
mod image_regions;
mod list;
mod lists;
mod names;
mod person_words;
mod proof;
mod record;
mod texts;
mod words;

use std::borrow::Cow;
use std::fmt;

use kith_domain::{KeywordPath, PersonName, UnitRect};

use crate::MetadataError;
use crate::container::{self, Container};
use crate::iptc;
use crate::keywords::{self, Keyword, LISTS};
use crate::regions::{self, Scheme, Shape, Written};
use crate::xmp::namespace::Ns;
use crate::xmp::rdf::{self, Node};
use crate::xmp::xml::{self, Element};
use crate::xmp::{self, Packet};
use edit::Edits;
use person_words::KeywordChange;
pub use person_words::PersonWords;
pub use words::KeywordWish;

/// Who is in a photo.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct People {
    /// Those with a place.
    pub faces: Vec<Face>,
    /// Those without.
    pub names: Vec<String>,
}

/// Somebody with a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    /// The name.
    pub name: String,
    /// Where in the upright picture.
    pub rect: UnitRect,
}

/// What a file is to say.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The photo.
    pub shape: Shape,
    /// The people that were last read from this file or written to it.
    pub base: &'a People,
    /// Those that it is to have.
    pub wanted: &'a People,
    /// The faces that were found in the upright picture, as they were given when the file was read.
    pub found: &'a [UnitRect],
    /// How its keywords must change.
    pub keywords: KeywordWish<'a>,
    /// How its people are written among them.
    pub person_words: PersonWords<'a>,
}

/// Somebody as a list of a file has them, or a keyword.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// The name, empty where there is none.
    pub name: String,
    /// Where in the upright picture, in lists with places.
    pub rect: Option<UnitRect>,
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        self.rect.map_or(Ok(()), |r| write!(f, " ({:.3}, {:.3}, {:.3}, {:.3})", r.x(), r.y(), r.w(), r.h()))
    }
}

/// One difference, for people to see.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The field.
    pub tag: &'static str,
    /// What stands there, `None` for something new.
    pub old: Option<Named>,
    /// What will stand there, `None` for what is taken out.
    pub new: Option<Named>,
    /// The parts of the keyword, where it is about one.
    pub keyword: Option<Vec<String>>,
}

impl Change {
    /// A text of a list.
    fn text(tag: &'static str, old: Option<&str>, new: Option<&str>) -> Self {
        let named = |text: &str| Named { name: text.to_owned(), rect: None };
        Self { tag, old: old.map(named), new: new.map(named), keyword: None }
    }

    /// Whether both look the same to people.
    pub fn reads_as(&self, other: &Self) -> bool {
        let text = |side: &Option<Named>| side.as_ref().map(ToString::to_string);
        self.tag == other.tag && text(&self.old) == text(&other.old) && text(&self.new) == text(&other.new)
    }
}

/// A name that the file has got from somebody else since it was last read or written.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Where in the upright picture.
    pub rect: UnitRect,
    /// The name in the file.
    pub found: String,
    /// The name that was to be written.
    pub wanted: String,
}

/// What is to be done with a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WritePlan {
    /// The whole new file; `None` when it says everything already.
    pub file: Option<Vec<u8>>,
    /// How it differs.
    pub changes: Vec<Change>,
    /// What the person must decide first; then nothing changes.
    pub conflicts: Vec<Conflict>,
    /// The keywords that Kith put in for people, of those that the file says then.
    pub person_words: Vec<KeywordPath>,
}

/// Whether people can be written into a photo itself; into all others only beside them.
pub fn can_embed(file: &[u8]) -> bool {
    matches!(Container::sniff(file), Container::Jpeg | Container::Png | Container::WebP)
}

/// What must become of a sidecar, or what a new one must contain.
///
/// # Errors
/// When what stands there is malformed, or cannot be changed without harm.
pub fn plan_sidecar(file: Option<&[u8]>, wish: Wish<'_>) -> Result<WritePlan, MetadataError> {
    let keywords = KeywordChange::of(wish, || file.map(keywords_of).unwrap_or_default());
    let (packet, plan) = plan_packet(file, Wish { keywords: keywords.wish(), ..wish })?;
    Ok(WritePlan { file: packet.map(String::into_bytes), person_words: keywords.ours, ..plan })
}

/// What must become of a photo that carries its people itself.
///
/// # Errors
/// When its metadata are malformed, when they cannot be changed without harm, or when its format only ever gets a sidecar.
pub fn plan_photo(file: &[u8], wish: Wish<'_>) -> Result<WritePlan, MetadataError> {
    if !can_embed(file) {
        return Err(MetadataError::Unsupported("files of this kind only get a sidecar".to_owned()));
    }
    let blocks = container::blocks(file);
    if let Some(problem) = blocks.problems.into_iter().next() {
        return Err(problem);
    }
    let keywords = KeywordChange::of(wish, || {
        let packet = blocks.xmp.first().map(|packet| keywords_of(packet)).unwrap_or_default();
        [packet, blocks.iptc.as_deref().map(iptc::words).unwrap_or_default()].concat()
    });
    let all = Wish { keywords: keywords.wish(), ..wish };
    let mut packets = blocks.xmp.iter().map(Cow::as_ref);
    let (packet, plan) = plan_packet(packets.next(), all)?;
    for extended in packets {
        refuse_written(&Packet::parse(extended)?, all)?;
    }
    let embedded = packet.map(|packet| embed::embed(file, &packet)).transpose()?;
    // Where records are not changed, people are left to the packet.
    let of_record = if Container::sniff(file) == Container::Jpeg { all.keywords } else { wish.keywords };
    let plan = record::change(file, blocks.iptc.as_deref(), WritePlan { file: embedded, ..plan }, of_record)?;
    Ok(WritePlan { person_words: keywords.ours, ..plan })
}

/// The keywords of a packet; what is damaged is told by whoever changes it.
fn keywords_of(packet: &[u8]) -> Vec<Keyword> {
    Packet::parse(packet).map(|packet| keywords::keywords(&packet)).unwrap_or_default()
}

/// The properties that Kith writes.
fn written_properties(wish: Wish<'_>) -> impl Iterator<Item = (Ns, &'static str)> {
    let people = [(Ns::MwgRegions, "Regions"), (Ns::MicrosoftPhoto, "RegionInfo"), (Ns::IptcExt, "PersonInImage")];
    let keywords = LISTS.into_iter().filter(move |_| !wish.keywords.is_empty());
    people.into_iter().chain(keywords.map(|(ns, name, _)| (ns, name)))
}

/// What stands in a part of the metadata that is not rewritten would contradict what is written.
fn refuse_written(packet: &Packet, wish: Wish<'_>) -> Result<(), MetadataError> {
    if written_properties(wish).any(|(ns, name)| packet.property(ns, name).is_some()) {
        let reason = "the people or keywords of this photo stand in an extended XMP packet";
        return Err(MetadataError::Unsupported(reason.to_owned()));
    }
    Ok(())
}

/// A packet that says nothing yet.
const EMPTY: &str = concat!(
    "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n",
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\" x:xmptk=\"Kith\">\n",
    " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n",
    " </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>"
);

/// The new packet, unless nothing changes, and a plan without a file.
fn plan_packet(old: Option<&[u8]>, wish: Wish<'_>) -> Result<(Option<String>, WritePlan), MetadataError> {
    let (mark, text) = match old {
        Some(old) => editable(old)?,
        None => ("", EMPTY),
    };
    let packet = Packet::of(xml::parse(text)?)?;
    let mut edits = Edits::new(text, packet.document());
    let root = changeable_root(&packet, &edits, wish)?;
    let written = regions::written(&packet, wish.shape)?;
    let decisions = regions::decide(&packet, &written, wish.shape, wish.found);
    let mut plan = WritePlan::default();
    let mut parts = Vec::new();
    for kind in lists::KINDS {
        let own: Vec<&Written<'_>> = written.iter().filter(|region| kind.has(region.scheme)).collect();
        let entries = list::entries(&own, decisions, wish.shape.orientation);
        let steps = list::steps(&entries, wish, &mut plan);
        parts.push(Part { kind, list: OfList { own, steps } });
    }
    let own: Vec<&Written<'_>> = written.iter().filter(|region| region.scheme == Scheme::Iptc).collect();
    let entries = list::entries(&own, decisions, wish.shape.orientation);
    let iptc = OfList { steps: image_regions::steps(&entries, wish, &mut plan), own };
    if !plan.conflicts.is_empty() {
        // Lists that contradict each other would be worse than an old one.
        return Ok((None, WritePlan { conflicts: plan.conflicts, ..WritePlan::default() }));
    }
    let mut added = Vec::new();
    image_regions::apply(&packet, &iptc.own, &iptc.steps, &mut edits);
    for Part { kind, list: OfList { own, steps } } in &parts {
        added.extend(lists::apply(*kind, &packet, own, steps, decisions, wish.shape, &mut edits));
    }
    added.extend(names::apply(&packet, wish, &mut edits, &mut plan));
    let words = words::words(&packet, wish.keywords)?;
    added.extend(words.iter().filter_map(|list| list.apply(&mut edits, &mut plan)));
    if plan.changes.is_empty() {
        return Ok((None, plan));
    }
    add_descriptions(root, &added, &mut edits);
    let new = edits.apply();
    let before = proof::Before { text, packet: &packet, written: &written, parts: &parts, iptc: &iptc, words: &words };
    if !before.proves(&new, wish)? {
        return Err(MetadataError::Unsupported("the metadata of this photo cannot be changed safely".to_owned()));
    }
    Ok((Some(format!("{mark}{new}")), plan))
}

/// A list that Kith writes.
struct Part<'a> {
    kind: lists::Kind,
    list: OfList<'a>,
}

/// The regions of a list, and what becomes of it.
struct OfList<'a> {
    own: Vec<&'a Written<'a>>,
    steps: Vec<list::Step>,
}

/// The element in which descriptions stand, unless the packet is written in a way that this crate does not change.
fn changeable_root<'a>(packet: &'a Packet, edits: &Edits<'_>, wish: Wish<'_>) -> Result<&'a Element, MetadataError> {
    let none = || MetadataError::Malformed("this is no XMP: it has no RDF".to_owned());
    let root = rdf::rdf(packet.document()).ok_or_else(none)?;
    if edits.name_of(root) != "rdf:RDF" {
        return Err(MetadataError::Unsupported("this XMP does not call RDF by its usual name".to_owned()));
    }
    let is_attribute = |(ns, name)| matches!(packet.property(ns, name), Some(Node::Attribute(_)));
    if written_properties(wish).any(is_attribute) {
        return Err(MetadataError::Malformed("people or keywords are not written as a list in this XMP".to_owned()));
    }
    Ok(root)
}

/// The text of a packet that can be changed in place, and the mark before it.
fn editable(bytes: &[u8]) -> Result<(&'static str, &str), MetadataError> {
    match xmp::text(bytes)? {
        Cow::Borrowed(text) => Ok((if bytes.starts_with(b"\xEF\xBB\xBF") { "\u{feff}" } else { "" }, text)),
        Cow::Owned(_) => Err(MetadataError::Unsupported("this XMP is written in UTF-16".to_owned())),
    }
}

/// Puts new properties into descriptions of their own, about the same thing as the others.
fn add_descriptions(root: &Element, properties: &[String], edits: &mut Edits<'_>) {
    let about = root.children.iter().find_map(|description| {
        description.attributes.iter().find(|a| a.ns == Ns::Rdf && a.local == "about").map(|a| a.value.as_str())
    });
    let about = quick_xml::escape::escape(about.unwrap_or_default()).into_owned();
    for property in properties {
        let description = format!("<rdf:Description rdf:about=\"{about}\">\n   {property}\n  </rdf:Description>");
        let space = if root.children.is_empty() { "\n  " } else { "" };
        edits.append(root, &format!("{space}{description}"));
    }
}

/// What makes two names the same.
fn key(name: &str) -> String {
    PersonName::new(name).map_or_else(|_| name.to_owned(), |name| name.key().as_str().to_owned())
}
