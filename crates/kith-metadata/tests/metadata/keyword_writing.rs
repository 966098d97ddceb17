//! Keywords that are put in and taken out, in packets and in IPTC records.

use kith_domain::KeywordPath;
use kith_metadata::{
    Keyword, KeywordSource, KeywordWish, MetadataError, People, PersonWords, Wish, WritePlan, plan_photo, plan_sidecar,
    read_photo, read_sidecar,
};
use proptest::prelude::*;
use proptest::sample::subsequence;

use crate::files::{jpeg, png};
use crate::packets::packet;
use crate::writing::SHAPE;

pub(crate) fn paths(texts: &[&str]) -> Vec<KeywordPath> {
    texts.iter().map(|text| KeywordPath::new(&text.split('>').collect::<Vec<_>>()).unwrap()).collect()
}

fn wish<'a>(people: &'a People, added: &'a [KeywordPath], removed: &'a [KeywordPath]) -> Wish<'a> {
    let keywords = KeywordWish { kept: &[], added, removed };
    Wish { shape: SHAPE, base: people, wanted: people, found: &[], keywords, person_words: PersonWords::default() }
}

fn planned(file: Option<&str>, added: &[&str], removed: &[&str]) -> Result<WritePlan, MetadataError> {
    let (added, removed) = (paths(added), paths(removed));
    plan_sidecar(file.map(str::as_bytes), wish(&People::default(), &added, &removed))
}

fn new(file: Option<&str>, added: &[&str], removed: &[&str]) -> String {
    String::from_utf8(planned(file, added, removed).unwrap().file.expect("something changes")).unwrap()
}

/// What a list of a packet says, with `>` between the parts.
fn list(packet: &str, source: KeywordSource) -> Vec<String> {
    let found = read_sidecar(packet.as_bytes(), Some(SHAPE), &[]).unwrap();
    found.keywords.iter().filter(|keyword| keyword.source == source).map(|keyword| keyword.path.join(">")).collect()
}

pub(crate) fn lists(packet: &str) -> [Vec<String>; 3] {
    [KeywordSource::DublinCore, KeywordSource::Lightroom, KeywordSource::DigiKam].map(|source| list(packet, source))
}

#[test]
fn a_word_stands_in_one_list_and_a_path_in_two() {
    let word = new(None, &["Hund & Katz"], &[]);
    assert_eq!(lists(&word), [vec!["Hund & Katz".to_owned()], vec![], vec![]]);
    let path = new(Some(&word), &["Orte>Rom"], &[]);
    assert_eq!(lists(&path), [vec!["Hund & Katz".to_owned(), "Rom".into()], vec!["Orte>Rom".into()], vec![]]);
    assert_eq!(planned(Some(&path), &["orte>ROM", "hund & katz"], &[]).unwrap(), WritePlan::default());
    let changes = planned(Some(&word), &["Orte>Rom"], &["Hund & Katz"]).unwrap().changes;
    let texts = changes.iter().map(|c| {
        let text =
            |side: &Option<kith_metadata::Named>| side.as_ref().map(|named| named.name.clone()).unwrap_or_default();
        format!("{} -{} +{}", c.tag, text(&c.old), text(&c.new))
    });
    let expected = ["dc:subject -Hund & Katz +", "dc:subject - +Rom", "lr:hierarchicalSubject - +Orte|Rom"];
    assert_eq!(texts.collect::<Vec<_>>(), expected);
}

