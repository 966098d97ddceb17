//! What is written, and what is not touched.

use kith_domain::{Orientation, UnitRect};
use kith_metadata::{
    Face, KeywordWish, MetadataError, People, PeopleMetadata, PersonWords, Scheme, Shape, Wish, WritePlan, plan_photo,
    plan_sidecar, read_photo, read_sidecar,
};
use proptest::prelude::*;

use crate::files::{extended, jpeg, jpeg_with_packet, webp};
use crate::packets::{Style, bag, mp, mp_item, mwg, mwg_item, packet, somewhere};

pub(crate) const SHAPE: Shape = Shape { width: 400, height: 300, orientation: Orientation::Normal };

pub(crate) fn elsewhere() -> UnitRect {
    UnitRect::new(0.6, 0.5, 0.2, 0.25).unwrap()
}

pub(crate) fn people(faces: &[(&str, UnitRect)], names: &[&str]) -> People {
    People {
        faces: faces.iter().map(|(name, rect)| Face { name: (*name).to_owned(), rect: *rect }).collect(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    }
}

pub(crate) fn wish<'a>(base: &'a People, wanted: &'a People) -> Wish<'a> {
    Wish {
        shape: SHAPE,
        base,
        wanted,
        found: &[],
        keywords: KeywordWish::default(),
        person_words: PersonWords::default(),
    }
}

pub(crate) fn plan(text: &str, base: &People, wanted: &People) -> WritePlan {
    plan_sidecar(Some(text.as_bytes()), wish(base, wanted)).unwrap()
}

pub(crate) fn text(plan: WritePlan) -> String {
    String::from_utf8(plan.file.expect("something changes")).unwrap()
}

pub(crate) fn read(text: &str) -> PeopleMetadata {
    read_sidecar(text.as_bytes(), Some(SHAPE), &[]).unwrap()
}

/// Names and places of a scheme.
pub(crate) fn faces(found: &PeopleMetadata, scheme: Scheme) -> Vec<(&str, UnitRect)> {
    let own = found.regions.iter().filter(|region| region.scheme == scheme && region.is_person);
    own.map(|region| (region.name.as_deref().unwrap_or_default(), region.rect)).collect()
}

/// What is left of a text when the pieces between the unchanged beginning and the unchanged end are left out.
fn changed<'a>(old: &'a str, new: &'a str) -> (&'a str, &'a str) {
    let start = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.bytes().rev().zip(new.bytes().rev()).take(rest).take_while(|(a, b)| a == b).count();
    (&old[start..old.len() - end], &new[start..new.len() - end])
}

#[test]
fn a_new_sidecar_says_everything_in_three_ways() {
    let wanted = people(&[("Anna & <Co>", somewhere()), ("Ben \"B\"", elsewhere())], &["Cleo"]);
    let plan = plan_sidecar(None, wish(&People::default(), &wanted)).unwrap();
    assert_eq!(plan.changes.len(), 5);
    let new = text(plan);
    let found = read(&new);
    for scheme in [Scheme::Mwg, Scheme::Microsoft] {
        let seen = faces(&found, scheme);
        assert_eq!(seen.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["Anna & <Co>", "Ben \"B\""]);
        assert!(seen[0].1.iou(somewhere()) > 0.99 && seen[1].1.iou(elsewhere()) > 0.99);
    }
    assert_eq!(found.names, ["Anna & <Co>", "Ben \"B\"", "Cleo"]);
    assert_eq!(found.persons(), ["Cleo"]);
    // What was written is known, so that writing it again changes nothing.
    assert_eq!(plan_sidecar(Some(new.as_bytes()), wish(&wanted, &wanted)).unwrap(), WritePlan::default());
}

#[test]
fn nothing_wanted_is_nothing_written() {
    let nobody = People::default();
    assert_eq!(plan_sidecar(None, wish(&nobody, &nobody)).unwrap(), WritePlan::default());
    let old = packet(&mwg(None, &[mwg_item(Style::Resource, Some("Anna"), None, somewhere())]));
    assert_eq!(plan(&old, &nobody, &nobody), WritePlan::default());
}

