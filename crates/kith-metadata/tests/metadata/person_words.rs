//! People who are keywords too, as digiKam has them.

use kith_domain::{KeywordPath, UnitRect};
use kith_metadata::{Face, KeywordWish, People, PersonWords, Wish, WritePlan, plan_photo, plan_sidecar};

use crate::keyword_writing::{data_set, lists, paths, photo, png_with_record, record_words};
use crate::packets::packet;
use crate::writing::SHAPE;

fn people(names: &[&str]) -> People {
    let face = |(number, name): (usize, &&str)| {
        let rect = UnitRect::new(0.1 + 0.2 * number as f32, 0.2, 0.1, 0.1).unwrap();
        Face { name: (*name).to_owned(), rect }
    };
    People { faces: names.iter().enumerate().map(face).collect(), names: Vec::new() }
}

/// A file with people in it, as Kith knows it.
#[derive(Default)]
struct File {
    packet: Option<String>,
    people: People,
    ours: Vec<KeywordPath>,
}

impl File {
    fn of(packet: &str, names: &[&str]) -> Self {
        Self { packet: Some(packet.to_owned()), people: people(names), ours: Vec::new() }
    }

    fn plan(&self, names: &[&str], keywords: KeywordWish<'_>, are_wanted: bool) -> WritePlan {
        let (wanted, person_words) = (people(names), PersonWords { are_wanted, ours: &self.ours });
        let wish = Wish { shape: SHAPE, base: &self.people, wanted: &wanted, found: &[], keywords, person_words };
        plan_sidecar(self.packet.as_deref().map(str::as_bytes), wish).unwrap()
    }

    fn write(&mut self, names: &[&str], keywords: KeywordWish<'_>, are_wanted: bool) -> [Vec<String>; 3] {
        let plan = self.plan(names, keywords, are_wanted);
        self.packet = plan.file.map(|file| String::from_utf8(file).unwrap()).or_else(|| self.packet.take());
        (self.people, self.ours) = (people(names), plan.person_words);
        lists(self.packet.as_deref().unwrap())
    }

    /// What the lists say when these people are written, and are to be keywords.
    fn with(&mut self, names: &[&str]) -> [Vec<String>; 3] {
        self.write(names, KeywordWish::default(), true)
    }
}

