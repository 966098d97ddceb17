//! HEIC, AVIF and JPEG XL: the same picture in each of the eight orientations, written by other programs.

use kith_domain::{Frame, Orientation};
use kith_media::{DecodeFailure, Format, Limits, decode, header};

use crate::pictures::{HEIGHT, WIDTH, corners, frame};

/// How many of the three this build reads.
pub(crate) const FORMATS: usize =
    cfg!(feature = "heic") as usize + cfg!(feature = "avif") as usize + cfg!(feature = "jxl") as usize;

pub(crate) fn sample(format: Format, orientation: Orientation) -> Vec<u8> {
    let extension = match format {
        Format::Heic => "heic",
        Format::Avif => "avif",
        _ => "jxl",
    };
    let name = format!("turned_{}.{extension}", orientation.to_exif());
    std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/formats").join(name))
        .unwrap()
}

fn is_read(format: Format) -> bool {
    let features = [
        (Format::Heic, cfg!(feature = "heic")),
        (Format::Avif, cfg!(feature = "avif")),
        (Format::Jxl, cfg!(feature = "jxl")),
    ];
    features.contains(&(format, true))
}

/// Formats that this build reads, and those that it does not.
pub(crate) fn formats() -> (Vec<Format>, Vec<Format>) {
    [Format::Heic, Format::Avif, Format::Jxl].into_iter().partition(|format| is_read(*format))
}

pub(crate) fn one_of_each() -> Vec<Vec<u8>> {
    formats().0.into_iter().map(|format| sample(format, Orientation::Rotate270)).collect()
}

/// Largest difference of any byte, but for the pixels beside the borders of the colours.
fn difference(a: &Frame, b: &Frame) -> u8 {
    assert_eq!((a.width(), a.height()), (b.width(), b.height()));
    let near = |at: u32, side: u32| at.abs_diff(side / 2) < 4;
    let inner = (0..WIDTH * HEIGHT).filter(|i| !near(i % WIDTH, WIDTH) && !near(i / WIDTH, HEIGHT));
    inner.flat_map(|i| i as usize * 3..i as usize * 3 + 3).map(|i| a.rgb()[i].abs_diff(b.rgb()[i])).max().unwrap()
}

#[test]
fn the_container_turns_the_picture_once() {
    let (read, _) = formats();
    assert_eq!(read.len(), FORMATS);
    for format in read {
        for orientation in Orientation::ALL {
            let bytes = sample(format, orientation);
            let photo = decode(&bytes, None, &Limits::default()).unwrap();
            assert_eq!((photo.format, photo.orientation), (format, orientation));
            assert!(difference(&photo.frame, &frame(&corners())) <= 12, "{format} {orientation:?}");
            let header = header(&bytes, None, &Limits::default()).unwrap();
            assert_eq!((header.width, header.height), orientation.size(WIDTH, HEIGHT), "{format} {orientation:?}");
            assert_eq!(photo.size, (WIDTH, HEIGHT));
        }
    }
}

#[test]
fn what_needs_too_much_memory_is_refused() {
    for format in formats().0 {
        let limits = Limits { max_memory: u64::from(WIDTH * HEIGHT * 3), ..Limits::default() };
        let refused = decode(&sample(format, Orientation::Normal), None, &limits);
        assert!(matches!(refused, Err(DecodeFailure::Limit(_))), "{format}");
    }
}

/// In the HEIF container the size stands in a box of its own, which may say anything.
#[test]
fn a_size_without_sense_is_refused() {
    for format in formats().0.into_iter().filter(|format| *format != Format::Jxl) {
        let mut bytes = sample(format, Orientation::Rotate90);
        let places: Vec<usize> =
            bytes.windows(4).enumerate().filter(|(_, w)| *w == b"ispe").map(|(at, _)| at).collect();
        for at in places {
            bytes[at + 8..at + 16].fill(0xFF);
        }
        let refused = decode(&bytes, None, &Limits::default());
        assert!(matches!(refused, Err(DecodeFailure::Limit(_))), "{format}: {refused:?}");
    }
}

/// The size in the container is what places of faces are parts of.
#[test]
fn a_picture_that_is_smaller_than_the_container_says_is_refused() {
    for format in formats().0.into_iter().filter(|format| *format != Format::Jxl) {
        for (across, down) in [(2, 2), (2, 1), (1, 2)] {
            let mut bytes = sample(format, Orientation::Rotate90);
            let at = position(&bytes, b"ispe");
            bytes[at + 11] *= across;
            bytes[at + 15] *= down;
            without_crop(&mut bytes);
            let told = header(&bytes, None, &Limits::default()).unwrap();
            let refused = decode(&bytes, None, &Limits::default());
            let Err(DecodeFailure::Malformed(reason)) = refused else { panic!("{format}: {refused:?}") };
            assert!(reason.contains(&format!("{} x {}", told.width, told.height)), "{reason}");
        }
    }
}