pub(crate) const FOREIGN: &str = "<!-- a comment --><dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">A  title</rdf:li></rdf:Alt></dc:title>\
    <own:thing xmlns:own=\"http://example.org/own/\" own:a='single &apos; quotes'/>";

fn pet() -> String {
    mwg_item(Style::Attributes, Some("Rex"), Some("Pet"), elsewhere())
}

#[test]
fn adding_leaves_every_other_byte() {
    for style in Style::ALL {
        let old = packet(
            &(mwg(Some((400, 300)), &[pet(), mwg_item(style, None, Some("Face"), elsewhere())])
                + &mp(&[mp_item(style, Some("Ben"), Some(elsewhere()))])
                + &bag("Iptc4xmpExt:PersonInImage", &["Ben"])
                + FOREIGN),
        );
        let new = text(plan(&old, &People::default(), &people(&[("Anna", somewhere())], &[])));
        let mut rest = new.as_str();
        // All of the old text stands in the new one, in its order.
        for piece in old.split_inclusive('>') {
            let at = rest.find(piece).unwrap_or_else(|| panic!("{style:?}: {piece} is gone"));
            rest = &rest[at + piece.len()..];
        }
        let found = read(&new);
        assert_eq!(faces(&found, Scheme::Mwg).iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["", "Anna"]);
        assert_eq!(faces(&found, Scheme::Microsoft).iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["Ben", "Anna"]);
        assert_eq!(found.names, ["Ben", "Anna"]);
        assert!(found.regions.iter().any(|region| region.kind == "Pet"));
    }
}

#[test]
fn a_new_name_changes_the_names_alone() {
    for style in Style::ALL {
        let extension = "<mwg-rs:Extensions rdf:parseType=\"Resource\"><own:id xmlns:own=\"http://example.org/own/\">7</own:id></mwg-rs:Extensions>";
        let item = mwg_item(style, Some("Anna"), Some("Face"), somewhere());
        let end = item.rfind("</").unwrap();
        let inner = item[..end].rfind("</rdf:Description>").unwrap_or(end);
        let item = format!("{}{extension}{}", &item[..inner], &item[inner..]);
        let old = packet(&(mwg(Some((400, 300)), &[pet(), item]) + FOREIGN));
        let known = people(&[("Anna", somewhere())], &[]);
        let new = text(plan(&old, &known, &people(&[("Bertha", somewhere())], &[])));
        let start = new.find("mwg-rs:Regions").unwrap();
        let end = new.find("</mwg-rs:Regions>").unwrap();
        let old_part = &old[start..old.find("</mwg-rs:Regions>").unwrap()];
        assert_eq!(changed(old_part, &new[start..end]), ("Ann", "Berth"), "{style:?}");
    }
}

#[test]
fn a_moved_box_changes_its_numbers_alone() {
    for style in Style::ALL {
        let old = packet(
            &(mwg(Some((400, 300)), &[pet(), mwg_item(style, Some("Anna"), Some("Face"), somewhere())]) + FOREIGN),
        );
        let known = people(&[("Anna", somewhere())], &[]);
        let near = UnitRect::new(0.15, 0.25, 0.25, 0.125).unwrap();
        let new = text(plan(&old, &known, &people(&[("Anna", near)], &[])));
        assert!(faces(&read(&new), Scheme::Mwg)[0].1.iou(near) > 0.99);
        assert_eq!(
            new.matches("rdf:li").count(),
            old.matches("rdf:li").count() + 4,
            "Microsoft's list and the names are new"
        );
        assert!(new.contains(FOREIGN) && new.contains(&pet()));
    }
}

#[test]
fn only_what_was_known_is_taken_out() {
    let items = [("Anna", somewhere()), ("Ben", elsewhere())];
    let own = items.map(|(name, rect)| mwg_item(Style::Resource, Some(name), Some("Face"), rect));
    let theirs = items.map(|(name, rect)| mp_item(Style::Attributes, Some(name), Some(rect)));
    let old = packet(
        &(mwg(None, &own) + &mp(&theirs) + &bag("Iptc4xmpExt:PersonInImage", &["Anna", "Ben", "Cleo"]) + FOREIGN),
    );
    // Kith has read Anna; Ben was added by another program since.
    let known = people(&[("Anna", somewhere())], &[]);
    let plan = plan(&old, &known, &People::default());
    assert_eq!(plan.changes.len(), 2);
    let new = text(plan);
    let found = read(&new);
    assert_eq!(faces(&found, Scheme::Mwg), [("Ben", elsewhere())]);
    assert_eq!(faces(&found, Scheme::Microsoft).len(), 1);
    assert_eq!(found.names, ["Ben", "Cleo"]);
    assert!(new.contains(FOREIGN));
}