#[test]
fn lists_that_a_program_has_begun_go_on_and_everything_else_stays() {
    let items = |texts: &[&str]| texts.iter().fold(String::new(), |all, text| all + "<rdf:li>" + text + "</rdf:li>");
    let subject = format!("<dc:subject><rdf:Bag>{}</rdf:Bag></dc:subject>", items(&["Rom", "Orte"]));
    let tags = format!("<digiKam:TagsList><rdf:Seq>{}</rdf:Seq></digiKam:TagsList>", items(&["Orte/Rom", "Tiere"]));
    let old = packet(&format!("{subject}\n   {tags}\n   <xmp:Label>x</xmp:Label>"));
    let added = new(Some(&old), &["Orte>Bern"], &[]);
    assert_eq!(list(&added, KeywordSource::DigiKam), ["Orte>Rom", "Tiere", "Orte>Bern"]);
    assert_eq!(list(&added, KeywordSource::DublinCore), ["Rom", "Orte", "Bern"]);
    let removed = new(Some(&old), &[], &["Orte>Rom", "Rom", "Orte"]);
    assert_eq!(lists(&removed), [vec![], vec![], vec!["Tiere".to_owned()]]);
    assert!(removed.contains("<xmp:Label>x</xmp:Label>"), "{removed}");
    assert!(!removed.contains("dc:subject"), "the last word takes the list with it: {removed}");
    let back = new(Some(&added), &[], &["Orte>Bern", "Bern"]);
    assert_eq!(lists(&back), lists(&old));
}

#[test]
fn an_empty_list_takes_several_words_and_digikam_gets_a_sequence() {
    for empty in ["<rdf:Bag/>", "<rdf:Bag></rdf:Bag>", "<rdf:Bag>\n</rdf:Bag>"] {
        let old = packet(&format!("<dc:subject>{empty}</dc:subject>"));
        assert_eq!(
            list(&new(Some(&old), &["Rom", "Bern", "Ulm"], &[]), KeywordSource::DublinCore),
            ["Rom", "Bern", "Ulm"]
        );
    }
    assert!(new(None, &["Musik>AC|DC"], &[]).contains("<rdf:Seq><rdf:li>Musik/AC|DC</rdf:li></rdf:Seq>"));
}

#[test]
fn signs_that_a_list_needs_for_itself_go_into_another() {
    let line = new(None, &["Musik>AC|DC"], &[]);
    assert_eq!(lists(&line), [vec!["AC|DC".to_owned()], vec![], vec!["Musik>AC|DC".into()]]);
    let slash = new(None, &["Musik>AC/DC", "9/11"], &[]);
    assert_eq!(lists(&slash), [vec!["AC/DC".to_owned(), "9/11".into()], vec!["Musik>AC/DC".into()], vec![]]);
    assert!(matches!(planned(None, &["a/b>c|d"], &[]), Err(MetadataError::Unsupported(_))));
    let attribute = packet("").replace("<rdf:Description ", "<rdf:Description dc:subject=\"Rom\" ");
    assert!(matches!(planned(Some(&attribute), &["Bern"], &[]), Err(MetadataError::Malformed(_))), "{attribute}");
    assert_eq!(planned(Some(&attribute), &[], &[]).unwrap(), WritePlan::default());
}

/// A JPEG with an IPTC record, an old digest, and a resource behind it.
pub(crate) fn photo(record: &[u8]) -> Vec<u8> {
    photo_with_digest(record, &[7; 16])
}

fn photo_with_digest(record: &[u8], digest: &[u8]) -> Vec<u8> {
    let resource = |number: u16, data: &[u8]| {
        let head = [b"8BIM".as_slice(), &number.to_be_bytes(), &[0, 0], &(data.len() as u32).to_be_bytes()].concat();
        [head, data.to_vec(), vec![0; data.len() % 2]].concat()
    };
    let resources = [
        b"Photoshop 3.0\0".to_vec(),
        resource(0x0425, digest),
        resource(0x0404, record),
        resource(0x03ED, b"behind!!"),
    ];
    jpeg(&[(0xE0, b"JFIF\0".to_vec()), (0xED, resources.concat()), (0xDB, b"table".to_vec())])
}

pub(crate) fn data_set(number: (u8, u8), text: &[u8]) -> Vec<u8> {
    [&[0x1C, number.0, number.1][..], &(text.len() as u16).to_be_bytes(), text].concat()
}

