//! The formats that the `image` crate decodes.

use std::io::Cursor;

use image::{ColorType, ImageDecoder, ImageFormat, ImageReader};
use kith_domain::Orientation;

use crate::decode::{Header, Limits, Opened, Stored};
use crate::{DecodeFailure, Format, colour, jpeg, rgb, webp};

/// Reads the header of a file of one of the formats with a codec.
pub(crate) fn open<'a>(
    bytes: &'a [u8],
    format: Format,
    codec: ImageFormat,
    limits: &Limits,
) -> Result<Opened<'a>, DecodeFailure> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), codec);
    reader.limits(decoder_limits(limits));
    let mut decoder = reader.into_decoder().map_err(|e| DecodeFailure::from_image(format, e))?;
    let (width, height) = decoder.dimensions();
    let (orientation, profile) = if format == Format::WebP && !webp::has_whole_metadata(bytes) {
        (Orientation::Normal, None)
    } else {
        (orientation(&mut decoder, format), decoder.icc_profile().ok().flatten())
    };
    let memory = memory(bytes, format, u64::from(width) * u64::from(height), decoder.color_type());
    let header = Header { format, width, height, orientation, memory };
    Opened::new(header, limits, move |longest_side| {
        let mut stored = match reduced(bytes, &header, longest_side) {
            Some(small) => small,
            None => full(bytes, &header, decoder)?,
        };
        if let Some(profile) = profile {
            colour::to_srgb(&mut stored.rgb, colour::Space::Profile(&profile));
        }
        Ok(stored)
    })
}

/// A JPEG that is much larger than what is asked for, made smaller while decoding.
fn reduced(bytes: &[u8], header: &Header, longest_side: u32) -> Option<Stored> {
    if header.format != Format::Jpeg {
        return None;
    }
    let by = jpeg::reduction(header.width, header.height, longest_side);
    let (width, height, rgb) = if by == 1 { None } else { jpeg::decode_reduced(bytes, by) }?;
    Some(Stored { width, height, reduction: by, rgb, turn: header.orientation })
}

fn full(bytes: &[u8], header: &Header, decoder: impl ImageDecoder) -> Result<Stored, DecodeFailure> {
    let format = header.format;
    let color = decoder.color_type();
    let mut pixels = vec![0; decoder.total_bytes() as usize];
    decoder.read_image(&mut pixels).map_err(|e| DecodeFailure::from_image(format, e))?;
    let rgb = rgb::to_rgb(color, pixels)
        .ok_or_else(|| DecodeFailure::Unsupported(format!("{format} files of kind {color:?} are not read")))?;
    if format == Format::Jpeg {
        refuse_mostly_missing(bytes, &rgb)?;
    }
    Ok(Stored { width: header.width, height: header.height, reduction: 1, rgb, turn: header.orientation })
}

fn decoder_limits(limits: &Limits) -> image::Limits {
    let mut inner = image::Limits::default();
    inner.max_alloc = Some(limits.max_memory);
    inner
}

/// Numbers outside 1..=8, and EXIF that cannot be read, mean that the picture is not turned.
fn orientation(decoder: &mut impl ImageDecoder, format: Format) -> Orientation {
    let found = if format == Format::Tiff {
        decoder.orientation().ok()
    } else {
        let exif = decoder.exif_metadata().ok().flatten();
        // Some writers of WebP keep the six bytes that only JPEG needs.
        exif.and_then(|exif| {
            image::metadata::Orientation::from_exif_chunk(exif.strip_prefix(b"Exif\0\0").unwrap_or(&exif))
        })
    };
    found.map_or(Orientation::Normal, |found| Orientation::from_exif(found.to_exif().into()))
}

/// The most bytes that are held at one moment: by the decoder beside its result, or while RGB is made of the result.
fn memory(bytes: &[u8], format: Format, pixels: u64, color: ColorType) -> u64 {
    let result = u64::from(color.bytes_per_pixel());
    let beside = match format {
        // Coefficients of two bytes, if they must be kept; if the header is unreadable the decoder will say so.
        Format::Jpeg => {
            jpeg::frame_header(bytes).map_or(0.0, |h| if h.buffered { 2.0 * h.samples_per_pixel } else { 0.0 })
        }
        // A whole canvas of four bytes, or the planes of a lossy picture.
        Format::WebP | Format::Gif => 4.0,
        // A result of its own, which is larger for CMYK than ours.
        Format::Tiff => result as f64 * 4.0 / 3.0,
        _ => 0.0,
    };
    let copied = if format == Format::Jpeg { bytes.len() as u64 } else { 0 };
    let decoding = ((result as f64 + beside) * pixels as f64) as u64 + copied;
    let converting = if result < 3 { pixels.saturating_mul(result + 3) } else { 0 };
    decoding.max(converting)
}

/// The JPEG decoder fills what is missing with grey. A picture that is grey from its middle on, in a file without an
/// end, is not worth looking at.
fn refuse_mostly_missing(bytes: &[u8], rgb: &[u8]) -> Result<(), DecodeFailure> {
    const FILLED: u8 = 128;
    let missing = rgb.iter().rev().take_while(|v| **v == FILLED).count();
    if missing * 2 > rgb.len() && !jpeg::is_complete(bytes) {
        let percent = 100 - missing * 100 / rgb.len();
        return Err(DecodeFailure::Malformed(format!("it ends early, only {percent} % of the picture is there")));
    }
    Ok(())
}
