//! When a photo was taken (EXIF 2.32, section 4.6.5, tags `DateTime*` and `OffsetTime*`).

use std::io::Cursor;

use exif::{Exif, In, Reader, Tag, Value};
use kith_domain::{CaptureTime, DatePrecision, DateSource, days_of_month};

/// The first source that holds a date wins; each has a tag for its distance from Greenwich beside it.
const SOURCES: [(DateSource, Tag, Tag); 3] = [
    (DateSource::Original, Tag::DateTimeOriginal, Tag::OffsetTimeOriginal),
    (DateSource::Digitized, Tag::DateTimeDigitized, Tag::OffsetTimeDigitized),
    (DateSource::Modified, Tag::DateTime, Tag::OffsetTime),
];

/// No photograph is older; earlier years are the zero points of clocks, like 1601.
const FIRST_YEAR: u16 = 1800;

/// When the photo was taken, as its EXIF block says: original, then digitized, then changed.
///
/// `bytes` are a whole JPEG, PNG, WebP, TIFF or HEIF file. Parts of a date that are blank or impossible lower its
/// precision; a date without a year counts as none. Fractions of seconds are left out.
pub fn capture_time(bytes: &[u8]) -> Option<CaptureTime> {
    let exif = read(bytes)?;
    SOURCES.into_iter().find_map(|(source, date, offset)| {
        let (local, precision) = wall_time(text(&exif, date)?)?;
        let utc_offset_minutes = text(&exif, offset).and_then(utc_offset);
        Some(CaptureTime { local, utc_offset_minutes, source, precision })
    })
}

/// What can be read of the EXIF block; a damaged entry does not cost the others.
fn read(bytes: &[u8]) -> Option<Exif> {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    reader.read_from_container(&mut Cursor::new(bytes)).or_else(|e| e.distill_partial_result(|_| {})).ok()
}

fn text(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(texts) => texts.first().map(Vec::as_slice),
        _ => None,
    }
}

