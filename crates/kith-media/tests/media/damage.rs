//! Damaged and oversized files: an answer each, never a panic.

use std::panic::{set_hook, take_hook};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, ImageFormat, RgbImage};
use kith_media::{DecodeFailure, Format, Limits, decode, decode_for, header, payload_hash};
use proptest::prelude::*;

use crate::camera::camera_jpeg;
use crate::pictures::{corners, encode, exif, one_block_jpeg, tiff, webp_with_endless_exif, with_exif};
use crate::{raw, samples};

pub(crate) fn one_of_each() -> Vec<Vec<u8>> {
    let picture = DynamicImage::from(corners());
    let mut files: Vec<Vec<u8>> =
        [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff, ImageFormat::Gif, ImageFormat::Bmp]
            .iter()
            .map(|format| encode(&picture, *format))
            .collect();
    files.extend([ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP].map(|f| with_exif(&corners(), f, exif(6))));
    files.extend([
        tiff(&corners(), 6),
        one_block_jpeg(0xC2, &[90, 80, 70], false),
        one_block_jpeg(0xC0, &[1; 4], true),
        camera_jpeg(&corners(), (2, 2), 2),
    ]);
    files.extend(samples::one_of_each());
    files
}

/// Names do not tell what these are, and some raw files are known by nothing else.
fn with_name() -> impl Iterator<Item = (Option<Format>, Vec<u8>)> {
    let raw = raw::all().into_iter().map(|(_, bytes)| (Some(Format::Raw), bytes));
    one_of_each().into_iter().map(|bytes| (None, bytes)).chain(raw)
}

/// Anything is a good answer but a panic.
fn examine(bytes: &[u8], named: Option<Format>) {
    let limits = Limits { max_memory: 1 << 20, ..Limits::default() };
    let _ = payload_hash(bytes);
    let _ = header(bytes, named, &limits);
    for longest_side in [1, 8, u32::MAX] {
        if let Ok(photo) = decode_for(bytes, named, &limits, longest_side) {
            assert!(photo.frame.rgb().len() as u64 <= limits.max_memory);
        }
    }
}

/// Decoders may panic inside; that they do is not worth a page of output for each.
fn quietly(work: impl FnOnce()) {
    let hook = take_hook();
    set_hook(Box::new(|info| {
        if info.location().is_some_and(|l| l.file().contains("kith-media")) {
            eprintln!("{info}");
        }
    }));
    work();
    set_hook(hook);
}

#[test]
fn files_that_end_anywhere_are_answers() {
    let files: Vec<_> = with_name().collect();
    assert_eq!(files.len(), 13 + samples::FORMATS + 11);
    quietly(|| {
        for (named, file) in files {
            (0..file.len()).for_each(|end| examine(&file[..end], named));
        }
    });
}

proptest! {
    #[test]
    fn changed_bytes_are_answers(which in 0..24 + samples::FORMATS, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let (named, mut file) = with_name().nth(which).unwrap();
        for (at, value) in changes {
            let at = at.index(file.len());
            file[at] = value;
        }
        quietly(|| examine(&file, named));
    }
}

#[test]
fn nothing_and_no_picture_are_damage() {
    for (bytes, word) in [(&b""[..], "empty"), (b"\xFF", "JPEG"), (b"hello", "JPEG")] {
        match decode(bytes, Some(kith_media::Format::Jpeg), &Limits::default()) {
            Err(DecodeFailure::Malformed(reason)) => assert!(reason.contains(word), "{reason}"),
            other => panic!("{other:?}"),
        }
    }
    assert!(matches!(decode(b"hello", None, &Limits::default()), Err(DecodeFailure::Malformed(_))));
}

/// Noise, so that every part of the picture needs its part of the file.
fn noise() -> Vec<u8> {
    let mut state = 1u32;
    let picture = RgbImage::from_fn(320, 320, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Rgb([(state >> 24) as u8; 3])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode(&picture, 320, 320, ExtendedColorType::Rgb8).unwrap();
    bytes
}

#[test]
fn of_a_jpeg_that_ends_early_the_larger_part_is_enough() {
    let bytes = noise();
    let part = |percent: usize| decode(&bytes[..bytes.len() * percent / 100], None, &Limits::default());
    let whole = part(100).unwrap().frame;
    let most = part(75).unwrap().frame;
    assert_eq!(whole.rgb()[..100_000], most.rgb()[..100_000]);
    assert_ne!(whole, most);
    assert!(matches!(part(25), Err(DecodeFailure::Malformed(reason)) if reason.contains("ends early")));
}

#[test]
fn a_grey_picture_is_no_damage() {
    let grey = encode(&RgbImage::from_pixel(32, 32, image::Rgb([128; 3])).into(), ImageFormat::Jpeg);
    assert!(decode(&grey, None, &Limits::default()).is_ok());
}

/// The largest pictures that a header of 45 bytes can ask for.
#[test]
fn a_header_that_asks_for_too_much_is_refused_before_memory_is_taken() {
    let mut png = encode(&corners().into(), ImageFormat::Png);
    for (width, height) in
        [(30_000u32, 30_000u32), (100_000, 100_000), (u32::MAX >> 1, 1), (u32::MAX >> 1, u32::MAX >> 1)]
    {
        png[16..20].copy_from_slice(&width.to_be_bytes());
        png[20..24].copy_from_slice(&height.to_be_bytes());
        let crc = crc32(&png[12..29]);
        png[29..33].copy_from_slice(&crc.to_be_bytes());
        assert!(matches!(decode(&png, None, &Limits::default()), Err(DecodeFailure::Limit(_))), "{width} x {height}");
    }
    let mut jpeg = one_block_jpeg(0xC2, &[1, 2, 3], false);
    let sof = jpeg.windows(2).position(|m| m == [0xFF, 0xC2]).unwrap();
    jpeg[sof + 5..sof + 9].fill(0xFF);
    assert!(matches!(decode(&jpeg, None, &Limits::default()), Err(DecodeFailure::Limit(_))));
}

#[test]
fn a_picture_without_a_side_is_damage() {
    let mut gif = encode(&corners().into(), ImageFormat::Gif);
    gif[8..10].fill(0);
    let refused = header(&gif, None, &Limits::default());
    assert!(matches!(&refused, Err(DecodeFailure::Malformed(reason)) if reason.contains("empty")), "{refused:?}");
}

/// The most address space that this process ever had, in KB; unknown where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmPeak:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

#[test]
fn metadata_get_no_memory_before_they_are_there() {
    let bytes = webp_with_endless_exif();
    let before = peak();
    let photo = decode(&bytes, None, &Limits::default()).unwrap();
    let grown = peak().zip(before).map_or(0, |(after, before)| after - before);
    assert!(grown < 2 << 20, "{grown} KB");
    assert_eq!(photo.orientation, kith_domain::Orientation::Normal);
}

/// As in the PNG specification, annex D.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { c >> 1 ^ 0xEDB8_8320 } else { c >> 1 })
    })
}
