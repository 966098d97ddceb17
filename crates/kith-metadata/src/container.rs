//! Where metadata stand in the files of each format: bytes in, packets out.

mod iso;
pub(crate) mod jpeg;
pub(crate) mod png;
mod tiff;
pub(crate) mod webp;

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use crate::MetadataError;

/// The blocks of metadata that a file carries, not looked into yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Blocks<'a> {
    /// XMP packets; more than one where the main one says that it goes on in another.
    pub(crate) xmp: Vec<Cow<'a, [u8]>>,
    /// Records of the IPTC.
    pub(crate) iptc: Option<Cow<'a, [u8]>>,
    /// What could not be taken out.
    pub(crate) problems: Vec<MetadataError>,
}

/// A kind of file with a place of its own for metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Container {
    Jpeg,
    Png,
    WebP,
    /// TIFF, and the raw formats that are TIFF files.
    Tiff,
    /// HEIF with HEVC or AV1 pictures.
    Heif,
    Jxl,
    /// Canon's CR3.
    Cr3,
    /// All others.
    Unknown,
}

impl Container {
    /// What the first bytes of a file say.
    pub(crate) fn sniff(bytes: &[u8]) -> Self {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Self::Jpeg,
            [0x89, b'P', b'N', b'G', 13, 10, 26, 10, ..] => Self::Png,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Self::WebP,
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Self::Tiff,
            [0, 0, 0, 12, b'J', b'X', b'L', b' ', 13, 10, 0x87, 10, ..] => Self::Jxl,
            [_, _, _, _, b'f', b't', b'y', b'p', b'c', b'r', b'x', b' ', ..] => Self::Cr3,
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if iso::is_heif(brand) => Self::Heif,
            _ => Self::Unknown,
        }
    }
}

/// All blocks of a file. Damage costs what is damaged.
pub(crate) fn blocks(file: &[u8]) -> Blocks<'_> {
    match Container::sniff(file) {
        Container::Jpeg => jpeg::blocks(file),
        Container::Png => png::blocks(file),
        Container::WebP => webp::blocks(file),
        Container::Tiff => tiff::blocks(file),
        Container::Heif => iso::heif(file),
        Container::Jxl => iso::jxl(file),
        Container::Cr3 => iso::cr3(file),
        Container::Unknown => Blocks { xmp: scan(file).map(Cow::Borrowed).into_iter().collect(), ..Blocks::default() },
    }
}

/// The first packet that stands in the open, as packets do on purpose (ISO 16684-1, section 7.3.1).
fn scan(file: &[u8]) -> Option<&[u8]> {
    let start = memmem::find(file, b"<x:xmpmeta").or_else(|| memmem::find(file, b"<rdf:RDF"))?;
    let end_tag: &[u8] = if file[start..].starts_with(b"<x:") { b"</x:xmpmeta>" } else { b"</rdf:RDF>" };
    let length = memmem::find(&file[start..], end_tag)? + end_tag.len();
    Some(&file[start..start + length])
}

/// The IPTC record among the resources of Photoshop, which stand in JPEG and TIFF files alike.
pub(crate) fn iptc_of_photoshop(resources: &[u8]) -> Option<&[u8]> {
    Some(&resources[photoshop_resource(resources, IPTC)?])
}

/// The number of the resource that is the IPTC record.
pub(crate) const IPTC: u16 = 0x0404;

/// Where the data of one of Photoshop's resources lie. Their length stands in the four bytes before, and to an odd length
/// belongs one byte more behind.
pub(crate) fn photoshop_resource(resources: &[u8], wanted: u16) -> Option<Range<usize>> {
    let mut at = 0;
    loop {
        // Signature, number, name with its length (padded to an even size), length, data (padded too).
        let [b'8', b'B', b'I', b'M', n0, n1, name_length, ..] = *resources.get(at..)? else { return None };
        let name = (usize::from(name_length) + 2) & !1;
        let start = at + 6 + name + 4;
        let length = u32::from_be_bytes(*resources.get(start - 4..)?.first_chunk()?) as usize;
        let data = start..start.checked_add(length).filter(|end| *end <= resources.len())?;
        if u16::from_be_bytes([n0, n1]) == wanted {
            return Some(data);
        }
        at = data.end + length % 2;
    }
}
