//! How large a picture in the container is, how it must be turned, and what its colours mean.

use heifer_isobmff::boxes::{ColorInfo, Property};
use heifer_isobmff::{HeifFile, ItemId};
use kith_domain::{Orientation, Point};

use super::damaged;
use crate::colour::Space;
use crate::{DecodeFailure, Format};

/// The size of the primary picture as stored, and how it must be turned.
pub(crate) struct Shape {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) orientation: Orientation,
}

/// The size and turn of the primary picture, after its crop if `crops`. EXIF does not count: in this container it only
/// repeats the properties.
pub(crate) fn shape(file: &HeifFile<'_>, format: Format, crops: bool) -> Result<Shape, DecodeFailure> {
    let id = file.primary_id;
    let size = file.image_size(id).map_err(|e| damaged(format, e))?;
    let (mut width, mut height) = size.ok_or_else(|| damaged(format, "the size is missing"))?;
    let mut orientation = Orientation::Normal;
    for property in file.item_properties(id).map_err(|e| damaged(format, e))? {
        match property {
            Property::CleanAperture { width: w, height: h, horiz_offset, vert_offset } if crops => {
                let (across, down) = orientation.size(width, height);
                (width, height) = orientation.size(cropped(across, *w, *horiz_offset), cropped(down, *h, *vert_offset));
            }
            // Anti-clockwise quarters.
            Property::Rotation(quarters) => {
                for _ in 0..*quarters % 4 {
                    orientation = then(orientation, Orientation::Rotate270);
                }
            }
            Property::Mirror(true) => orientation = then(orientation, Orientation::FlipVertical),
            Property::Mirror(false) => orientation = then(orientation, Orientation::FlipHorizontal),
            _ => {}
        }
    }
    Ok(Shape { width, height, orientation })
}

/// How many times the pixels of a picture its tiles may have: those at the right and the bottom reach beyond it.
const MAX_EXCESS: u64 = 4;
/// Tiles of a small picture may be much larger than it is.
const SMALL: u64 = 4 << 20;

/// Whether decoding so many tiles is no more work than a picture of that size can need.
pub(crate) fn is_worth(tiles: u64, tile: u64, whole: u64) -> bool {
    tiles.saturating_mul(tile) <= whole.saturating_mul(MAX_EXCESS).saturating_add(SMALL)
}

/// The properties of a coded picture.
pub(crate) fn coded_properties<'a>(file: &'a HeifFile<'_>) -> impl Iterator<Item = &'a Property> {
    file.item_properties(coded(file)).into_iter().flatten()
}

fn coded(file: &HeifFile<'_>) -> ItemId {
    file.referenced_items(file.primary_id, b"dimg").first().copied().unwrap_or(file.primary_id)
}

/// One turn after another, as one.
fn then(first: Orientation, second: Orientation) -> Orientation {
    let p = Point::new(0.1, 0.3);
    let target = second.point_to_upright(first.point_to_upright(p));
    let distance = |o: &Orientation| {
        let q = o.point_to_upright(p);
        (q.x - target.x).abs() + (q.y - target.y).abs()
    };
    Orientation::ALL.into_iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(first)
}

/// The colours of the primary picture: by its profile or else by code points. Some writers describe the tiles only.
pub(crate) fn colour_space<'a>(file: &'a HeifFile<'_>) -> Option<Space<'a>> {
    let tile = file.referenced_items(file.primary_id, b"dimg").first().copied();
    let told = [Some(file.primary_id), tile].into_iter().flatten();
    let told = told.filter_map(|id| file.item_properties(id).ok()).flatten().filter_map(|property| match property {
        Property::Color(info) => Some(info),
        _ => None,
    });
    let spaces = told.map(|info| match info {
        ColorInfo::Icc(profile) => Space::Profile(profile),
        ColorInfo::Nclx { primaries, transfer, .. } => Space::CodePoints { primaries: *primaries, transfer: *transfer },
    });
    // The first of the profiles, or the first of the others.
    spaces.min_by_key(|space| !matches!(space, Space::Profile(_)))
}

/// What a crop leaves of a side, in the decoder's arithmetic (`clap`, ISO/IEC 14496-12, 12.1.4).
fn cropped(side: u32, length: (u32, u32), offset: (i32, u32)) -> u32 {
    let length = f64::from(length.0) / f64::from(length.1);
    let middle = f64::from(offset.0) / f64::from(offset.1) + (f64::from(side) - 1.0) / 2.0;
    let start = (middle - (length - 1.0) / 2.0).round().max(0.0) as u32;
    (length.round() as u32).min(side.saturating_sub(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crop_leaves_what_lies_in_the_picture() {
        for (side, length, offset, left) in [
            (64, (40, 1), (0, 1), 40),
            (64, (40, 1), (-24, 2), 40),
            (64, (81, 2), (-47, 4), 41),
            (64, (40, 1), (20, 1), 32),
            (64, (80, 1), (0, 1), 64),
            (64, (40, 1), (500, 1), 0),
            (64, (0, 1), (0, 1), 0),
        ] {
            assert_eq!(cropped(side, length, offset), left, "{length:?} {offset:?}");
        }
        for zero in [((1, 0), (0, 1)), ((0, 0), (0, 0)), ((9, 1), (1, 0)), ((9, 1), (-1, 0))] {
            assert!(cropped(64, zero.0, zero.1) <= 64);
        }
    }

    #[test]
    fn turns_after_turns_are_turns() {
        let once = then(Orientation::Normal, Orientation::Rotate270);
        assert_eq!(once, Orientation::Rotate270);
        assert_eq!(then(once, Orientation::Rotate270), Orientation::Rotate180);
        assert_eq!(then(once, Orientation::Rotate90), Orientation::Normal);
        // A quarter to the left, then top and bottom exchanged: the first row has become the first column.
        assert_eq!(then(once, Orientation::FlipVertical), Orientation::Transpose);
        for o in Orientation::ALL {
            assert_eq!(then(o, o.inverse()), Orientation::Normal, "{o:?}");
        }
    }
}
