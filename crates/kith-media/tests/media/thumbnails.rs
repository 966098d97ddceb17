//! The crop of a face.

use image::RgbImage;
use kith_domain::{Frame, Rect};
use kith_media::{Limits, ThumbnailError, decode, face_thumbnail};

use crate::pictures::frame;

fn rect(x: f32, y: f32, w: f32, h: f32) -> Rect {
    Rect { x, y, w, h }
}

fn tile(frame: &Frame, face: Rect) -> Frame {
    decode(&face_thumbnail(frame, face).unwrap(), None, &Limits::default()).unwrap().frame
}

/// Every pixel tells its place: red grows by 1 each 4 columns, green by 1 each 4 rows.
fn map(width: u32, height: u32) -> Frame {
    frame(&RgbImage::from_fn(width, height, |x, y| image::Rgb([(x / 4) as u8, (y / 4) as u8, 100])))
}

/// The place in the picture that a pixel of a tile shows.
fn place(tile: &Frame, x: u32, y: u32) -> (i32, i32) {
    let at = ((y * tile.width() + x) * 3) as usize;
    (i32::from(tile.rgb()[at]) * 4, i32::from(tile.rgb()[at + 1]) * 4)
}

fn assert_shows(tile: &Frame, (left, top): (i32, i32), side: i32) {
    let last = tile.width() - 1;
    for ((x, y), expected) in [((0, 0), (left, top)), ((last, last), (left + side, top + side))] {
        let seen = place(tile, x, y);
        assert!((seen.0 - expected.0).abs() <= 12 && (seen.1 - expected.1).abs() <= 12, "{seen:?}, not {expected:?}");
    }
}

#[test]
fn the_box_is_widened_by_a_quarter_of_its_longer_side() {
    let tile = tile(&map(1000, 800), rect(400.0, 300.0, 100.0, 160.0));
    assert_eq!((tile.width(), tile.height()), (240, 240));
    assert_shows(&tile, (330, 260), 240);
}

#[test]
fn a_large_face_is_scaled_down() {
    let tile = tile(&map(1000, 800), rect(300.0, 200.0, 400.0, 400.0));
    assert_eq!((tile.width(), tile.height()), (256, 256));
    assert_shows(&tile, (200, 100), 600);
}

#[test]
fn a_small_face_gets_more_surroundings_but_not_too_much() {
    for (side, crop) in [(60.0, 96), (50.0, 96), (48.0, 96), (40.0, 80), (10.0, 20), (70.0, 105)] {
        assert_eq!(tile(&map(400, 400), rect(150.0, 150.0, side, side * 0.7)).width(), crop, "{side}");
    }
}

#[test]
fn at_the_edge_the_crop_moves_into_the_picture() {
    let map = map(800, 600);
    assert_shows(&tile(&map, rect(-20.0, -30.0, 100.0, 100.0)), (0, 0), 150);
    assert_shows(&tile(&map, rect(760.0, 550.0, 100.0, 100.0)), (650, 450), 150);
    assert_shows(&tile(&map, rect(5000.0, 10.0, 100.0, 100.0)), (650, 0), 150);
}

#[test]
fn a_narrow_picture_is_padded_only_as_far_as_the_face_needs() {
    let wide = map(800, 60);
    let inside = tile(&wide, rect(300.0, 10.0, 50.0, 50.0));
    assert_eq!(inside.width(), 60);
    assert_shows(&inside, (295, 0), 60);
    let tall = tile(&wide, rect(300.0, -20.0, 60.0, 100.0));
    assert_eq!(tall.width(), 100);
    let middle = ((50 * 100 + 50) * 3 + 2) as usize;
    assert!(tall.rgb()[2].abs_diff(128) < 8 && tall.rgb()[middle].abs_diff(100) < 8);
}

#[test]
fn the_smallest_picture_has_a_tile() {
    let one = frame(&RgbImage::from_pixel(1, 1, image::Rgb([9, 9, 9])));
    assert_eq!(tile(&one, rect(0.0, 0.0, 1.0, 1.0)).width(), 1);
    assert_eq!(tile(&one, rect(0.2, 0.2, 0.1, 0.1)).width(), 1);
}

#[test]
fn a_box_without_size_has_no_tile() {
    let map = map(100, 100);
    for face in [rect(0.0, 0.0, 0.0, 5.0), rect(f32::NAN, 0.0, 5.0, 5.0), rect(0.0, 0.0, f32::INFINITY, 5.0)] {
        assert!(matches!(face_thumbnail(&map, face), Err(ThumbnailError::Box)));
    }
}
