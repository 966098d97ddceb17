//! Large JPEGs decoded smaller.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageFormat, RgbImage};
use kith_domain::{Frame, Orientation};
use kith_media::{Limits, decode, decode_for};

use crate::camera::camera_jpeg;
use crate::pictures::{encode, exif, stored, with_exif};

/// Soft shapes with some grain, 203 x 141: no side is a multiple of anything.
fn scene() -> RgbImage {
    let mut state = 1u32;
    RgbImage::from_fn(203, 141, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let wave = |a: u32, b: u32| 128.0 + 100.0 * ((x * a + y * b) as f32 / 300.0).sin();
        let grain = (state >> 29) as f32;
        image::Rgb([wave(20, 3) + grain, wave(2, 30) + grain, wave(11, 11) + grain].map(|v| v as u8))
    })
}

/// The mean of `by` times `by` pixels, fewer at the far edges.
fn shrunk(frame: &Frame, by: u32) -> Frame {
    let (width, height) = (frame.width().div_ceil(by), frame.height().div_ceil(by));
    let mut rgb = Vec::new();
    for (y, x, channel) in (0..height).flat_map(|y| (0..width).flat_map(move |x| (0..3).map(move |c| (y, x, c)))) {
        let columns = x * by..((x + 1) * by).min(frame.width());
        let rows = y * by..((y + 1) * by).min(frame.height());
        let places = rows.flat_map(|row| columns.clone().map(move |column| row * frame.width() + column));
        let values: Vec<u32> = places.map(|at| u32::from(frame.rgb()[(at * 3 + channel) as usize])).collect();
        rgb.push((values.iter().sum::<u32>() / values.len() as u32) as u8);
    }
    Frame::new(width, height, rgb).unwrap()
}

fn mean_difference(a: &Frame, b: &Frame) -> f32 {
    assert_eq!((a.width(), a.height()), (b.width(), b.height()));
    let sum: u32 = a.rgb().iter().zip(b.rgb()).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
    sum as f32 / a.rgb().len() as f32
}

/// Which part of the size a decoded frame has.
fn by(bytes: &[u8], longest_side: u32) -> (u32, Frame) {
    let photo = decode_for(bytes, None, &Limits::default(), longest_side).unwrap();
    let longer = |w: u32, h: u32| w.max(h);
    let by = longer(photo.size.0, photo.size.1).div_ceil(longer(photo.frame.width(), photo.frame.height()));
    (by, photo.frame)
}

#[test]
fn no_more_is_decoded_than_is_asked_for() {
    let bytes = camera_jpeg(&scene(), (2, 2), 0);
    for (longest_side, expected) in [(1, 8), (26, 8), (27, 4), (51, 4), (52, 2), (102, 2), (103, 1), (5000, 1)] {
        assert_eq!(by(&bytes, longest_side).0, expected, "{longest_side}");
    }
    let whole = decode(&bytes, None, &Limits::default()).unwrap();
    assert_eq!((whole.size, whole.frame.width(), whole.frame.height()), ((203, 141), 203, 141));
}

#[test]
fn a_smaller_frame_shows_the_means_of_the_pixels() {
    // Chroma as cameras and programs store it, with restart markers and without.
    for (sampling, restart) in [((1, 1), 0), ((2, 1), 0), ((1, 2), 0), ((2, 2), 0), ((2, 2), 1), ((2, 2), 5)] {
        let bytes = camera_jpeg(&scene(), sampling, restart);
        let whole = decode(&bytes, None, &Limits::default()).unwrap().frame;
        for (longest_side, expected) in [(102, 2), (51, 4), (26, 8)] {
            let (by, small) = by(&bytes, longest_side);
            assert_eq!(by, expected);
            let difference = mean_difference(&small, &shrunk(&whole, by));
            assert!(difference < 2.0, "{sampling:?} {restart} 1/{by}: {difference}");
        }
    }
}

#[test]
fn grey_pictures_are_made_smaller_too() {
    let grey = image::DynamicImage::from(scene()).into_luma8();
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode(&grey, 203, 141, ExtendedColorType::L8).unwrap();
    let whole = decode(&bytes, None, &Limits::default()).unwrap().frame;
    let (by, small) = by(&bytes, 51);
    assert_eq!(by, 4);
    assert!(mean_difference(&small, &shrunk(&whole, 4)) < 1.5);
}

#[test]
fn a_smaller_frame_is_upright() {
    for orientation in Orientation::ALL {
        let exif = exif(orientation.to_exif().into());
        let bytes = with_exif(&stored(&scene(), orientation), ImageFormat::Jpeg, exif);
        let photo = decode_for(&bytes, None, &Limits::default(), 100).unwrap();
        assert_eq!((photo.size, photo.orientation), ((203, 141), orientation));
        let whole = decode(&bytes, None, &Limits::default()).unwrap().frame;
        // Where a side is odd, the last column or row stands for less, and turning makes it the first.
        assert_eq!((photo.frame.width(), photo.frame.height()), (102, 71));
        let expected = shrunk(&whole, 2);
        let middle = |frame: &Frame| frame.rgb()[(35 * 102 + 50) * 3..][..3].to_vec();
        let near = middle(&photo.frame).iter().zip(middle(&expected)).all(|(a, b)| a.abs_diff(b) < 25);
        assert!(near, "{orientation:?}");
    }
}

