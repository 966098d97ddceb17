//! Files of boxes (ISO/IEC 14496-12): HEIC and AVIF, JPEG XL, Canon's CR3.

use std::borrow::Cow;
use std::io::Read;

use brotli_decompressor::Decompressor;
use heifer_isobmff::{BoxIter, HeifFile};

use super::{Blocks, scan};
use crate::MetadataError;
use crate::xmp::xml::LONGEST_PACKET;

/// Largest `meta` box that is looked into: the time that its tables take grows with the square of their length.
const MAX_META: usize = 1 << 20;
/// The box of this kind holds a packet (ISO 16684-3, section 5).
const XMP: [u8; 16] = [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];

/// Whether the brand of a file is one of pictures; films have others.
pub(super) fn is_heif(brand: &[u8]) -> bool {
    const BRANDS: [&[u8; 4]; 10] =
        [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"];
    BRANDS.iter().any(|known| brand.starts_with(*known))
}

pub(super) fn heif(file: &[u8]) -> Blocks<'_> {
    let too_large = BoxIter::new(file)
        .map_while(Result::ok)
        .any(|found| found.header.box_type.0 == *b"meta" && found.content.len() > MAX_META);
    if too_large {
        let problem = MetadataError::Limit("this file has more tables than any photo needs".to_owned());
        return Blocks { problems: vec![problem], ..Blocks::default() };
    }
    let packet = HeifFile::parse(file).and_then(|heif| heif.xmp(heif.primary_id));
    match packet {
        Ok(packet) => Blocks { xmp: packet.map(Cow::Owned).into_iter().collect(), ..Blocks::default() },
        // What has no tables that can be read may have a packet that can.
        Err(_) => Blocks { xmp: scan(file).map(Cow::Borrowed).into_iter().collect(), ..Blocks::default() },
    }
}

/// The first box `xml `, or one that is compressed and says so (ISO/IEC 18181-2). Others are not even decompressed: a small
/// file may have thousands.
pub(super) fn jxl(file: &[u8]) -> Blocks<'_> {
    let packet = BoxIter::new(file).map_while(Result::ok).find_map(|part| match &part.header.box_type.0 {
        b"xml " => Some(Ok(Cow::Borrowed(part.content))),
        b"brob" => part.content.strip_prefix(b"xml ").map(|bytes| decompressed(bytes).map(Cow::Owned)),
        _ => None,
    });
    match packet {
        Some(Ok(packet)) => Blocks { xmp: vec![packet], ..Blocks::default() },
        Some(Err(problem)) => Blocks { problems: vec![problem], ..Blocks::default() },
        None => Blocks::default(),
    }
}

fn decompressed(bytes: &[u8]) -> Result<Vec<u8>, MetadataError> {
    const BUFFER: usize = 4096;
    let mut packet = Vec::new();
    let mut reader = Decompressor::new(bytes, BUFFER).take(LONGEST_PACKET as u64 + 1);
    let read = reader.read_to_end(&mut packet);
    read.map_err(|e| MetadataError::malformed("the XMP packet cannot be decompressed", e))?;
    Ok(packet)
}

pub(super) fn cr3(file: &[u8]) -> Blocks<'_> {
    let is_packet = |part: &heifer_isobmff::RawBox<'_>| part.header.user_type == Some(XMP);
    let packet = BoxIter::new(file).map_while(Result::ok).find(is_packet).map(|part| Cow::Borrowed(part.content));
    Blocks { xmp: packet.into_iter().collect(), ..Blocks::default() }
}
