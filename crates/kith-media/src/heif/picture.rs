//! How large a picture in the container is, how it must be turned, and what its colours mean.

use heifer_isobmff::boxes::{ColorInfo, Property};
use heifer_isobmff::{HeifFile, ItemId};
use kith_domain::{Orientation, Point};

use super::damaged;
use crate::{DecodeFailure, Format};

/// The size of the primary picture as stored, and how it must be turned.
pub(crate) struct Shape {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) orientation: Orientation,
}

/// The size and turn of the primary picture, `cropped` or not. EXIF does not count: in this container it only repeats
/// the properties.
pub(crate) fn shape(file: &HeifFile<'_>, format: Format, cropped: bool) -> Result<Shape, DecodeFailure> {
    let id = file.primary_id;
    let size = file.image_size(id).map_err(|e| damaged(format, e))?;
    let (mut width, mut height) = size.ok_or_else(|| damaged(format, "the size is missing"))?;
    let mut orientation = Orientation::Normal;
    for property in file.item_properties(id).map_err(|e| damaged(format, e))? {
        match property {
            Property::CleanAperture { width: w, height: h, .. } if cropped => {
                let (w, h) = orientation.size(w.0 / w.1.max(1), h.0 / h.1.max(1));
                (width, height) = (w.min(width), h.min(height));
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

/// Width times height of one coded picture: of a tile, if the primary picture is made of tiles.
pub(crate) fn coded_pixels(file: &HeifFile<'_>) -> Option<u64> {
    let (width, height) = file.image_size(coded(file)).ok()??;
    Some(u64::from(width) * u64::from(height))
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

/// The colour profile of the primary picture.
pub(crate) fn profile<'a>(file: &'a HeifFile<'_>) -> Option<&'a [u8]> {
    own_profile(file, file.primary_id).or_else(|| {
        // Some writers describe the tiles only.
        file.referenced_items(file.primary_id, b"dimg").first().and_then(|tile| own_profile(file, *tile))
    })
}

fn own_profile<'a>(file: &'a HeifFile<'_>, id: ItemId) -> Option<&'a [u8]> {
    file.item_properties(id).ok()?.find_map(|property| match property {
        Property::Color(ColorInfo::Icc(profile)) => Some(profile.as_slice()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
