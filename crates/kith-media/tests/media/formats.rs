//! Every format and kind of pixel, upright.

use image::{DynamicImage, ImageBuffer, ImageFormat, LumaA, Rgb, Rgba};
use kith_domain::{Frame, Orientation};
use kith_media::{DecodeFailure, Format, Limits, Photo, decode, header, preview, read};

use crate::pictures::{HEIGHT, WIDTH, corners, encode, exif, frame, one_block_jpeg, stored, tiff, with_exif};

fn photo(bytes: &[u8]) -> Photo {
    decode(bytes, None, &Limits::default()).unwrap()
}

/// Largest difference of any byte.
fn difference(a: &Frame, b: &Frame) -> u8 {
    assert_eq!((a.width(), a.height()), (b.width(), b.height()));
    a.rgb().iter().zip(b.rgb()).map(|(a, b)| a.abs_diff(*b)).max().unwrap()
}

#[test]
fn every_format_gives_the_picture() {
    let picture = DynamicImage::from(corners());
    for (codec, format, tolerance) in [
        (ImageFormat::Jpeg, Format::Jpeg, 60),
        (ImageFormat::Png, Format::Png, 0),
        (ImageFormat::WebP, Format::WebP, 0),
        (ImageFormat::Tiff, Format::Tiff, 0),
        (ImageFormat::Gif, Format::Gif, 10),
        (ImageFormat::Bmp, Format::Bmp, 0),
    ] {
        let photo = photo(&encode(&picture, codec));
        assert_eq!((photo.format, photo.orientation), (format, Orientation::Normal));
        assert!(difference(&photo.frame, &frame(&corners())) <= tolerance, "{format}");
    }
}

#[test]
fn all_eight_orientations_show_the_same_picture() {
    for orientation in Orientation::ALL {
        let stored = stored(&corners(), orientation);
        let number = u16::from(orientation.to_exif());
        for (format, bytes) in [
            ("jpeg", with_exif(&stored, ImageFormat::Jpeg, exif(number))),
            ("png", with_exif(&stored, ImageFormat::Png, exif(number))),
            ("webp", with_exif(&stored, ImageFormat::WebP, exif(number))),
            ("webp with the prefix of JPEG", {
                with_exif(&stored, ImageFormat::WebP, [b"Exif\0\0", exif(number).as_slice()].concat())
            }),
            ("tiff", tiff(&stored, number)),
        ] {
            let photo = photo(&bytes);
            assert_eq!(photo.orientation, orientation, "{format}");
            let tolerance = if format == "jpeg" { 40 } else { 0 };
            assert!(difference(&photo.frame, &frame(&corners())) <= tolerance, "{format} {orientation:?}");
        }
    }
}

#[test]
fn numbers_that_are_no_orientation_turn_nothing() {
    for number in [0, 9, 255, 256, 6 << 8] {
        for bytes in [with_exif(&corners(), ImageFormat::Png, exif(number)), tiff(&corners(), number)] {
            let photo = photo(&bytes);
            assert_eq!((photo.orientation, photo.frame), (Orientation::Normal, frame(&corners())), "{number}");
        }
    }
}

#[test]
fn sixteen_bits_and_transparency_become_rgb_on_white() {
    let wide = ImageBuffer::from_pixel(3, 2, Rgb([0xFFFFu16, 0x8080, 0]));
    let clear = ImageBuffer::from_pixel(3, 2, Rgba([10u8, 20, 30, 0]));
    let half = ImageBuffer::from_pixel(3, 2, LumaA([0u8, 128]));
    for (picture, rgb) in [
        (DynamicImage::from(wide), [255, 128, 0]),
        (DynamicImage::from(clear.clone()), [255; 3]),
        (DynamicImage::from(half), [127; 3]),
    ] {
        assert_eq!(photo(&encode(&picture, ImageFormat::Png)).frame.rgb(), rgb.repeat(6));
    }
    let webp = photo(&encode(&DynamicImage::from(clear), ImageFormat::WebP));
    assert_eq!(webp.frame.rgb(), [255; 18]);
}

#[test]
fn jpegs_of_any_number_of_components_are_read() {
    // One component is grey. Three are luma and chroma. Four in an Adobe file are inverted inks.
    for (sof, samples, adobe, rgb) in [
        (0xC0, vec![200], false, [200, 200, 200]),
        (0xC0, vec![76, 85, 255], false, [254, 0, 0]),
        (0xC2, vec![76, 85, 255], false, [254, 0, 0]),
        (0xC0, vec![255, 255, 255, 255], true, [255, 255, 255]),
        (0xC0, vec![255, 0, 0, 255], true, [255, 0, 0]),
        (0xC0, vec![255, 255, 255, 0], true, [0, 0, 0]),
    ] {
        let shown = photo(&one_block_jpeg(sof, &samples, adobe)).frame;
        let expected = Frame::new(8, 8, rgb.repeat(64)).unwrap();
        assert!(difference(&shown, &expected) <= 2, "{samples:?}: {:?} instead of {rgb:?}", &shown.rgb()[..3]);
    }
}

#[test]
fn of_an_animation_the_first_picture_is_taken() {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    for colour in [[255, 0, 0, 255], [0, 255, 0, 255]] {
        encoder.encode_frame(image::Frame::new(ImageBuffer::from_pixel(4, 4, Rgba(colour)))).unwrap();
    }
    drop(encoder);
    assert_eq!(photo(&bytes).frame.rgb(), [255, 0, 0].repeat(16));
}

#[test]
fn a_wrong_name_does_not_matter() {
    let png = encode(&corners().into(), ImageFormat::Png);
    for named in [None, Some(Format::Jpeg), Some(Format::Heic), Some(Format::Raw)] {
        assert_eq!(decode(&png, named, &Limits::default()).unwrap().format, Format::Png);
    }
}

#[test]
fn a_header_tells_the_size_as_stored() {
    let bytes = with_exif(&stored(&corners(), Orientation::Rotate90), ImageFormat::Jpeg, exif(6));
    let header = header(&bytes, None, &Limits::default()).unwrap();
    assert_eq!((header.width, header.height, header.orientation), (HEIGHT, WIDTH, Orientation::Rotate90));
    assert_eq!(header.memory, u64::from(WIDTH * HEIGHT * 3) + bytes.len() as u64);
}

#[test]
fn a_file_is_read_up_to_the_limit() {
    let source = || std::io::Cursor::new(vec![7; 100]);
    let limits = |max_file| Limits { max_file, ..Limits::default() };
    assert_eq!(read(source(), &limits(100)).unwrap(), [7; 100]);
    assert!(matches!(read(source(), &limits(99)), Err(DecodeFailure::Limit(_))));
}

#[test]
fn a_preview_is_never_larger_than_asked_nor_enlarged() {
    for (longest, size) in [(20, (20, 12)), (1, (1, 1)), (4000, (WIDTH, HEIGHT))] {
        let shown = photo(&preview(&frame(&corners()), longest).unwrap()).frame;
        assert_eq!((shown.width(), shown.height()), size);
    }
}
