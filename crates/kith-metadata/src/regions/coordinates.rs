//! Whether the regions of a file are measured in the stored picture or in the one that people see.
//!
//! The standards say the stored one and programs do both, even in one file. Each list of regions is decided by the
//! first rule that can tell.

use kith_domain::{Orientation, UnitRect};

use super::{Scheme, Shape, Written};
use crate::xmp::Packet;

/// What numbers are measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coordinates {
    /// The picture as it is stored.
    Stored,
    /// The picture as people see it.
    Upright,
}

impl Coordinates {
    /// A word for lines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stored => "stored",
            Self::Upright => "upright",
        }
    }

    /// Where a rectangle with these coordinates is in the upright picture.
    pub fn to_upright(self, rect: UnitRect, orientation: Orientation) -> UnitRect {
        match self {
            Self::Stored => orientation.rect_to_upright(rect),
            Self::Upright => rect,
        }
    }

    /// How a rectangle of the upright picture is written in these coordinates.
    pub fn from_upright(self, rect: UnitRect, orientation: Orientation) -> UnitRect {
        match self {
            Self::Stored => orientation.rect_to_stored(rect),
            Self::Upright => rect,
        }
    }
}

/// How the coordinates of a region were found out, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The picture is stored upright: there is no difference.
    NotTurned,
    /// Only one reading puts the regions where faces were found.
    DetectedFaces,
    /// The size for which they were written is wider than high where the picture, read so, is, or the other way round.
    Dimensions,
    /// Only one reading puts them where the regions of the same names in another scheme are.
    OtherScheme,
    /// Nothing tells: taken as the standards say and as most programs write.
    Custom,
}

impl Rule {
    /// A word for lines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotTurned => "not turned",
            Self::DetectedFaces => "detected faces",
            Self::Dimensions => "dimensions",
            Self::OtherScheme => "other scheme",
            Self::Custom => "custom",
        }
    }
}

type Decision = (Coordinates, Rule);

/// The schemes whose regions stand in a list of their own; Apple's stand in that of the Metadata Working Group.
const LISTS: [Scheme; 3] = [Scheme::Mwg, Scheme::Microsoft, Scheme::Iptc];
/// By how much more the mean overlap of one reading must exceed that of the other to be believed.
const CLEAR: f32 = 0.2;

/// What was decided for each list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decisions([Decision; LISTS.len()]);

impl Decisions {
    pub(crate) fn of(self, scheme: Scheme) -> Decision {
        let list = list_of(scheme);
        LISTS.iter().position(|known| *known == list).map_or((Coordinates::Stored, Rule::Custom), |at| self.0[at])
    }
}

fn list_of(scheme: Scheme) -> Scheme {
    if scheme == Scheme::Apple { Scheme::Mwg } else { scheme }
}

/// Decides for all regions of a packet. `faces` are those that were found in the upright picture; without any, that rule
/// says nothing.
pub(crate) fn decide(packet: &Packet, regions: &[Written<'_>], shape: Shape, faces: &[UnitRect]) -> Decisions {
    if shape.orientation == Orientation::Normal {
        return Decisions([(Coordinates::Stored, Rule::NotTurned); LISTS.len()]);
    }
    let judge = Judge { regions, shape };
    let mut decided: [Option<Decision>; LISTS.len()] = LISTS.map(|list| judge.by_faces(list, faces));
    if decided[0].is_none() {
        decided[0] = super::applied_to(packet).and_then(|size| judge.by_dimensions(size));
    }
    judge.by_other_schemes(&mut decided);
    if decided.iter().all(Option::is_none) {
        // Custom speaks for the first list that has places; the others may agree with it.
        let first = LISTS.iter().position(|list| judge.places(*list).next().is_some()).unwrap_or_default();
        decided[first] = Some((Coordinates::Stored, Rule::Custom));
        judge.by_other_schemes(&mut decided);
    }
    Decisions(decided.map(|decision| decision.unwrap_or((Coordinates::Stored, Rule::Custom))))
}

/// Decides for places of faces that come alone, without a packet.
pub(crate) fn decide_alone(places: &[UnitRect], shape: Shape, faces: &[UnitRect]) -> Decision {
    if shape.orientation == Orientation::Normal {
        return (Coordinates::Stored, Rule::NotTurned);
    }
    let best = |rect: UnitRect| faces.iter().map(|face| face.iou(rect)).fold(0.0, f32::max);
    let overlaps = |coordinates: Coordinates| {
        places.iter().map(|place| best(coordinates.to_upright(*place, shape.orientation))).collect()
    };
    better(overlaps).map_or((Coordinates::Stored, Rule::Custom), |coordinates| (coordinates, Rule::DetectedFaces))
}

struct Judge<'a> {
    regions: &'a [Written<'a>],
    shape: Shape,
}

