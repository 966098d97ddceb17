//! Raw files: containers as the makers lay them out, around JPEGs that are real.

use kith_domain::{Frame, Orientation};
use kith_media::{DecodeFailure, Format, Limits, decode, decode_for, header};

use crate::camera::camera_jpeg;
use crate::pictures::{HEIGHT, WIDTH, corners, exif, frame, one_block_jpeg, stored, with_exif};

/// The orientation that all these cameras were held in.
const TURN: Orientation = Orientation::Rotate90;
const LONG: u16 = 4;

/// Writes a TIFF file from its leaves to its root.
struct Tiff {
    bytes: Vec<u8>,
    big_endian: bool,
}

impl Tiff {
    fn new(magic: [u8; 4]) -> Self {
        Self { bytes: [&magic[..], &[0; 12]].concat(), big_endian: magic.starts_with(b"MM") }
    }

    fn two(&self, value: u16) -> [u8; 2] {
        if self.big_endian { value.to_be_bytes() } else { value.to_le_bytes() }
    }

    fn four(&self, value: u32) -> [u8; 4] {
        if self.big_endian { value.to_be_bytes() } else { value.to_le_bytes() }
    }

    /// Gives the offset.
    fn add(&mut self, bytes: &[u8]) -> u32 {
        let at = self.bytes.len() as u32;
        self.bytes.extend(bytes);
        at
    }

    /// Entries of tag, type, count and value; numbers of two bytes stand in the first half of the value.
    fn table(&mut self, entries: &[(u16, u16, u32, u32)], next: u32) -> u32 {
        let mut table = self.two(entries.len() as u16).to_vec();
        for (tag, kind, count, value) in entries {
            table.extend([self.two(*tag), self.two(*kind)].concat());
            table.extend(self.four(*count));
            let value =
                if *kind == 3 { [&self.two(*value as u16)[..], &[0; 2]].concat() } else { self.four(*value).to_vec() };
            table.extend(value);
        }
        table.extend(self.four(next));
        self.add(&table)
    }

    fn finish(mut self, first: u32) -> Vec<u8> {
        let first = self.four(first);
        self.bytes[4..8].copy_from_slice(&first);
        self.bytes
    }
}

fn orientation() -> (u16, u16, u32, u32) {
    (0x0112, 3, 1, TURN.to_exif().into())
}

fn preview() -> Vec<u8> {
    camera_jpeg(&stored(&corners(), TURN), (1, 1), 0)
}

fn thumbnail() -> Vec<u8> {
    one_block_jpeg(0xC0, &[10, 20, 30], false)
}

/// The lossless JPEG of the sensor's numbers, larger than any preview: nothing to show.
fn sensor() -> Vec<u8> {
    let mut lossless = camera_jpeg(&corners(), (1, 1), 0);
    let sof = lossless.windows(2).position(|m| m == [0xFF, 0xC0]).unwrap();
    lossless[sof + 1] = 0xC3;
    lossless[sof + 5..sof + 9].copy_from_slice(&[0x10, 0, 0x10, 0]);
    lossless
}

/// Tables one after the other: a small picture, then a larger one, both named by offset and length.
fn chain(magic: [u8; 4]) -> Vec<u8> {
    let (large, small) = (preview(), thumbnail());
    let mut file = Tiff::new(magic);
    let (large_at, small_at) = (file.add(&large), file.add(&small));
    let third = file.table(&[(0x0201, LONG, 1, large_at), (0x0202, LONG, 1, large.len() as u32)], 0);
    let second = file.table(&[(0x0201, LONG, 1, small_at), (0x0202, LONG, 1, small.len() as u32)], third);
    let first = file.table(&[orientation()], second);
    file.finish(first)
}

/// A list of tables below the first one: the sensor's numbers, and a preview as a strip or by offset and length.
fn below(magic: [u8; 4], strip: bool) -> Vec<u8> {
    let (large, sensor) = (preview(), sensor());
    let mut file = Tiff::new(magic);
    let (large_at, sensor_at) = (file.add(&large), file.add(&sensor));
    let raw = file.table(&[(0x0103, 3, 1, 7), (0x0111, LONG, 1, sensor_at), (0x0117, LONG, 1, sensor.len() as u32)], 0);
    let length = large.len() as u32;
    let shown = if strip {
        file.table(&[(0x0103, 3, 1, 7), (0x0111, LONG, 1, large_at), (0x0117, LONG, 1, length)], 0)
    } else {
        file.table(&[(0x0201, LONG, 1, large_at), (0x0202, LONG, 1, length)], 0)
    };
    let list = [file.four(raw), file.four(shown)].concat();
    let list_at = file.add(&list);
    let first = file.table(&[orientation(), (0x014A, LONG, 2, list_at)], 0);
    file.finish(first)
}

