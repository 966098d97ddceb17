//! Regions of Microsoft's (People Tagging Overview, Windows Imaging Component). Their places are those of the left top
//! corner; a region without one only says that somebody is in the photo.

use super::{FACE, Place, Scheme, Written, rect};
use crate::xmp::Packet;
use crate::xmp::namespace::Ns;
use crate::xmp::rdf::Node;

pub(super) fn regions(packet: &Packet) -> Vec<Written<'_>> {
    let all = packet.properties();
    let all = all.into_iter().filter(|field| field.is(Ns::MicrosoftPhoto, "RegionInfo"));
    let lists = all.filter_map(|field| field.node.field(Ns::MicrosoftRegions, "Regions"));
    lists.flat_map(Node::items).map(region).collect()
}

fn region(node: Node<'_>) -> Written<'_> {
    let text = |name| node.field(Ns::MicrosoftRegion, name).and_then(Node::text);
    Written {
        scheme: Scheme::Microsoft,
        name: text("PersonDisplayName").map(ToOwned::to_owned),
        kind: FACE.to_owned(),
        is_person: true,
        place: text("Rectangle").and_then(place),
        node,
    }
}

fn place(text: &str) -> Option<Place> {
    let numbers: Option<Vec<f64>> = text.split(',').map(|part| part.trim().parse().ok()).collect();
    let [x, y, w, h] = numbers?.try_into().ok()?;
    rect(x, y, w, h).map(Place::both)
}
