//! The people and keywords of one photo, from all places where they are written.

use std::collections::BTreeSet;

use kith_domain::{Orientation, PersonName, UnitRect};

use crate::keywords::{self, Keyword};
use crate::regions::{self, Region, Shape};
use crate::xmp::Packet;
use crate::xmp::namespace::Ns;
use crate::xmp::rdf::Node;
use crate::{MetadataError, container, iptc};

/// What metadata say of the people in a photo.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PeopleMetadata {
    /// The photo that they speak of.
    pub shape: Shape,
    /// Every region of every scheme, unmerged: the same face mostly comes more than once.
    pub regions: Vec<Region>,
    /// Names without a place, as they are written.
    pub names: Vec<String>,
    /// Every keyword from everywhere, unmerged.
    pub keywords: Vec<Keyword>,
    /// The program that wrote the first packet, as far as it says so.
    pub program: Option<String>,
    /// Whether there was a packet that could be read, whatever it speaks of.
    pub is_described: bool,
    /// What could not be read.
    pub problems: Vec<MetadataError>,
}

/// Reads what a photo itself carries. `shape` is that of the stored picture, `faces` are those that were found in the
/// upright one and may be missing.
///
/// Damage costs what is damaged and is told in [`PeopleMetadata::problems`].
pub fn read_photo(file: &[u8], shape: Shape, faces: &[UnitRect]) -> PeopleMetadata {
    let blocks = container::blocks(file);
    let mut people = PeopleMetadata { shape, problems: blocks.problems, ..PeopleMetadata::default() };
    for packet in &blocks.xmp {
        match read_packet(packet, Some(shape), faces) {
            Ok(found) => people.add(found),
            Err(problem) => people.problems.push(problem),
        }
    }
    people.keywords.extend(blocks.iptc.iter().flat_map(|record| iptc::words(record)));
    people
}

/// Reads an `.xmp` file. Without the shape of its photo, what the packet says of it is taken.
///
/// # Errors
/// When it is no XMP, or more than any photo needs.
pub fn read_sidecar(file: &[u8], shape: Option<Shape>, faces: &[UnitRect]) -> Result<PeopleMetadata, MetadataError> {
    read_packet(file, shape, faces)
}

/// The extension of the one photo that an `.xmp` file is about, where it says so (`photoshop:SidecarForExtension`).
pub fn sidecar_extension(file: &[u8]) -> Option<String> {
    let packet = Packet::parse(file).ok()?;
    packet.property(Ns::Photoshop, "SidecarForExtension").and_then(Node::text).map(ToOwned::to_owned)
}

fn read_packet(bytes: &[u8], shape: Option<Shape>, faces: &[UnitRect]) -> Result<PeopleMetadata, MetadataError> {
    let packet = Packet::parse(bytes)?;
    let shape = shape.unwrap_or_else(|| told_shape(&packet));
    let written = regions::written(&packet, shape)?;
    let decisions = regions::decide(&packet, &written, shape, faces);
    let without_place = written.iter().filter(|region| region.is_person && region.place.is_none());
    let mut names: Vec<String> = without_place.filter_map(|region| region.name.clone()).collect();
    names.extend(persons_in_image(&packet));
    Ok(PeopleMetadata {
        shape,
        regions: written.iter().filter_map(|region| region.read(decisions, shape.orientation)).collect(),
        names,
        keywords: keywords::keywords(&packet),
        program: packet.program(),
        is_described: true,
        problems: Vec::new(),
    })
}

/// Names that the IPTC's schema lists for the whole photo.
fn persons_in_image(packet: &Packet) -> Vec<String> {
    let lists = packet.properties().into_iter().filter(|field| field.is(Ns::IptcExt, "PersonInImage"));
    lists.flat_map(|list| list.node.items()).filter_map(Node::text).map(ToOwned::to_owned).collect()
}

/// The shape of the photo, as far as a packet tells it.
fn told_shape(packet: &Packet) -> Shape {
    let number = |ns, name| packet.property(ns, name).and_then(Node::text)?.parse::<u32>().ok();
    let size = |ns, width, height| Some((number(ns, width)?, number(ns, height)?));
    let size = size(Ns::Tiff, "ImageWidth", "ImageLength")
        .or_else(|| size(Ns::Exif, "PixelXDimension", "PixelYDimension"))
        .or_else(|| regions::applied_to(packet).map(|(width, height)| (width as u32, height as u32)));
    let (width, height) = size.unwrap_or_default();
    let orientation = number(Ns::Tiff, "Orientation").map(Orientation::from_exif).unwrap_or_default();
    Shape { width, height, orientation }
}

impl PeopleMetadata {
    /// Adds what stands elsewhere about the same photo.
    pub fn add(&mut self, other: Self) {
        self.regions.extend(other.regions);
        self.names.extend(other.names);
        self.keywords.extend(other.keywords);
        self.problems.extend(other.problems);
        self.is_described |= other.is_described;
        self.program = self.program.take().or(other.program);
    }

    /// The names without a place, each once, without those that have a region of any scheme.
    pub fn persons(&self) -> Vec<String> {
        let mut known: BTreeSet<String> =
            self.regions.iter().filter_map(|region| region.name.as_deref()).map(key).collect();
        self.names.iter().filter(|name| known.insert(key(name))).cloned().collect()
    }

    /// The paths of all keywords, each once.
    pub fn keyword_paths(&self) -> Vec<String> {
        keywords::paths(&self.keywords)
    }
}

/// What makes two names the same.
fn key(name: &str) -> String {
    PersonName::new(name).map_or_else(|_| name.to_owned(), |name| name.key().as_str().to_owned())
}
