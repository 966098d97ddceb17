//! The beginning and the end of a list: empty ones are filled, and the last region takes nothing of others with it.

use kith_metadata::{People, Scheme};

use crate::packets::{Style, mwg, mwg_item, packet, somewhere};
use crate::writing::{elsewhere, faces, people, plan, read, text};

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
