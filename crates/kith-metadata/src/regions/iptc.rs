//! Regions of the IPTC (Photo Metadata Standard 2019.1 and later, `Image Region`). Rectangles are measured from the left
//! top corner, circles from their centre with a radius in parts of the width, polygons are lists of corners.

use super::{FACE, Place, Scheme, Shape, Written, number, rect};
use crate::xmp::Packet;
use crate::xmp::namespace::Ns;
use crate::xmp::rdf::Node;

pub(super) fn regions(packet: &Packet, shape: Shape) -> Vec<Written<'_>> {
    let all = packet.properties();
    let all = all.into_iter().filter(|field| field.is(Ns::IptcExt, "ImageRegion"));
    all.flat_map(|field| field.node.items()).map(|node| region(node, shape)).collect()
}

fn region(node: Node<'_>, shape: Shape) -> Written<'_> {
    let person =
        node.field(Ns::IptcExt, "PersonInImage").and_then(|names| names.items().into_iter().find_map(Node::text));
    let title = node.field(Ns::IptcExt, "Name").and_then(Node::text);
    // Without a word of what it is, a region is one of a person when it names one, or has a name and no other purpose.
    let kind = ["rCtype", "rRole"].into_iter().find_map(|list| kind(node.field(Ns::IptcExt, list)?));
    let is_human =
        kind.is_none_or(|kind| ["face", "human", "person"].iter().any(|word| kind.eq_ignore_ascii_case(word)));
    let is_person = person.is_some() || is_human;
    Written {
        scheme: Scheme::Iptc,
        name: person.or(title).map(ToOwned::to_owned),
        kind: if is_person { FACE } else { kind.unwrap_or(FACE) }.to_owned(),
        is_person,
        place: node.field(Ns::IptcExt, "RegionBoundary").and_then(|boundary| place(boundary, shape)),
        node,
    }
}

/// The word of a controlled vocabulary: the last part of its address, or its name.
fn kind(list: Node<'_>) -> Option<&str> {
    let entity = list.items().into_iter().next()?;
    let address = entity.field(Ns::Xmp, "Identifier").and_then(|list| list.items().into_iter().find_map(Node::text));
    let word = address.and_then(|address| address.rsplit('/').next()).filter(|word| !word.is_empty());
    word.or_else(|| entity.field(Ns::IptcExt, "Name").and_then(Node::text))
}

fn place(boundary: Node<'_>, shape: Shape) -> Option<Place> {
    let text = |name| boundary.field(Ns::IptcExt, name).and_then(Node::text);
    let is_pixels = text("rbUnit").is_some_and(|unit| unit == "pixel");
    let vertices = boundary.field(Ns::IptcExt, "rbVertices").map(Node::items).unwrap_or_default();
    let outline = match text("rbShape") {
        Some("circle") => circle(boundary)?,
        Some("polygon") => polygon(&vertices)?,
        _ => rectangle(boundary)?,
    };
    Place::measured(shape, |(width, height)| {
        let (width, height) = (f64::from(width), f64::from(height));
        let aspect = if width * height > 0.0 { width / height } else { 1.0 };
        let [x, y, w, h] = match outline {
            Outline::Box(sides) => sides,
            Outline::Circle { x, y, r } if is_pixels => [x - r, y - r, 2.0 * r, 2.0 * r],
            Outline::Circle { x, y, r } => [x - r, y - r * aspect, 2.0 * r, 2.0 * r * aspect],
        };
        let (width, height) = if is_pixels { (width, height) } else { (1.0, 1.0) };
        rect(x / width, y / height, w / width, h / height)
    })
}

enum Outline {
    /// Left, top, width, height.
    Box([f64; 4]),
    /// Its centre, and the radius in the unit of the width.
    Circle { x: f64, y: f64, r: f64 },
}

fn rectangle(boundary: Node<'_>) -> Option<Outline> {
    let field = |name| boundary.field(Ns::IptcExt, name).and_then(number);
    Some(Outline::Box([field("rbX")?, field("rbY")?, field("rbW")?, field("rbH")?]))
}

fn circle(boundary: Node<'_>) -> Option<Outline> {
    let field = |name| boundary.field(Ns::IptcExt, name).and_then(number);
    Some(Outline::Circle { x: field("rbX")?, y: field("rbY")?, r: field("rbRx")? })
}

/// The smallest rectangle around all corners.
fn polygon(vertices: &[Node<'_>]) -> Option<Outline> {
    let side = |name| -> Option<(f64, f64)> {
        let numbers: Option<Vec<f64>> =
            vertices.iter().map(|vertex| vertex.field(Ns::IptcExt, name).and_then(number)).collect();
        numbers?
            .into_iter()
            .fold(None, |ends, n| Some(ends.map_or((n, n), |(low, high): (f64, f64)| (low.min(n), high.max(n)))))
    };
    let ((left, right), (top, bottom)) = (side("rbX")?, side("rbY")?);
    Some(Outline::Box([left, top, right - left, bottom - top]))
}