#[test]
fn the_last_one_takes_the_list_with_it() {
    let old = packet(
        &(mwg(None, &[mwg_item(Style::Resource, Some("Anna"), Some("Face"), somewhere())])
            + &mp(&[mp_item(Style::Resource, Some("Anna"), Some(somewhere()))])
            + &bag("Iptc4xmpExt:PersonInImage", &["Anna"])
            + FOREIGN),
    );
    let new = text(plan(&old, &people(&[("Anna", somewhere())], &[]), &People::default()));
    assert_eq!(new, packet(FOREIGN));
}

#[test]
fn what_both_changed_is_a_conflict_and_all_lists_stay() {
    let known = people(&[("Anna", somewhere())], &[]);
    let wanted = people(&[("Bertha", somewhere()), ("Cleo", elsewhere())], &[]);
    let in_mwg = |name| mwg(None, &[mwg_item(Style::Resource, Some(name), Some("Face"), somewhere())]);
    let in_mp = |name| mp(&[mp_item(Style::Resource, Some(name), Some(somewhere()))]);
    for (first, second) in [("Ben", "Anna"), ("Anna", "Ben"), ("Ben", "Ben")] {
        let old = packet(&(in_mwg(first) + &in_mp(second) + &bag("Iptc4xmpExt:PersonInImage", &["Anna", "Ben"])));
        let plan = plan(&old, &known, &wanted);
        let [conflict] = plan.conflicts.as_slice() else { panic!("{plan:?}") };
        assert_eq!((conflict.found.as_str(), conflict.wanted.as_str()), ("Ben", "Bertha"));
        assert_eq!((&plan.file, plan.changes.len()), (&None, 0), "no list says anything else than the others");
    }
}

#[test]
fn two_faces_cheek_to_cheek_are_two_people() {
    let beside = UnitRect::new(0.225, 0.25, 0.25, 0.125).unwrap();
    assert!(beside.iou(somewhere()) > 0.4);
    let old = packet(&mwg(None, &[mwg_item(Style::Resource, Some("Ben"), Some("Face"), beside)]));
    let plan = plan(&old, &People::default(), &people(&[("Anna", somewhere())], &[]));
    assert!(plan.conflicts.is_empty());
    let new = text(plan);
    assert_eq!(faces(&read(&new), Scheme::Mwg), [("Ben", beside), ("Anna", somewhere())]);
}

#[test]
fn nameless_regions_and_names_without_places_are_completed() {
    for style in Style::ALL {
        let unknown = mwg_item(style, None, Some("Face"), somewhere());
        let digest = "MPReg:PersonEmailDigest=\"ABC\"";
        let bare = format!("<rdf:li {digest} MPReg:PersonDisplayName=\"Anna\"/>");
        let old = packet(&(mwg(None, &[unknown]) + &mp(&[bare])));
        let new = text(plan(&old, &People::default(), &people(&[("Anna", somewhere())], &[])));
        let found = read(&new);
        assert_eq!(faces(&found, Scheme::Mwg).len(), 1, "{style:?}");
        assert_eq!(faces(&found, Scheme::Mwg)[0].0, "Anna");
        assert_eq!(faces(&found, Scheme::Microsoft), [("Anna", somewhere())], "{style:?}");
        assert!(new.contains(digest));
    }
    // A name in another case is written anew in the same go.
    let old = packet(&mp(&["<rdf:li MPReg:PersonDisplayName='anna' />".to_owned()]));
    let new = text(plan(&old, &People::default(), &people(&[("Anna", somewhere())], &[])));
    assert_eq!(faces(&read(&new), Scheme::Microsoft), [("Anna", somewhere())]);
}

