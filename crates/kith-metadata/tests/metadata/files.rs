//! Files with nothing in them but metadata.

/// A JPEG of segments and a scan of nothing.
pub(crate) fn jpeg(segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut file = b"\xFF\xD8".to_vec();
    for (marker, body) in segments {
        file.extend([0xFF, *marker]);
        file.extend((body.len() as u16 + 2).to_be_bytes());
        file.extend(body);
    }
    file.extend(b"\xFF\xDA\0\x02coded\xFF\xD9");
    file
}

pub(crate) fn jpeg_with_packet(packet: &str) -> Vec<u8> {
    jpeg(&[(0xE1, [b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat())])
}

/// Segments of a packet in parts of that many bytes.
pub(crate) fn extended(identity: &str, packet: &str, part: usize) -> Vec<(u8, Vec<u8>)> {
    let parts = packet.as_bytes().chunks(part).enumerate();
    parts
        .map(|(number, bytes)| {
            let head = [b"http://ns.adobe.com/xmp/extension/\0".as_slice(), identity.as_bytes()].concat();
            let numbers = [packet.len() as u32, (number * part) as u32].map(u32::to_be_bytes).concat();
            (0xE1, [head, numbers, bytes.to_vec()].concat())
        })
        .collect()
}

pub(crate) fn png(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, body) in chunks {
        file.extend((body.len() as u32).to_be_bytes());
        file.extend(*kind);
        file.extend(body);
        file.extend([0; 4]);
    }
    file
}

pub(crate) fn webp(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (kind, bytes) in chunks {
        body.extend(*kind);
        body.extend((bytes.len() as u32).to_le_bytes());
        body.extend(*bytes);
        body.resize(body.len().next_multiple_of(2), 0);
    }
    [b"RIFF", &(body.len() as u32).to_le_bytes()[..], &body].concat()
}

/// A TIFF with one directory of bytes.
pub(crate) fn tiff(tags: &[(u16, &[u8])]) -> Vec<u8> {
    let mut at = 8 + 2 + 12 * tags.len() as u32 + 4;
    let mut file = b"II*\0\x08\0\0\0".to_vec();
    file.extend((tags.len() as u16).to_le_bytes());
    for (tag, bytes) in tags {
        file.extend([tag.to_le_bytes(), 1u16.to_le_bytes()].concat());
        file.extend([(bytes.len() as u32).to_le_bytes(), at.to_le_bytes()].concat());
        at += bytes.len() as u32;
    }
    file.extend([0; 4]);
    file.extend(tags.iter().flat_map(|(_, bytes)| bytes.iter()));
    file
}

pub(crate) fn iso_box(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    [&(content.len() as u32 + 8).to_be_bytes()[..], &kind, content].concat()
}

/// An IPTC record of data sets.
pub(crate) fn iptc_record(sets: &[(u8, u8, &[u8])]) -> Vec<u8> {
    let set = |(section, number, bytes): &(u8, u8, &[u8])| {
        [&[0x1C, *section, *number][..], &(bytes.len() as u16).to_be_bytes(), bytes].concat()
    };
    sets.iter().flat_map(set).collect()
}

/// The resources of Photoshop: something else, and an IPTC record, behind their mark in a JPEG.
pub(crate) fn photoshop(record: &[u8]) -> Vec<u8> {
    let resource = |number: u16, name: &[u8], data: &[u8]| {
        let mut resource =
            [b"8BIM", &number.to_be_bytes()[..], name, &(data.len() as u32).to_be_bytes(), data].concat();
        resource.resize(resource.len().next_multiple_of(2), 0);
        resource
    };
    [b"Photoshop 3.0\0".as_slice(), &resource(0x03ED, b"\x03abc", b"odd"), &resource(0x0404, b"\0\0", record)].concat()
}
