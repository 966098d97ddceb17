//! Bytes -> an upright frame.

use std::io::{Cursor, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::{ColorType, ImageDecoder, ImageReader};
use kith_domain::{Frame, Orientation};

use crate::{DecodeFailure, Format, jpeg, rgb, turn};

/// What one photo may cost. Compared with what its header asks for, before anything is allocated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file in bytes.
    pub max_file: u64,
    /// Most memory in bytes that decoding may hold at one moment, without the file's own bytes.
    pub max_memory: u64,
}

impl Default for Limits {
    /// 192 MiB of file and 400 MiB of pixels: 139 megapixels of a common JPEG, 46 of a progressive one without chroma
    /// subsampling, 104 of a PNG with transparency. Two photos at once may reach that only if the caller lets them:
    /// [`Header::memory`] tells the cost of one in advance.
    fn default() -> Self {
        Self { max_file: 192 << 20, max_memory: 400 << 20 }
    }
}

/// What is known about a picture before its pixels are decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// What the content is.
    pub format: Format,
    /// Width in pixels as stored, before turning.
    pub width: u32,
    /// Height in pixels as stored.
    pub height: u32,
    /// How the stored picture must be turned.
    pub orientation: Orientation,
    /// Bytes that [`decode`] holds at its worst moment, without the file itself; an estimate from above.
    pub memory: u64,
}

/// A decoded photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The picture, upright.
    pub frame: Frame,
    /// How it was turned: with it, places in the frame become places in the stored picture.
    pub orientation: Orientation,
    /// What the content is.
    pub format: Format,
}

/// Reads a whole file, unless it is larger than the limit.
///
/// # Errors
/// [`DecodeFailure::Io`] or [`DecodeFailure::Limit`].
pub fn read(mut source: impl Read + Seek, limits: &Limits) -> Result<Vec<u8>, DecodeFailure> {
    let size = source.seek(SeekFrom::End(0))?;
    source.rewind()?;
    if size > limits.max_file {
        return Err(DecodeFailure::Limit(format!(
            "the file has {} MB, more than {}",
            size >> 20,
            limits.max_file >> 20
        )));
    }
    let mut bytes = Vec::with_capacity(size as usize);
    source.take(limits.max_file).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Looks at a file without decoding its pixels. `named` is what its name promises ([`Format::from_name`]).
///
/// # Errors
/// As [`decode`], as far as the header tells.
pub fn header(bytes: &[u8], named: Option<Format>, limits: &Limits) -> Result<Header, DecodeFailure> {
    unwinding(|| open(bytes, named, limits).map(|(header, _)| header))
}

/// Decodes a file into an upright frame. `named` is what its name promises ([`Format::from_name`]).
///
/// A JPEG that ends early is decoded as far as it goes, as browsers do, unless more than half of it is
/// missing; other formats that end early are damaged.
///
/// # Errors
/// Never [`DecodeFailure::Io`]; the others by what is wrong with the file. A panic of a decoder counts as damage.
pub fn decode(bytes: &[u8], named: Option<Format>, limits: &Limits) -> Result<Photo, DecodeFailure> {
    unwinding(|| {
        let (header, decoder) = open(bytes, named, limits)?;
        let Header { format, width, height, orientation, .. } = header;
        let color = decoder.color_type();
        let mut pixels = vec![0; decoder.total_bytes() as usize];
        decoder.read_image(&mut pixels).map_err(|e| DecodeFailure::from_image(format, e))?;
        let mut pixels = rgb::to_rgb(color, pixels)
            .ok_or_else(|| DecodeFailure::Unsupported(format!("{format} files of kind {color:?} are not read")))?;
        if format == Format::Jpeg {
            refuse_mostly_missing(bytes, &pixels)?;
        }
        turn::upright(&mut pixels, width as usize, height as usize, orientation);
        let (width, height) = orientation.size(width, height);
        let frame = Frame::new(width, height, pixels).map_err(|e| DecodeFailure::Malformed(e.to_string()))?;
        Ok(Photo { frame, orientation, format })
    })
}

/// One photo that makes a decoder panic costs that photo only.
fn unwinding<T>(work: impl FnOnce() -> Result<T, DecodeFailure>) -> Result<T, DecodeFailure> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(DecodeFailure::Malformed("the decoder could not cope with it".to_owned())))
}

fn open<'a>(
    bytes: &'a [u8],
    named: Option<Format>,
    limits: &Limits,
) -> Result<(Header, impl ImageDecoder + use<'a>), DecodeFailure> {
    let format = recognise(bytes, named)?;
    let codec = format
        .codec()
        .ok_or_else(|| DecodeFailure::Unsupported(format!("{format} files are not read by this version")))?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), codec);
    reader.limits(decoder_limits(limits));
    let mut decoder = reader.into_decoder().map_err(|e| DecodeFailure::from_image(format, e))?;
    let (width, height) = decoder.dimensions();
    let orientation = orientation(&mut decoder, format);
    let memory = memory(bytes, format, u64::from(width) * u64::from(height), decoder.color_type());
    if memory > limits.max_memory {
        let (needed, allowed) = (memory >> 20, limits.max_memory >> 20);
        return Err(DecodeFailure::Limit(format!(
            "{width} x {height} pixels would need {needed} MB of memory, more than {allowed}"
        )));
    }
    Ok((Header { format, width, height, orientation, memory }, decoder))
}

fn recognise(bytes: &[u8], named: Option<Format>) -> Result<Format, DecodeFailure> {
    let reason = match (Format::recognise(named, bytes), Format::sniff(bytes)) {
        _ if bytes.is_empty() => "it is empty".to_owned(),
        (None, _) => "it is not a picture".to_owned(),
        (Some(format), None) if format.codec().is_some() => {
            format!("it is no {format} picture, whatever its name says")
        }
        (Some(format), _) => return Ok(format),
    };
    Err(DecodeFailure::Malformed(reason))
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
