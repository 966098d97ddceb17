//! Putting a packet, or an IPTC record, into a photo: everything else stays byte for byte.

use std::borrow::Cow;

use md5::{Digest, Md5};
use memchr::memmem;

use crate::MetadataError;
use crate::container::{Container, IPTC, jpeg, photoshop_resource, png, webp};

/// The photo with this packet in place of its own.
pub(super) fn embed(file: &[u8], packet: &str) -> Result<Vec<u8>, MetadataError> {
    match Container::sniff(file) {
        Container::Jpeg => into_jpeg(file, packet),
        Container::Png => into_png(file, packet),
        Container::WebP => into_webp(file, packet),
        _ => Err(unsupported("files of this kind only get a sidecar")),
    }
}

fn unsupported(reason: &str) -> MetadataError {
    MetadataError::Unsupported(reason.to_owned())
}

fn cut_off() -> MetadataError {
    MetadataError::Malformed("the photo is damaged before its picture".to_owned())
}

/// The bytes of the longest segment of a JPEG, without marker and length.
const LONGEST: usize = u16::MAX as usize - 2;

/// The segments before the picture.
///
/// # Errors
/// When they cannot be read up to it: then nothing of the file is touched.
fn segments(file: &[u8]) -> Result<Vec<jpeg::Segment<'_>>, MetadataError> {
    let segments: Vec<_> = jpeg::segments(file).collect();
    let end = segments.last().map_or(2, jpeg::Segment::end);
    let is_scan = file[end..].iter().position(|byte| *byte != 0xFF).is_some_and(|at| at > 0 && file[end + at] == 0xDA);
    if is_scan { Ok(segments) } else { Err(cut_off()) }
}

/// Refuses a change of the length before `start` where a list of pictures counts bytes from where it stands to pictures behind this one.
fn refuse_moved_pictures(segments: &[jpeg::Segment<'_>], start: usize) -> Result<(), MetadataError> {
    const MULTI_PICTURE: &[u8] = b"MPF\0";
    let mut pictures = segments.iter().filter(|s| s.marker == 0xE2 && s.body.starts_with(MULTI_PICTURE));
    if pictures.any(|pictures| pictures.start < start) {
        return Err(unsupported("this file contains several pictures whose places would be wrong"));
    }
    Ok(())
}

/// A JPEG with this IPTC record in place of its own, which stands among the resources of Photoshop.
pub(super) fn record(file: &[u8], record: &[u8]) -> Result<Vec<u8>, MetadataError> {
    let segments = segments(file)?;
    let own: Vec<_> = segments.iter().filter(|s| s.marker == 0xED && s.body.starts_with(jpeg::PHOTOSHOP)).collect();
    let resources: Vec<u8> = own.iter().flat_map(|s| &s.body[jpeg::PHOTOSHOP.len()..]).copied().collect();
    let resources = with_record(&resources, record).ok_or_else(|| unsupported("the IPTC keywords are damaged"))?;
    let mut new = Vec::new();
    for part in resources.chunks(LONGEST - jpeg::PHOTOSHOP.len()) {
        let length = (2 + jpeg::PHOTOSHOP.len() + part.len()) as u16;
        new.extend([&[0xFF, 0xED][..], &length.to_be_bytes(), jpeg::PHOTOSHOP, part].concat());
    }
    let is_same = new.len() == own.iter().map(|s| s.end() - s.start).sum() && own.len() == 1;
    if !is_same {
        refuse_moved_pictures(&segments, own.last().map_or(0, |last| last.start))?;
    }
    let mut result = Vec::with_capacity(file.len() + record.len());
    let mut at = 0;
    for segment in &own {
        result.extend(&file[at..segment.start]);
        result.append(&mut new);
        at = segment.end();
    }
    result.extend(&file[at..]);
    Ok(result)
}

/// The resources of Photoshop with another IPTC record, and with its digest where that of the old one was right.
fn with_record(resources: &[u8], record: &[u8]) -> Option<Vec<u8>> {
    const DIGEST: u16 = 0x0425;
    let mut old = resources.to_vec();
    let data = photoshop_resource(resources, IPTC)?;
    // One that did not fit before tells that a program changed the record without the packet.
    let of_old = Md5::digest(&resources[data.clone()]);
    let digest = photoshop_resource(resources, DIGEST).filter(|digest| resources[digest.clone()] == of_old[..]);
    if let Some(digest) = digest {
        old[digest].copy_from_slice(&Md5::digest(record));
    }
    let length = u32::try_from(record.len()).ok()?.to_be_bytes();
    let rest = old.get(data.end + data.len() % 2..).unwrap_or_default();
    Some([&old[..data.start - 4], &length, record, &[0][..record.len() % 2], rest].concat())
}

fn into_jpeg(file: &[u8], packet: &str) -> Result<Vec<u8>, MetadataError> {
    let segments = segments(file)?;
    let old = segments.iter().find(|segment| segment.marker == 0xE1 && segment.body.starts_with(jpeg::XMP));
    let mut heads = segments.iter().filter(|s| s.marker == 0xE0 || s.marker == 0xE1 && s.body.starts_with(b"Exif\0"));
    let span = old.map_or_else(
        || {
            let at = heads.next_back().map_or(2, jpeg::Segment::end);
            at..at
        },
        |old| old.start..old.end(),
    );
    let packet = if jpeg::XMP.len() + packet.len() > LONGEST { without_padding(packet) } else { Cow::Borrowed(packet) };
    let length = jpeg::XMP.len() + packet.len();
    let number = u16::try_from(length + 2).ok().filter(|_| length <= LONGEST);
    let number = number.ok_or_else(|| unsupported("these metadata are too long for a JPEG"))?;
    let segment = [&[0xFF, 0xE1][..], &number.to_be_bytes(), jpeg::XMP, packet.as_bytes()].concat();
    if segment.len() != span.len() {
        refuse_moved_pictures(&segments, span.start)?;
    }
    Ok([&file[..span.start], &segment, &file[span.end..]].concat())
}

/// The packet without the spaces that leave room for changes.
fn without_padding(packet: &str) -> Cow<'_, str> {
    match memmem::rfind(packet.as_bytes(), b"<?xpacket end") {
        Some(end) => Cow::Owned(format!("{}\n{}", packet[..end].trim_end(), &packet[end..])),
        None => Cow::Borrowed(packet.trim_end()),
    }
}

