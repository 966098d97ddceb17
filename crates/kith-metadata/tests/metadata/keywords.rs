//! Keywords, and where people stand among them.

use kith_metadata::{KeywordSource, read_photo, read_sidecar};

use crate::files::{iptc_record, jpeg, photoshop};
use crate::packets::{bag, packet};

#[test]
fn keywords_are_paths_and_each_is_told_once() {
    let properties = bag("dc:subject", &["Anna", "Bergen", "AC/DC"])
        + &bag("lr:hierarchicalSubject", &["People|Anna", "Places|Norway|Bergen"])
        + &bag("digiKam:TagsList", &["People/Anna", "Holidays"]);
    let found = read_sidecar(packet(&properties).as_bytes(), None, &[]).unwrap();
    assert_eq!(found.keyword_paths(), ["Anna", "Bergen", "AC/DC", "People/Anna", "Places/Norway/Bergen", "Holidays"]);
    assert_eq!(found.keywords[3].source, KeywordSource::Lightroom);
    assert_eq!(found.keywords[3].path, ["People", "Anna"]);
    assert!(found.persons().is_empty());
}

#[test]
fn one_keyword_needs_no_list() {
    let found = read_sidecar(packet("<dc:subject>Bergen</dc:subject>").as_bytes(), None, &[]).unwrap();
    assert_eq!(found.keyword_paths(), ["Bergen"]);
}

#[test]
fn iptc_keywords_are_read_in_what_they_were_written_in() {
    let read = |record: &[u8]| {
        read_photo(&jpeg(&[(0xED, photoshop(record))]), kith_metadata::Shape::default(), &[]).keyword_paths()
    };
    let latin = iptc_record(&[(2, 25, b"V\xFDlet"), (2, 25, b"Bergen"), (2, 80, b"somebody")]);
    assert_eq!(read(&latin), ["Výlet", "Bergen"]);
    let declared = iptc_record(&[(1, 90, b"\x1B%G"), (2, 25, "Výlet".as_bytes()), (2, 25, b"Bergen\0")]);
    assert_eq!(read(&declared), ["Výlet", "Bergen"]);
    assert_eq!(read(&iptc_record(&[(2, 25, "Spaß".as_bytes())])), ["Spaß"]);
    let long = [b"\x1C\x02\x19\x80\x04\0\0\x01\0".as_slice(), &[b'a'; 256]].concat();
    assert_eq!(read(&long), ["a".repeat(256)]);
}
