//! Bytes -> an upright frame.

use std::io::{Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

use kith_domain::{Frame, Orientation};

use crate::{DecodeFailure, Format, raster, raw, turn};

/// What one photo may cost. Compared with what its header asks for, before anything is allocated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest file in bytes.
    pub max_file: u64,
    /// Most memory in bytes that decoding may hold at one moment, without the file's own bytes.
    pub max_memory: u64,
}

impl Default for Limits {
    /// 192 MiB of file and 700 MiB of pixels: 244 megapixels of a common JPEG, 81 of a progressive one without chroma
    /// subsampling, 183 of a PNG with transparency, 81 of a common HEIC (more when it has tiles), 104 of an AVIF, 26 of
    /// a JPEG XL, whose decoder works with 32-bit numbers. Two photos at once may reach that only if the caller lets
    /// them: [`Header::memory`] tells the cost of one in advance.
    fn default() -> Self {
        Self { max_file: 192 << 20, max_memory: 700 << 20 }
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
    /// The picture, upright; smaller than the photo only when [`decode_for`] made it so.
    pub frame: Frame,
    /// Width and height of the whole photo, upright.
    pub size: (u32, u32),
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
    unwinding(|| open(bytes, named, limits).map(|opened| opened.header))
}

/// Decodes a file into an upright frame. `named` is what its name promises ([`Format::from_name`]).
///
/// A JPEG that ends early is decoded as far as it goes, as browsers do, unless more than half of it is
/// missing; other formats that end early are damaged.
///
/// # Errors
/// Never [`DecodeFailure::Io`]; the others by what is wrong with the file. A panic of a decoder counts as damage.
pub fn decode(bytes: &[u8], named: Option<Format>, limits: &Limits) -> Result<Photo, DecodeFailure> {
    decode_for(bytes, named, limits, u32::MAX)
}

/// Decodes a file into an upright frame whose longer side has at least `longest_side` pixels, or as many as there are.
///
/// Where that is cheaper, the frame is a half, a quarter or an eighth of the photo ([`Photo::size`]), each pixel the
/// mean of those that it stands for; its sides are rounded up. Today this is so for the JPEGs that cameras write. For
/// details that the smaller frame does not show, call [`decode`].
///
/// # Errors
/// As [`decode`].
pub fn decode_for(
    bytes: &[u8],
    named: Option<Format>,
    limits: &Limits,
    longest_side: u32,
) -> Result<Photo, DecodeFailure> {
    unwinding(|| {
        let Opened { header, pixels } = open(bytes, named, limits)?;
        let Header { format, width, height, orientation, .. } = header;
        let mut stored = pixels(longest_side)?;
        turn::upright(&mut stored.rgb, stored.width as usize, stored.height as usize, stored.turn);
        let (frame_width, frame_height) = stored.turn.size(stored.width, stored.height);
        let frame =
            Frame::new(frame_width, frame_height, stored.rgb).map_err(|e| DecodeFailure::Malformed(e.to_string()))?;
        // Places of faces are parts of the size that the header tells.
        let by = stored.reduction;
        if orientation.size(width.div_ceil(by), height.div_ceil(by)) != (frame_width, frame_height) {
            return Err(DecodeFailure::wrong_size(format, width, height));
        }
        Ok(Photo { frame, size: orientation.size(width, height), orientation, format })
    })
}

/// One photo that makes a decoder panic costs that photo only.
fn unwinding<T>(work: impl FnOnce() -> Result<T, DecodeFailure>) -> Result<T, DecodeFailure> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(DecodeFailure::Malformed("the decoder could not cope with it".to_owned())))
}

/// Pixels as a decoder gives them.
pub(crate) struct Stored {
    /// In pixels.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// How many times smaller than the header says the picture was made while decoding.
    pub(crate) reduction: u32,
    /// Interleaved, sRGB.
    pub(crate) rgb: Vec<u8>,
    /// What makes them upright: nothing, where the decoder did it.
    pub(crate) turn: Orientation,
}

/// A file whose header was read and allowed.
pub(crate) struct Opened<'a> {
    pub(crate) header: Header,
    /// Decodes the rest; the longer side must keep as many pixels as the argument, if there are so many.
    pub(crate) pixels: Box<dyn FnOnce(u32) -> Result<Stored, DecodeFailure> + 'a>,
}

impl<'a> Opened<'a> {
    /// Refuses what is empty, and what would need too much memory.
    pub(crate) fn new(
        header: Header,
        limits: &Limits,
        pixels: impl FnOnce(u32) -> Result<Stored, DecodeFailure> + 'a,
    ) -> Result<Self, DecodeFailure> {
        let Header { format, width, height, memory, .. } = header;
        if width == 0 || height == 0 {
            return Err(DecodeFailure::Malformed(format!("{format}: the picture is empty")));
        }
        if memory > limits.max_memory {
            let (needed, allowed) = (memory >> 20, limits.max_memory >> 20);
            return Err(DecodeFailure::Limit(format!(
                "{width} x {height} pixels would need {needed} MB of memory, more than {allowed}"
            )));
        }
        Ok(Self { header, pixels: Box::new(pixels) })
    }
}

fn open<'a>(bytes: &'a [u8], named: Option<Format>, limits: &Limits) -> Result<Opened<'a>, DecodeFailure> {
    let format = recognise(bytes, named)?;
    match (format, format.codec()) {
        (_, Some(codec)) => raster::open(bytes, format, codec, limits),
        #[cfg(feature = "heic")]
        (Format::Heic, _) => crate::heic::open(bytes, limits),
        #[cfg(feature = "avif")]
        (Format::Avif, _) => crate::avif::open(bytes, limits),
        #[cfg(feature = "jxl")]
        (Format::Jxl, _) => crate::jxl::open(bytes, limits),
        (Format::Raw, _) => raw::open(bytes, limits),
        _ => Err(DecodeFailure::Unsupported(format!("{format} files are not read by this version"))),
    }
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
