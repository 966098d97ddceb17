//! What Picasa left.

use kith_domain::{Orientation, UnitRect};
use kith_metadata::{PicasaFolder, Rule, Scheme, Shape};
use proptest::prelude::*;

use crate::packets::is_close;

const SHAPE: Shape = Shape { width: 400, height: 300, orientation: Orientation::Normal };

const INI: &str = "\u{feff}[Picasa]\r\nname=Holidays\r\n[Contacts2]\r\n0123456789abcdef=Anna Berg;anna@example.org;\r\n\
    [One.JPG]\r\nfaces=rect64(3fff7fffbffeffff),123456789abcdef;rect64(00001fff3fff5fff),ffffffffffffffff;rect64(nonsense),1\r\n\
    rotate=rotate(0)\r\n[two.jpg]\r\nfaces=rect64(1fff3fff5fff),fedcba9876543210\r\n";

#[test]
fn faces_have_places_and_names() {
    let folder = PicasaFolder::parse(INI.as_bytes()).unwrap();
    let found = folder.photo("one.jpg", SHAPE, &[]);
    let [anna, nobody] = found.regions.as_slice() else { panic!("{found:?}") };
    assert_eq!((anna.name.as_deref(), anna.scheme, anna.rule), (Some("Anna Berg"), Scheme::Picasa, Rule::NotTurned));
    assert!(is_close(anna.rect, UnitRect::new(0.25, 0.5, 0.5, 0.5).unwrap()), "{:?}", anna.rect);
    assert_eq!(nobody.name, None);
    assert!(is_close(nobody.rect, UnitRect::new(0.0, 0.125, 0.25, 0.25).unwrap()));
    assert_eq!(found.program.as_deref(), Some("Picasa"));
    assert!(folder.photo("three.jpg", SHAPE, &[]).regions.is_empty());
    let old: Vec<u8> = INI[3..].replace("Anna", "Zo\u{eb}").chars().map(|c| c as u8).collect();
    let found = PicasaFolder::parse(&old).unwrap().photo("one.jpg", SHAPE, &[]);
    assert_eq!(found.regions[0].name.as_deref(), Some("Zo\u{eb} Berg"), "older versions wrote Latin-1");
}

#[test]
fn contacts_name_what_the_folder_does_not() {
    let mut folder = PicasaFolder::parse(INI.as_bytes()).unwrap();
    assert_eq!(folder.photo("two.jpg", SHAPE, &[]).regions[0].name, None);
    let contacts = r#"<contacts><contact id="fedcba9876543210" name="Ben &amp; Co"/><contact id="123456789abcdef" name="Other"/></contacts>"#;
    folder.add_contacts(contacts.as_bytes()).unwrap();
    let two = &folder.photo("two.jpg", SHAPE, &[]).regions[0];
    assert_eq!(two.name.as_deref(), Some("Ben & Co"));
    // Zeros at the beginning are left out.
    assert!(is_close(two.rect, UnitRect::new(0.0, 0.125, 0.25, 0.25).unwrap()));
    assert_eq!(folder.photo("one.jpg", SHAPE, &[]).regions[0].name.as_deref(), Some("Anna Berg"));
    assert!(folder.add_contacts(b"<contacts>").is_err());
}

#[test]
fn places_are_those_of_the_stored_picture_unless_faces_say_otherwise() {
    let folder = PicasaFolder::parse(INI.as_bytes()).unwrap();
    let turned = Shape { orientation: Orientation::Rotate90, ..SHAPE };
    let written = UnitRect::new(0.0, 0.125, 0.25, 0.25).unwrap();
    let found = folder.photo("two.jpg", turned, &[]).regions.remove(0);
    assert_eq!(found.rule, Rule::Custom);
    assert!(is_close(found.rect, Orientation::Rotate90.rect_to_upright(written)));
    let found = folder.photo("two.jpg", turned, &[written]).regions.remove(0);
    assert_eq!(found.rule, Rule::DetectedFaces);
    assert!(is_close(found.rect, written));
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(\\[[a-z.0-9]{0,8}\\]\n|faces=(rect64\\([0-9a-f]{0,18}\\)?,[0-9a-f]{0,17};?){0,3}\n|.{0,20}\n){0,12}") {
        let folder = PicasaFolder::parse(text.as_bytes()).unwrap();
        for region in folder.photo("a.jpg", SHAPE, &[]).regions {
            prop_assert!(region.rect.w() > 0.0 && region.rect.h() > 0.0);
        }
    }
}

#[test]
fn places_that_cannot_be_read_are_told_with_their_photo() {
    let long = "9".repeat(900);
    let ini = format!(
        "[a.jpg]\nfaces=rect64(3f845bcb59418507),1f; ;\n[B.jpg]\nfaces=rect64(zz),1f;rect64(3f845bcb59418507),1f;{long}\n"
    );
    let folder = PicasaFolder::parse(ini.as_bytes()).unwrap();
    let told: Vec<String> = folder.problems().map(|problem| problem.to_string()).collect();
    assert_eq!(told, ["b.jpg: \"rect64(zz),1f\" is no place of a face"]);
    let photo = |name| folder.photo(name, SHAPE, &[]);
    assert_eq!((photo("a.jpg").problems.len(), photo("b.jpg").problems.len()), (0, 1));
    assert_eq!((photo("b.jpg").regions.len(), folder.photos().collect::<Vec<_>>()), (1, vec!["a.jpg", "b.jpg"]));
    let cut = PicasaFolder::parse(format!("[a.jpg]\nfaces={long}").as_bytes()).unwrap();
    assert!(cut.problems().all(|problem| problem.to_string().len() < 100));
}
