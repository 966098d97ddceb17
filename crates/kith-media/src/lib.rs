//! Bytes of a photograph -> an upright [`kith_domain::Frame`], and the small JPEGs that screens show.
//!
//! The crate never sees a path and never opens a file, so that a phone's photo library works like a folder. It is the
//! only user of image decoders, and the only place where an EXIF orientation turns pixels: everything behind it sees
//! pictures as people see them.
//!
//! Invariants:
//! - [`decode`] answers for *any* bytes: a bad picture is a [`DecodeFailure`], never a panic, and the memory it needs is
//!   compared with [`Limits`] before it is taken.
//! - [`decode_for`] decodes no more than somebody wants to see: of a JPEG of 12 megapixels, a scan needs a quarter of the
//!   pixels and 60 % of the time.
//! - The content decides what a file is; its name only helps where the content is ambiguous ([`Format::from_name`]).
//! - Turning a picture and making RGB of it takes no second copy of the pixels.
//! - [`payload_hash`] knows a picture again when a program changed its EXIF, XMP, IPTC, comments or orientation.
//! - Colours are those of sRGB: an RGB profile that says otherwise is applied, and in HEIC and AVIF without a profile the
//!   code points (ITU-T H.273) of the container or of AV1. Of high dynamic range, what is brighter than half of white is
//!   compressed. Inks (CMYK) are converted by the plain formula. Transparent pixels lie on white. Of an animation, the
//!   first picture is taken.
//! - A frame has the size that the header tells, or a half, a quarter or an eighth of it where [`decode_for`] was asked;
//!   a picture that has not is damaged.
//! - HEIC, AVIF and JPEG XL are turned by their container or codestream, where EXIF only repeats it.
//! - Of a raw file, the largest JPEG that the camera put into it is taken; the sensor's numbers are not developed.
//!
//! Features, all on by default: `heic`, `avif`, `jxl`. A format that was left out is still recognised, hashed and
//! reported by name.
//!
//! ```
//! use kith_media::{Format, Limits, decode, face_thumbnail};
//! # let mut file = Vec::new();
//! # image::codecs::jpeg::JpegEncoder::new(&mut file).encode(&[90; 64 * 48 * 3], 64, 48, image::ExtendedColorType::Rgb8)?;
//! let photo = decode(&file, Format::from_name("holiday.jpg".as_ref()), &Limits::default())?;
//! assert_eq!((photo.frame.width(), photo.frame.height()), (64, 48));
//! let face = kith_domain::Rect { x: 20.0, y: 10.0, w: 16.0, h: 20.0 };
//! let tile: Vec<u8> = face_thumbnail(&photo.frame, face)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "avif")]
mod avif;
mod colour;
mod decode;
mod failure;
mod format;
#[cfg(feature = "heic")]
mod heic;
mod heif;
mod jpeg;
#[cfg(feature = "jxl")]
mod jxl;
mod payload;
mod raster;
mod raw;
mod rgb;
mod thumbnail;
mod turn;
mod webp;

pub use decode::{Header, Limits, Photo, decode, decode_for, header, read};
pub use failure::DecodeFailure;
pub use format::{FIRST_BYTES, Format};
pub use payload::payload_hash;
pub use thumbnail::{ThumbnailError, face_thumbnail, preview, shrunk};
