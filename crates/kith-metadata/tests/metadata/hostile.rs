//! Input that wants to do harm, and damage.

use kith_domain::Orientation;
use kith_metadata::{MetadataError, Shape, read_photo, read_sidecar};
use proptest::prelude::*;

use crate::files::{iptc_record, jpeg, jpeg_with_packet, photoshop, png};
use crate::packets::{Style, bag, mp, mp_item, mwg, mwg_item, packet, somewhere};

const TURNED: Shape = Shape { width: 40, height: 30, orientation: Orientation::Rotate90 };

fn error(text: &str) -> MetadataError {
    read_sidecar(text.as_bytes(), Some(TURNED), &[]).unwrap_err()
}

#[test]
fn entities_that_unfold_are_refused() {
    let laughs = format!(
        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>{}",
        packet(&bag("dc:subject", &["&b;"]))
    );
    assert!(matches!(error(&laughs), MetadataError::Malformed(_)));
    assert!(matches!(error(&packet(&bag("dc:subject", &["&b;"]))), MetadataError::Malformed(_)));
    assert!(matches!(error(&format!("<!DOCTYPE x>{}", packet(""))), MetadataError::Malformed(_)));
}

#[test]
fn depth_and_counts_are_limited() {
    let deep = "<rdf:Description>".repeat(100_000);
    assert!(matches!(error(&packet(&deep)), MetadataError::Limit(_)));
    let many = "<rdf:li/>".repeat(500_000);
    assert!(matches!(error(&packet(&many)), MetadataError::Limit(_)));
    let attributes: String = (0..5_000).map(|i| format!(" dc:a{i}=\"\"")).collect::<Vec<_>>().concat();
    assert!(matches!(error(&packet(&format!("<dc:x{attributes}/>"))), MetadataError::Limit(_)));
    let namespaces: String = (0..5_000).map(|i| format!(" xmlns:a{i}=\"b\"")).collect::<Vec<_>>().concat();
    assert!(read_sidecar(packet(&format!("<dc:x{namespaces}/>")).as_bytes(), None, &[]).is_err());
    let crowd: Vec<String> = (0..5_000).map(|_| mp_item(Style::Resource, Some("Anna"), Some(somewhere()))).collect();
    assert!(matches!(error(&packet(&mp(&crowd))), MetadataError::Limit(_)));
}

#[test]
fn a_small_block_does_not_become_a_large_one() {
    let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; 40 << 20], 6);
    let file = png(&[(b"iTXt", [b"XML:com.adobe.xmp\0\x01\0\0\0".as_slice(), &bomb].concat())]);
    let found = read_photo(&file, TURNED, &[]);
    assert!(matches!(found.problems.as_slice(), [MetadataError::Malformed(_)]), "{:?}", found.problems);
}

#[test]
fn what_is_no_xmp_is_said_to_be_none() {
    for text in ["", " ", "<a/>", "no xml", "<a", "<a></b>", "<x:y/>", "\u{0}", "<rdf:RDF>"] {
        assert!(matches!(error(text), MetadataError::Malformed(_)), "{text:?}");
    }
    assert!(read_sidecar(b"\xFF\xFF\xFF", None, &[]).is_err());
    assert!(read_sidecar(b"\xFE\xFF\xD8\0", None, &[]).is_err());
}

fn rich() -> String {
    let regions = [Some("Anna"), None].map(|name| mwg_item(Style::Attributes, name, Some("Face"), somewhere()));
    let properties = mwg(Some((40, 30)), &regions)
        + &mp(&[mp_item(Style::Resource, Some("Anna"), Some(somewhere()))])
        + &bag("dc:subject", &["A &amp; B"]);
    packet(&properties)
}

#[test]
fn a_packet_that_ends_anywhere_is_an_answer() {
    let text = rich();
    let end = text.find("<?xpacket end").unwrap();
    for at in (0..end).filter(|at| text.is_char_boundary(*at)) {
        let found = read_sidecar(&text.as_bytes()[..at], Some(TURNED), &[]);
        assert_eq!(found.is_ok(), at >= text.find("</x:xmpmeta>").unwrap() + 12, "{at}");
    }
    let file = jpeg(&[
        (0xE1, [b"http://ns.adobe.com/xap/1.0/\0", text.as_bytes()].concat()),
        (0xED, photoshop(&iptc_record(&[(2, 25, b"Bergen")]))),
    ]);
    for at in 0..file.len() {
        read_photo(&file[..at], TURNED, &[]);
    }
}

proptest! {
    #[test]
    fn damage_is_an_answer(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        for mut file in [jpeg_with_packet(&rich()), png(&[(b"iTXt", [b"XML:com.adobe.xmp\0\0\0\0\0", rich().as_bytes()].concat())])] {
            for (at, value) in &changes {
                let at = at.index(file.len());
                file[at] = *value;
            }
            for region in read_photo(&file, TURNED, &[somewhere()]).regions {
                prop_assert!(region.rect.w() > 0.0 && region.rect.h() > 0.0);
            }
        }
    }

    #[test]
    fn any_bytes_are_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..300), start in 0usize..8) {
        const STARTS: [&[u8]; 8] = [b"", b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"II*\0",
            b"\0\0\0\x18ftypheic", b"\0\0\0\x0cJXL \r\n\x87\n", b"\0\0\0\x18ftypcrx "];
        read_photo(&[STARTS[start], &bytes].concat(), TURNED, &[somewhere()]);
        let _ = read_sidecar(&bytes, None, &[]);
    }
}
