//! A photo is the same photo while only its metadata change.

use heifer_isobmff::boxes::HevcConfig;
use heifer_isobmff::writer::{HeifWriter, ImageSpec};
use image::ImageFormat;
use kith_media::payload_hash;
use proptest::prelude::*;

use crate::pictures::{corners, encode, exif, tiff, with_exif};

fn jpeg_segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let mut segment = vec![0xFF, marker];
    segment.extend((body.len() as u16 + 2).to_be_bytes());
    segment.extend(body);
    segment
}

fn png_chunk(kind: [u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32).to_be_bytes()[..], &kind, body, &[0; 4]].concat()
}

fn webp_chunk(kind: [u8; 4], body: &[u8]) -> Vec<u8> {
    let padding = &[0][..body.len() % 2];
    [&kind[..], &(body.len() as u32).to_le_bytes(), body, padding].concat()
}

/// `file` with pieces put in at `at`.
fn insert(file: &[u8], at: usize, piece: &[u8]) -> Vec<u8> {
    [&file[..at], piece, &file[at..]].concat()
}

proptest! {
    #[test]
    fn metadata_do_not_change_the_hash(body in prop::collection::vec(any::<u8>(), 0..300), marker in prop::sample::select(vec![0xE0u8, 0xE1, 0xE2, 0xED, 0xEF, 0xFE]), trailer in prop::collection::vec(any::<u8>(), 0..50)) {
        let jpeg = encode(&corners().into(), ImageFormat::Jpeg);
        let changed = [insert(&jpeg, 2, &jpeg_segment(marker, &body)), trailer.clone()].concat();
        prop_assert_eq!(payload_hash(&jpeg), payload_hash(&changed));

        let png = encode(&corners().into(), ImageFormat::Png);
        for kind in [*b"eXIf", *b"iTXt", *b"tIME", *b"pHYs", *b"iCCP"] {
            let changed = [insert(&png, 33, &png_chunk(kind, &body)), trailer.clone()].concat();
            prop_assert_eq!(payload_hash(&png), payload_hash(&changed));
        }

        let webp = encode(&corners().into(), ImageFormat::WebP);
        for kind in [*b"EXIF", *b"XMP ", *b"ICCP", *b"VP8X"] {
            for at in [12, webp.len()] {
                prop_assert_eq!(payload_hash(&webp), payload_hash(&insert(&webp, at, &webp_chunk(kind, &body))));
            }
        }
    }

    #[test]
    fn image_data_change_the_hash(at in any::<prop::sample::Index>(), change in 1u8..) {
        for (format, first, from_end) in [(ImageFormat::Jpeg, 600, 2), (ImageFormat::Png, 41, 16), (ImageFormat::WebP, 20, 1), (ImageFormat::Bmp, 0, 0)] {
            let file = encode(&corners().into(), format);
            let mut changed = file.clone();
            changed[first + at.index(file.len() - from_end - first)] ^= change;
            prop_assert_ne!(payload_hash(&file), payload_hash(&changed), "{:?}", format);
        }
    }
}

#[test]
fn the_orientation_does_not_change_the_hash() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let plain = payload_hash(&encode(&corners().into(), format));
        let turned = [1, 6].map(|number| payload_hash(&with_exif(&corners(), format, exif(number))));
        assert_eq!(turned[0], turned[1], "{format:?}");
        // The JPEGs differ in quality: what matters is that they differ.
        assert_eq!(turned[0] == plain, format != ImageFormat::Jpeg);
    }
}