impl<'a> Judge<'a> {
    fn places(&self, list: Scheme) -> impl Iterator<Item = &'a Written<'a>> {
        self.regions.iter().filter(move |region| list_of(region.scheme) == list && region.place.is_some())
    }

    fn rect(&self, region: &Written<'_>, coordinates: Coordinates) -> Option<UnitRect> {
        region.place.map(|place| place.in_upright(coordinates, self.shape.orientation))
    }

    fn by_faces(&self, list: Scheme, faces: &[UnitRect]) -> Option<Decision> {
        let best = |region: &Written<'_>, coordinates| {
            let rect = self.rect(region, coordinates)?;
            Some(faces.iter().map(|face| face.iou(rect)).fold(0.0, f32::max))
        };
        let persons: Vec<_> = self.places(list).filter(|region| region.is_person).collect();
        let overlaps = |coordinates| persons.iter().filter_map(|region| best(region, coordinates)).collect();
        better(overlaps).map(|coordinates| (coordinates, Rule::DetectedFaces))
    }

    fn by_dimensions(&self, (width, height): (f64, f64)) -> Option<Decision> {
        let (stored, applied) = (self.shape.width.cmp(&self.shape.height), width.total_cmp(&height));
        let is_told = self.shape.orientation.swaps_sides() && stored.is_ne() && applied.is_ne();
        let coordinates = if applied == stored { Coordinates::Stored } else { Coordinates::Upright };
        is_told.then_some((coordinates, Rule::Dimensions))
    }

    /// Lists that are decided speak for those that are not.
    fn by_other_schemes(&self, decided: &mut [Option<Decision>; LISTS.len()]) {
        let known: Vec<_> =
            LISTS.into_iter().zip(*decided).filter_map(|(list, decision)| Some((list, decision?.0))).collect();
        for (list, decision) in LISTS.into_iter().zip(decided) {
            if decision.is_none() {
                let told =
                    known.iter().find_map(|(other, coordinates)| self.by_other_scheme(list, *other, *coordinates));
                *decision = told.map(|coordinates| (coordinates, Rule::OtherScheme));
            }
        }
    }

    fn by_other_scheme(&self, list: Scheme, other: Scheme, known: Coordinates) -> Option<Coordinates> {
        let others: Vec<_> = self.places(other).collect();
        let best = |region: &Written<'_>, coordinates| {
            let rect = self.rect(region, coordinates)?;
            let same = others.iter().filter(|other| other.name == region.name);
            same.filter_map(|other| Some(self.rect(other, known)?.iou(rect))).reduce(f32::max)
        };
        better(|coordinates| self.places(list).filter_map(|region| best(region, coordinates)).collect())
    }
}

/// The reading whose overlaps are clearly better.
fn better(overlaps: impl Fn(Coordinates) -> Vec<f32>) -> Option<Coordinates> {
    let mean = |coordinates| {
        let all = overlaps(coordinates);
        all.iter().sum::<f32>() / all.len().max(1) as f32
    };
    let (stored, upright) = (mean(Coordinates::Stored), mean(Coordinates::Upright));
    if stored > upright + CLEAR {
        Some(Coordinates::Stored)
    } else if upright > stored + CLEAR {
        Some(Coordinates::Upright)
    } else {
        None
    }
}
