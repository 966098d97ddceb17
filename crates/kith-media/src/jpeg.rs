//! The pieces of a JPEG file (ITU-T T.81, annex B), and a decoder that makes small pictures of large ones.

mod bits;
mod colour;
mod huffman;
mod idct;
mod reduced;

pub(crate) use reduced::{decode as decode_reduced, reduction};

const SOI: [u8; 2] = [0xFF, 0xD8];
const SOS: u8 = 0xDA;
const EOI: u8 = 0xD9;

/// One marker with everything that belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Segment<'a> {
    /// The second byte of the marker.
    pub(crate) marker: u8,
    /// From the marker to the next one: a start of scan contains its entropy-coded data.
    pub(crate) bytes: &'a [u8],
}

/// The bytes cannot be cut into pieces here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Broken;

/// Walks through a JPEG file from its start to the end of its first picture; what lies behind is not looked at.
///
/// A file that ends within its entropy-coded data is no error here.
#[derive(Debug, Clone)]
pub(crate) struct Segments<'a> {
    rest: &'a [u8],
}

/// The pieces of a JPEG file; `None` when the bytes do not begin like one.
pub(crate) fn segments(bytes: &[u8]) -> Option<Segments<'_>> {
    bytes.strip_prefix(&SOI).map(|rest| Segments { rest })
}

impl<'a> Segments<'a> {
    fn cut(&mut self) -> Result<Segment<'a>, Broken> {
        let start = marker_position(self.rest).ok_or(Broken)?;
        let bytes = &self.rest[start..];
        let marker = bytes[1];
        let length = match marker {
            EOI | 0x01 | 0xD0..=0xD8 => 2,
            _ => 2 + usize::from(u16::from_be_bytes([*bytes.get(2).ok_or(Broken)?, *bytes.get(3).ok_or(Broken)?])),
        };
        let coded = bytes.get(length..).ok_or(Broken)?;
        let length = if marker == SOS { length + entropy_coded(coded) } else { length };
        self.rest = if marker == EOI { &[] } else { &bytes[length..] };
        Ok(Segment { marker, bytes: &bytes[..length] })
    }
}

impl<'a> Iterator for Segments<'a> {
    type Item = Result<Segment<'a>, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let cut = self.cut();
        if cut.is_err() {
            self.rest = &[];
        }
        Some(cut)
    }
}

/// Where the next marker begins; bytes before it are padding of some writers.
fn marker_position(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xFF))
}

/// How many bytes of entropy-coded data stand here; stuffed bytes and restart markers belong to it.
fn entropy_coded(bytes: &[u8]) -> usize {
    bytes
        .windows(2)
        .position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF))
        .unwrap_or(bytes.len())
}

/// What the frame header says about the cost of decoding.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct FrameHeader {
    /// Whether coefficients of the whole picture must be kept until the last scan was read.
    pub(crate) buffered: bool,
    /// Samples of all components for each pixel: 3 without chroma subsampling, 1.5 with 4:2:0.
    pub(crate) samples_per_pixel: f64,
}

/// Reads the frame header and the first scan's header; `None` when there are none.
pub(crate) fn frame_header(bytes: &[u8]) -> Option<FrameHeader> {
    let mut pieces = segments(bytes)?.map_while(Result::ok);
    let sof = pieces.find(|s| matches!(s.marker, 0xC0..=0xCF) && !matches!(s.marker, 0xC4 | 0xC8 | 0xCC))?;
    let components = usize::from(*sof.bytes.get(9)?);
    let factors: Vec<(f64, f64)> = (0..components)
        .filter_map(|i| sof.bytes.get(11 + 3 * i))
        .map(|both| (f64::from(both >> 4), f64::from(both & 15)))
        .collect();
    let (h, v) = factors.iter().fold((1.0f64, 1.0f64), |(h, v), f| (h.max(f.0), v.max(f.1)));
    let samples_per_pixel = factors.iter().map(|f| f.0 * f.1 / (h * v)).sum();
    let in_first_scan = usize::from(*pieces.find(|s| s.marker == SOS)?.bytes.get(4)?);
    let progressive = matches!(sof.marker, 0xC2 | 0xC6 | 0xCA | 0xCE);
    Some(FrameHeader { buffered: progressive || in_first_scan < components, samples_per_pixel })
}

