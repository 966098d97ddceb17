//! What a HEIC picture is made of.

use heifer_isobmff::{HeifFile, ItemId};

use super::{MAX_PARTS, alpha_of, damaged, picture};
use crate::{DecodeFailure, Format};

/// A picture in numbers, before it is decoded. Nothing larger may come out of it.
#[derive(Clone, Copy)]
pub(crate) struct Parts {
    /// Pixels of the whole.
    pub(crate) whole: u64,
    /// Pixels of the largest coded picture: of a tile, or of the whole.
    pub(crate) coded: u64,
    /// Pixels that a coded picture may have with those that are cut off again: its sides are multiples of a block's.
    pub(crate) padded: u64,
}

/// Largest block of HEVC, in pixels.
const BLOCK: u64 = 64;

impl Parts {
    fn one((width, height): (u32, u32)) -> Self {
        let (width, height) = (u64::from(width), u64::from(height));
        Self { whole: width * height, coded: width * height, padded: (width + BLOCK).saturating_mul(height + BLOCK) }
    }

    fn and(self, other: Self) -> Self {
        Self {
            whole: self.whole.max(other.whole),
            coded: self.coded.max(other.coded),
            padded: self.padded.max(other.padded),
        }
    }
}

/// The primary picture and its transparency: one coded picture, or tiles of one kind beside each other.
///
/// # Errors
/// [`DecodeFailure::Unsupported`] when it is made in another way, such as of pictures laid over each other, which may be
/// any number; [`DecodeFailure::Malformed`] when the tiles cannot be those of the picture.
pub(crate) fn of(file: &HeifFile<'_>) -> Result<Parts, DecodeFailure> {
    let primary = of_item(file, file.primary_id)?;
    match alpha_of(file, file.primary_id) {
        Some(alpha) => Ok(primary.and(of_item(file, alpha)?)),
        None => Ok(primary),
    }
}

fn of_item(file: &HeifFile<'_>, id: ItemId) -> Result<Parts, DecodeFailure> {
    match &kind(file, id)? {
        b"iden" => match file.referenced_items(id, b"dimg") {
            [source] if kind(file, *source)? != *b"iden" => {
                Ok(Parts::one(size(file, id)?).and(of_item(file, *source)?))
            }
            _ => Err(malformed("a picture made of itself")),
        },
        b"grid" => tiles(file, id),
        b"hvc1" => Ok(Parts::one(size(file, id)?)),
        _ => Err(DecodeFailure::Unsupported("this kind of HEIC file is not read".to_owned())),
    }
}

fn tiles(file: &HeifFile<'_>, id: ItemId) -> Result<Parts, DecodeFailure> {
    const WRONG: &str = "the tiles do not make up the picture";
    let grid = file.grid(id).map_err(|e| damaged(Format::Heic, e))?;
    let tiles = file.referenced_items(id, b"dimg");
    if size(file, id)? != (grid.output_width, grid.output_height) || tiles.len() > MAX_PARTS {
        return Err(malformed(WRONG));
    }
    let mut largest = Parts { whole: 0, coded: 0, padded: 0 };
    for tile in tiles {
        if kind(file, *tile)? != *b"hvc1" {
            return Err(malformed("a tile is no picture"));
        }
        largest = largest.and(Parts::one(size(file, *tile)?));
    }
    let whole = u64::from(grid.output_width) * u64::from(grid.output_height);
    if !picture::is_worth(tiles.len() as u64, largest.coded, whole) {
        return Err(malformed(WRONG));
    }
    Ok(Parts { whole, ..largest })
}

fn kind(file: &HeifFile<'_>, id: ItemId) -> Result<[u8; 4], DecodeFailure> {
    Ok(file.item(id).map_err(|e| damaged(Format::Heic, e))?.item_type.0)
}

fn size(file: &HeifFile<'_>, id: ItemId) -> Result<(u32, u32), DecodeFailure> {
    file.image_size(id).map_err(|e| damaged(Format::Heic, e))?.ok_or_else(|| malformed("the size is missing"))
}

fn malformed(reason: &str) -> DecodeFailure {
    damaged(Format::Heic, reason)
}