fn cr2() -> Vec<u8> {
    let (large, sensor) = (preview(), sensor());
    let mut file = Tiff::new(*b"II*\0");
    file.bytes[8..12].copy_from_slice(b"CR\x02\0");
    let (large_at, sensor_at) = (file.add(&large), file.add(&sensor));
    let raw = file.table(&[(0x0103, 3, 1, 6), (0x0111, LONG, 1, sensor_at), (0x0117, LONG, 1, sensor.len() as u32)], 0);
    let strips = [(0x0103, 3, 1, 6), (0x0111, LONG, 1, large_at), orientation(), (0x0117, LONG, 1, large.len() as u32)];
    let first = file.table(&strips, raw);
    file.finish(first)
}

fn orf(maker: &[u8]) -> Vec<u8> {
    let large = preview();
    let length = large.len() as u32;
    // Offsets count from the note's first byte. Its table of one entry stands right behind the header.
    let mut note = Tiff { bytes: [maker, b"II\x03\0"].concat(), big_endian: false };
    let large_at = note.bytes.len() as u32 + 2 + 12 + 4;
    note.table(&[(0x2020, 13, 1, large_at + length)], 0);
    note.add(&large);
    // Elsewhere these tags are the height and the bits of a sample.
    note.table(&[(0x0101, LONG, 1, large_at), (0x0102, LONG, 1, length)], 0);
    let note = note.bytes;

    let mut file = Tiff::new(*b"IIRO");
    let note_at = file.add(&note);
    let exif = file.table(&[(0x927C, 7, note.len() as u32, note_at)], 0);
    let first = file.table(&[orientation(), (0x8769, LONG, 1, exif)], 0);
    file.finish(first)
}

fn rw2() -> Vec<u8> {
    let large = preview();
    let mut file = Tiff::new(*b"IIU\0");
    let at = file.add(&large);
    let first = file.table(&[(0x002E, 7, large.len() as u32, at), orientation()], 0);
    file.finish(first)
}

/// Fuji's picture is a whole file with EXIF of its own, which alone knows the turn.
fn raf() -> Vec<u8> {
    let large = with_exif(&stored(&corners(), TURN), image::ImageFormat::Jpeg, exif(TURN.to_exif().into()));
    let mut file = b"FUJIFILMCCD-RAW 0201FF383501X-T1".to_vec();
    file.resize(84, 0);
    file.extend([148, large.len() as u32].iter().flat_map(|number| number.to_be_bytes()));
    file.resize(148, 0);
    [file, large, vec![7; 500]].concat()
}

fn iso_box(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    [&(content.len() as u32 + 8).to_be_bytes()[..], &kind, content].concat()
}

/// The picture of full size is the first sample of the first track, unless `in_track` is false.
fn cr3(in_track: bool) -> Vec<u8> {
    let (large, small) = (preview(), thumbnail());
    let mut metadata = Tiff::new(*b"II*\0");
    let first = metadata.table(&[orientation()], 0);
    let metadata = iso_box(*b"CMT1", &metadata.finish(first));
    let thumb = iso_box(*b"THMB", &[&[0; 16][..], &small].concat());
    let canon = iso_box(*b"uuid", &[&[0x85; 16][..], &metadata, &thumb].concat());
    let previews = [0xEA, 0xF4, 0x2B, 0x5E, 0x1C, 0x98, 0x4B, 0x88, 0xB9, 0xFB, 0xB7, 0xDC, 0x40, 0x6E, 0x4D, 0x16];
    let shown = if in_track { &small } else { &large };
    let shown = iso_box(*b"PRVW", &[&[0; 16][..], shown].concat());
    let shown = iso_box(*b"uuid", &[&previews[..], &[0; 8], &shown].concat());
    let start = iso_box(*b"ftyp", b"crx \0\0\0\x01crx isom");
    let with_offset = |offset: u64| {
        let sizes =
            iso_box(*b"stsz", &[&[0; 8][..], &1u32.to_be_bytes(), &(large.len() as u32).to_be_bytes()].concat());
        let offsets = iso_box(*b"co64", &[&[0; 4][..], &1u32.to_be_bytes(), &offset.to_be_bytes()].concat());
        let table = iso_box(*b"stbl", &[sizes, offsets].concat());
        let track = iso_box(*b"trak", &iso_box(*b"mdia", &iso_box(*b"minf", &table)));
        [start.clone(), iso_box(*b"moov", &[canon.clone(), track].concat()), shown.clone()].concat()
    };
    let offset = with_offset(0).len() as u64 + 8;
    [with_offset(offset), iso_box(*b"mdat", if in_track { &large } else { b"nothing" })].concat()
}