/// Width and height of the JPEG that begins here, if it is one that can be shown: of 8 bits, sequential or progressive.
/// Strict, because it is asked about bytes that are perhaps no JPEG at all.
pub(crate) fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    const MOST_SEGMENTS: usize = 128;
    let mut rest = bytes.strip_prefix(&SOI)?;
    for _ in 0..MOST_SEGMENTS {
        let &[0xFF, marker, high, low, ref body @ ..] = rest else { return None };
        match (marker, body) {
            (0xC0..=0xC2, &[8, h1, h0, w1, w0, ..]) => {
                let (width, height) = (u16::from_be_bytes([w1, w0]), u16::from_be_bytes([h1, h0]));
                return (width > 0 && height > 0).then_some((width.into(), height.into()));
            }
            // Tables, restart interval, application data and comments.
            (0xC4 | 0xCC | 0xDB | 0xDD | 0xE0..=0xEF | 0xFE, _) => {
                rest = rest.get(2 + usize::from(u16::from_be_bytes([high, low]))..)?;
            }
            _ => return None,
        }
    }
    None
}

/// Whether the first picture of the file has its end marker.
pub(crate) fn is_complete(bytes: &[u8]) -> bool {
    segments(bytes).is_some_and(|mut pieces| pieces.any(|s| s.is_ok_and(|s| s.marker == EOI)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TINY: &[u8] = b"\xFF\xD8\xFF\xE0\0\x04ab\xFF\xDA\0\x03\x01\x11\xFF\0\x22\xFF\xD0\x33\xFF\xD9rest";

    fn cut(bytes: &[u8]) -> Vec<Result<(u8, usize), Broken>> {
        segments(bytes).unwrap().map(|s| s.map(|s| (s.marker, s.bytes.len()))).collect()
    }

    #[test]
    fn a_file_is_cut_at_its_markers() {
        assert_eq!(cut(TINY), [Ok((0xE0, 6)), Ok((0xDA, 12)), Ok((0xD9, 2))]);
        assert!(segments(b"GIF89a").is_none());
    }

    #[test]
    fn padding_before_a_marker_is_skipped() {
        assert_eq!(cut(b"\xFF\xD8\0\0\xFF\xFF\xFE\0\x02\xFF\xD9"), [Ok((0xFE, 4)), Ok((0xD9, 2))]);
    }

    #[test]
    fn a_length_beyond_the_end_is_broken_but_missing_data_are_not() {
        assert_eq!(cut(b"\xFF\xD8\xFF\xE1\xFF\xFFabc"), [Err(Broken)]);
        assert_eq!(cut(b"\xFF\xD8\xFF\xE1"), [Err(Broken)]);
        assert_eq!(cut(&TINY[..16]), [Ok((0xE0, 6)), Ok((0xDA, 8))]);
        assert!(is_complete(TINY) && !is_complete(&TINY[..20]));
    }

    #[test]
    fn the_frame_header_tells_the_cost() {
        let baseline =
            b"\xFF\xD8\xFF\xC0\0\x11\x08\0\x10\0\x10\x03\x01\x22\0\x02\x11\0\x03\x11\0\xFF\xDA\0\x08\x03abcdef";
        assert_eq!(frame_header(baseline), Some(FrameHeader { buffered: false, samples_per_pixel: 1.5 }));
        let mut progressive = baseline.to_vec();
        progressive[3] = 0xC2;
        assert!(frame_header(&progressive).unwrap().buffered);
        let mut apart = baseline.to_vec();
        apart[25] = 1;
        assert!(frame_header(&apart).unwrap().buffered);
        assert_eq!(frame_header(b"\xFF\xD8\xFF\xD9"), None);
    }
}
