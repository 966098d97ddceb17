//! Photos that carry their people themselves keep every other byte.

use kith_metadata::{People, Scheme, plan_photo, read_photo};

use crate::files::{jpeg, png, webp};
use crate::packets::{packet, somewhere};
use crate::writing::{FOREIGN, SHAPE, faces, people, wish};

/// The photo without what carries the packet.
fn without(file: &[u8], carrier: &[u8]) -> Vec<u8> {
    let at = file.windows(carrier.len()).position(|window| window == carrier).unwrap();
    [&file[..at], &file[at + carrier.len()..]].concat()
}

#[test]
fn a_jpeg_keeps_every_other_byte() {
    let exif = (0xE1, b"Exif\0\0MM\0*".to_vec());
    let jfif = (0xE0, b"JFIF\0".to_vec());
    let others = [(0xE2, b"ICC_PROFILE\0".to_vec()), (0xED, b"Photoshop 3.0\0".to_vec()), (0xFE, b"words".to_vec())];
    let wanted = people(&[("Anna", somewhere())], &[]);
    let plain = jpeg(&[vec![jfif.clone(), exif.clone()], others.to_vec()].concat());
    // As long as a segment can be, most of it room for changes.
    let spaces = " ".repeat(65_500 - packet(FOREIGN).len());
    let room = packet(FOREIGN).replace("<?xpacket end", &format!("{spaces}<?xpacket end"));
    for own in [None, Some(packet(FOREIGN)), Some(room)] {
        let own = own.map(|packet| (0xE1, [b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat()));
        let file = jpeg(&[vec![jfif.clone(), exif.clone()], own.into_iter().collect(), others.to_vec()].concat());
        let new = plan_photo(&file, wish(&People::default(), &wanted)).unwrap().file.unwrap();
        let found = read_photo(&new, SHAPE, &[]);
        assert_eq!(faces(&found, Scheme::Mwg), [("Anna", somewhere())]);
        let start = new.windows(4).position(|window| window == b"http").unwrap() - 4;
        let length = usize::from(u16::from_be_bytes([new[start + 2], new[start + 3]])) + 2;
        assert_eq!(without(&new, &new[start..start + length]), plain);
    }
}

#[test]
fn a_png_keeps_every_other_byte() {
    let wanted = people(&[("Anna", somewhere())], &[]);
    let itxt = |packet: &str| (b"iTXt", [b"XML:com.adobe.xmp\0\0\0\0\0", packet.as_bytes()].concat());
    let (head, data, text) = ((b"IHDR", vec![1; 13]), (b"IDAT", vec![2; 9]), (b"tEXt", b"Title\0a".to_vec()));
    let end = (b"IEND", Vec::new());
    let plain = png(&[head.clone(), text.clone(), data.clone(), end.clone()]);
    for file in [plain.clone(), png(&[head, itxt(&packet(FOREIGN)), text, data, end])] {
        let new = plan_photo(&file, wish(&People::default(), &wanted)).unwrap().file.unwrap();
        assert_eq!(faces(&read_photo(&new, SHAPE, &[]), Scheme::Mwg), [("Anna", somewhere())]);
        let start = new.windows(4).position(|window| window == b"iTXt").unwrap() - 4;
        let length = u32::from_be_bytes(*new[start..].first_chunk().unwrap()) as usize + 12;
        assert_eq!(without(&new, &new[start..start + length]), plain);
    }
}

#[test]
fn a_webp_keeps_its_chunks_and_says_what_it_contains() {
    let wanted = people(&[("Anna", somewhere())], &[]);
    let lossless = b"\x2F\x8F\xC1\x4A\x10rest";
    let lossy = b"\0\0\0\x9D\x01\x2A\x90\x01\x2C\x01more";
    let flagged: &[u8] = &[0x08, 0, 0, 0, 0x8F, 1, 0, 0x2B, 1, 0];
    let old = packet(FOREIGN);
    for (file, flags) in [
        (webp(&[(b"VP8L", lossless)]), 0x14),
        (webp(&[(b"VP8 ", lossy)]), 0x04),
        (webp(&[(b"VP8X", flagged), (b"VP8L", lossless), (b"EXIF", b"odd")]), 0x0C),
        (webp(&[(b"VP8X", flagged), (b"VP8L", lossless), (b"XMP ", old.as_bytes()), (b"EXIF", b"odd")]), 0x0C),
    ] {
        let file = [file, b"tail".to_vec()].concat();
        let new = plan_photo(&file, wish(&People::default(), &wanted)).unwrap().file.unwrap();
        assert_eq!(faces(&read_photo(&new, SHAPE, &[]), Scheme::Mwg), [("Anna", somewhere())]);
        assert_eq!(u32::from_le_bytes(*new[4..].first_chunk().unwrap()) as usize + 8 + 4, new.len());
        assert_eq!(&new[12..30], [b"VP8X\x0a\0\0\0".as_slice(), &[flags, 0, 0, 0, 0x8F, 1, 0, 0x2B, 1, 0]].concat());
        let has = |bytes: &[u8]| new.windows(bytes.len()).any(|window| window == bytes);
        assert!(has(lossless) || has(lossy));
        assert_eq!(has(b"EXIF\x03\0\0\0odd\0"), file.windows(4).any(|window| window == b"EXIF"));
        assert!(new.ends_with(b"tail"));
    }
}
