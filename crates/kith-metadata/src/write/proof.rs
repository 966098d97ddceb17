//! Reading what was planned: it must say what was wanted, and everything else as before, or nothing is written.

use std::collections::BTreeSet;

use kith_domain::UnitRect;

use super::list::{SAME, Step};
use super::words::{self, Words};
use super::{Face, OfList, Part, Wish, key, names};
use crate::MetadataError;
use crate::regions::{self, Decisions, FACE, Scheme, Written};
use crate::xmp::Packet;
use crate::xmp::rdf::Node;
use crate::xmp::xml;

/// A packet before it was changed, and what was to become of it.
pub(super) struct Before<'a> {
    pub(super) text: &'a str,
    pub(super) packet: &'a Packet,
    pub(super) written: &'a [Written<'a>],
    pub(super) parts: &'a [Part<'a>],
    pub(super) iptc: &'a OfList<'a>,
    pub(super) words: &'a [Words<'a>],
}

/// What must have become of a region.
enum Expected<'a> {
    /// Not a byte of it has changed.
    Untouched(&'a Written<'a>),
    /// It has this name, or the one that it had, at this place, or where it was.
    Changed { old: &'a Written<'a>, name: Option<&'a str>, rect: Option<UnitRect> },
    /// It is new.
    Added(&'a Face),
}

impl Before<'_> {
    /// Whether `new` says what is wanted, nothing that was to be taken out, and everything else as it stood.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn proves(&self, new: &str, wish: Wish<'_>) -> Result<bool, MetadataError> {
        let packet = Packet::of(xml::parse(new)?)?;
        let written = regions::written(&packet, wish.shape)?;
        let after = After { text: new, decisions: regions::decide(&packet, &written, wish.shape, wish.found), wish };
        let decisions = regions::decide(self.packet, self.written, wish.shape, wish.found);
        let lists = self.parts.iter().all(|part| {
            let own: Vec<_> = written.iter().filter(|region| part.kind.has(region.scheme)).collect();
            self.list_is_right(&expected(&part.list), &own, &after, decisions)
        });
        let own: Vec<_> = written.iter().filter(|region| region.scheme == Scheme::Iptc).collect();
        let iptc = self.list_is_right(&expected(self.iptc), &own, &after, decisions);
        let keywords = words::are_right(self.words, &packet, wish.keywords);
        Ok(lists && iptc && keywords && self.names_are_right(&packet, wish) && after.has_all(&written))
    }

    fn list_is_right(
        &self,
        expected: &[Expected<'_>],
        found: &[&Written<'_>],
        after: &After<'_>,
        decisions: Decisions,
    ) -> bool {
        let place = |region: &Written<'_>| Some(region.read(decisions, after.wish.shape.orientation)?.rect);
        expected.len() == found.len()
            && expected.iter().zip(found).all(|(expected, new)| match expected {
                Expected::Untouched(old) => self.is_untouched(old, new, after, decisions),
                Expected::Changed { old, name, rect } => {
                    let name = name.or(old.name.as_deref());
                    new.name.as_deref() == name && new.kind == old.kind && after.is_at(new, rect.or_else(|| place(old)))
                }
                Expected::Added(face) => {
                    new.name.as_deref() == Some(face.name.trim())
                        && new.kind == FACE
                        && after.is_at(new, Some(face.rect))
                }
            })
    }

    fn is_untouched(&self, old: &Written<'_>, new: &Written<'_>, after: &After<'_>, decisions: Decisions) -> bool {
        let place = old.read(decisions, after.wish.shape.orientation).map(|region| region.rect);
        source(self.text, old.node) == source(after.text, new.node) && after.is_at(new, place)
    }

    /// Names that were taken out are gone, those that are wanted are there, and all others have stayed.
    fn names_are_right(&self, new: &Packet, wish: Wish<'_>) -> bool {
        let keys = |names: Vec<&str>| -> BTreeSet<String> { names.into_iter().map(key).collect() };
        let (wanted, base) = (keys(names::all(wish.wanted)), keys(names::all(wish.base)));
        let mut expected = keys(names::written(self.packet));
        expected.retain(|name| wanted.contains(name) || !base.contains(name));
        expected.extend(wanted);
        keys(names::written(new)) == expected
    }
}

/// The new packet.
struct After<'a> {
    text: &'a str,
    decisions: Decisions,
    wish: Wish<'a>,
}

impl After<'_> {
    fn is_at(&self, region: &Written<'_>, rect: Option<UnitRect>) -> bool {
        let found = region.read(self.decisions, self.wish.shape.orientation).map(|region| region.rect);
        match (found, rect) {
            (Some(found), Some(rect)) => found == rect || found.iou(rect) >= SAME,
            (found, rect) => found == rect,
        }
    }

    /// Whether every wanted face stands in both lists.
    fn has_all(&self, written: &[Written<'_>]) -> bool {
        let has = |face: &Face, is_meant: fn(Scheme) -> bool| {
            let mut own = written.iter().filter(|region| is_meant(region.scheme));
            own.any(|region| region.name.as_deref() == Some(face.name.trim()) && self.is_at(region, Some(face.rect)))
        };
        self.wish.wanted.faces.iter().all(|face| {
            has(face, |scheme| scheme != Scheme::Microsoft && scheme != Scheme::Iptc)
                && has(face, |scheme| scheme == Scheme::Microsoft)
        })
    }
}

/// What must have become of the regions of a list, in their order.
fn expected<'a>(part: &'a OfList<'a>) -> Vec<Expected<'a>> {
    let mut expected = Vec::new();
    for (number, &old) in part.own.iter().enumerate() {
        let (mut name, mut rect, mut is_gone) = (None, None, false);
        for step in &part.steps {
            match step {
                Step::Rename(of, new) if *of == number => name = Some(new.trim()),
                Step::Move(of, new) if *of == number => rect = Some(*new),
                Step::Remove(of) if *of == number => is_gone = true,
                _ => {}
            }
        }
        match (is_gone, name, rect) {
            (true, ..) => {}
            (false, None, None) => expected.push(Expected::Untouched(old)),
            (false, name, rect) => expected.push(Expected::Changed { old, name, rect }),
        }
    }
    let added = part.steps.iter().filter_map(|step| if let Step::Add(face) = step { Some(face) } else { None });
    expected.extend(added.map(Expected::Added));
    expected
}

/// A value as it is written.
fn source<'a>(text: &'a str, node: Node<'_>) -> &'a str {
    let span = match node {
        Node::Attribute(attribute) => &attribute.span,
        Node::Element(element) => &element.span,
    };
    &text[span.clone()]
}
