//! TIFF and the raw formats that are TIFF files: tags of the first directory (ISO 16684-3, section 5).

use std::borrow::Cow;

use exif::{Context, Exif, In, Reader, Tag, Value};

use super::{Blocks, iptc_of_photoshop};

const XMP: Tag = Tag(Context::Tiff, 700);
const IPTC: Tag = Tag(Context::Tiff, 33_723);
const PHOTOSHOP: Tag = Tag(Context::Tiff, 34_377);

pub(super) fn blocks(file: &[u8]) -> Blocks<'static> {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let exif = reader.read_raw(file.to_vec()).or_else(|e| e.distill_partial_result(|_| {}));
    let Ok(exif) = exif else { return Blocks::default() };
    let iptc = bytes(&exif, IPTC).or_else(|| iptc_of_photoshop(&bytes(&exif, PHOTOSHOP)?).map(<[u8]>::to_vec));
    Blocks {
        xmp: bytes(&exif, XMP).map(Cow::Owned).into_iter().collect(),
        iptc: iptc.map(Cow::Owned),
        ..Blocks::default()
    }
}

fn bytes(exif: &Exif, tag: Tag) -> Option<Vec<u8>> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Byte(bytes) | Value::Undefined(bytes, _) => Some(bytes.clone()),
        // Photoshop declares its IPTC as 32-bit numbers, in the order of the file; nothing else does.
        Value::Long(numbers) if exif.little_endian() => Some(numbers.iter().flat_map(|n| n.to_le_bytes()).collect()),
        Value::Long(numbers) => Some(numbers.iter().flat_map(|n| n.to_be_bytes()).collect()),
        _ => None,
    }
}
