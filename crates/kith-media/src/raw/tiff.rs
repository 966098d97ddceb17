//! The tables of a TIFF file (TIFF 6.0, section 2), as DNG, NEF, NRW, CR2, ARW, ORF, RW2, PEF, SRW and others have them.

use std::collections::HashSet;

use kith_domain::Orientation;

use super::{Preview, piece};

/// More tables than this has no camera's file.
const MAX_TABLES: usize = 256;

mod tag {
    pub(super) const JPEG_FROM_RAW: u16 = 0x002E;
    pub(super) const COMPRESSION: u16 = 0x0103;
    pub(super) const STRIP_OFFSETS: u16 = 0x0111;
    pub(super) const ORIENTATION: u16 = 0x0112;
    pub(super) const STRIP_BYTE_COUNTS: u16 = 0x0117;
    pub(super) const SUB_IFDS: u16 = 0x014A;
    pub(super) const JPEG_OFFSET: u16 = 0x0201;
    pub(super) const JPEG_LENGTH: u16 = 0x0202;
    pub(super) const EXIF: u16 = 0x8769;
    pub(super) const MAKER_NOTE: u16 = 0x927C;
    /// In the maker note of Olympus; and in the table that it leads to:
    pub(super) const OLYMPUS_SETTINGS: u16 = 0x2020;
    pub(super) const OLYMPUS_PREVIEW_OFFSET: u16 = 0x0101;
    pub(super) const OLYMPUS_PREVIEW_LENGTH: u16 = 0x0102;
}

/// How JPEG strips are named: as TIFF 6.0 did, and as its supplement of 2002 does.
const JPEG_COMPRESSIONS: [usize; 2] = [6, 7];

/// What a table is, because the same number means different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The first one, which speaks for the whole file.
    First,
    Other,
    OlympusNote,
    OlympusSettings,
}

/// Offers every JPEG that the tables name.
pub(super) fn walk<'a>(bytes: &'a [u8], found: &mut Preview<'a>) {
    let Some(tiff) = Tiff::new(bytes) else { return };
    let Some(first) = tiff.u32(4) else { return };
    let mut seen = HashSet::new();
    let mut tables = vec![(tiff, first as usize, Kind::First)];
    while let Some((tiff, at, kind)) = tables.pop() {
        if seen.len() >= MAX_TABLES || !seen.insert((tiff.bytes.len(), at)) {
            continue;
        }
        if let Some(table) = Table::read(tiff, at) {
            table.look(kind, found);
            table.follow(kind, &mut tables);
        }
    }
}

/// What the first table says about the turn.
pub(super) fn orientation(bytes: &[u8]) -> Option<Orientation> {
    let tiff = Tiff::new(bytes)?;
    Table::read(tiff, tiff.u32(4)? as usize)?.orientation()
}

/// Bytes in which offsets count from the first one.
#[derive(Clone, Copy)]
struct Tiff<'a> {
    bytes: &'a [u8],
    big_endian: bool,
}

impl<'a> Tiff<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let big_endian = match bytes.get(..2)? {
            b"MM" => true,
            b"II" => false,
            _ => return None,
        };
        Some(Self { bytes, big_endian })
    }

    fn u16(&self, at: usize) -> Option<u16> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn u32(&self, at: usize) -> Option<u32> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }
}

/// One table: its entries have 12 bytes each.
struct Table<'a> {
    tiff: Tiff<'a>,
    entries: &'a [[u8; 12]],
    next: usize,
}

impl<'a> Table<'a> {
    fn read(tiff: Tiff<'a>, at: usize) -> Option<Self> {
        let count = usize::from(tiff.u16(at)?);
        let entries = piece(tiff.bytes, at + 2, count * 12)?.as_chunks().0;
        let next = tiff.u32(at + 2 + count * 12).map_or(0, |next| next as usize);
        Some(Self { tiff, entries, next })
    }

    /// Type, number of values, and where the entry's last four bytes stand.
    fn entry(&self, tag: u16) -> Option<(u16, usize, Tiff<'_>)> {
        let entry = self.entries.iter().find(|entry| self.of(*entry).u16(0) == Some(tag))?;
        let fields = self.of(entry);
        Some((fields.u16(2)?, fields.u32(4)? as usize, self.of(&entry[8..])))
    }