/// `YYYY:MM:DD HH:MM:SS` with any separators, each part as far as it makes sense after the part before it.
fn wall_time(text: &[u8]) -> Option<(String, DatePrecision)> {
    let part = |at: usize, range: std::ops::RangeInclusive<u16>| {
        number(text.get(at..at + 2)?).filter(|value| range.contains(value))
    };
    let year = number(text.get(..4)?).filter(|year| *year >= FIRST_YEAR)?;
    let month = part(5, 1..=12);
    let day = month.and_then(|month| part(8, 1..=u16::from(days_of_month(year, month as u8))));
    let clock = day.and_then(|_| Some((part(11, 0..=23)?, part(14, 0..=59)?, part(17, 0..=59)?)));
    let precision = match (month, day, clock) {
        (_, _, Some(_)) => DatePrecision::Second,
        (_, Some(_), _) => DatePrecision::Day,
        (Some(_), ..) => DatePrecision::Month,
        _ => DatePrecision::Year,
    };
    let (hour, minute, second) = clock.unwrap_or_default();
    let (month, day) = (month.unwrap_or(1), day.unwrap_or(1));
    Some((format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"), precision))
}

/// `+HH:MM` or `-HH:MM`, at most 14 hours as anywhere on Earth.
fn utc_offset(text: &[u8]) -> Option<i16> {
    let [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] = text.trim_ascii() else { return None };
    let (hours, minutes) = (number(&[*h1, *h2])?, number(&[*m1, *m2]).filter(|m| *m < 60)?);
    let offset = i16::try_from(hours * 60 + minutes).ok().filter(|offset| *offset <= 14 * 60)?;
    Some(if *sign == b'-' { -offset } else { offset })
}

/// Two or four digits, and nothing else.
fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0, |value, digit| digit.is_ascii_digit().then(|| value * 10 + u16::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EXIF_POINTER: u16 = 0x8769;

    /// One directory of texts, and what follows it; `at` is its place in the block.
    fn directory(at: u32, texts: &[(u16, &str)], pointer: Option<u32>) -> Vec<u8> {
        let count = texts.len() + usize::from(pointer.is_some());
        let mut data_at = at + 2 + 12 * count as u32 + 4;
        let mut entries = (count as u16).to_be_bytes().to_vec();
        let mut data = Vec::new();
        for (tag, text) in texts {
            entries.extend([tag.to_be_bytes(), [0, 2]].concat());
            entries.extend([(text.len() as u32 + 1).to_be_bytes(), data_at.to_be_bytes()].concat());
            data.extend([text.as_bytes(), &[0]].concat());
            data_at += text.len() as u32 + 1;
        }
        if let Some(to) = pointer {
            entries.extend([EXIF_POINTER.to_be_bytes(), [0, 4]].concat());
            entries.extend([1u32.to_be_bytes(), to.to_be_bytes()].concat());
        }
        [entries, vec![0; 4], data].concat()
    }

    /// An EXIF block with texts in its first directory and in the one that belongs to the camera.
    fn block(image: &[(u16, &str)], camera: &[(u16, &str)]) -> Vec<u8> {
        let length = directory(8, image, Some(0)).len() as u32;
        let head = b"MM\0\x2A\0\0\0\x08".to_vec();
        [head, directory(8, image, Some(8 + length)), directory(8 + length, camera, None)].concat()
    }

    fn jpeg(block: &[u8]) -> Vec<u8> {
        let length = (block.len() as u16 + 8).to_be_bytes();
        [b"\xFF\xD8\xFF\xE1", &length[..], b"Exif\0\0", block, b"\xFF\xD9"].concat()
    }

    fn png(block: &[u8]) -> Vec<u8> {
        let length = (block.len() as u32).to_be_bytes();
        [b"\x89PNG\r\n\x1a\n", &length[..], b"eXIf", block, b"\0\0\0\0\0\0\0\0IEND\0\0\0\0"].concat()
    }

    fn webp(block: &[u8]) -> Vec<u8> {
        let padded = [block, &[0][..block.len() % 2]].concat();
        let [all, length] = [padded.len() as u32 + 12, block.len() as u32].map(u32::to_le_bytes);
        [b"RIFF", &all[..], b"WEBPEXIF", &length, &padded].concat()
    }

    fn time(local: &str, utc_offset_minutes: Option<i16>, source: DateSource) -> CaptureTime {
        CaptureTime { local: local.into(), utc_offset_minutes, source, precision: DatePrecision::Second }
    }

    #[test]
    fn every_container_is_read() {
        let block = block(&[], &[(0x9003, "2023:08:14 16:05:09"), (0x9011, "+02:00")]);
        let expected = Some(time("2023-08-14T16:05:09", Some(120), DateSource::Original));
        for file in [jpeg(&block), png(&block), webp(&block), block.clone()] {
            assert_eq!(capture_time(&file), expected);
        }
    }

    #[test]
    fn the_original_wins_and_each_source_has_its_own_offset() {
        let all = [(0x9003, "2001:01:01 01:01:01"), (0x9004, "2002:02:02 02:02:02"), (0x9010, "+01:00")];
        let changed = [(0x0132, "2003:03:03 03:03:03")];
        let read = |image: &[(u16, &str)], camera: &[(u16, &str)]| capture_time(&jpeg(&block(image, camera)));
        assert_eq!(read(&changed, &all), Some(time("2001-01-01T01:01:01", None, DateSource::Original)));
        assert_eq!(read(&changed, &all[1..]), Some(time("2002-02-02T02:02:02", None, DateSource::Digitized)));
        assert_eq!(read(&changed, &all[2..]), Some(time("2003-03-03T03:03:03", Some(60), DateSource::Modified)));
        assert_eq!(read(&[], &all[2..]), None);
        let useless = [(0x9003, "0000:00:00 00:00:00"), all[1]];
        assert_eq!(read(&[], &useless), Some(time("2002-02-02T02:02:02", None, DateSource::Digitized)));
    }

    #[test]
    fn a_date_is_as_precise_as_its_digits() {
        use DatePrecision::{Day, Month, Second, Year};
        for (text, expected) in [
            ("2024:02:29 23:59:59", Some(("2024-02-29T23:59:59", Second))),
            ("2024-02-29T23:59:59.123+01:00", Some(("2024-02-29T23:59:59", Second))),
            ("2023:02:29 12:00:00", Some(("2023-02-01T00:00:00", Month))),
            ("1900:02:29 12:00:00", Some(("1900-02-01T00:00:00", Month))),
            ("2000:02:29 24:00:00", Some(("2000-02-29T00:00:00", Day))),
            ("2024:06:31 12:00:00", Some(("2024-06-01T00:00:00", Month))),
            ("2024:05:01   :  :  ", Some(("2024-05-01T00:00:00", Day))),
            ("2024:05:01 12:30", Some(("2024-05-01T00:00:00", Day))),
            ("2024:05:  12:00:00", Some(("2024-05-01T00:00:00", Month))),
            ("2024:13:01 12:00:00", Some(("2024-01-01T00:00:00", Year))),
            ("2024:00:00 00:00:00", Some(("2024-01-01T00:00:00", Year))),
            ("2024", Some(("2024-01-01T00:00:00", Year))),
            ("1601:01:01 00:00:00", None),
            ("0000:00:00 00:00:00", None),
            ("    :  :     :  :  ", None),
            ("202", None),
            ("", None),
        ] {
            let found = wall_time(text.as_bytes());
            assert_eq!(found.as_ref().map(|(local, precision)| (local.as_str(), *precision)), expected, "{text:?}");
        }
    }

    #[test]
    fn an_offset_is_minutes_east_of_greenwich() {
        for (text, expected) in [
            ("+02:00", Some(120)),
            ("-03:30", Some(-210)),
            ("+14:00", Some(840)),
            ("+14:01", None),
            ("+05:60", None),
            ("   :  ", None),
            ("02:00", None),
            ("+2:00", None),
        ] {
            assert_eq!(utc_offset(text.as_bytes()), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn damage_is_an_answer(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8), end in any::<prop::sample::Index>()) {
            let block = block(&[(0x0132, "2003:03:03 03:03:03")], &[(0x9003, "2001:01:01 01:01:01"), (0x9011, "+01:00")]);
            for mut file in [jpeg(&block), png(&block), webp(&block), block.clone()] {
                for (at, value) in &changes {
                    let at = at.index(file.len());
                    file[at] = *value;
                }
                file.truncate(end.index(file.len()) + 1);
                if let Some(time) = capture_time(&file) {
                    prop_assert_eq!(time.local.len(), 19);
                }
            }
        }
    }

    #[test]
    fn a_damaged_entry_does_not_cost_the_others() {
        let mut block = block(&[(0x010F, "a maker of cameras")], &[(0x9003, "2023:08:14 16:05:09")]);
        // The place of the first text: far behind the end.
        block[18..22].fill(0x7F);
        assert_eq!(capture_time(&jpeg(&block)).unwrap().local, "2023-08-14T16:05:09");
    }
}
