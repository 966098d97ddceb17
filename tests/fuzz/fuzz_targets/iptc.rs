//! Any bytes as the IPTC records of a JPEG, and as a whole file of each kind, read and written.
#![no_main]

use kith_domain::KeywordPath;
use kith_fuzz::report_only_our_panics;
use kith_metadata::{KeywordWish, People, PersonWords, Shape, Wish, plan_photo, read_photo};
use libfuzzer_sys::fuzz_target;

/// How files begin; the rest is up to the fuzzer.
const STARTS: [&[u8]; 8] = [
    b"",
    b"\xFF\xD8\xFF",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\0\0\0\0WEBP",
    b"II*\0",
    b"\0\0\0\x18ftypheic",
    b"\0\0\0\x0cJXL \r\n\x87\n",
    b"\0\0\0\x18ftypcrx ",
];

fuzz_target!(init: report_only_our_panics(), |bytes: &[u8]| {
    if let Ok(length) = u16::try_from(bytes.len() + 28) {
        let size = (bytes.len() as u32).to_be_bytes();
        let resource = [b"8BIM\x04\x04\0\0".as_slice(), &size, bytes].concat();
        let head = [b"\xFF\xD8\xFF\xED".as_slice(), &length.to_be_bytes(), b"Photoshop 3.0\0", &resource].concat();
        change_keywords(&[&head, b"\xFF\xDA\0\x02coded\xFF\xD9".as_slice()].concat());
    }
    for start in STARTS {
        let file = [start, bytes].concat();
        let people = read_photo(&file, Shape::default(), &[]);
        let wanted = People { names: vec!["Ben".into()], ..People::default() };
        let wish = Wish {
            shape: Shape::default(),
            base: &People::default(),
            wanted: &wanted,
            found: &[],
            keywords: KeywordWish::default(),
            person_words: PersonWords { are_wanted: true, ours: &[] },
        };
        if let Some(new) = plan_photo(&file, wish).ok().and_then(|plan| plan.file) {
            let after = read_photo(&new, Shape::default(), &[]);
            assert!(after.names.iter().any(|name| name == "Ben") && after.keywords == people.keywords);
        }
    }
});

/// Takes the first keyword out and puts another in: all others stay.
fn change_keywords(file: &[u8]) {
    let people = read_photo(file, Shape::default(), &[]);
    assert!(people.keywords.iter().all(|keyword| !keyword.text().is_empty()));
    let key = |path: &[String]| KeywordPath::new(path).map(|path| path.key());
    let removed = people.keywords.iter().find_map(|keyword| KeywordPath::new(&keyword.path));
    let removed: Vec<KeywordPath> = removed.into_iter().collect();
    let added = [KeywordPath::new(&["Places", "Bern"]).expect("two words")];
    let nobody = People::default();
    let keywords = KeywordWish { kept: &[], added: &added, removed: &removed };
    let wish = Wish {
        shape: Shape::default(),
        base: &nobody,
        wanted: &nobody,
        found: &[],
        keywords,
        person_words: PersonWords { are_wanted: true, ours: &[] },
    };
    if let Some(new) = plan_photo(file, wish).ok().and_then(|plan| plan.file) {
        let after = read_photo(&new, Shape::default(), &[]).keywords;
        let after: Vec<_> = after.iter().map(|keyword| key(&keyword.path)).collect();
        let gone = removed.first().map(KeywordPath::key);
        let is_kept = |before: Option<String>| before == gone || after.contains(&before);
        assert!(people.keywords.iter().map(|keyword| key(&keyword.path)).all(is_kept));
        assert!(after.contains(&Some(added[0].key())) && (gone.is_none() || !after.contains(&gone)));
    }
}
