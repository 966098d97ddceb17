//! The two lists that Kith writes: that of the Metadata Working Group and Microsoft's.

use kith_domain::UnitRect;

use super::edit::{Edits, Names};
use super::list::Step;
use crate::regions::{Coordinates, Decisions, FACE, Scheme, Shape, Written};
use crate::xmp::Packet;
use crate::xmp::namespace::Ns;
use crate::xmp::rdf::{self, Node};
use crate::xmp::xml::Element;

/// How one scheme writes its list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    scheme: Scheme,
    property: (Ns, &'static str),
    list: (Ns, &'static str),
    name: (Ns, &'static str),
}

pub(super) const KINDS: [Kind; 2] = [
    Kind {
        scheme: Scheme::Mwg,
        property: (Ns::MwgRegions, "Regions"),
        list: (Ns::MwgRegions, "RegionList"),
        name: (Ns::MwgRegions, "Name"),
    },
    Kind {
        scheme: Scheme::Microsoft,
        property: (Ns::MicrosoftPhoto, "RegionInfo"),
        list: (Ns::MicrosoftRegions, "Regions"),
        name: (Ns::MicrosoftRegion, "PersonDisplayName"),
    },
];

impl Kind {
    pub(super) fn has(self, scheme: Scheme) -> bool {
        scheme == self.scheme || scheme == Scheme::Apple && self.scheme == Scheme::Mwg
    }
}

/// Makes the changes of a list; the result is a property that is to be added, if there was none.
pub(super) fn apply(
    kind: Kind,
    packet: &Packet,
    regions: &[&Written<'_>],
    steps: &[Step],
    decisions: Decisions,
    shape: Shape,
    edits: &mut Edits<'_>,
) -> Option<String> {
    let coordinates = decisions.of(kind.scheme).0;
    let written = |rect: &UnitRect| coordinates.from_upright(*rect, shape.orientation);
    let property = packet.property(kind.property.0, kind.property.1).and_then(Node::element);
    let removed = steps.iter().filter(|step| matches!(step, Step::Remove(_))).count();
    let added: Vec<_> =
        steps.iter().filter_map(|step| if let Step::Add(face) = step { Some(face) } else { None }).collect();
    if let (Some(property), true) = (property, removed > 0 && removed == regions.len() && added.is_empty()) {
        let list = Node::Element(property).field(kind.list.0, kind.list.1).and_then(Node::element);
        let holds_more = list.filter(|list| holds_more(kind, property, list, edits));
        edits.remove(holds_more.unwrap_or(property));
        return None;
    }
    for step in steps {
        match step {
            Step::Rename(number, name) => rename(kind, regions[*number].node, name, edits),
            Step::Move(number, rect) => relocate(kind, regions[*number].node, written(rect), edits),
            Step::Remove(number) => {
                if let Some(item) = regions[*number].node.element() {
                    edits.remove(item);
                }
            }
            Step::Add(_) => {}
        }
    }
    if let Some(property) = property.filter(|_| kind.scheme == Scheme::Mwg && !steps.is_empty()) {
        say_measure(property, coordinates, shape, edits);
    }
    if added.is_empty() {
        return None;
    }
    let add = |names: &mut Names| {
        added.iter().map(|face| fields(kind, &face.name, written(&face.rect), names)).collect::<Vec<_>>()
    };
    if let Some(property) = property {
        add_to(kind, property, add, edits);
        return None;
    }
    let mut names = Names::none();
    let fields = add(&mut names);
    Some(new_property(kind, &fields, coordinates, shape, &mut names))
}

/// Notes the size of the picture that the numbers are parts of, where it is not the one that the standards mean and the list does
/// not tell: without found faces nobody could find out again.
fn say_measure(property: &Element, coordinates: Coordinates, shape: Shape, edits: &mut Edits<'_>) {
    let is_told = Node::Element(property).field(Ns::MwgRegions, "AppliedToDimensions").is_some();
    if coordinates == Coordinates::Upright && !is_told && property.inner.is_some() {
        let mut names = edits.names_in(property);
        let size = applied_to(coordinates, shape, &mut names);
        let element = declared(&mut names, |_| size);
        edits.add_field(property, &element);
    }
}

/// Whether a property says more than its list, and how large the picture is.
fn holds_more(kind: Kind, property: &Element, list: &Element, edits: &Edits<'_>) -> bool {
    let description = property.children.iter().find(|child| child.ns == Ns::Rdf && child.local == "Description");
    let structure = description.unwrap_or(property);
    let is_own = |child: &Element| {
        (child.ns, &*child.local) == kind.list || (child.ns, &*child.local) == (Ns::MwgRegions, "AppliedToDimensions")
    };
    !structure.children.iter().all(is_own)
        || structure.attributes.iter().any(|attribute| attribute.ns != Ns::Rdf)
        || edits.comments_in(property) > edits.comments_in(list)
}

/// Puts items into a property that is there, which may lack any of its parts.
fn add_to(kind: Kind, property: &Element, add: impl Fn(&mut Names) -> Vec<String>, edits: &mut Edits<'_>) {
    let list = Node::Element(property).field(kind.list.0, kind.list.1).and_then(Node::element);
    let Some(list) = list else {
        let mut names = edits.names_in(property);
        let fields = add(&mut names);
        let list = declared(&mut names, |names| new_list(kind, &fields, names));
        return edits.add_field(property, &list);
    };
    let bag = rdf::array(list);
    let mut names = edits.names_in(bag.unwrap_or(list));
    let items: Vec<String> = add(&mut names).iter().map(|fields| item(fields, &names.declare())).collect();
    match bag {
        Some(bag) => edits.append_all(bag, &items),
        None => edits.append(list, &format!("<rdf:Bag>{}</rdf:Bag>", items.concat())),
    }
}

fn rename(kind: Kind, node: Node<'_>, name: &str, edits: &mut Edits<'_>) {
    match (node.field(kind.name.0, kind.name.1), node.element()) {
        (Some(field), _) => edits.set(field, name),
        (None, Some(item)) => {
            let mut names = edits.names_in(item);
            let field = declared(&mut names, |names| names.element(kind.name.0, kind.name.1, name));
            edits.add_field(item, &field);
        }
        (None, None) => {}
    }
}

fn relocate(kind: Kind, node: Node<'_>, rect: UnitRect, edits: &mut Edits<'_>) {
    let Some(item) = node.element() else { return };
    if kind.scheme == Scheme::Mwg {
        relocate_area(item, rect, edits);
    } else if let Some(field) = node.field(Ns::MicrosoftRegion, "Rectangle") {
        edits.set(field, &rectangle(rect));
    } else {
        let mut names = edits.names_in(item);
        let text = rectangle(rect);
        let field = declared(&mut names, |names| names.element(Ns::MicrosoftRegion, "Rectangle", &text));
        edits.add_field(item, &field);
    }
}

fn relocate_area(item: &Element, rect: UnitRect, edits: &mut Edits<'_>) {
    let area = Node::Element(item).field(Ns::MwgRegions, "Area");
    let field = |name| area.and_then(|area| area.field(Ns::Area, name));
    let is_pixels = field("unit").and_then(Node::text).is_some_and(|unit| unit == "pixel");
    if let ([Some(x), Some(y), Some(w), Some(h)], false) = (["x", "y", "w", "h"].map(field), is_pixels) {
        for (side, number) in [x, y, w, h].into_iter().zip(centred(rect)) {
            edits.set(side, &decimal(number));
        }
        return;
    }
    // There is none, or it is a circle, or its measure is not a part of the picture.
    let mut names = edits.names_in(item);
    let new = declared(&mut names, |names| area_element(rect, names));
    match area.and_then(Node::element) {
        Some(area) => edits.replace(area, new),
        None => edits.add_field(item, &new),
    }
}

/// An element that declares what it needs.
fn declared(names: &mut Names, element: impl FnOnce(&mut Names) -> String) -> String {
    let xml = element(names);
    let end = xml.find(['>', ' ']).unwrap_or(xml.len());
    format!("{}{}{}", &xml[..end], names.declare(), &xml[end..])
}

/// An item of a list, with the namespaces that it declares itself.
fn item(fields: &str, declarations: &str) -> String {
    format!("<rdf:li{declarations} rdf:parseType=\"Resource\">{fields}</rdf:li>")
}

/// What an item of a list says.
fn fields(kind: Kind, name: &str, rect: UnitRect, names: &mut Names) -> String {
    if kind.scheme == Scheme::Mwg {
        let area = area_element(rect, names);
        let name = names.element(Ns::MwgRegions, "Name", name);
        format!("{name}{}{area}", names.element(Ns::MwgRegions, "Type", FACE))
    } else {
        let place = names.element(Ns::MicrosoftRegion, "Rectangle", &rectangle(rect));
        format!("{place}{}", names.element(Ns::MicrosoftRegion, "PersonDisplayName", name))
    }
}

fn area_element(rect: UnitRect, names: &mut Names) -> String {
    let numbers = centred(rect).map(decimal);
    let sides = ["x", "y", "w", "h"].into_iter().zip(&numbers).map(|(side, number)| (side, number.as_str()));
    let fields = sides.chain([("unit", "normalized")]);
    let attributes: Vec<String> =
        fields.map(|(field, value)| format!(" {}=\"{value}\"", names.name(Ns::Area, field))).collect();
    format!("<{}{}/>", names.name(Ns::MwgRegions, "Area"), attributes.concat())
}

fn new_list(kind: Kind, fields: &[String], names: &mut Names) -> String {
    let name = names.name(kind.list.0, kind.list.1);
    let items: Vec<_> = fields.iter().map(|fields| format!("\n      {}", item(fields, ""))).collect();
    format!("<{name}>\n     <rdf:Bag>{}\n     </rdf:Bag>\n    </{name}>", items.concat())
}

/// The whole property, with its namespaces.
fn new_property(kind: Kind, fields: &[String], coordinates: Coordinates, shape: Shape, names: &mut Names) -> String {
    let size = if kind.scheme == Scheme::Mwg { applied_to(coordinates, shape, names) } else { String::new() };
    let list = new_list(kind, fields, names);
    let name = names.name(kind.property.0, kind.property.1);
    format!("<{name}{} rdf:parseType=\"Resource\">{size}{list}</{name}>", names.declare())
}

/// The size of the picture that the numbers are parts of; nothing where it is not known.
fn applied_to(coordinates: Coordinates, shape: Shape, names: &mut Names) -> String {
    let (width, height) = match coordinates {
        Coordinates::Stored => (shape.width, shape.height),
        Coordinates::Upright => shape.upright(),
    };
    if width == 0 || height == 0 {
        return String::new();
    }
    let [w, h, unit] = ["w", "h", "unit"].map(|field| names.name(Ns::Dimensions, field));
    let name = names.name(Ns::MwgRegions, "AppliedToDimensions");
    format!("<{name} {w}=\"{width}\" {h}=\"{height}\" {unit}=\"pixel\"/>")
}

/// The middle, width and height.
fn centred(rect: UnitRect) -> [f32; 4] {
    [rect.centre().x, rect.centre().y, rect.w(), rect.h()]
}

/// Left, top, width and height as Microsoft writes them.
fn rectangle(rect: UnitRect) -> String {
    [rect.x(), rect.y(), rect.w(), rect.h()].map(decimal).join(", ")
}

/// Six digits behind the point: a hundredth of a pixel of the largest photo.
fn decimal(number: f32) -> String {
    let text = format!("{number:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
