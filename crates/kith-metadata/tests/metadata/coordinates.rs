//! Whatever a region was measured in, it is told in the upright picture.

use kith_domain::{Orientation, UnitRect};
use kith_metadata::{Coordinates, PeopleMetadata, Rule, Scheme, Shape, read_sidecar};
use proptest::prelude::*;

use crate::packets::{Style, is_close, mp, mp_item, mwg, mwg_item, packet, somewhere};

fn shape(orientation: Orientation) -> Shape {
    Shape { width: 400, height: 300, orientation }
}

fn read(properties: &str, orientation: Orientation, faces: &[UnitRect]) -> PeopleMetadata {
    read_sidecar(packet(properties).as_bytes(), Some(shape(orientation)), faces).unwrap()
}

fn face(rect: UnitRect) -> String {
    mwg_item(Style::Resource, Some("Anna"), Some("Face"), rect)
}

/// Where the region of a scheme is told to be, and why.
fn told(found: &PeopleMetadata, scheme: Scheme) -> (UnitRect, Coordinates, Rule) {
    let region = found.regions.iter().find(|region| region.scheme == scheme).unwrap();
    (region.rect, region.coordinates, region.rule)
}

#[test]
fn stored_coordinates_are_turned_by_all_eight_orientations() {
    // Computed by hand for the rectangle (1/8, 1/4, 1/4, 1/8).
    let expected = [
        (0.125, 0.25, 0.25, 0.125),
        (0.625, 0.25, 0.25, 0.125),
        (0.625, 0.625, 0.25, 0.125),
        (0.125, 0.625, 0.25, 0.125),
        (0.25, 0.125, 0.125, 0.25),
        (0.625, 0.125, 0.125, 0.25),
        (0.625, 0.625, 0.125, 0.25),
        (0.25, 0.625, 0.125, 0.25),
    ];
    for (orientation, (x, y, w, h)) in Orientation::ALL.into_iter().zip(expected) {
        let found = read(&mwg(Some((400, 300)), &[face(somewhere())]), orientation, &[]);
        let (rect, ..) = told(&found, Scheme::Mwg);
        assert!(is_close(rect, UnitRect::new(x, y, w, h).unwrap()), "{orientation:?}: {rect:?}");
    }
}

#[test]
fn the_size_for_which_regions_were_written_tells_what_they_were_measured_in() {
    for orientation in Orientation::ALL {
        let rule = match orientation {
            Orientation::Normal => Rule::NotTurned,
            _ if orientation.swaps_sides() => Rule::Dimensions,
            _ => Rule::Custom,
        };
        // A picture that was made smaller since still lies or stands.
        let (rect, coordinates, why) =
            told(&read(&mwg(Some((200, 150)), &[face(somewhere())]), orientation, &[]), Scheme::Mwg);
        assert_eq!((coordinates, why), (Coordinates::Stored, rule), "{orientation:?}");
        assert!(is_close(rect, orientation.rect_to_upright(somewhere())));
        if orientation.swaps_sides() {
            let (rect, coordinates, why) =
                told(&read(&mwg(Some((300, 400)), &[face(somewhere())]), orientation, &[]), Scheme::Mwg);
            assert_eq!((coordinates, why), (Coordinates::Upright, Rule::Dimensions), "{orientation:?}");
            assert!(is_close(rect, somewhere()));
        }
    }
}

#[test]
fn a_scheme_that_is_known_tells_about_the_other() {
    for orientation in Orientation::ALL.into_iter().filter(|orientation| orientation.swaps_sides()) {
        let shown = orientation.rect_to_upright(somewhere());
        for (written, expected) in [(shown, Coordinates::Upright), (somewhere(), Coordinates::Stored)] {
            let both = mwg(Some((400, 300)), &[face(somewhere())])
                + &mp(&[mp_item(Style::Resource, Some("Anna"), Some(written))]);
            let (rect, coordinates, rule) = told(&read(&both, orientation, &[]), Scheme::Microsoft);
            assert_eq!((coordinates, rule), (expected, Rule::OtherScheme), "{orientation:?}");
            assert!(is_close(rect, shown));
        }
    }
}

#[test]
fn faces_that_were_found_say_more_than_sizes() {
    for orientation in Orientation::ALL.into_iter().skip(1) {
        let shown = orientation.rect_to_upright(somewhere());
        let stale = mwg(Some((300, 400)), &[face(somewhere())]);
        let (rect, coordinates, rule) = told(&read(&stale, orientation, &[shown]), Scheme::Mwg);
        assert_eq!((coordinates, rule), (Coordinates::Stored, Rule::DetectedFaces), "{orientation:?}");
        assert!(is_close(rect, shown));
        let (rect, coordinates, rule) = told(&read(&stale, orientation, &[somewhere()]), Scheme::Mwg);
        assert_eq!((coordinates, rule), (Coordinates::Upright, Rule::DetectedFaces), "{orientation:?}");
        assert!(is_close(rect, somewhere()));
    }
}

#[test]
fn without_a_sign_custom_decides_for_all_schemes_together() {
    let both = mwg(None, &[face(somewhere())]) + &mp(&[mp_item(Style::Resource, Some("Anna"), Some(somewhere()))]);
    let found = read(&both, Orientation::Rotate90, &[]);
    assert_eq!(told(&found, Scheme::Mwg).2, Rule::Custom);
    assert_eq!(told(&found, Scheme::Microsoft).1, Coordinates::Stored);
    let alone = read(&mp(&[mp_item(Style::Resource, Some("Anna"), Some(somewhere()))]), Orientation::Rotate90, &[]);
    assert_eq!(told(&alone, Scheme::Microsoft).2, Rule::Custom);
}

proptest! {
    #[test]
    fn a_region_comes_back_from_every_turn(
        number in 1u32..=8, x in 0.0f32..0.9, y in 0.0f32..0.9, w in 0.01f32..0.5, h in 0.01f32..0.5,
    ) {
        let orientation = Orientation::from_exif(number);
        let shown = UnitRect::new(x, y, w, h).unwrap();
        for coordinates in [Coordinates::Stored, Coordinates::Upright] {
            let written = coordinates.from_upright(shown, orientation);
            let (width, height) = if coordinates == Coordinates::Stored { (400, 300) } else { orientation.size(400, 300) };
            let properties = mwg(Some((width, height)), &[face(written)]);
            let (rect, ..) = told(&read(&properties, orientation, &[shown]), Scheme::Mwg);
            let turned = coordinates.to_upright(written, orientation);
            prop_assert!(is_close(turned, shown));
            // Where both readings overlap much, nothing tells them apart.
            prop_assert!(is_close(rect, shown) || rect.iou(shown) > 0.5 || orientation.size(4, 3) == (4, 3), "{rect:?} {shown:?}");
        }
    }
}