#[test]
fn what_says_how_to_read_the_pixels_counts() {
    let jpeg = encode(&corners().into(), ImageFormat::Jpeg);
    let adobe = insert(&jpeg, 2, &jpeg_segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01"));
    assert_ne!(payload_hash(&jpeg), payload_hash(&adobe));
    let png = encode(&corners().into(), ImageFormat::Png);
    assert_ne!(payload_hash(&png), payload_hash(&insert(&png, 33, &png_chunk(*b"tRNS", b"\0\x01\0\x02\0\x03"))));
}

fn heif(pixels: &[u8], changed: bool) -> Vec<u8> {
    let config = HevcConfig {
        profile_idc: 1,
        level_idc: 93,
        chroma_format: 1,
        bit_depth_luma: 8,
        bit_depth_chroma: 8,
        nal_length_size: 4,
        nal_units: vec![vec![0x40, 1], vec![0x42, 1], vec![0x44, 1]],
    };
    let slices = [pixels.to_vec()];
    let mut writer = HeifWriter::new();
    let tiles: Vec<_> = (0..4).map(|_| writer.add_image(&ImageSpec::new(64, 64, config.clone(), &slices))).collect();
    let image = writer.add_grid(2, 2, 128, 128, &tiles, None, None);
    if changed {
        writer.add_exif(image, b"II*\0\x08\0\0\0\0\0");
        writer.add_xmp(image, b"<x:xmpmeta/>");
        writer.add_icc_profile(image, b"a profile");
    }
    writer.set_primary(image);
    writer.finish()
}

#[test]
fn what_stands_around_a_heif_picture_does_not_change_the_hash() {
    let plain = heif(&[0x26, 1, 2, 3], false);
    let changed = heif(&[0x26, 1, 2, 3], true);
    assert_ne!(plain.len(), changed.len());
    assert_eq!(payload_hash(&plain), payload_hash(&changed));
    assert_eq!(payload_hash(&plain), payload_hash(&[plain.clone(), b"\0\0\0\x0cfreeabcd".to_vec()].concat()));
    assert_ne!(payload_hash(&plain), payload_hash(&heif(&[0x26, 1, 2, 4], false)));
}

#[test]
fn of_jpeg_xl_the_codestream_counts() {
    let iso_box =
        |kind: &[u8; 4], content: &[u8]| [&(content.len() as u32 + 8).to_be_bytes()[..], kind, content].concat();
    let (one, two) = (&b"\xFF\x0A some"[..], &b" numbers"[..]);
    let bare = [one, two].concat();
    let start = [iso_box(b"JXL ", &[13, 10, 0x87, 10]), iso_box(b"ftyp", b"jxl \0\0\0\0jxl ")].concat();
    let whole = [start.clone(), iso_box(b"Exif", b"\0\0\0\0II*\0"), iso_box(b"jxlc", &bare)].concat();
    let parts = [
        start.clone(),
        iso_box(b"jxlp", &[&[0; 4], one].concat()),
        iso_box(b"xml ", b"<x/>"),
        iso_box(b"jxlp", &[&[0x80, 0, 0, 1], two].concat()),
    ];
    for file in [whole, parts.concat()] {
        assert_eq!(payload_hash(&bare), payload_hash(&file));
    }
    assert_ne!(payload_hash(&bare), payload_hash(one));
    // Without a codestream the whole file counts.
    assert_ne!(payload_hash(&start), payload_hash(&[start.clone(), iso_box(b"xml ", b"<x/>")].concat()));
}

#[test]
fn files_that_cannot_be_cut_count_whole() {
    let jpeg = encode(&corners().into(), ImageFormat::Jpeg);
    let png = encode(&corners().into(), ImageFormat::Png);
    let webp = encode(&corners().into(), ImageFormat::WebP);
    for file in
        [&jpeg[..20], &png[..60], &png[..png.len() - 20], &webp[..webp.len() - 2], &tiff(&corners(), 1), b"", b"text"]
    {
        let mut changed = file.to_vec();
        changed.push(0);
        assert_ne!(payload_hash(file), payload_hash(&changed));
    }
}

fn heif_box(kind: [u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32 + 8).to_be_bytes()[..], &kind, body].concat()
}

/// Each of its parts is the picture itself, a thousand times: to follow that would take for ever.
#[test]
fn a_picture_made_of_itself_is_hashed_all_the_same() {
    let handler = heif_box(*b"hdlr", &[&[0; 8][..], b"pict", &[0; 13]].concat());
    let primary = heif_box(*b"pitm", &[0, 0, 0, 0, 0, 1]);
    let entry = heif_box(*b"infe", &[&[2, 0, 0, 0, 0, 1, 0, 0][..], b"hvc1", &[0]].concat());
    let items = heif_box(*b"iinf", &[&[0, 0, 0, 0, 0, 1][..], &entry].concat());
    let itself = [&[0, 1][..], &1000_u16.to_be_bytes(), &[0, 1].repeat(1000)].concat();
    let references = heif_box(*b"iref", &[&[0; 4][..], &heif_box(*b"dimg", &itself)].concat());
    let meta = heif_box(*b"meta", &[&[0; 4][..], &handler, &primary, &items, &references].concat());
    let bytes = [heif_box(*b"ftyp", b"heic\0\0\0\0heicmif1"), meta].concat();
    assert_eq!(heifer_isobmff::HeifFile::parse(&bytes).unwrap().references[0].to.len(), 1000);
    assert_ne!(payload_hash(&bytes), payload_hash(&[&bytes[..], &[0]].concat()), "the whole file counts");
}
