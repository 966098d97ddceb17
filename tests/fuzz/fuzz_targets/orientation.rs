//! Any bytes as EXIF of a JPEG: the picture is turned by one of eight ways, and nothing else happens to it.
#![no_main]

use kith_fuzz::{limits, report_only_our_panics};
use kith_media::{decode, header};
use libfuzzer_sys::{Corpus, fuzz_target};

/// Grey, 16 x 8.
const PICTURE: &[u8] = include_bytes!("../../fixtures/formats/picture.jpg");

fuzz_target!(init: report_only_our_panics(), |exif: &[u8]| -> Corpus {
    let Ok(length) = u16::try_from(exif.len() + 8) else { return Corpus::Reject };
    let segment = [&[0xFF, 0xE1][..], &length.to_be_bytes(), b"Exif\0\0", exif].concat();
    let file = [&PICTURE[..2], &segment, &PICTURE[2..]].concat();
    let found = header(&file, None, &limits()).expect("the picture is in order");
    let photo = decode(&file, None, &limits()).expect("the picture is in order");
    assert_eq!((found.width, found.height), (16, 8));
    assert_eq!(photo.orientation, found.orientation);
    assert_eq!(photo.size, found.orientation.size(16, 8));
    assert_eq!((photo.frame.width(), photo.frame.height()), photo.size);
    Corpus::Keep
});
