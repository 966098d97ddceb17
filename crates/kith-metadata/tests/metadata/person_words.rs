//! People who are keywords too, as digiKam has them.

use kith_domain::{KeywordPath, UnitRect};
use kith_metadata::{Face, KeywordWish, People, Wish, WritePlan, plan_photo, plan_sidecar};

use crate::keyword_writing::{data_set, lists, paths, photo, record_words};
use crate::packets::packet;
use crate::writing::SHAPE;

fn people(names: &[&str]) -> People {
    let face = |(number, name): (usize, &&str)| {
        let rect = UnitRect::new(0.1 + 0.2 * number as f32, 0.2, 0.1, 0.1).unwrap();
        Face { name: (*name).to_owned(), rect }
    };
    People { faces: names.iter().enumerate().map(face).collect(), names: Vec::new() }
}

/// Who was in the file, who is to be, and what the person says of keywords.
fn planned(file: Option<&str>, [base, wanted]: [&People; 2], said: [&[KeywordPath]; 2]) -> WritePlan {
    let keywords = KeywordWish { added: said[0], removed: said[1] };
    let wish = Wish { shape: SHAPE, base, wanted, found: &[], keywords, people_as_keywords: true };
    plan_sidecar(file.map(str::as_bytes), wish).unwrap()
}

fn text(plan: WritePlan) -> String {
    String::from_utf8(plan.file.expect("something changes")).unwrap()
}

const NOTHING: [&[KeywordPath]; 2] = [&[], &[]];

#[test]
fn who_comes_and_goes_comes_and_goes_among_the_keywords() {
    let [nobody, both, renamed] = [&[][..], &["Anna & Co", "Ben"], &["Änne", "Ben"]].map(people);
    let new = text(planned(None, [&nobody, &both], NOTHING));
    let words = |names: [&str; 2]| names.map(ToOwned::to_owned).to_vec();
    let below = |names: [&str; 2]| names.map(|name| format!("People>{name}")).to_vec();
    assert_eq!(lists(&new), [words(["Anna & Co", "Ben"]), below(["Anna & Co", "Ben"]), vec![]]);
    assert_eq!(planned(Some(&new), [&both, &both], NOTHING), WritePlan::default());
    let new = text(planned(Some(&new), [&both, &renamed], NOTHING));
    assert_eq!(lists(&new), [words(["Ben", "Änne"]), below(["Ben", "Änne"]), vec![]]);
    let plan = planned(Some(&new), [&renamed, &nobody], NOTHING);
    assert_eq!(plan.changes.iter().filter(|change| change.keyword.is_some()).count(), 4);
    assert_eq!(lists(&text(plan)), [vec![], vec![], Vec::<String>::new()]);
}

#[test]
fn a_place_that_another_program_gave_somebody_stays_and_words_of_others_too() {
    let old = packet(
        "<dc:subject><rdf:Bag><rdf:li>People</rdf:li><rdf:li>Anna</rdf:li><rdf:li>Paris</rdf:li></rdf:Bag></dc:subject>
         <digiKam:TagsList><rdf:Seq><rdf:li>people/Family/Anna</rdf:li><rdf:li>Places/Paris</rdf:li></rdf:Seq></digiKam:TagsList>",
    );
    let [nobody, two, paris] = [&[][..], &["ANNA", "Paris"], &["Paris"]].map(people);
    let new = text(planned(Some(&old), [&nobody, &two], NOTHING));
    let said = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let expected = [
        said(&["People", "Anna", "Paris"]),
        said(&["People>Paris"]),
        said(&["people>Family>Anna", "Places>Paris", "People>Paris"]),
    ];
    assert_eq!(lists(&new), expected);
    let new = text(planned(Some(&new), [&two, &paris], NOTHING));
    let expected = [said(&["People", "Paris"]), said(&["People>Paris"]), said(&["Places>Paris", "People>Paris"])];
    assert_eq!(lists(&new), expected);
    let new = text(planned(Some(&new), [&paris, &nobody], NOTHING));
    assert_eq!(lists(&new), [said(&["Paris"]), vec![], said(&["Places>Paris"])]);
    // Whom the file never had as Kith's is nobody that left it.
    let stranger = planned(Some(&old), [&nobody, &nobody], NOTHING);
    assert_eq!(stranger, WritePlan::default());
}

#[test]
fn what_the_person_says_of_a_keyword_goes_before() {
    let [nobody, anna] = [&[][..], &["Anna"]].map(people);
    let said = paths(&["People>Anna"]);
    let new = text(planned(None, [&nobody, &anna], [&[], &said]));
    assert_eq!(lists(&new), [vec![], vec![], Vec::<String>::new()]);
    let new = text(planned(None, [&nobody, &anna], NOTHING));
    let kept = text(planned(Some(&new), [&anna, &nobody], [&said, &[]]));
    assert_eq!(lists(&kept), [vec!["Anna".to_owned()], vec!["People>Anna".into()], vec![]]);
    // No list has room for such a name; it is written as a person all the same.
    let odd = people(&["a/b|c"]);
    let new = text(planned(None, [&nobody, &odd], NOTHING));
    assert_eq!(lists(&new), [vec![], vec![], Vec::<String>::new()]);
}

#[test]
fn a_record_in_the_photo_follows() {
    let file = photo(&data_set((2, 25), b"Rom"));
    let [nobody, anna] = [&[][..], &["Anna"]].map(people);
    let plan = |file: &[u8], base, wanted| {
        let keywords = KeywordWish::default();
        let wish = Wish { shape: SHAPE, base, wanted, found: &[], keywords, people_as_keywords: true };
        plan_photo(file, wish).unwrap().file.unwrap()
    };
    let new = plan(&file, &nobody, &anna);
    assert_eq!(record_words(&new), ["Rom", "Anna"]);
    assert_eq!(record_words(&plan(&new, &anna, &nobody)), ["Rom"]);
}