pub(crate) fn record_words(file: &[u8]) -> Vec<String> {
    let found = read_photo(file, SHAPE, &[]).keywords;
    let own = found.into_iter().filter(|keyword| keyword.source == KeywordSource::Iptc);
    own.map(|keyword| keyword.path.join(">")).collect()
}

fn planned_photo(file: &[u8], added: &[&str], removed: &[&str]) -> Result<WritePlan, MetadataError> {
    let (added, removed) = (paths(added), paths(removed));
    plan_photo(file, wish(&People::default(), &added, &removed))
}

#[test]
fn a_record_that_is_there_follows_and_what_it_cannot_say_is_left_to_the_packet() {
    let sets =
        [data_set((2, 5), b"title"), data_set((2, 25), b"Z\xFCge"), data_set((2, 25), b"Rom"), data_set((3, 10), b"x")];
    let file = photo(&sets.concat());
    let long = "ä".repeat(65);
    let plan = planned_photo(&file, &["Orte>Bern", "Züge", &long, "東京"], &["Rom"]).unwrap();
    let new = plan.file.unwrap();
    assert_eq!(record_words(&new), ["Züge", "Bern"]);
    assert!(new.windows(5).any(|bytes| bytes == b"title") && new.windows(8).any(|bytes| bytes == b"behind!!"));
    assert!(new.windows(16).any(|bytes| bytes == [7; 16]), "a digest that did not fit still does not");
    let at = new.windows(4).position(|bytes| bytes == b"Z\xFCge").unwrap();
    let end = new.windows(4).rposition(|bytes| bytes == b"Bern").unwrap();
    assert!(at < end && new[end + 4..].starts_with(&data_set((3, 10), b"x")), "new words stand behind the others");
    let said = read_photo(&new, SHAPE, &[]).keywords;
    let words: Vec<&Keyword> = said.iter().filter(|k| k.source == KeywordSource::DublinCore).collect();
    assert_eq!(words.len(), 4, "{words:?}");
    assert_eq!(planned_photo(&new, &["Orte>Bern", "Züge", &long, "東京"], &["Rom"]).unwrap(), WritePlan::default());

    // The digest of `data_set((2, 25), b"Rom")`, as md5sum tells it.
    let digest = u128::from_str_radix("a51e413150b56d974b3d451fce99b363", 16).unwrap().to_be_bytes();
    let fits = photo_with_digest(&data_set((2, 25), b"Rom"), &digest);
    let new = planned_photo(&fits, &["Bern"], &[]).unwrap().file.unwrap();
    assert!(!new.windows(16).any(|bytes| bytes == digest), "one that fitted fits again");

    let wide = photo(&data_set((2, 25), "Zürich".as_bytes()));
    let new = planned_photo(&wide, &["Züge"], &[]).unwrap().file.unwrap();
    assert_eq!(record_words(&new), ["Zürich", "Züge"]);
    assert!(
        new.windows(6).any(|bytes| *bytes == data_set((2, 25), "Züge".as_bytes())[..6]),
        "one record, one encoding"
    );
    let declared = photo(&[data_set((1, 90), b"\x1B%G"), data_set((2, 25), "東京".as_bytes())].concat());
    let new = planned_photo(&declared, &["大阪"], &[]).unwrap().file.unwrap();
    assert_eq!(record_words(&new), ["東京", "大阪"]);
    let without = jpeg(&[(0xE0, b"JFIF\0".to_vec())]);
    assert_eq!(record_words(&planned_photo(&without, &["Rom"], &[]).unwrap().file.unwrap()), Vec::<String>::new());
}

