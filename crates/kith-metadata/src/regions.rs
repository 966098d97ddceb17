//! Face regions as the schemes write them, and where they are in the upright picture.

mod coordinates;
mod iptc;
mod microsoft;
mod mwg;

use kith_domain::{Orientation, UnitRect};

use crate::MetadataError;
use crate::xmp::Packet;
use crate::xmp::rdf::Node;
pub use coordinates::{Coordinates, Rule};
pub(crate) use coordinates::{Decisions, decide, decide_alone};

/// Who invented the form in which a region is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// Metadata Working Group, `mwg-rs:Regions`.
    Mwg,
    /// Microsoft, `MP:RegionInfo`.
    Microsoft,
    /// International Press Telecommunications Council, `Iptc4xmpExt:ImageRegion`.
    Iptc,
    /// The Metadata Working Group's form with Apple's notes about the face, as telephones write it.
    Apple,
    /// Picasa, `.picasa.ini`.
    Picasa,
}

/// What the file says of its own picture, as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape {
    /// Pixels, 0 when not known.
    pub width: u32,
    /// Pixels, 0 when not known.
    pub height: u32,
    /// How the stored picture must be turned.
    pub orientation: Orientation,
}

impl Shape {
    /// Width and height as people see them.
    pub fn upright(self) -> (u32, u32) {
        self.orientation.size(self.width, self.height)
    }

    fn stored(self) -> (u32, u32) {
        (self.width, self.height)
    }
}

/// A region with a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Who is in it, as it is written but for spaces around; `None` when the file does not say.
    pub name: Option<String>,
    /// What is in it, in the file's own word: `Face`, `Pet`, `Focus`, `BarCode`, ...
    pub kind: String,
    /// Whether that is a person.
    pub is_person: bool,
    /// Where in the upright picture.
    pub rect: UnitRect,
    /// How it was written.
    pub scheme: Scheme,
    /// What its numbers were measured in, and how that was found out.
    pub coordinates: Coordinates,
    /// What decided about the coordinates.
    pub rule: Rule,
}

/// A place as it is written: the same numbers can mean two rectangles, because circles and pixels are measured in a
/// picture that is turned or not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    /// In the stored picture, if the numbers are meant so.
    stored: UnitRect,
    /// In the upright picture, if the numbers are meant so.
    upright: UnitRect,
}

impl Place {
    fn both(rect: UnitRect) -> Self {
        Self { stored: rect, upright: rect }
    }

    /// Reads the numbers for both sizes of the picture.
    fn measured(shape: Shape, read: impl Fn((u32, u32)) -> Option<UnitRect>) -> Option<Self> {
        Some(Self { stored: read(shape.stored())?, upright: read(shape.upright())? })
    }

    /// Where it is in the upright picture.
    pub(crate) fn in_upright(self, coordinates: Coordinates, orientation: Orientation) -> UnitRect {
        match coordinates {
            Coordinates::Stored => orientation.rect_to_upright(self.stored),
            Coordinates::Upright => self.upright,
        }
    }
}

/// A region as it is written.
#[derive(Debug, Clone)]
pub(crate) struct Written<'a> {
    pub(crate) scheme: Scheme,
    pub(crate) name: Option<String>,
    pub(crate) kind: String,
    pub(crate) is_person: bool,
    /// `None` for a name without a place.
    pub(crate) place: Option<Place>,
    /// Its structure in the packet.
    pub(crate) node: Node<'a>,
}

impl Written<'_> {
    pub(crate) fn read(&self, decisions: Decisions, orientation: Orientation) -> Option<Region> {
        let (coordinates, rule) = decisions.of(self.scheme);
        Some(Region {
            name: self.name.clone(),
            kind: self.kind.clone(),
            is_person: self.is_person,
            rect: self.place?.in_upright(coordinates, orientation),
            scheme: self.scheme,
            coordinates,
            rule,
        })
    }
}

/// Regions of one packet. Schemes are compared region by region, which takes the square of their number.
const MOST: usize = 4000;

/// All regions of a packet in the order of the schemes and in their own.
pub(crate) fn written(packet: &Packet, shape: Shape) -> Result<Vec<Written<'_>>, MetadataError> {
    let mut regions = mwg::regions(packet, shape);
    regions.extend(microsoft::regions(packet));
    regions.extend(iptc::regions(packet, shape));
    if regions.len() > MOST {
        return Err(MetadataError::Limit(format!("{} regions in one photo", regions.len())));
    }
    Ok(regions)
}

/// The size of the picture for which the regions of the Metadata Working Group were written.
pub(crate) fn applied_to(packet: &Packet) -> Option<(f64, f64)> {
    mwg::applied_to(packet)
}

/// What Kith calls a region of a face, in the word of the Metadata Working Group.
pub(crate) const FACE: &str = "Face";

/// A number as XMP writes it. Those that are not finite are none.
fn number(node: Node<'_>) -> Option<f64> {
    node.text()?.parse().ok().filter(|number: &f64| number.is_finite())
}

fn rect(x: f64, y: f64, w: f64, h: f64) -> Option<UnitRect> {
    UnitRect::new(x as f32, y as f32, w as f32, h as f32)
}
