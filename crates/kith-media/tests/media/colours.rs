//! Colour profiles.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder, RgbImage};
use kith_media::{Limits, decode, decode_for, payload_hash};
use moxcms::ColorProfile;

use crate::camera::camera_jpeg;
use crate::pictures::tiff;

const COLOUR: [u8; 3] = [170, 120, 90];

fn linear(value: u8, gamma: Option<f64>) -> f64 {
    let v = f64::from(value) / 255.0;
    match gamma {
        Some(gamma) => v.powf(gamma),
        None if v <= 0.040_45 => v / 12.92,
        None => ((v + 0.055) / 1.055).powf(2.4),
    }
}

fn srgb(linear: f64) -> u8 {
    let v = linear.clamp(0.0, 1.0);
    let v = if v <= 0.003_130_8 { v * 12.92 } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 };
    (v * 255.0).round() as u8
}

/// By the published primaries: from the linear light of the space to that of sRGB.
fn expected(matrix: [[f64; 3]; 3], gamma: Option<f64>) -> [u8; 3] {
    let light = COLOUR.map(|value| linear(value, gamma));
    matrix.map(|row| srgb(row.iter().zip(light).map(|(a, b)| a * b).sum()))
}

/// Profile, and what it makes of the colour.
fn spaces() -> [(&'static str, Vec<u8>, [u8; 3]); 3] {
    let display_p3 = [[1.2249, -0.2247, 0.0], [-0.0420, 1.0419, 0.0], [-0.0197, -0.0786, 1.0979]];
    let adobe = [[1.3984, -0.3984, 0.0], [0.0, 1.0, 0.0], [0.0, -0.0429, 1.0429]];
    let prophoto = [[2.0343, -0.7275, -0.3067], [-0.2288, 1.2317, -0.0029], [-0.0086, -0.1533, 1.1619]];
    [
        ("Display P3", ColorProfile::new_display_p3().encode().unwrap(), expected(display_p3, None)),
        ("Adobe RGB", ColorProfile::new_adobe_rgb().encode().unwrap(), expected(adobe, Some(563.0 / 256.0))),
        ("ProPhoto RGB", ColorProfile::new_pro_photo_rgb().encode().unwrap(), expected(prophoto, Some(1.8))),
    ]
}

fn one_colour() -> RgbImage {
    RgbImage::from_pixel(32, 32, image::Rgb(COLOUR))
}

fn encoded(mut encoder: impl ImageEncoder, profile: &[u8]) -> bool {
    encoder.set_icc_profile(profile.to_vec()).unwrap();
    encoder.write_image(&one_colour(), 32, 32, ExtendedColorType::Rgb8).is_ok()
}

fn files(profile: &[u8]) -> [(&'static str, Vec<u8>); 3] {
    let (mut png, mut jpeg, mut webp) = (Vec::new(), Vec::new(), Vec::new());
    assert!(encoded(PngEncoder::new(&mut png), profile));
    assert!(encoded(JpegEncoder::new_with_quality(&mut jpeg, 100), profile));
    assert!(encoded(WebPEncoder::new_lossless(&mut webp), profile));
    [("png", png), ("jpeg", jpeg), ("webp", webp)]
}

fn first_pixel(bytes: &[u8]) -> [u8; 3] {
    let frame = decode(bytes, None, &Limits::default()).unwrap().frame;
    assert!(frame.rgb().as_chunks::<3>().0.iter().all(|pixel| pixel == &frame.rgb()[..3]));
    [frame.rgb()[0], frame.rgb()[1], frame.rgb()[2]]
}

fn near(a: [u8; 3], b: [u8; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 2)
}

#[test]
fn wide_colours_become_those_of_the_screen() {
    for (space, profile, expected) in spaces() {
        assert!(!near(expected, COLOUR), "{space}");
        for (format, bytes) in files(&profile) {
            let seen = first_pixel(&bytes);
            assert!(near(seen, expected), "{space} in {format}: {seen:?}, not {expected:?}");
        }
    }
}

#[test]
fn profiles_of_the_screen_and_broken_ones_change_nothing() {
    let srgb = ColorProfile::new_srgb().encode().unwrap();
    let grey = ColorProfile::new_gray_with_gamma(2.2).encode().unwrap();
    let broken = ColorProfile::new_display_p3().encode().unwrap()[..200].to_vec();
    for profile in [srgb, grey, broken, b"no profile".to_vec()] {
        for (format, bytes) in files(&profile) {
            let expected = if format == "jpeg" { first_pixel(&files(b"no profile")[1].1) } else { COLOUR };
            assert_eq!(first_pixel(&bytes), expected, "{format}");
        }
    }
    assert_eq!(first_pixel(&tiff(&one_colour(), 1)), COLOUR);
}

#[test]
fn a_picture_that_is_made_smaller_has_its_colours_too() {
    let (_, profile, expected) = &spaces()[0];
    let mut segment = b"ICC_PROFILE\0\x01\x01".to_vec();
    segment.extend(profile);
    let mut bytes = camera_jpeg(&one_colour(), (2, 2), 0);
    let head = [&[0xFF, 0xE2][..], &(segment.len() as u16 + 2).to_be_bytes()].concat();
    bytes.splice(2..2, [head, segment].concat());
    let photo = decode_for(&bytes, None, &Limits::default(), 8).unwrap();
    assert_eq!((photo.frame.width(), photo.size), (8, (32, 32)));
    let seen = [photo.frame.rgb()[0], photo.frame.rgb()[1], photo.frame.rgb()[2]];
    assert!(near(seen, *expected), "{seen:?}, not {expected:?}");
    assert_eq!(payload_hash(&bytes), payload_hash(&camera_jpeg(&one_colour(), (2, 2), 0)));
}
