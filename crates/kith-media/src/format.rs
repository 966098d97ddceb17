//! What kind of picture a file is.

use std::ffi::OsStr;
use std::path::Path;

/// A kind of picture that Kith knows. Those that a build leaves out are known too, so that a file is reported and not
/// passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// Portable Network Graphics, animated ones too.
    Png,
    /// WebP.
    WebP,
    /// Tagged Image File Format.
    Tiff,
    /// Graphics Interchange Format.
    Gif,
    /// Windows bitmap.
    Bmp,
    /// High Efficiency Image File Format with HEVC, as telephones write it.
    Heic,
    /// AV1 in the same container.
    Avif,
    /// JPEG XL.
    Jxl,
    /// What a camera's sensor saw, in the maker's own format.
    Raw,
}

/// How many bytes of a file [`Format::sniff`] looks at.
pub const FIRST_BYTES: usize = 32;

const EXTENSIONS: [(Format, &[&str]); 10] = [
    (Format::Jpeg, &["jpg", "jpeg", "jpe", "jfif"]),
    (Format::Png, &["png", "apng"]),
    (Format::WebP, &["webp"]),
    (Format::Tiff, &["tif", "tiff"]),
    (Format::Gif, &["gif"]),
    (Format::Bmp, &["bmp", "dib"]),
    (Format::Heic, &["heic", "heif", "hif"]),
    (Format::Avif, &["avif"]),
    (Format::Jxl, &["jxl"]),
    (
        Format::Raw,
        &[
            "3fr", "arw", "cr2", "cr3", "crw", "dng", "erf", "iiq", "kdc", "mos", "mrw", "nef", "nrw", "orf", "pef",
            "raf", "rw2", "sr2", "srf", "srw", "x3f",
        ],
    ),
];

impl Format {
    /// What the extension of a file's name promises, without regard to case.
    pub fn from_name(name: &OsStr) -> Option<Self> {
        let extension = Path::new(name).extension()?.to_str()?;
        EXTENSIONS
            .iter()
            .find(|(_, known)| known.iter().any(|e| e.eq_ignore_ascii_case(extension)))
            .map(|(format, _)| *format)
    }

    /// What the first [`FIRST_BYTES`] bytes of a file say; fewer are enough for most formats.
    ///
    /// Many raw formats begin like a TIFF file: only a name tells them apart.
    pub fn sniff(first: &[u8]) -> Option<Self> {
        match first {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0xFF, 0x0A, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', 13, 10, 0x87, 10, ..] => Some(Self::Jxl),
            [0x89, b'P', b'N', b'G', 13, 10, 26, 10, ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'I', b'I', 42, 0, _, _, _, _, b'C', b'R', ..] => Some(Self::Raw),
            [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Some(Self::Tiff),
            [b'I', b'I', b'R', b'O' | b'S', ..] | [b'M', b'M', b'O', b'R', ..] | [b'I', b'I', 0x55, 0, ..] => {
                Some(Self::Raw)
            }
            [_, _, _, _, b'f', b't', b'y', b'p', brands @ ..] => Self::from_brands(brands),
            _ if first.starts_with(b"FUJIFILMCCD-RAW") || first.starts_with(b"FOVb") => Some(Self::Raw),
            _ if is_bitmap(first) => Some(Self::Bmp),
            _ => None,
        }
    }

    /// The brands of an ISO media file (ISO/IEC 14496-12, `ftyp`): the major one, a version, the compatible ones.
    fn from_brands(brands: &[u8]) -> Option<Self> {
        brands.as_chunks::<4>().0.iter().find_map(|brand| match brand {
            b"avif" | b"avis" => Some(Self::Avif),
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" => Some(Self::Heic),
            b"crx " => Some(Self::Raw),
            _ => None,
        })
    }

    /// What a file is: its content decides, except that a raw file which begins like a TIFF file is known by its name.
    pub fn recognise(named: Option<Self>, first: &[u8]) -> Option<Self> {
        match (Self::sniff(first), named) {
            (Some(Self::Tiff), Some(Self::Raw)) => Some(Self::Raw),
            (Some(seen), _) => Some(seen),
            (None, named) => named,
        }
    }

    /// The decoder of the `image` crate for it, if that has one.
    pub(crate) const fn codec(self) -> Option<image::ImageFormat> {
        match self {
            Self::Jpeg => Some(image::ImageFormat::Jpeg),
            Self::Png => Some(image::ImageFormat::Png),
            Self::WebP => Some(image::ImageFormat::WebP),
            Self::Tiff => Some(image::ImageFormat::Tiff),
            Self::Gif => Some(image::ImageFormat::Gif),
            Self::Bmp => Some(image::ImageFormat::Bmp),
            Self::Heic | Self::Avif | Self::Jxl | Self::Raw => None,
        }
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Tiff => "TIFF",
            Self::Gif => "GIF",
            Self::Bmp => "BMP",
            Self::Heic => "HEIC",
            Self::Avif => "AVIF",
            Self::Jxl => "JPEG XL",
            Self::Raw => "raw camera",
        })
    }
}

/// Two letters are too little to call a file a picture: the size of the header that follows must be a known one.
fn is_bitmap(first: &[u8]) -> bool {
    const HEADER_SIZES: [u8; 8] = [12, 16, 40, 52, 56, 64, 108, 124];
    matches!(first, [b'B', b'M', ..])
        && first.get(14..18).is_some_and(|size| HEADER_SIZES.contains(&size[0]) && size[1..] == [0, 0, 0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_promises_a_format() {
        let named = |name: &str| Format::from_name(name.as_ref());
        assert_eq!(named("A.B.JPeG"), Some(Format::Jpeg));
        assert_eq!(named("x.heic"), Some(Format::Heic));
        assert_eq!(named("x.NEF"), Some(Format::Raw));
        assert_eq!((named("jpg"), named(".jpg"), named("x.jpg.xmp"), named("x.")), (None, None, None, None));
    }

    #[test]
    fn the_first_bytes_tell_a_format() {
        let cases: [(&[u8], Option<Format>); 14] = [
            (b"\xFF\xD8\xFF\xE0", Some(Format::Jpeg)),
            (b"\xFF\xD8", None),
            (b"\x89PNG\r\n\x1a\n", Some(Format::Png)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some(Format::WebP)),
            (b"RIFF\0\0\0\0WAVEfmt ", None),
            (b"GIF89a", Some(Format::Gif)),
            (b"II*\0\x08\0\0\0", Some(Format::Tiff)),
            (b"II*\0\x10\0\0\0CR\x02\0", Some(Format::Raw)),
            (b"MM\0*\0\0\0\x08", Some(Format::Tiff)),
            (b"\0\0\0\x1cftypmif1\0\0\0\0mif1heic", Some(Format::Heic)),
            (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif", Some(Format::Avif)),
            (b"\0\0\0\x1cftypisom\0\0\0\0isommp42", None),
            (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", Some(Format::Bmp)),
            (b"BMW is a maker of cars", None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(Format::sniff(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn the_content_decides_unless_it_is_ambiguous() {
        assert_eq!(Format::recognise(Some(Format::Png), b"\xFF\xD8\xFF\xE0"), Some(Format::Jpeg));
        assert_eq!(Format::recognise(Some(Format::Raw), b"II*\0\x08\0\0\0"), Some(Format::Raw));
        assert_eq!(Format::recognise(Some(Format::Jpeg), b"II*\0\x08\0\0\0"), Some(Format::Tiff));
        assert_eq!(Format::recognise(Some(Format::Jpeg), b"text"), Some(Format::Jpeg));
        assert_eq!(Format::recognise(None, b""), None);
    }
}
