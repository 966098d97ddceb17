//! EXIF blocks as a camera writes them, and how they come into a JPEG.

/// What the tests say about a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exif {
    /// The number of the tag `Orientation`, also one that means nothing.
    pub orientation: Option<u16>,
    /// `DateTimeOriginal`: `YYYY:MM:DD HH:MM:SS`.
    pub taken: Option<String>,
    /// `OffsetTimeOriginal`: `+HH:MM`.
    pub utc_offset: Option<String>,
}

const ASCII: u16 = 2;
const SHORT: u16 = 3;
const LONG: u16 = 4;

impl Exif {
    /// Only an orientation.
    pub fn turned(orientation: u16) -> Self {
        Self { orientation: Some(orientation), ..Self::default() }
    }

    /// The block, without the six bytes that stand before it in a JPEG.
    pub fn to_block(&self) -> Vec<u8> {
        let orientation = self.orientation.map(|number| Entry::new(0x0112, SHORT, &number.to_be_bytes()));
        let texts = [(0x9003, &self.taken), (0x9011, &self.utc_offset)];
        let camera: Vec<Entry> =
            texts.iter().filter_map(|(tag, text)| Some(Entry::text(*tag, text.as_ref()?))).collect();
        let image = |camera_at: u32| -> Vec<Entry> {
            let pointer = (!camera.is_empty()).then(|| Entry::new(0x8769, LONG, &camera_at.to_be_bytes()));
            orientation.iter().cloned().chain(pointer).collect()
        };
        let head = b"MM\0\x2A\0\0\0\x08";
        let camera_at = 8 + directory(8, &image(0)).len() as u32;
        [head.to_vec(), directory(8, &image(camera_at)), directory(camera_at, &camera)].concat()
    }

    /// The JPEG with this block in place of its own.
    ///
    /// # Panics
    /// When the bytes do not begin like a JPEG file of segments.
    pub fn splice(&self, jpeg: &[u8]) -> Vec<u8> {
        let block = [b"Exif\0\0", self.to_block().as_slice()].concat();
        let length = (block.len() as u16 + 2).to_be_bytes();
        let (start, rest) = jpeg.split_at(2);
        assert_eq!(start, [0xFF, 0xD8], "not a JPEG");
        [start, &[0xFF, 0xE1], &length, &block, without_exif(rest)].concat()
    }
}

/// What follows an EXIF segment that stands first.
fn without_exif(rest: &[u8]) -> &[u8] {
    if rest.starts_with(&[0xFF, 0xE1]) && rest[4..].starts_with(b"Exif\0\0") {
        &rest[2 + usize::from(u16::from_be_bytes([rest[2], rest[3]]))..]
    } else {
        rest
    }
}

#[derive(Debug, Clone)]
struct Entry {
    tag: u16,
    kind: u16,
    count: u32,
    value: Vec<u8>,
}

impl Entry {
    fn new(tag: u16, kind: u16, value: &[u8]) -> Self {
        Self { tag, kind, count: 1, value: value.to_vec() }
    }

    fn text(tag: u16, text: &str) -> Self {
        let value = [text.as_bytes(), &[0]].concat();
        Self { tag, kind: ASCII, count: value.len() as u32, value }
    }
}

/// A directory at a place of the block, with the values that do not fit into their entries behind it.
fn directory(at: u32, entries: &[Entry]) -> Vec<u8> {
    if entries.is_empty() {
        return Vec::new();
    }
    let values_at = at + 2 + 12 * entries.len() as u32 + 4;
    let mut bytes = (entries.len() as u16).to_be_bytes().to_vec();
    let mut values = Vec::new();
    for Entry { tag, kind, count, value } in entries {
        bytes.extend([tag.to_be_bytes(), kind.to_be_bytes()].concat());
        bytes.extend(count.to_be_bytes());
        if value.len() <= 4 {
            bytes.extend(value);
            bytes.resize(bytes.len() + 4 - value.len(), 0);
        } else {
            bytes.extend((values_at + values.len() as u32).to_be_bytes());
            values.extend(value);
        }
    }
    [bytes, vec![0; 4], values].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kith_domain::{DateSource, Orientation};

    #[test]
    fn what_is_written_is_read() {
        let exif =
            Exif { orientation: Some(6), taken: Some("2024:02:03 04:05:06".into()), utc_offset: Some("-03:30".into()) };
        let plain = crate::pictures::jpeg(&image::RgbImage::new(8, 16), 90);
        for once in [exif.splice(&plain), exif.splice(&Exif::turned(3).splice(&plain))] {
            assert_eq!(once.len(), plain.len() + exif.to_block().len() + 10);
            let taken = kith_metadata::capture_time(&once).unwrap();
            assert_eq!((taken.local.as_str(), taken.utc_offset_minutes), ("2024-02-03T04:05:06", Some(-210)));
            assert_eq!(taken.source, DateSource::Original);
            let photo = kith_media::decode(&once, None, &kith_media::Limits::default()).unwrap();
            assert_eq!((photo.orientation, photo.frame.width()), (Orientation::Rotate90, 16));
        }
    }
}