/// Some encoders can only make pictures of even sizes; what is too much lies at the right and below.
#[test]
fn a_picture_that_is_larger_than_the_container_says_is_cut() {
    for format in formats().0.into_iter().filter(|format| *format != Format::Jxl) {
        let mut bytes = sample(format, Orientation::Normal);
        without_crop(&mut bytes);
        let whole = decode(&bytes, None, &Limits::default()).unwrap().frame;
        let at = position(&bytes, b"ispe");
        bytes[at + 11] -= 1;
        bytes[at + 15] -= 1;
        let photo = decode(&bytes, None, &Limits::default()).unwrap();
        assert_eq!(photo.size, (whole.width() - 1, whole.height() - 1));
        let row = photo.size.0 as usize * 3;
        assert_eq!(photo.frame.rgb()[..row], whole.rgb()[..row]);
    }
}

fn without_crop(bytes: &mut [u8]) {
    if let Some(crop) = bytes.windows(4).position(|w| w == b"clap") {
        bytes[crop..crop + 4].copy_from_slice(b"free");
    }
}

pub(crate) fn position(bytes: &[u8], word: &[u8]) -> usize {
    bytes.windows(word.len()).position(|w| w == word).unwrap()
}

#[test]
fn a_format_that_was_left_out_is_named() {
    for format in formats().1 {
        let failure = decode(&sample(format, Orientation::Normal), None, &Limits::default());
        assert!(matches!(failure, Err(DecodeFailure::Unsupported(reason)) if reason.contains(&format.to_string())));
    }
}

/// As telephones store large photos.
#[cfg(feature = "heic")]
#[test]
fn a_photo_of_tiles_is_put_together() {
    let picture = image::RgbImage::from_fn(700, 520, |x, y| {
        image::Rgb([(x / 3) as u8, (y / 3) as u8, if (x < 512) == (y < 512) { 40 } else { 200 }])
    });
    let options = heifer::EncodeOptions { quality: 95, max_threads: 1 };
    let bytes = heifer::encode_rgb8(700, 520, &picture, &options).unwrap();
    let tiles = heifer_isobmff::HeifFile::parse(&bytes).unwrap().items.len();
    assert!(tiles >= 4, "{tiles}");
    let photo = decode(&bytes, None, &Limits::default()).unwrap();
    assert_eq!(photo.size, (700, 520));
    let far = photo.frame.rgb().iter().zip(picture.as_raw()).filter(|(a, b)| a.abs_diff(**b) > 40).count();
    assert!(far < 20_000, "{far}");
}

/// Pictures laid over each other may be any number, and a canvas of any size may lie below them.
#[cfg(feature = "heic")]
#[test]
fn tiles_that_are_not_those_of_the_picture_are_refused_before_they_are_decoded() {
    let picture = image::RgbImage::from_pixel(700, 520, image::Rgb([9, 90, 200]));
    let bytes =
        heifer::encode_rgb8(700, 520, &picture, &heifer::EncodeOptions { quality: 50, max_threads: 1 }).unwrap();
    let refused = |bytes: &[u8]| header(bytes, None, &Limits::default()).unwrap_err();
    let mut laid_over = bytes.clone();
    let at = position(&bytes, b"grid");
    laid_over[at..at + 4].copy_from_slice(b"iovl");
    assert!(matches!(refused(&laid_over), DecodeFailure::Unsupported(_)), "{:?}", refused(&laid_over));
    // The grid says its size a second time: two flags, rows and columns, and then sides of two bytes.
    let grid = [&[0, 0, 1, 1][..], &700_u16.to_be_bytes(), &520_u16.to_be_bytes()].concat();
    let mut larger = bytes.clone();
    larger[position(&bytes, &grid) + 4] = 60;
    assert!(matches!(refused(&larger), DecodeFailure::Malformed(_)), "{:?}", refused(&larger));
    let mut large_tiles = bytes;
    let tiles: Vec<usize> =
        large_tiles.windows(4).enumerate().filter(|(_, w)| *w == b"ispe").map(|(at, _)| at).collect();
    for at in tiles {
        if large_tiles[at + 8..at + 12] != 700_u32.to_be_bytes() {
            large_tiles[at + 10] = 60;
        }
    }
    assert!(matches!(refused(&large_tiles), DecodeFailure::Malformed(_)), "{:?}", refused(&large_tiles));
}
