//! Pictures made for the tests.

use std::io::Cursor;

use image::codecs::{jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder};
use image::metadata::Orientation as Turn;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, RgbImage};
use kith_domain::{Frame, Orientation};

pub(crate) const WIDTH: u32 = 40;
pub(crate) const HEIGHT: u32 = 24;

/// Four different corners, so that each of the eight ways to store it differs.
pub(crate) fn corners() -> RgbImage {
    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| match (x < WIDTH / 2, y < HEIGHT / 2) {
        (true, true) => image::Rgb([220, 30, 30]),
        (false, true) => image::Rgb([30, 200, 30]),
        (true, false) => image::Rgb([30, 30, 210]),
        (false, false) => image::Rgb([240, 240, 240]),
    })
}

pub(crate) fn frame(picture: &RgbImage) -> Frame {
    Frame::new(picture.width(), picture.height(), picture.as_raw().clone()).unwrap()
}

pub(crate) fn encode(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// As a camera stores a picture that shall be shown like `shown`.
pub(crate) fn stored(shown: &RgbImage, orientation: Orientation) -> RgbImage {
    let mut picture = DynamicImage::from(shown.clone());
    picture.apply_orientation(Turn::from_exif(orientation.inverse().to_exif()).unwrap());
    picture.into_rgb8()
}

/// An EXIF block that contains nothing but the orientation.
pub(crate) fn exif(orientation: u16) -> Vec<u8> {
    let mut block = b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    block.extend(orientation.to_be_bytes());
    block.extend([0; 6]);
    block
}

/// JPEG, PNG and WebP with an EXIF block.
pub(crate) fn with_exif(picture: &RgbImage, format: ImageFormat, exif: Vec<u8>) -> Vec<u8> {
    fn write(mut encoder: impl ImageEncoder, picture: &RgbImage, exif: Vec<u8>) {
        encoder.set_exif_metadata(exif).unwrap();
        encoder.write_image(picture, picture.width(), picture.height(), ExtendedColorType::Rgb8).unwrap();
    }
    let mut bytes = Vec::new();
    match format {
        ImageFormat::Jpeg => write(JpegEncoder::new_with_quality(&mut bytes, 95), picture, exif),
        ImageFormat::Png => write(PngEncoder::new(&mut bytes), picture, exif),
        ImageFormat::WebP => write(WebPEncoder::new_lossless(&mut bytes), picture, exif),
        other => panic!("{other:?}"),
    }
    bytes
}

/// Uncompressed TIFF with the tags that are needed, in their order, and the pixels behind them.
pub(crate) fn tiff(picture: &RgbImage, orientation: u16) -> Vec<u8> {
    const BITS_AT: u32 = 8 + 2 + 10 * 12 + 4;
    let entries: [(u16, u16, u32, u32); 10] = [
        (256, 4, 1, picture.width()),
        (257, 4, 1, picture.height()),
        (258, 3, 3, BITS_AT),
        (259, 3, 1, 1),
        (262, 3, 1, 2),
        (273, 4, 1, BITS_AT + 6),
        (274, 3, 1, orientation.into()),
        (277, 3, 1, 3),
        (278, 4, 1, picture.height()),
        (279, 4, 1, picture.as_raw().len() as u32),
    ];
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    bytes.extend((entries.len() as u16).to_le_bytes());
    for (tag, kind, count, value) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend([0, 0, 0, 0, 8, 0, 8, 0, 8, 0]);
    bytes.extend(picture.as_raw());
    bytes
}

/// A JPEG of one block of one colour: `samples` are the components' values. `sof` is the marker of the frame header.
pub(crate) fn one_block_jpeg(sof: u8, samples: &[u8], adobe: bool) -> Vec<u8> {
    let progressive = sof == 0xC2;
    let count = samples.len() as u8;
    let mut bytes = b"\xFF\xD8\xFF\xDB\0\x43\0".to_vec();
    bytes.extend([8; 64]);
    if adobe {
        bytes.extend(b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\0");
    }
    bytes.extend([0xFF, sof, 0, 8 + 3 * count, 8, 0, 8, 0, 8, count]);
    bytes.extend((1..=count).flat_map(|id| [id, 0x11, 0]));
    // Twelve codes of four bits for the sizes of DC coefficients; one bit for "no AC coefficients".
    bytes.extend([0xFF, 0xC4, 0, 19 + 12, 0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    bytes.extend(0..12);
    bytes.extend([0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    bytes.extend([0xFF, 0xDA, 0, 6 + 2 * count, count]);
    bytes.extend((1..=count).flat_map(|id| [id, 0]));
    bytes.extend([0, if progressive { 0 } else { 63 }, 0]);
    let bits: String = samples.iter().map(|v| block_bits(*v) + if progressive { "" } else { "0" }).collect();
    for byte in bits.as_bytes().chunks(8) {
        let byte = byte.iter().chain([b'1'; 8].iter()).take(8).fold(0u8, |all, bit| all << 1 | (bit - b'0'));
        bytes.push(byte);
        if byte == 0xFF {
            bytes.push(0);
        }
    }
    bytes.extend([0xFF, 0xD9]);
    bytes
}

fn block_bits(sample: u8) -> String {
    let value = i32::from(sample) - 128;
    let size = 32 - value.unsigned_abs().leading_zeros();
    let bits = if value < 0 { value + (1 << size) - 1 } else { value };
    if size == 0 { "0000".to_owned() } else { format!("{size:04b}{bits:0width$b}", width = size as usize) }
}

/// A WebP whose EXIF says that it has almost 4 GB, and ends.
pub(crate) fn webp_with_endless_exif() -> Vec<u8> {
    let mut bytes = with_exif(&corners(), ImageFormat::WebP, exif(6));
    let at = bytes.windows(4).position(|w| w == b"EXIF").unwrap();
    bytes[at + 4..at + 8].copy_from_slice(&0xFFFF_FF00u32.to_le_bytes());
    bytes[4..8].copy_from_slice(&0xFFFF_FFFEu32.to_le_bytes());
    bytes
}