#[test]
fn lists_that_are_empty_or_odd_are_filled() {
    for old in [
        "<mwg-rs:Regions rdf:parseType=\"Resource\"><mwg-rs:RegionList><rdf:Bag/></mwg-rs:RegionList></mwg-rs:Regions>",
        "<mwg-rs:Regions rdf:parseType=\"Resource\"><mwg-rs:RegionList/></mwg-rs:Regions>",
        "<mwg-rs:Regions rdf:parseType=\"Resource\"/>",
        "<mwg-rs:Regions><rdf:Description/></mwg-rs:Regions>",
        "<MP:RegionInfo rdf:parseType=\"Resource\"/><Iptc4xmpExt:PersonInImage>Ben</Iptc4xmpExt:PersonInImage>",
        "<Iptc4xmpExt:PersonInImage/>",
        "<Iptc4xmpExt:PersonInImage><rdf:Bag/></Iptc4xmpExt:PersonInImage>",
    ] {
        let wanted = people(&[("Anna", somewhere())], &[]);
        let found = read(&text(plan(&packet(old), &People::default(), &wanted)));
        assert_eq!(faces(&found, Scheme::Mwg).len(), 1, "{old}");
        assert_eq!(faces(&found, Scheme::Microsoft).len(), 1, "{old}");
        assert!(found.names.contains(&"Anna".to_owned()), "{old}: {:?}", found.names);
    }
}

#[test]
fn prefixes_are_those_of_the_place() {
    let old = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about='urn:\"x\"' \
        xmlns:r=\"http://www.metadataworkinggroup.com/schemas/regions/\" xmlns:mwg-rs=\"http://example.org/other/\">\
        <r:Regions rdf:parseType=\"Resource\"><r:RegionList><rdf:Seq></rdf:Seq></r:RegionList></r:Regions></rdf:Description></rdf:RDF>";
    let new = text(plan(old, &People::default(), &people(&[("Anna", somewhere())], &[])));
    assert!(new.contains("<r:Name>Anna</r:Name>"), "{new}");
    assert_eq!(faces(&read(&new), Scheme::Mwg), [("Anna", somewhere())]);
    assert!(new.contains("<rdf:Description rdf:about=\"urn:&quot;x&quot;\">"), "{new}");
}