#[test]
fn what_ends_early_or_is_no_camera_jpeg_is_decoded_whole() {
    let bytes = camera_jpeg(&scene(), (2, 2), 0);
    assert_eq!(by(&bytes[..bytes.len() * 9 / 10], 10).0, 1);
    // Nothing is missing but the end marker, or there is something before it.
    let end = bytes.len() - 2;
    assert_eq!((by(&bytes, 10).0, by(&bytes[..end], 10).0), (8, 1));
    assert_eq!(by(&[&bytes[..end], b"\xFF\xFE\0\x04ab", &bytes[end..]].concat(), 10).0, 1);
    let png = encode(&scene().into(), ImageFormat::Png);
    assert_eq!(by(&png, 10).0, 1);
    let mut twelve_bits = bytes.clone();
    let sof = bytes.windows(2).position(|m| m == [0xFF, 0xC0]).unwrap();
    twelve_bits[sof + 4] = 12;
    assert!(decode_for(&twelve_bits, None, &Limits::default(), 10).is_err());
}

/// The places of the restart markers.
fn restarts(bytes: &[u8]) -> Vec<usize> {
    let scan = bytes.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
    (scan..bytes.len() - 1).filter(|at| bytes[*at] == 0xFF && (0xD0..=0xD7).contains(&bytes[*at + 1])).collect()
}

/// What breaks the order of the intervals between restart markers, though every interval is decodable by itself.
fn with_broken_intervals(bytes: &[u8]) -> [(&'static str, Vec<u8>); 8] {
    let at = restarts(bytes);
    let end = bytes.len() - 2;
    let piece = |from: usize, to: usize| bytes[at[from]..at[to]].to_vec();
    let with = |range: std::ops::Range<usize>, new: &[u8]| [&bytes[..range.start], new, &bytes[range.end..]].concat();
    [
        ("an interval is missing", with(at[3]..at[4], &[])),
        ("an interval is there twice", with(at[4]..at[4], &piece(3, 4))),
        ("a marker has another number", with(at[5] + 1..at[5] + 2, &[0xD0 + (bytes[at[5] + 1] - 0xD0 + 3) % 8])),
        ("two intervals have changed places", with(at[3]..at[5], &[piece(4, 5), piece(3, 4)].concat())),
        ("a marker is missing", with(at[6]..at[6] + 2, &[])),
        ("an interval is too long", with(at[6]..at[6], &[0x55; 9])),
        ("an interval is too short", with(at[6] - 2..at[6], &[])),
        ("there is one interval more", with(end..end, &piece(7, 8))),
    ]
}

#[test]
fn intervals_that_are_not_in_order_are_left_to_the_full_decoder() {
    let mut wrong = Vec::new();
    for restart in [1, 3, 7] {
        let bytes = camera_jpeg(&scene(), (2, 2), restart);
        assert_eq!(by(&bytes, 26).0, 8);
        for (damage, broken) in with_broken_intervals(&bytes) {
            let whole = decode(&broken, None, &Limits::default()).unwrap().frame;
            if by(&broken, 26) != (1, whole) {
                wrong.push((restart, damage));
            }
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn restart_markers_that_nobody_spoke_of_are_left_to_the_full_decoder() {
    let mut bytes = camera_jpeg(&scene(), (2, 2), 13);
    let interval = bytes.windows(4).position(|w| w == [0xFF, 0xDD, 0, 4]).unwrap();
    bytes.drain(interval..interval + 6);
    assert_eq!(by(&bytes, 26).0, 1);
    let surplus = camera_jpeg(&scene(), (2, 2), 0);
    let end = surplus.len() - 2;
    assert_eq!(by(&[&surplus[..end], &[0xAA; 40], &surplus[end..]].concat(), 26).0, 1);
}

/// Whatever happens to the coded data: a smaller frame shows what the full one shows.
#[test]
fn damaged_scans_look_the_same_at_every_size() {
    let mut random = 7u32;
    let mut below = |most: usize| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 8) as usize % most
    };
    let files = [0, 1, 3, 7].map(|restart| camera_jpeg(&scene(), (2, 2), restart));
    let (mut smaller, mut left, mut refused) = (0, 0, 0);
    for (file, round) in files.iter().flat_map(|file| (0..100).map(move |round| (file, round))) {
        let mut bytes = file.clone();
        let scan = bytes.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap() + 14;
        let at = scan + below(bytes.len() - scan - 2);
        match round % 4 {
            0 => bytes[at] ^= 1 << below(8),
            1 => bytes[at] = below(256) as u8,
            2 => drop(bytes.drain(at..(at + 1 + below(40)).min(bytes.len() - 2))),
            _ => bytes.truncate(at),
        }
        let Ok(whole) = decode(&bytes, None, &Limits::default()) else {
            assert!(decode_for(&bytes, None, &Limits::default(), 51).is_err());
            refused += 1;
            continue;
        };
        let (by, small) = by(&bytes, 51);
        if by == 1 {
            assert_eq!(small, whole.frame);
            left += 1;
        } else {
            let difference = mean_difference(&small, &shrunk(&whole.frame, by));
            assert!(difference < 1.5, "{round}: {difference}");
            smaller += 1;
        }
    }
    assert!(smaller > 20 && left > 200 && refused > 20, "{smaller} {left} {refused}");
}
