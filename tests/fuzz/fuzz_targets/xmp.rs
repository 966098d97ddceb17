//! Any bytes as an XMP packet: an answer, in little time and memory, places that are places, and plans that lose nothing.
#![no_main]

use kith_domain::{KeywordPath, Orientation, UnitRect};
use kith_fuzz::report_only_our_panics;
use kith_metadata::{Face, KeywordWish, People, PersonWords, Shape, Wish, plan_sidecar, read_sidecar};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: report_only_our_panics(), |bytes: &[u8]| {
    for exif in 1..=8 {
        let shape = Shape { width: 40, height: 30, orientation: Orientation::from_exif(exif) };
        if let Ok(people) = read_sidecar(bytes, Some(shape), &[]) {
            assert!(people.regions.iter().all(|region| region.rect.w() > 0.0 && region.rect.h() > 0.0));
            assert!(people.persons().len() <= people.names.len());
        }
    }
    let shape = Shape { width: 40, height: 30, orientation: Orientation::Rotate90 };
    let rect = UnitRect::new(0.125, 0.25, 0.25, 0.125).expect("four good numbers");
    let wanted = People { faces: vec![Face { name: "Anna & Co".into(), rect }], names: vec!["Ben".into()] };
    let nobody = People::default();
    let wish = Wish { shape, base: &nobody, wanted: &wanted, found: &[], keywords: KeywordWish::default(), person_words: PersonWords::default() };
    if let Some(new) = plan_sidecar(Some(bytes), wish).ok().and_then(|plan| plan.file) {
        let before = read_sidecar(bytes, Some(shape), &[]).expect("it could be planned");
        let after = read_sidecar(&new, Some(shape), &[]).expect("it was proved");
        assert!(after.regions.len() >= before.regions.len() && after.keywords == before.keywords);
    }
    let added = [KeywordPath::new(&["Places", "Bern"]).expect("two words")];
    let keywords = KeywordWish { kept: &[], added: &added, removed: &[] };
    // Also with people as keywords, who are in the file and are to go.
    let leaving = Wish { base: &wanted, person_words: PersonWords { are_wanted: true, ours: &[] }, ..wish };
    for wish in [Wish { person_words: PersonWords { are_wanted: true, ours: &[] }, ..wish }, Wish { wanted: &nobody, keywords, ..leaving }] {
        let _ = plan_sidecar(Some(bytes), wish);
    }
    let wish = Wish { keywords, wanted: &nobody, ..wish };
    if let Some(new) = plan_sidecar(Some(bytes), wish).ok().and_then(|plan| plan.file) {
        let before = read_sidecar(bytes, Some(shape), &[]).expect("it could be planned");
        let after = read_sidecar(&new, Some(shape), &[]).expect("it was proved");
        assert!(before.keywords.iter().all(|keyword| after.keywords.contains(keyword)));
        assert_eq!(after.regions.len(), before.regions.len());
    }
});
