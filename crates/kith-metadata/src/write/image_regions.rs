//! Regions of the IPTC. None is ever added; those that say a name of Kith's get the new one, or go with it, since readers
//! would take the old name from them again.

use super::edit::Edits;
use super::list::{self, Entry, Step};
use super::{Wish, WritePlan};
use crate::regions::Written;
use crate::xmp::Packet;
use crate::xmp::namespace::Ns;
use crate::xmp::rdf::Node;

/// What must be done with the regions: they are named anew or taken out. What contradicts Kith otherwise is left to readers.
pub(super) fn steps(entries: &[Entry], wish: Wish<'_>, plan: &mut WritePlan) -> Vec<Step> {
    let is_meant = |step: &Step| match step {
        Step::Rename(number, _) => entries[*number].name.is_some(),
        Step::Remove(_) => true,
        Step::Move(..) | Step::Add(_) => false,
    };
    let mut steps = list::steps(entries, wish, &mut WritePlan::default());
    steps.retain(is_meant);
    for step in &steps {
        let (number, new) = match step {
            Step::Rename(number, name) => (*number, Some(name)),
            Step::Remove(number) | Step::Move(number, _) => (*number, None),
            Step::Add(_) => continue,
        };
        let (rect, old) = (entries[number].rect, entries[number].name.as_deref().unwrap_or_default());
        list::note(plan, Some(list::shown(old, rect)), new.map(|name| list::shown(name, rect)));
    }
    steps
}

/// Makes the changes.
pub(super) fn apply(packet: &Packet, regions: &[&Written<'_>], steps: &[Step], edits: &mut Edits<'_>) {
    let removed = steps.iter().filter(|step| matches!(step, Step::Remove(_))).count();
    let property = packet.property(Ns::IptcExt, "ImageRegion").and_then(Node::element);
    if let Some(property) = property.filter(|_| removed > 0 && removed == regions.len()) {
        return edits.remove(property);
    }
    for step in steps {
        match step {
            Step::Rename(number, name) => rename(regions[*number], name, edits),
            Step::Remove(number) => regions[*number].node.element().into_iter().for_each(|item| edits.remove(item)),
            Step::Move(..) | Step::Add(_) => {}
        }
    }
}

/// The name may stand in a list of people, and in a title that may come in several languages.
fn rename(region: &Written<'_>, new: &str, edits: &mut Edits<'_>) {
    for field in ["PersonInImage", "Name"].into_iter().filter_map(|field| region.node.field(Ns::IptcExt, field)) {
        let items = field.items();
        let texts = if items.is_empty() { vec![field] } else { items };
        for text in texts.into_iter().filter(|text| text.text() == region.name.as_deref()) {
            edits.set(text, new);
        }
    }
}