#[test]
fn what_cannot_be_changed_safely_is_refused() {
    let wanted = people(&[("Anna", somewhere())], &[]);
    let refused = |bytes: &[u8]| plan_sidecar(Some(bytes), wish(&People::default(), &wanted)).unwrap_err();
    assert!(matches!(refused(b"<x:xmpmeta"), MetadataError::Malformed(_)));
    assert!(matches!(refused(b""), MetadataError::Malformed(_)));
    let wide: Vec<u8> = std::iter::once(0xFEFF).chain(packet("").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert!(matches!(refused(&wide), MetadataError::Unsupported(_)));
    let other = "<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>";
    assert!(matches!(refused(other.as_bytes()), MetadataError::Unsupported(_)));
    let photo = |file: &[u8]| plan_photo(file, wish(&People::default(), &wanted)).unwrap_err();
    assert!(matches!(photo(b"II*\0\x08\0\0\0"), MetadataError::Unsupported(_)));
    assert!(matches!(photo(b"\xFF\xD8\xFF\xE1\0\x10cut"), MetadataError::Malformed(_)));
    assert!(matches!(photo(&jpeg_with_packet("<broken")), MetadataError::Malformed(_)));
    let identity = "0123456789ABCDEF0123456789ABCDEF";
    let main = packet(&format!("<xmpNote:HasExtendedXMP>{identity}</xmpNote:HasExtendedXMP>"));
    let main = (0xE1, [b"http://ns.adobe.com/xap/1.0/\0", main.as_bytes()].concat());
    let hidden = extended(identity, &packet(&mp(&[mp_item(Style::Resource, Some("Ben"), None)])), 4000);
    assert!(matches!(photo(&jpeg(&[vec![main.clone()], hidden].concat())), MetadataError::Unsupported(_)));
    let harmless = extended(identity, &packet(FOREIGN), 4000);
    assert!(plan_photo(&jpeg(&[vec![main], harmless].concat()), wish(&People::default(), &wanted)).is_ok());
    let long = packet(&format!("<dc:source>{}</dc:source>", "x".repeat(64_000)));
    assert!(matches!(photo(&jpeg_with_packet(&long)), MetadataError::Unsupported(_)));
    let pictures =
        [(0xE2, b"MPF\0rest".to_vec()), (0xE1, [b"http://ns.adobe.com/xap/1.0/\0", packet("").as_bytes()].concat())];
    assert!(matches!(photo(&jpeg(&pictures)), MetadataError::Unsupported(_)));
}

#[test]
fn a_byte_order_mark_stays() {
    let old = format!("\u{feff}{}", packet(FOREIGN));
    let new = text(plan(&old, &People::default(), &people(&[("Anna", somewhere())], &[])));
    assert!(new.starts_with("\u{feff}<?xpacket"));
}

fn any_people() -> impl Strategy<Value = People> {
    let face = (0usize..6, 0.0f32..0.8, 0.0f32..0.8, 0.05f32..0.2, 0.05f32..0.2).prop_map(|(name, x, y, w, h)| Face {
        name: ["Anna", "Ben", "Cleo & Co", "Dörte", "東京", "<E>"][name].to_owned(),
        rect: UnitRect::new(x, y, w, h).unwrap(),
    });
    let apart = |faces: Vec<Face>| {
        let mut kept: Vec<Face> = Vec::new();
        for face in faces {
            if kept.iter().all(|other| other.name != face.name && other.rect.iou(face.rect) == 0.0) {
                kept.push(face);
            }
        }
        kept
    };
    (prop::collection::vec(face, 0..5), prop::collection::vec("[a-z]{3}", 0..3))
        .prop_map(move |(faces, names)| People { faces: apart(faces), names })
}

proptest! {
    #[test]
    fn whatever_is_wanted_is_read_again(steps in prop::collection::vec(any_people(), 1..5), exif in 1u32..=8) {
        let shape = Shape { orientation: Orientation::from_exif(exif), ..SHAPE };
        let mut file = jpeg_with_packet(&packet(&(mwg(None, &[pet()]) + FOREIGN)));
        let mut base = People::default();
        for wanted in &steps {
            let plan = plan_photo(&file, Wish { shape, base: &base, wanted, found: &[], keywords: KeywordWish::default(), person_words: PersonWords::default() }).unwrap();
            prop_assert!(plan.conflicts.is_empty());
            file = plan.file.unwrap_or(file);
            base = wanted.clone();
            let found = read_photo(&file, shape, &[]);
            for scheme in [Scheme::Mwg, Scheme::Microsoft] {
                let seen = faces(&found, scheme);
                prop_assert_eq!(seen.len(), wanted.faces.len());
                for face in &wanted.faces {
                    prop_assert!(seen.iter().any(|(name, rect)| *name == face.name && rect.iou(face.rect) > 0.95));
                }
            }
            let named = found.names.len();
            prop_assert!(wanted.names.iter().all(|name| found.names.contains(name)) && named <= wanted.faces.len() + wanted.names.len());
            let again = plan_photo(&file, Wish { shape, base: &base, wanted, found: &[], keywords: KeywordWish::default(), person_words: PersonWords::default() }).unwrap();
            prop_assert_eq!(again, WritePlan::default());
        }
        prop_assert!(file.windows(FOREIGN.len()).any(|window| window == FOREIGN.as_bytes()));
    }

    #[test]
    fn damage_is_refused_or_harmless(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let wanted = people(&[("Anna", somewhere())], &["Ben"]);
        let old = packet(&(mwg(None, &[pet()]) + &mp(&[mp_item(Style::Attributes, Some("Anna"), None)]) + FOREIGN));
        for mut file in [jpeg_with_packet(&old), webp(&[(b"VP8L", b"\x2F\x8F\xC1\x4A\x10"), (b"XMP ", old.as_bytes())])] {
            for (at, value) in &changes {
                let at = at.index(file.len());
                file[at] = *value;
            }
            let plan = plan_photo(&file, wish(&People::default(), &wanted));
            if let Some(new) = plan.ok().and_then(|plan| plan.file) {
                prop_assert!(!faces(&read_photo(&new, SHAPE, &[]), Scheme::Microsoft).is_empty());
            }
        }
    }
}