#[test]
fn records_go_on_over_segments_and_are_refused_where_they_cannot_follow() {
    let caption = data_set((2, 120), &vec![b'~'; 30_000]);
    let record = [caption.clone(), caption.clone(), data_set((2, 25), b"Rom"), caption].concat();
    let resource = [b"8BIM\x04\x04\0\0".as_slice(), &(record.len() as u32).to_be_bytes(), &record].concat();
    let parts: Vec<_> =
        resource.chunks(40_000).map(|part| (0xED, [b"Photoshop 3.0\0".as_slice(), part].concat())).collect();
    let file = jpeg(&parts);
    let new = planned_photo(&file, &["Bern"], &["Rom"]).unwrap().file.unwrap();
    assert_eq!(record_words(&new), ["Bern"]);
    let captions = |file: &[u8]| file.split(|byte| *byte != b'~').map(<[u8]>::len).sum::<usize>();
    assert_eq!(captions(&new), captions(&file));

    let pictures = jpeg(&[(0xE2, b"MPF\0numbers".to_vec()), parts[0].clone(), parts[1].clone(), parts[2].clone()]);
    assert!(matches!(planned_photo(&pictures, &["Bern"], &[]), Err(MetadataError::Unsupported(_))));
    let png = png_with_record(b"Rom", &[]);
    assert_eq!(record_words(&png), ["Rom"]);
    assert!(matches!(planned_photo(&png, &[], &["Rom"]), Err(MetadataError::Unsupported(_))));
    assert_eq!(
        planned_photo(&png, &["Rom", "Bern"], &[]).unwrap().changes.len(),
        2,
        "the packet alone says what is new"
    );
}

/// A PNG with a record, and with other chunks before its picture.
pub(crate) fn png_with_record(word: &[u8], others: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let digits: Vec<u8> = photo_resources(word).iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect();
    let profile = [b"\niptc\n".as_slice(), format!("{:8}\n", digits.len() / 2).as_bytes(), &digits].concat();
    let text =
        [b"Raw profile type iptc\0\0".as_slice(), &miniz_oxide::deflate::compress_to_vec_zlib(&profile, 6)].concat();
    let head: [(&[u8; 4], Vec<u8>); 2] = [(b"IHDR", vec![0; 13]), (b"zTXt", text)];
    let end: [(&[u8; 4], Vec<u8>); 2] = [(b"IDAT", vec![1]), (b"IEND", vec![])];
    png(&[&head, others, &end].concat())
}

fn photo_resources(word: &[u8]) -> Vec<u8> {
    let record = data_set((2, 25), word);
    [b"8BIM\x04\x04\0\0".as_slice(), &(record.len() as u32).to_be_bytes(), &record].concat()
}

const WORDS: [&str; 7] = ["Rom", "rom", "Orte>Rom", "Orte>AC|DC", "Orte>a/b", "Züge", "Orte"];

proptest! {
    #[test]
    fn whatever_is_added_and_removed_is_read_again(steps in prop::collection::vec(
        (subsequence(WORDS.to_vec(), 0..4), subsequence(WORDS.to_vec(), 0..4)), 1..5)) {
        let mut file = photo(&[data_set((2, 5), b"title"), data_set((2, 25), b"Rom")].concat());
        for (added, removed) in steps {
            let keys = |texts: &[&str]| paths(texts).iter().map(KeywordPath::key).collect::<Vec<_>>();
            // A word that is added, or a part of one, is not taken out in the same breath.
            let kept: Vec<String> = paths(&added).iter().flat_map(|path| path.repeated().chain([path.key()]).collect::<Vec<_>>()).collect();
            let removed: Vec<&str> = removed.into_iter().filter(|text| !kept.contains(&keys(&[text])[0])).collect();
            let plan = planned_photo(&file, &added, &removed).unwrap();
            file = plan.file.unwrap_or(file);
            let found = read_photo(&file, SHAPE, &[]);
            let said: Vec<String> = found.keywords.iter().filter_map(|k| KeywordPath::new(&k.path)).map(|k| k.key()).collect();
            prop_assert!(keys(&added).iter().all(|key| said.contains(key)), "{added:?} in {said:?}");
            prop_assert!(!keys(&removed).iter().any(|key| said.contains(key)), "{removed:?} in {said:?}");
            prop_assert!(found.problems.is_empty());
        }
    }
}