/// Every file, with a larger picture behind it that no table names: who only searches for pictures takes that one.
pub(crate) fn all() -> Vec<(&'static str, Vec<u8>)> {
    let stray = camera_jpeg(&image::RgbImage::new(96, 96), (2, 2), 0);
    let files = [
        ("x.dng", below(*b"II*\0", true)),
        ("x.nef", below(*b"MM\0*", false)),
        ("x.arw", chain(*b"II*\0")),
        ("x.pef", chain(*b"MM\0*")),
        ("x.cr2", cr2()),
        ("x.orf", orf(b"OLYMPUS\0")),
        ("om.orf", orf(b"OM SYSTEM\0\0\0")),
        ("x.rw2", rw2()),
        ("x.raf", raf()),
        ("x.cr3", cr3(true)),
        ("small.cr3", cr3(false)),
    ];
    files.map(|(name, bytes)| (name, [bytes, stray.clone()].concat())).into()
}

fn difference(a: &Frame, b: &Frame) -> u8 {
    assert_eq!((a.width(), a.height()), (b.width(), b.height()));
    a.rgb().iter().zip(b.rgb()).map(|(a, b)| a.abs_diff(*b)).max().unwrap()
}

#[test]
fn the_largest_picture_of_every_maker_is_shown_upright() {
    let files = all();
    assert_eq!(files.len(), 11);
    for (name, bytes) in files {
        let named = Format::from_name(name.as_ref());
        let limits = Limits::default();
        let photo = decode(&bytes, named, &limits).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!((photo.format, photo.orientation), (Format::Raw, TURN), "{name}");
        assert!(difference(&photo.frame, &frame(&corners())) <= 60, "{name}");
        let header = header(&bytes, named, &limits).unwrap();
        assert_eq!((header.width, header.height, header.orientation), (HEIGHT, WIDTH, TURN), "{name}");
        let small = decode_for(&bytes, named, &limits, 20).unwrap();
        assert_eq!((small.frame.width(), small.size), (20, (WIDTH, HEIGHT)), "{name}");
    }
}

#[test]
fn a_container_with_unknown_tables_is_searched() {
    let bytes = [b"IIII\0\0\0\0".as_slice(), &thumbnail(), &sensor(), &[9; 50], &preview(), &[9; 50]].concat();
    let photo = decode(&bytes, Some(Format::Raw), &Limits::default()).unwrap();
    assert_eq!((photo.size, photo.orientation), ((HEIGHT, WIDTH), Orientation::Normal));
}

#[test]
fn a_raw_file_without_a_picture_says_so() {
    for bytes in
        [Tiff::new(*b"II*\0").bytes, [b"FUJIFILMCCD-RAW".as_slice(), &[0xFF; 200]].concat(), sensor()[2..].to_vec()]
    {
        let failure = decode(&bytes, Some(Format::Raw), &Limits::default());
        assert!(matches!(failure, Err(DecodeFailure::Unsupported(reason)) if reason.contains("raw")));
    }
}

#[test]
fn tables_that_lead_in_circles_end() {
    let large = preview();
    let mut file = Tiff::new(*b"II*\0");
    let at = file.add(&large);
    let here = file.bytes.len() as u32;
    let pointers = [
        (0x0201, LONG, 1, at),
        (0x0202, LONG, 1, large.len() as u32),
        (0x014A, LONG, 1, here),
        (0x8769, LONG, 1, here),
    ];
    file.table(&pointers, here);
    assert!(decode(&file.finish(here), Some(Format::Raw), &Limits::default()).is_ok());

    // Hundreds of tables, each leading to hundreds.
    let mut file = Tiff::new(*b"II*\0");
    let list: Vec<u8> = (0..4000u32).flat_map(|i| (16 + 4000 * 4 + i).to_le_bytes()).collect();
    let list_at = file.add(&list);
    file.bytes.extend([1, 0].repeat(3000));
    let first = file.table(&[(0x014A, LONG, 4000, list_at)], 0);
    assert!(decode(&file.finish(first), Some(Format::Raw), &Limits::default()).is_err());
}
