//! How pictures become files.

use image::codecs::{jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder};
use image::{DynamicImage, ExtendedColorType, ImageEncoder, RgbImage};
use kith_domain::Orientation;

use crate::exif::Exif;

/// A JPEG file, without metadata.
pub fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(JpegEncoder::new_with_quality(&mut bytes, quality), picture);
    bytes
}

/// A file of the kind that the extension of its name promises, with EXIF: JPEG, PNG or lossless WebP.
///
/// # Panics
/// When the name promises something else.
pub fn file(name: &str, picture: &RgbImage, exif: &Exif) -> Vec<u8> {
    const QUALITY: u8 = 88;
    let mut bytes = Vec::new();
    match name.rsplit('.').next() {
        Some("jpg") if *exif == Exif::default() => bytes = jpeg(picture, QUALITY),
        Some("jpg") => bytes = exif.splice(&jpeg(picture, QUALITY)),
        Some("png") => write(with_exif(PngEncoder::new(&mut bytes), exif), picture),
        Some("webp") => write(with_exif(WebPEncoder::new_lossless(&mut bytes), exif), picture),
        _ => panic!("{name} is neither JPEG, PNG nor WebP"),
    }
    bytes
}

fn with_exif<E: ImageEncoder>(mut encoder: E, exif: &Exif) -> E {
    if *exif != Exif::default() {
        encoder.set_exif_metadata(exif.to_block()).expect("PNG and WebP take EXIF");
    }
    encoder
}

fn write(encoder: impl ImageEncoder, picture: &RgbImage) {
    encoder
        .write_image(picture, picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .expect("memory takes every picture");
}

/// As a camera stores a picture that is shown like `shown` when it is turned by `orientation`.
///
/// # Panics
/// Never: all eight numbers are known.
pub fn stored(shown: RgbImage, orientation: Orientation) -> RgbImage {
    let back = image::metadata::Orientation::from_exif(orientation.inverse().to_exif()).expect("1 to 8");
    let mut picture = DynamicImage::from(shown);
    picture.apply_orientation(back);
    picture.into_rgb8()
}
