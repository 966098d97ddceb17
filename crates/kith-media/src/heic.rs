//! HEIC: HEVC pictures in a HEIF container.

use heifer::Options;
use heifer_isobmff::HeifFile;
use heifer_isobmff::boxes::Property;
use image::ColorType;
use kith_domain::Orientation;

use crate::decode::{Header, Limits, Opened, Stored};
use crate::heif::parts::{self, Parts};
use crate::heif::picture::{self, Shape};
use crate::{DecodeFailure, Format, colour, heif, rgb};

/// Bytes of a pixel in what the decoder gives.
const RGBA: u64 = 4;

/// Reads the tables.
pub(crate) fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Opened<'a>, DecodeFailure> {
    let format = Format::Heic;
    let file = heif::parse(bytes, format)?;
    let shape = picture::shape(&file, format, true)?;
    let parts = parts::of(&file)?;
    let memory = memory(&file, &shape, parts).saturating_add(bytes.len() as u64);
    let header = Header { format, width: shape.width, height: shape.height, orientation: shape.orientation, memory };
    let max_pixels = parts.whole.max(parts.padded);
    Opened::new(header, limits, move |_| {
        // The parts of a photo are decoded one after the other: photos are what is looked at in parallel.
        let options = Options { max_threads: 1, max_pixels };
        let image = heifer::decode_rgba8(bytes, &options).map_err(failure)?;
        let (width, height) = (image.width, image.height);
        let mut rgb =
            rgb::to_rgb(ColorType::Rgba8, image.data).ok_or_else(|| heif::damaged(format, "the pixels are missing"))?;
        if let Some(space) = picture::colour_space(&file) {
            colour::to_srgb(&mut rgb, space);
        }
        Ok(Stored { width, height, reduction: 1, rgb, turn: Orientation::Normal })
    })
}

/// Decoding one coded picture takes its planes of 16-bit samples, what the decoder knows about its blocks, and RGBA made
/// of them; tiles are copied and copied into a canvas; and turning takes a copy.
fn memory(file: &HeifFile<'_>, shape: &Shape, Parts { whole, coded, .. }: Parts) -> u64 {
    let samples_and_blocks = match picture::coded_properties(file).find_map(chroma_format) {
        Some(0) => 4,
        Some(1) => 5,
        Some(2) => 6,
        _ => 8,
    };
    let pixels = u64::from(shape.width) * u64::from(shape.height);
    let canvas = if coded < whole { coded.saturating_mul(2).saturating_add(whole).saturating_mul(RGBA) } else { 0 };
    let decoding = canvas.saturating_add(coded.saturating_mul(samples_and_blocks + RGBA));
    let turned = if shape.orientation == Orientation::Normal { 0 } else { pixels.saturating_mul(2 * RGBA) };
    decoding.max(turned)
}

fn chroma_format(property: &Property) -> Option<u8> {
    match property {
        Property::HevcConfig(config) => Some(config.chroma_format),
        _ => None,
    }
}

fn failure(error: heifer::Error) -> DecodeFailure {
    match error {
        heifer::Error::Unsupported(what) => {
            DecodeFailure::Unsupported(format!("this kind of HEIC file is not read: {what}"))
        }
        other => heif::damaged(Format::Heic, other),
    }
}
