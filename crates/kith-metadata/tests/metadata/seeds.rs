//! What the fuzzer begins with.

use std::fs;
use std::path::Path;

use crate::files::{iptc_record, iso_box, tiff};
use crate::packets::{Style, bag, mp, mp_item, mwg, mwg_item, packet, somewhere};

fn write(target: &str, files: &[Vec<u8>]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/seeds").join(target);
    fs::create_dir_all(&folder).unwrap();
    for (i, file) in files.iter().enumerate() {
        fs::write(folder.join(format!("{i:02}")), file).unwrap();
    }
}

#[test]
#[ignore = "writes the seeds of the fuzzer"]
fn seeds_are_written() {
    let packets = Style::ALL.map(|style| {
        let regions = [Some("Anna &amp; Ben"), None].map(|name| mwg_item(style, name, Some("Face"), somewhere()));
        let others = mp(&[mp_item(style, Some("Anna"), Some(somewhere())), mp_item(style, Some("Ben"), None)]);
        let words = bag("digiKam:TagsList", &["People/Anna"]) + &bag("Iptc4xmpExt:PersonInImage", &["Anna"]);
        packet(&(mwg(Some((40, 30)), &regions) + &others + &words)).into_bytes()
    });
    write("xmp", &packets);
    let record = iptc_record(&[(1, 90, b"\x1B%G"), (2, 25, "Spaß".as_bytes()), (2, 25, b"Bergen")]);
    write("iptc", &[record.clone(), tiff(&[(33_723, &record)])[4..].to_vec(), iso_box(*b"xml ", &packets[0])]);
    let ini =
        b"[Contacts2]\n0123456789abcdef=Anna;;\n[a.jpg]\nfaces=rect64(3fff7fffbffeffff),123456789abcdef\n".to_vec();
    write("picasa", &[ini, b"<contacts><contact id=\"1\" name=\"Anna\"/></contacts>".to_vec()]);
}