    fn of<'b>(&self, bytes: &'b [u8]) -> Tiff<'b> {
        Tiff { bytes, big_endian: self.tiff.big_endian }
    }

    /// All whole numbers of an entry, at most as many as there can be tables.
    fn numbers(&self, tag: u16) -> Vec<usize> {
        let read = || {
            let (kind, count, value) = self.entry(tag)?;
            let size = match kind {
                3 => 2,
                4 | 13 => 4,
                _ => return None,
            };
            let count = count.min(MAX_TABLES);
            let stored = if count * size <= 4 {
                value
            } else {
                self.of(piece(self.tiff.bytes, value.u32(0)? as usize, count * size)?)
            };
            let number = |i: usize| {
                if size == 2 { stored.u16(i * 2).map(usize::from) } else { stored.u32(i * 4).map(|v| v as usize) }
            };
            (0..count).map(number).collect::<Option<Vec<usize>>>()
        };
        read().unwrap_or_default()
    }

    fn number(&self, tag: u16) -> Option<usize> {
        self.numbers(tag).first().copied()
    }

    /// The bytes of an entry that is a block of them.
    fn block(&self, tag: u16) -> Option<(usize, &'a [u8])> {
        let (kind, length, value) = self.entry(tag)?;
        let at = value.u32(0)? as usize;
        matches!(kind, 1 | 7).then(|| piece(self.tiff.bytes, at, length))?.map(|block| (at, block))
    }

    fn orientation(&self) -> Option<Orientation> {
        self.number(tag::ORIENTATION).map(|number| Orientation::from_exif(number as u32))
    }

    fn look(&self, kind: Kind, found: &mut Preview<'a>) {
        if kind == Kind::First {
            found.orientation = self.orientation();
        }
        let named = |offset: u16, length: u16| piece(self.tiff.bytes, self.number(offset)?, self.number(length)?);
        if kind == Kind::OlympusSettings {
            found.offer(named(tag::OLYMPUS_PREVIEW_OFFSET, tag::OLYMPUS_PREVIEW_LENGTH));
            return;
        }
        found.offer(named(tag::JPEG_OFFSET, tag::JPEG_LENGTH));
        found.offer(self.block(tag::JPEG_FROM_RAW).map(|(_, block)| block));
        let is_jpeg = self.number(tag::COMPRESSION).is_some_and(|number| JPEG_COMPRESSIONS.contains(&number));
        if is_jpeg && self.numbers(tag::STRIP_OFFSETS).len() == 1 {
            found.offer(named(tag::STRIP_OFFSETS, tag::STRIP_BYTE_COUNTS));
        }
    }

    fn follow(&self, kind: Kind, tables: &mut Vec<(Tiff<'a>, usize, Kind)>) {
        let mut push = |at: usize, kind: Kind| {
            if at != 0 {
                tables.push((self.tiff, at, kind));
            }
        };
        match kind {
            Kind::First | Kind::Other => {
                push(self.next, Kind::Other);
                self.numbers(tag::SUB_IFDS).into_iter().for_each(|at| push(at, Kind::Other));
                self.numbers(tag::EXIF).into_iter().for_each(|at| push(at, Kind::Other));
                tables.extend(self.olympus_note());
            }
            Kind::OlympusNote => {
                self.numbers(tag::OLYMPUS_SETTINGS).into_iter().for_each(|at| push(at, Kind::OlympusSettings));
            }
            Kind::OlympusSettings => {}
        }
    }

    /// Olympus counts offsets from the beginning of its note.
    fn olympus_note(&self) -> Option<(Tiff<'a>, usize, Kind)> {
        let (at, note) = self.block(tag::MAKER_NOTE)?;
        let header = [&b"OLYMPUS\0"[..], b"OM SYSTEM\0\0\0"].into_iter().find(|name| note.starts_with(name))?.len();
        let bytes = self.tiff.bytes.get(at..)?;
        let order = Tiff::new(bytes.get(header..)?)?;
        // The order of bytes and a version stand between the name and the table.
        Some((Tiff { bytes, ..order }, header + 4, Kind::OlympusNote))
    }
}
