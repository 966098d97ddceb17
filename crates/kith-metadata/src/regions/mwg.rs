//! Regions of the Metadata Working Group (Guidelines for Handling Image Metadata 2.0, section 5.9). Their places are
//! those of the centre.

use super::{FACE, Place, Scheme, Shape, Written, number, rect};
use crate::xmp::Packet;
use crate::xmp::namespace::Ns;
use crate::xmp::rdf::Node;

pub(super) fn regions(packet: &Packet, shape: Shape) -> Vec<Written<'_>> {
    let all = packet.properties();
    let all = all.into_iter().filter(|field| field.is(Ns::MwgRegions, "Regions"));
    all.flat_map(|field| {
        let applied_to = dimensions(field.node);
        let items = field.node.field(Ns::MwgRegions, "RegionList").map(Node::items).unwrap_or_default();
        items.into_iter().map(move |item| region(item, shape, applied_to))
    })
    .collect()
}

pub(super) fn applied_to(packet: &Packet) -> Option<(f64, f64)> {
    dimensions(packet.property(Ns::MwgRegions, "Regions")?)
}

fn dimensions(regions: Node<'_>) -> Option<(f64, f64)> {
    let size = regions.field(Ns::MwgRegions, "AppliedToDimensions")?;
    let side = |name| size.field(Ns::Dimensions, name).and_then(number).filter(|side| *side > 0.0);
    Some((side("w")?, side("h")?))
}

fn region(node: Node<'_>, shape: Shape, applied_to: Option<(f64, f64)>) -> Written<'_> {
    let field = |name| node.field(Ns::MwgRegions, name);
    let kind = field("Type").and_then(Node::text).unwrap_or(FACE);
    let extensions = [Some(node), field("Extensions")].into_iter().flatten();
    let is_apple = extensions.flat_map(Node::fields).any(|field| field.ns == Ns::AppleFace);
    Written {
        scheme: if is_apple { Scheme::Apple } else { Scheme::Mwg },
        name: field("Name").and_then(Node::text).map(ToOwned::to_owned),
        kind: kind.to_owned(),
        is_person: kind.eq_ignore_ascii_case(FACE),
        place: field("Area").and_then(|area| place(area, shape, applied_to)),
        node,
    }
}

/// A rectangle, or a circle with its diameter `d` in parts of the width; a point is no place for a face.
fn place(area: Node<'_>, shape: Shape, applied_to: Option<(f64, f64)>) -> Option<Place> {
    let field = |name| area.field(Ns::Area, name).and_then(number);
    let is_pixels = area.field(Ns::Area, "unit").and_then(Node::text).is_some_and(|unit| unit == "pixel");
    let (x, y) = (field("x")?, field("y")?);
    Place::measured(shape, |size| {
        let size = (f64::from(size.0), f64::from(size.1));
        let (width, height) = if is_pixels { applied_to.unwrap_or(size) } else { (1.0, 1.0) };
        let (w, h) = match (field("w"), field("h"), field("d")) {
            (Some(w), Some(h), _) => (w, h),
            (_, _, Some(d)) if is_pixels || size.0 * size.1 == 0.0 => (d, d),
            (_, _, Some(d)) => (d, d * size.0 / size.1),
            _ => return None,
        };
        rect((x - w / 2.0) / width, (y - h / 2.0) / height, w / width, h / height)
    })
}