fn words(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn who_comes_and_goes_comes_and_goes_among_the_keywords() {
    let mut file = File::default();
    let both = [words(&["Anna & Co", "Ben"]), words(&["People>Anna & Co", "People>Ben"]), vec![]];
    assert_eq!(file.with(&["Anna & Co", "Ben"]), both);
    let same = file.plan(&["Anna & Co", "Ben"], KeywordWish::default(), true);
    assert_eq!((same.file, &same.person_words), (None, &file.ours));
    let renamed = [words(&["Ben", "Änne"]), words(&["People>Ben", "People>Änne"]), vec![]];
    assert_eq!(file.with(&["Änne", "Ben"]), renamed);
    // Where people are not to be keywords any more, what Kith put in leaves with them all the same.
    let off = file.write(&["Cem", "Ben"], KeywordWish::default(), false);
    assert_eq!(off, [words(&["Ben"]), words(&["People>Ben"]), vec![]]);
    let plan = file.plan(&[], KeywordWish::default(), true);
    assert_eq!(plan.changes.iter().filter(|change| change.keyword.is_some()).count(), 2);
    assert_eq!(file.with(&[]), [vec![], vec![], Vec::<String>::new()]);
}

#[test]
fn words_of_others_stay() {
    let old = packet("<dc:subject><rdf:Bag><rdf:li>Anna</rdf:li><rdf:li>Rom</rdf:li></rdf:Bag></dc:subject>");
    let mut file = File::of(&old, &[]);
    assert_eq!(file.with(&["Anna"]), [words(&["Anna", "Rom"]), words(&["People>Anna"]), vec![]]);
    assert_eq!(file.with(&[]), [words(&["Anna", "Rom"]), vec![], vec![]], "the word was there before");

    let said = paths(&["Ben"]);
    let asked = KeywordWish { kept: &[], added: &said, removed: &[] };
    assert_eq!(file.write(&["Ben"], asked, true)[0], words(&["Anna", "Rom", "Ben"]));
    assert_eq!(file.with(&[]), [words(&["Anna", "Rom", "Ben"]), vec![], vec![]], "the person said the word");

    let tree = "<lr:hierarchicalSubject><rdf:Bag><rdf:li>People|Family</rdf:li><rdf:li>People|Family|Anna</rdf:li>
        </rdf:Bag></lr:hierarchicalSubject>";
    let mut file = File::of(&packet(tree), &["Family"]);
    assert_eq!(file.with(&[])[1], words(&["People>Family", "People>Family>Anna"]), "what has others below is nobody");
    let mut stranger = File::of(&packet(tree), &[]);
    assert_eq!(stranger.with(&[])[1].len(), 2, "nor is anybody who was not Kith's");
}

#[test]
fn a_place_in_the_hierarchy_of_another_program_stays_with_the_person() {
    let old = packet(
        "<dc:subject><rdf:Bag><rdf:li>People</rdf:li><rdf:li>Anna</rdf:li><rdf:li>Paris</rdf:li></rdf:Bag></dc:subject>
         <digiKam:TagsList><rdf:Seq><rdf:li>people/Family/Anna</rdf:li><rdf:li>Places/Paris</rdf:li></rdf:Seq></digiKam:TagsList>",
    );
    let mut file = File::of(&old, &["Anna"]);
    let both = [
        words(&["People", "Anna", "Paris"]),
        words(&["People>Paris"]),
        words(&["people>Family>Anna", "Places>Paris", "People>Paris"]),
    ];
    assert_eq!(file.with(&["ANNA", "Paris"]), both);
    let renamed = [
        words(&["People", "Paris", "Bertha"]),
        words(&["People>Paris", "people>Family>Bertha"]),
        words(&["Places>Paris", "People>Paris", "people>Family>Bertha"]),
    ];
    assert_eq!(file.with(&["Bertha", "Paris"]), renamed);
    assert_eq!(file.with(&[]), [words(&["People", "Paris"]), vec![], words(&["Places>Paris"])]);
}

#[test]
fn what_the_person_says_of_a_keyword_goes_before() {
    let said = paths(&["People>Anna"]);
    let mut file = File::default();
    let without = KeywordWish { kept: &[], added: &[], removed: &said };
    assert_eq!(file.write(&["Anna"], without, true), [vec![], vec![], Vec::<String>::new()]);
    // The word alone belongs to the path; that it was taken out before stops nothing.
    let word = paths(&["Anna"]);
    let without = KeywordWish { kept: &[], added: &[], removed: &word };
    assert_eq!(file.write(&["Anna"], without, true), [words(&["Anna"]), words(&["People>Anna"]), vec![]]);
    // Of what the file says of itself, people who left it are no part, but what was said is.
    let (kept, rom) = (paths(&["People>Anna", "Anna", "Dog"]), paths(&["Rom"]));
    let wish = KeywordWish { kept: &kept, added: &rom, removed: &[] };
    assert_eq!(file.write(&["Ben"], wish, true)[0], words(&["Dog", "Rom", "Ben"]));
    let ben = paths(&["People>Ben"]);
    let asked = KeywordWish { kept: &[], added: &ben, removed: &[] };
    assert_eq!(file.write(&[], asked, true)[1], words(&["Dog", "Rom", "People>Ben"]));
    // No list has room for such a name; it is written as a person all the same.
    assert_eq!(File::default().with(&["a/b|c"]), [vec![], vec![], Vec::<String>::new()]);
}

#[test]
fn a_record_in_the_photo_follows_where_it_can() {
    let [nobody, anna] = [&[][..], &["Anna"]].map(people);
    let plan = |file: &[u8], base, wanted, ours: &[KeywordPath]| {
        let (keywords, person_words) = (KeywordWish::default(), PersonWords { are_wanted: true, ours });
        plan_photo(file, Wish { shape: SHAPE, base, wanted, found: &[], keywords, person_words }).unwrap()
    };
    let new = plan(&photo(&data_set((2, 25), b"Rom")), &nobody, &anna, &[]);
    assert_eq!(record_words(new.file.as_ref().unwrap()), ["Rom", "Anna"]);
    let left = plan(&new.file.unwrap(), &anna, &nobody, &new.person_words);
    assert_eq!(record_words(&left.file.unwrap()), ["Rom"]);
    // The record of a PNG is not changed, and stops nothing.
    let old = packet("<digiKam:TagsList><rdf:Seq><rdf:li>People/Anna</rdf:li></rdf:Seq></digiKam:TagsList>");
    let with_packet = [b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), old.as_bytes()].concat();
    let file = png_with_record(b"Anna", &[(b"iTXt", with_packet)]);
    assert_eq!(record_words(&file), ["Anna"]);
    let new = plan(&file, &anna, &nobody, &[]).file.unwrap();
    assert_eq!(record_words(&new), ["Anna"]);
}
