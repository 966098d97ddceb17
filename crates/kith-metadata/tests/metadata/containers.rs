//! Metadata are found in every container.

use heifer_isobmff::boxes::HevcConfig;
use heifer_isobmff::writer::{HeifWriter, ImageSpec};
use kith_metadata::{MetadataError, PeopleMetadata, Shape, read_photo, read_sidecar};

use crate::files::{extended, iptc_record, iso_box, jpeg, jpeg_with_packet, photoshop, png, tiff, webp};
use crate::packets::{Style, bag, mwg, mwg_item, packet, somewhere};

const IDENTITY: &str = "0123456789ABCDEF0123456789ABCDEF";

fn anna() -> String {
    packet(&mwg(None, &[mwg_item(Style::Resource, Some("Anna"), Some("Face"), somewhere())]))
}

fn read(file: &[u8]) -> PeopleMetadata {
    read_photo(file, Shape::default(), &[])
}

fn names(file: &[u8]) -> Vec<String> {
    read(file).regions.into_iter().filter_map(|region| region.name).collect()
}

/// A stream of Brotli (RFC 7932) whose only block is not compressed.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let head = (bytes.len() as u32 - 1) << 4 | 1 << 20;
    [&head.to_le_bytes()[..3], bytes, &[3]].concat()
}

fn heic(packet: &str) -> Vec<u8> {
    let config = HevcConfig {
        profile_idc: 3,
        level_idc: 30,
        chroma_format: 1,
        bit_depth_luma: 8,
        bit_depth_chroma: 8,
        nal_length_size: 4,
        nal_units: vec![vec![0x40, 1]],
    };
    let mut writer = HeifWriter::new();
    let image = writer.add_image(&ImageSpec::new(16, 8, config, &[vec![0; 8]]));
    writer.set_primary(image);
    writer.add_xmp(image, packet.as_bytes());
    writer.finish()
}

#[test]
fn every_container_is_read() {
    let packet = anna();
    let itxt = [b"XML:com.adobe.xmp\0\0\0en\0titre\0", packet.as_bytes()].concat();
    let squeezed = miniz_oxide::deflate::compress_to_vec_zlib(packet.as_bytes(), 6);
    let squeezed = [b"XML:com.adobe.xmp\0\x01\0\0\0".as_slice(), &squeezed].concat();
    let jxl = |content: &[u8], kind: &[u8; 4]| {
        [iso_box(*b"JXL ", b"\r\n\x87\n"), iso_box(*b"ftyp", b"jxl \0\0\0\0jxl "), iso_box(*kind, content)].concat()
    };
    let uuid =
        [b"\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC".as_slice(), packet.as_bytes()].concat();
    let files = [
        ("JPEG", jpeg_with_packet(&packet)),
        ("PNG", png(&[(b"IHDR", vec![0; 13]), (b"iTXt", itxt)])),
        ("PNG, compressed", png(&[(b"iTXt", squeezed)])),
        ("WebP", webp(&[(b"VP8X", &[4; 10]), (b"VP8L", b"odd"), (b"XMP ", packet.as_bytes())])),
        ("TIFF", tiff(&[(700, packet.as_bytes())])),
        ("HEIC", heic(&packet)),
        ("JPEG XL", jxl(packet.as_bytes(), b"xml ")),
        ("JPEG XL, compressed", jxl(&[b"xml ".as_slice(), &brotli(packet.as_bytes())].concat(), b"brob")),
        ("CR3", [iso_box(*b"ftyp", b"crx \0\0\0\0"), iso_box(*b"uuid", &uuid)].concat()),
        ("a raw file", [b"FUJIFILMCCD-RAW ".as_slice(), packet.as_bytes(), b"sensor"].concat()),
    ];
    for (kind, file) in files {
        assert_eq!(names(&file), ["Anna"], "{kind}: {:?}", read(&file).problems);
    }
}

#[test]
fn iptc_is_read_beside_xmp() {
    let record = iptc_record(&[(2, 25, b"Bergen")]);
    let digits: String = photoshop(&record)[14..].iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let text = format!("\niptc\n{:8}\n{digits}\n", digits.len() / 2);
    let profile = miniz_oxide::deflate::compress_to_vec_zlib(text.as_bytes(), 6);
    let profile = [b"Raw profile type iptc\0\0".as_slice(), &profile].concat();
    for file in [
        jpeg(&[(0xED, photoshop(&record))]),
        tiff(&[(33_723, &record)]),
        tiff(&[(34_377, &photoshop(&record)[14..])]),
        png(&[(b"zTXt", profile)]),
    ] {
        assert_eq!(read(&file).keyword_paths(), ["Bergen"]);
    }
    // What does not fit into one segment goes on in the next.
    let (first, second) = (photoshop(&record)[..30].to_vec(), photoshop(&record)[30..].to_vec());
    let second = [b"Photoshop 3.0\0".as_slice(), &second].concat();
    assert_eq!(read(&jpeg(&[(0xED, first), (0xED, second)])).keyword_paths(), ["Bergen"]);
}

#[test]
fn an_extended_packet_is_put_together() {
    let main = packet(&format!(
        "<xmpNote:HasExtendedXMP>{IDENTITY}</xmpNote:HasExtendedXMP>{}",
        bag("dc:subject", &["Bergen"])
    ));
    let main = (0xE1, [b"http://ns.adobe.com/xap/1.0/\0", main.as_bytes()].concat());
    let mut parts = extended(IDENTITY, &anna(), 400);
    assert!(parts.len() > 3);
    let stale = extended(&IDENTITY.replace('0', "7"), &anna().replace("Anna", "Stale"), 4000);
    let whole: Vec<_> = [vec![main.clone()], parts.clone(), stale.clone()].concat();
    let found = read(&jpeg(&whole));
    assert_eq!(found.regions[0].name.as_deref(), Some("Anna"));
    assert_eq!((found.regions.len(), found.keyword_paths()), (1, vec!["Bergen".to_owned()]));
    let twice = [vec![main.clone()], parts.clone(), parts.clone()].concat();
    assert_eq!(names(&jpeg(&twice)), ["Anna"]);
    parts.reverse();
    assert_eq!(names(&jpeg(&[vec![main.clone()], parts.clone()].concat())), ["Anna"]);
    parts.pop();
    let found = read(&jpeg(&[vec![main], parts].concat()));
    assert_eq!(found.keyword_paths(), ["Bergen"]);
    assert!(matches!(found.problems.as_slice(), [MetadataError::Malformed(_)]), "{:?}", found.problems);
    assert!(names(&jpeg(&stale)).is_empty());
}

#[test]
fn a_sidecar_has_any_encoding() {
    let text = anna();
    let wide: Vec<u16> = std::iter::once(0xFEFF).chain(text.encode_utf16()).collect();
    let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let marked = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
    let filled = [text.as_bytes(), &[0; 100]].concat();
    for file in [text.into_bytes(), little, big, marked, filled] {
        assert_eq!(read_sidecar(&file, None, &[]).unwrap().regions.len(), 1);
    }
}

#[test]
fn what_follows_a_packet_is_not_part_of_it() {
    let text = format!("{}\n    </mwg-rs:RegionList>\n</rdf:RDF>", anna());
    assert_eq!(names(&jpeg_with_packet(&text)), ["Anna"]);
}
