//! Colour profiles.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder, RgbImage};
use kith_domain::Orientation;
use kith_media::{Format, Limits, decode, decode_for, payload_hash};
use moxcms::ColorProfile;

use crate::camera::camera_jpeg;
use crate::pictures::{WIDTH, tiff};
use crate::samples::{self, position};

const COLOUR: [u8; 3] = [170, 120, 90];

type Matrix = [[f64; 3]; 3];
const BT_709: Matrix = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
const DISPLAY_P3: Matrix = [[1.2249, -0.2247, 0.0], [-0.0420, 1.0419, 0.0], [-0.0197, -0.0786, 1.0979]];
const BT_2020: Matrix = [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]];

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
fn seen(matrix: Matrix, light: [f64; 3]) -> [u8; 3] {
    matrix.map(|row| srgb(row.iter().zip(light).map(|(a, b)| a * b).sum()))
}

fn expected(matrix: Matrix, gamma: Option<f64>) -> [u8; 3] {
    seen(matrix, COLOUR.map(|value| linear(value, gamma)))
}

/// Profile, and what it makes of the colour.
fn spaces() -> [(&'static str, Vec<u8>, [u8; 3]); 3] {
    let adobe = [[1.3984, -0.3984, 0.0], [0.0, 1.0, 0.0], [0.0, -0.0429, 1.0429]];
    let prophoto = [[2.0343, -0.7275, -0.3067], [-0.2288, 1.2317, -0.0029], [-0.0086, -0.1533, 1.1619]];
    [
        ("Display P3", ColorProfile::new_display_p3().encode().unwrap(), expected(DISPLAY_P3, None)),
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

/// From numbers to light by ITU-T H.273, table 3, white being 1.
fn light(transfer: u8, value: u8) -> f64 {
    let v = f64::from(value) / 255.0;
    match transfer {
        1 | 14 if v < 0.081 => v / 4.5,
        1 | 14 => ((v + 0.0993) / 1.0993).powf(1.0 / 0.45),
        16 => {
            let power = v.powf(1.0 / 78.843_75);
            let nits = 10_000.0
                * ((power - 0.835_937_5).max(0.0) / (18.851_562_5 - 18.6875 * power)).powf(1.0 / 0.159_301_757_8);
            shown(nits / 203.0)
        }
        18 => {
            let scene =
                if v <= 0.5 { v * v / 3.0 } else { (((v - 0.559_910_73) / 0.178_832_77).exp() + 0.284_668_92) / 12.0 };
            shown(scene.powf(1.2) * 1000.0 / 203.0)
        }
        _ => linear(value, None),
    }
}

/// More than half of white is compressed, so that everything fits.
fn shown(light: f64) -> f64 {
    if light <= 0.5 { light } else { 1.0 - 0.25 / light }
}

/// The middles of the four corners.
fn four(bytes: &[u8]) -> [[u8; 3]; 4] {
    let frame = decode(bytes, None, &Limits::default()).unwrap().frame;
    [(8, 4), (30, 4), (8, 18), (30, 18)].map(|(x, y)| {
        let at = (y * WIDTH + x) as usize * 3;
        [frame.rgb()[at], frame.rgb()[at + 1], frame.rgb()[at + 2]]
    })
}

#[test]
fn colours_by_code_points_become_those_of_the_screen() {
    for format in samples::formats().0.into_iter().filter(|format| *format != Format::Jxl) {
        let bytes = samples::sample(format, Orientation::Normal);
        let stored = four(&bytes);
        let at = position(&bytes, b"nclx");
        assert_eq!(bytes[at + 4..at + 8], [0, 1, 0, 13]);
        for (primaries, transfer, matrix) in [
            (1, 1, BT_709),
            (1, 16, BT_709),
            (1, 18, BT_709),
            (12, 13, DISPLAY_P3),
            (12, 1, DISPLAY_P3),
            (12, 16, DISPLAY_P3),
            (9, 13, BT_2020),
            (9, 14, BT_2020),
            (9, 16, BT_2020),
            (9, 18, BT_2020),
        ] {
            let mut wide = bytes.clone();
            (wide[at + 5], wide[at + 7]) = (primaries, transfer);
            for (shown_now, stored) in four(&wide).into_iter().zip(stored) {
                let expected = seen(matrix, stored.map(|value| light(transfer, value)));
                assert!(near(shown_now, expected), "{format} {primaries}/{transfer}: {shown_now:?}, not {expected:?}");
            }
        }
        for (primaries, transfer) in [(1, 13), (2, 2), (2, 13), (1, 2), (0, 13), (3, 16), (200, 13), (12, 0), (9, 200)]
        {
            let mut usual = bytes.clone();
            (usual[at + 5], usual[at + 7]) = (primaries, transfer);
            assert_eq!(four(&usual), stored, "{format} {primaries}/{transfer}");
        }
    }
}

/// AV1 tells the colours too, and nothing else does in some files.
#[cfg(feature = "avif")]
#[test]
fn the_pictures_own_word_counts_where_the_container_is_silent() {
    let mut bytes = samples::sample(Format::Avif, Orientation::Normal);
    let stored = four(&bytes);
    let colr = position(&bytes, b"colr");
    bytes[colr..colr + 4].copy_from_slice(b"free");
    assert_eq!(four(&bytes), stored);
    // Primaries, transfer and matrix stand in the sequence header, at no border of bytes.
    let told = |bytes: &[u8], bit: usize| {
        (0..24).fold(0, |n, i| n << 1 | u32::from(bytes[(bit + i) / 8] >> (7 - (bit + i) % 8) & 1))
    };
    let bit =
        (position(&bytes, b"mdat") * 8..bytes.len() * 8 - 24).find(|bit| told(&bytes, *bit) == 0x01_0D_06).unwrap();
    for (i, number) in (0..8).zip(format!("{:08b}", 12).bytes()) {
        let (byte, mask) = ((bit + i) / 8, 0x80 >> ((bit + i) % 8));
        bytes[byte] = if number == b'1' { bytes[byte] | mask } else { bytes[byte] & !mask };
    }
    for (shown_now, stored) in four(&bytes).into_iter().zip(stored) {
        let expected = seen(DISPLAY_P3, stored.map(|value| light(13, value)));
        assert!(near(shown_now, expected), "{shown_now:?}, not {expected:?}");
    }
}

/// A JPEG XL of one colour without loss, as another program wrote it, but for the colour space in its header; the numbers
/// are those of H.273.
#[cfg(feature = "jxl")]
fn jxl(primaries: u32, transfer: u32) -> Vec<u8> {
    const FRAME: &[u8] =
        b"\x08\0\x01\0p\0K\x18\x8B\x15\0\x94\x88q\xE3\xC6\xB8\x07\0\x80\xAE~\xA0TXOs\x07\x02\x8C\x1B<b\x04";
    // 2 and more have a class of their own.
    let number = |value: u32| if value < 2 { vec![(value, 2)] } else { vec![(2, 2), (value - 2, 4)] };
    let fields = [
        // 48 rows, in eighths, and 4 to 3; not the defaults, nothing more, integers of 8 bits, small ones, no other
        // channels, no other space of coding.
        vec![(1, 1), (5, 5), (3, 3), (0, 1), (0, 1), (0, 1), (0, 2), (1, 1), (0, 2), (0, 1)],
        // Not the usual space, no profile, RGB, white is that of daylight.
        vec![(0, 1), (0, 1), (0, 2), (1, 2)],
        number(primaries),
        // Not a plain power.
        vec![(0, 1)],
        number(transfer),
        // Relative; no extensions, the default transform.
        vec![(1, 2), (0, 2), (1, 1)],
    ];
    let bits: Vec<u32> =
        fields.concat().iter().flat_map(|(value, count)| (0..*count).map(move |bit| value >> bit & 1)).collect();
    let header = bits.chunks(8).map(|byte| byte.iter().rev().fold(0, |all, bit| all << 1 | *bit as u8));
    [0xFF, 0x0A].into_iter().chain(header).chain(FRAME.iter().copied()).collect()
}

#[cfg(feature = "jxl")]
#[test]
fn colours_of_jpeg_xl_become_those_of_the_screen() {
    for (primaries, matrix) in [(1, BT_709), (11, DISPLAY_P3), (9, BT_2020)] {
        for transfer in [13, 1] {
            let expected = seen(matrix, COLOUR.map(|value| light(transfer, value)));
            let shown_now = first_pixel(&jxl(primaries, transfer.into()));
            assert!(near(shown_now, expected), "{primaries}/{transfer}: {shown_now:?}, not {expected:?}");
        }
    }
}
