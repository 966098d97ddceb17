//! The beginning and the end of a list: empty ones are filled, and the last region takes nothing of others with it.

use kith_domain::Orientation;
use kith_metadata::{People, Scheme, Shape, Wish, plan_sidecar, read_sidecar};

use crate::packets::{Style, mwg, mwg_item, packet, somewhere};
use crate::writing::{elsewhere, faces, people, plan, read, text, wish};

#[test]
fn an_empty_list_gets_several_faces() {
    let two = people(&[("Anna", somewhere()), ("Ben", elsewhere())], &[]);
    for list in ["<rdf:Bag/>", "<rdf:Bag></rdf:Bag>", ""] {
        let old = packet(&format!(
            "<mwg-rs:Regions rdf:parseType=\"Resource\"><mwg-rs:RegionList>{list}</mwg-rs:RegionList></mwg-rs:Regions>
             <MP:RegionInfo rdf:parseType=\"Resource\"><MPRI:Regions>{list}</MPRI:Regions></MP:RegionInfo>"
        ));
        let found = read(&text(plan(&old, &People::default(), &two)));
        for scheme in [Scheme::Mwg, Scheme::Microsoft] {
            assert_eq!(faces(&found, scheme).len(), 2, "{list}");
        }
    }
}

#[test]
fn the_last_region_leaves_what_others_keep_beside_the_list() {
    let anna = people(&[("Anna", somewhere())], &[]);
    let item = mwg_item(Style::Resource, Some("Anna"), None, somewhere());
    let alone = packet(&mwg(None, &[item]));
    let new = text(plan(&alone, &anna, &People::default()));
    assert!(!new.contains("<mwg-rs:Regions") && !new.contains("AppliedTo"));
    for more in ["<own:note xmlns:own=\"http://example.org/own/\">kept</own:note>", "<!-- kept -->"] {
        let old = alone.replace("<mwg-rs:RegionList>", &format!("{more}<mwg-rs:RegionList>"));
        assert_ne!(old, alone);
        let new = text(plan(&old, &anna, &People::default()));
        assert!(new.contains(more) && !new.contains("Anna") && !new.contains("RegionList"), "{new}");
        let again = read(&text(plan(&new, &People::default(), &anna)));
        assert_eq!(faces(&again, Scheme::Mwg).len(), 1);
    }
}

#[test]
fn a_name_that_is_spelt_otherwise_is_written_anew_in_all_lists() {
    let (small, large) = (people(&[("anna", somewhere())], &[]), people(&[("Anna", somewhere())], &[]));
    let old = text(plan(&packet(""), &People::default(), &small));
    let new = text(plan(&old, &small, &large));
    assert!(!new.contains("anna"), "{new}");
    assert_eq!(read(&new).names, ["Anna"]);
    // How another program spells a name is its own affair.
    let theirs =
        packet("<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>ANNA</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>");
    assert_eq!(read(&text(plan(&theirs, &People::default(), &large))).names, ["ANNA"]);
}

/// A region of the IPTC at [`somewhere`], with the person in a list and a title of its own.
fn image_region(person: &str, title: &str) -> String {
    let side = |name: &str, value: f32| format!("<Iptc4xmpExt:{name}>{value}</Iptc4xmpExt:{name}>");
    let place = somewhere();
    let sides =
        [side("rbX", place.x()), side("rbY", place.y()), side("rbW", place.w()), side("rbH", place.h())].concat();
    format!(
        "<rdf:li rdf:parseType=\"Resource\"><Iptc4xmpExt:RegionBoundary rdf:parseType=\"Resource\">{sides}\
         </Iptc4xmpExt:RegionBoundary><Iptc4xmpExt:Name><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li>\
         <rdf:li xml:lang=\"de\">Torwart</rdf:li></rdf:Alt></Iptc4xmpExt:Name>\
         <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>{person}</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage></rdf:li>"
    )
}

#[test]
fn a_region_of_the_iptc_follows_a_new_name_and_goes_with_an_old_one() {
    let [anna, bertha] = ["Anna", "Bertha"].map(|name| people(&[(name, somewhere())], &[]));
    let nobody = People::default();
    let file = |regions: &[String]| {
        packet(&format!("<Iptc4xmpExt:ImageRegion><rdf:Bag>{}</rdf:Bag></Iptc4xmpExt:ImageRegion>", regions.concat()))
    };
    let named = |text: &str| -> Vec<String> {
        let regions = read(text).regions.into_iter().filter(|region| region.scheme == Scheme::Iptc);
        regions.filter_map(|region| region.name).collect()
    };
    let both = file(&[image_region("Anna", "Anna"), image_region("Dora", "Goal")]);
    let new = text(plan(&both, &anna, &bertha));
    assert_eq!(named(&new), ["Bertha", "Dora"]);
    assert_eq!((new.matches(">Anna<").count(), new.matches(">Torwart<").count()), (0, 2));
    assert_eq!(named(&text(plan(&both, &anna, &nobody))), ["Dora"]);
    let alone = text(plan(&file(&[image_region("Anna", "Keeper")]), &anna, &nobody));
    assert!(!alone.contains("ImageRegion") && !alone.contains("Anna"));
    // What was never Kith's is left as it is.
    let new = text(plan(&file(&[image_region("Dora", "Goal")]), &nobody, &bertha));
    assert_eq!(named(&new), ["Dora"]);
}

#[test]
fn a_text_that_is_too_long_for_a_name_stays_beside_the_face() {
    let anna = people(&[("Anna", somewhere())], &[]);
    let long = "long ".repeat(60);
    for (text_there, names) in [(&*long, vec![long.trim(), "Anna"]), ("Unknown", vec!["Anna"])] {
        let old = packet(&mwg(None, &[mwg_item(Style::Resource, Some(text_there), None, somewhere())]));
        let found = read(&text(plan(&old, &People::default(), &anna)));
        assert_eq!(faces(&found, Scheme::Mwg).into_iter().map(|(name, _)| name).collect::<Vec<_>>(), names);
    }
}

#[test]
fn numbers_of_the_upright_picture_say_so_when_they_are_changed() {
    let shape = Shape { width: 40, height: 30, orientation: Orientation::Rotate90 };
    let (anna, both) =
        (people(&[("Anna", somewhere())], &[]), people(&[("Anna", somewhere()), ("Ben", elsewhere())], &[]));
    let old = packet(&mwg(None, &[mwg_item(Style::Resource, Some("Anna"), None, somewhere())]));
    let found = [somewhere(), elsewhere()];
    let plan = |file: &str, wanted: &People| {
        let wish = Wish { shape, found: &found, ..wish(&anna, wanted) };
        plan_sidecar(Some(file.as_bytes()), wish).unwrap()
    };
    let new = text(plan(&old, &both));
    let seen = read_sidecar(new.as_bytes(), Some(shape), &[]).unwrap();
    for scheme in [Scheme::Mwg, Scheme::Microsoft] {
        let places: Vec<_> = faces(&seen, scheme).into_iter().map(|(_, rect)| rect).collect();
        assert!(places.iter().zip(&found).all(|(a, b)| a.iou(*b) > 0.99), "{scheme:?}: {places:?}");
    }
}
