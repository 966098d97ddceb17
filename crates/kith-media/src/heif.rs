//! The container of HEIC and AVIF (ISO/IEC 23008-12).

#[cfg(feature = "heic")]
pub(crate) mod parts;
#[cfg(any(feature = "heic", feature = "avif"))]
pub(crate) mod picture;

use heifer_isobmff::boxes::Property;
use heifer_isobmff::{BoxIter, HeifFile, ItemId};

use crate::{DecodeFailure, Format};

/// Largest `meta` box that is looked into. The time that its tables take grows with the square of their length; those
/// of a telephone's photo have some thousand bytes.
const MAX_META: usize = 1 << 20;
/// Most coded pictures that one may be made of: of 100 megapixels a telephone makes some 400.
const MAX_PARTS: usize = 4096;
/// Pictures made of pictures made of pictures.
const MAX_DEPTH: u32 = 4;
/// What tells that an auxiliary picture is the transparency of another.
const ALPHA: [&str; 2] = ["urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", "urn:mpeg:hevc:2015:auxid:1"];

/// Reads the tables of a file.
pub(crate) fn parse(bytes: &[u8], format: Format) -> Result<HeifFile<'_>, DecodeFailure> {
    let too_large = BoxIter::new(bytes)
        .map_while(Result::ok)
        .any(|found| found.header.box_type.0 == *b"meta" && found.content.len() > MAX_META);
    if too_large {
        return Err(DecodeFailure::Limit(format!("this {format} file has more tables than any photo needs")));
    }
    HeifFile::parse(bytes).map_err(|e| damaged(format, e))
}

pub(crate) fn damaged(format: Format, reason: impl std::fmt::Display) -> DecodeFailure {
    DecodeFailure::Malformed(format!("{format}: {reason}"))
}

/// The picture that tells how transparent another one is.
pub(crate) fn alpha_of(file: &HeifFile<'_>, id: ItemId) -> Option<ItemId> {
    let is_alpha = |p: &Property| matches!(p, Property::AuxiliaryType(kind) if ALPHA.contains(&kind.as_str()));
    let helpers = file.referencing_items(id, b"auxl").into_iter();
    helpers.into_iter().find(|aux| file.item_properties(*aux).is_ok_and(|mut properties| properties.any(is_alpha)))
}

/// The coded data of the primary picture, in their order; those of tiles and transparency too. `None` when there are
/// none, or some are missing.
pub(crate) fn coded_data(bytes: &[u8], mut each: impl FnMut(&[u8])) -> Option<()> {
    let file = parse(bytes, Format::Heic).ok()?;
    let mut sources: Vec<_> = alpha_of(&file, file.primary_id).into_iter().map(|alpha| (alpha, 0)).collect();
    sources.push((file.primary_id, 0));
    let mut found = false;
    let mut budget = bytes.len();
    let mut parts = 0..MAX_PARTS;
    while let Some((id, depth)) = sources.pop() {
        // A small file could name the same items again and again.
        parts.next()?;
        let item = file.item(id).ok()?;
        let data = file.item_data(id).ok()?;
        // Items may overlap, so that a small file could pretend to have much data.
        budget = budget.checked_sub(data.len())?;
        found |= !data.is_empty();
        each(&item.item_type.0);
        each(&data);
        if depth < MAX_DEPTH {
            sources.extend(file.referenced_items(id, b"dimg").iter().rev().map(|source| (*source, depth + 1)));
        }
    }
    found.then_some(())
}