fn into_png(file: &[u8], packet: &str) -> Result<Vec<u8>, MetadataError> {
    let chunks: Vec<_> = png::chunks(file).take_while(|chunk| chunk.kind != *b"IEND").collect();
    let head = chunks.first().filter(|chunk| chunk.kind == *b"IHDR").ok_or_else(cut_off)?;
    if !chunks.iter().any(|chunk| chunk.kind == *b"IDAT") {
        return Err(cut_off());
    }
    let old = chunks.iter().find(|chunk| chunk.kind == *b"iTXt" && chunk.body.starts_with(png::XMP));
    let span = old.map_or(head.span.end..head.span.end, |old| old.span.clone());
    // Not compressed, without language and translated keyword.
    let content = [b"iTXt", png::XMP, &[0, 0, 0, 0], packet.as_bytes()].concat();
    let length = u32::try_from(content.len() - 4).map_err(|_| unsupported("these metadata are too long for a PNG"))?;
    let checksum = crc32fast::hash(&content).to_be_bytes();
    Ok([&file[..span.start], &length.to_be_bytes(), &content, &checksum, &file[span.end..]].concat())
}

fn into_webp(file: &[u8], packet: &str) -> Result<Vec<u8>, MetadataError> {
    let declared =
        file.get(4..8).and_then(|bytes| bytes.first_chunk()).map(|bytes| u32::from_le_bytes(*bytes) as usize);
    let end = declared.and_then(|length| length.checked_add(8)).filter(|end| *end <= file.len()).ok_or_else(cut_off)?;
    let (riff, tail) = file.split_at(end);
    let chunks: Vec<_> = webp::chunks(riff).collect();
    let [first, rest @ ..] = chunks.as_slice() else { return Err(cut_off()) };
    if chunks.last().is_none_or(|last| last.span.end != end) {
        return Err(cut_off());
    }
    let bytes = packet.as_bytes();
    let length = u32::try_from(bytes.len()).map_err(|_| unsupported("these metadata are too long for a WebP"))?;
    let new = [&webp::XMP, &length.to_le_bytes()[..], bytes, &[0][..bytes.len() % 2]].concat();
    let mut body = webp_start(riff, first).ok_or_else(cut_off)?;
    let old = rest.iter().position(|chunk| chunk.kind == webp::XMP);
    for (number, chunk) in rest.iter().enumerate() {
        body.extend(if Some(number) == old { &new } else { &riff[chunk.span.clone()] });
    }
    if old.is_none() {
        body.resize(body.len().next_multiple_of(2), 0);
        body.extend(&new);
    }
    let length = u32::try_from(body.len() + 4).map_err(|_| unsupported("these metadata are too long for a WebP"))?;
    Ok([b"RIFF", &length.to_le_bytes()[..], b"WEBP", &body, tail].concat())
}

/// The first chunk with the mark that a packet follows; before a picture alone, the header that has that mark.
fn webp_start(riff: &[u8], first: &webp::Chunk<'_>) -> Option<Vec<u8>> {
    const XMP_FLAG: u8 = 0x04;
    const FLAGS: usize = 8;
    let mut start = riff[first.span.clone()].to_vec();
    if first.kind == *b"VP8X" {
        *start.get_mut(FLAGS)? |= XMP_FLAG;
        return Some(start);
    }
    let header = extended_header(first.kind, first.body, XMP_FLAG)?;
    Some([header, start].concat())
}

/// The header that a file with metadata needs (RFC 9649, section 2.7.1), from that of its picture.
fn extended_header(kind: [u8; 4], picture: &[u8], flags: u8) -> Option<Vec<u8>> {
    const ALPHA_FLAG: u8 = 0x10;
    let (width, height, flags) = match &kind {
        // Sections 2.5 and RFC 6386, 9.1: a tag of three bytes, a start code, 14 bits for each side.
        b"VP8 " => {
            let [_, _, _, 0x9D, 0x01, 0x2A, w0, w1, h0, h1] = *picture.first_chunk()? else { return None };
            let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3FFF);
            (side(w0, w1), side(h0, h1), flags)
        }
        // Section 3.4: a signature, 14 bits for each side less one, a bit for transparency.
        b"VP8L" => {
            let [0x2F, bits @ ..] = *picture.first_chunk::<5>()? else { return None };
            let bits = u32::from_le_bytes(bits);
            let alpha = if bits >> 28 & 1 == 1 { ALPHA_FLAG } else { 0 };
            ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, flags | alpha)
        }
        _ => return None,
    };
    let (width, height) = (width.checked_sub(1)?.to_le_bytes(), height.checked_sub(1)?.to_le_bytes());
    Some([b"VP8X", &10u32.to_le_bytes()[..], &[flags, 0, 0, 0], &width[..3], &height[..3]].concat())
}
