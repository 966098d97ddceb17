//! Keywords in IPTC records (IPTC-NAA Information Interchange Model 4.2, data set 2:25).

use crate::keywords::{Keyword, KeywordSource};

const KEYWORDS: (u8, u8) = (2, 25);
const CHARACTER_SET: (u8, u8) = (1, 90);
/// The escape sequence of ISO 2022 for UTF-8.
const UTF_8: &[u8] = b"\x1B%G";
/// Stands before each data set.
const MARK: u8 = 0x1C;
/// Bytes of the longest keyword.
const LONGEST: usize = 64;

/// One piece of a record.
struct DataSet<'a> {
    number: (u8, u8),
    /// What it says.
    bytes: &'a [u8],
    /// The same with mark, number and length.
    whole: &'a [u8],
}

/// The keywords of a record, in their order. Damage ends the list.
///
/// Texts are UTF-8 where the record says so or where they can be nothing else, and Latin-1 otherwise: few programs say.
pub(crate) fn keywords(record: &[u8]) -> Vec<String> {
    let is_declared = is_utf_8(record);
    let words = data_sets(record).filter(|set| set.number == KEYWORDS).map(|set| word(set.bytes, is_declared));
    words.filter(|word| !word.is_empty()).collect()
}

/// The same as keywords of a photo.
pub(crate) fn words(record: &[u8]) -> Vec<Keyword> {
    keywords(record).iter().filter_map(|word| Keyword::new(word, KeywordSource::Iptc)).collect()
}

/// Whether a record can say a keyword: it is short enough, and its letters can be written as the others are.
pub(crate) fn has_room_for(record: &[u8], word: &str) -> bool {
    written(word, is_utf_8(record))
        .is_some_and(|bytes| bytes.len() <= LONGEST && self::word(&bytes, is_utf_8(record)) == word)
}

/// The record without some of its keywords, and with others behind the last one; everything else stays byte for byte.
pub(crate) fn with_keywords(record: &[u8], is_gone: impl Fn(&str) -> bool, added: &[String]) -> Vec<u8> {
    let is_declared = is_utf_8(record);
    let sets: Vec<DataSet<'_>> = data_sets(record).collect();
    let last_of = |is_meant: fn((u8, u8)) -> bool| sets.iter().rposition(|set| is_meant(set.number));
    // Without keywords, the end of the part to which they belong.
    let last = last_of(|number| number == KEYWORDS).or_else(|| last_of(|(part, _)| part <= KEYWORDS.0));
    let mut new = Vec::with_capacity(record.len() + 64);
    let add =
        |new: &mut Vec<u8>| new.extend(added.iter().filter_map(|word| data_set(word, says_utf_8(record))).flatten());
    if last.is_none() {
        add(&mut new);
    }
    for (number, set) in sets.iter().enumerate() {
        if set.number != KEYWORDS || !is_gone(&word(set.bytes, is_declared)) {
            new.extend(set.whole);
        }
        if Some(number) == last {
            add(&mut new);
        }
    }
    let read: usize = sets.iter().map(|set| set.whole.len()).sum();
    new.extend(&record[read..]);
    new
}

fn is_utf_8(record: &[u8]) -> bool {
    data_sets(record).any(|set| set.number == CHARACTER_SET && set.bytes == UTF_8)
}

/// Whether new texts are UTF-8: the record says so, or a text in it is that and no plain letters.
fn says_utf_8(record: &[u8]) -> bool {
    let is_wide = |text: &[u8]| !text.is_ascii() && std::str::from_utf8(text).is_ok();
    is_utf_8(record) || data_sets(record).any(|set| set.number.0 == KEYWORDS.0 && is_wide(set.bytes))
}

fn word(bytes: &[u8], is_utf_8: bool) -> String {
    text(bytes, is_utf_8).trim_matches(['\0', ' ']).to_owned()
}

/// A word as a record has it whose texts are UTF-8, or Latin-1.
fn written(word: &str, is_utf_8: bool) -> Option<Vec<u8>> {
    if is_utf_8 {
        return Some(word.as_bytes().to_vec());
    }
    word.chars().map(|c| u8::try_from(c).ok()).collect()
}

fn data_set(word: &str, is_utf_8: bool) -> Option<Vec<u8>> {
    let bytes = written(word, is_utf_8)?;
    let length = u16::try_from(bytes.len()).ok()?.to_be_bytes();
    Some([&[MARK, KEYWORDS.0, KEYWORDS.1][..], &length, &bytes].concat())
}

/// A text of a time before UTF-8: Latin-1, where it can be nothing else or nothing says so.
pub(crate) fn text(bytes: &[u8], is_utf_8: bool) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if is_utf_8 => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}

/// The data sets of a record up to the first damage: a mark, the number, a length in two bytes, or the length of the length.
fn data_sets(record: &[u8]) -> impl Iterator<Item = DataSet<'_>> {
    const LONG: u16 = 0x8000;
    let mut rest = record;
    std::iter::from_fn(move || {
        let (&[mark, section, number, high, low], after) = rest.split_first_chunk()?;
        let length = u16::from_be_bytes([high, low]);
        let (length, after) = if length & LONG == 0 {
            (usize::from(length), after)
        } else {
            let (digits, after) = after.split_at_checked(usize::from(length & !LONG))?;
            let number =
                digits.iter().try_fold(0usize, |n, byte| n.checked_mul(256)?.checked_add(usize::from(*byte)))?;
            (number, after)
        };
        let (bytes, after) = after.split_at_checked(length)?;
        let whole = &rest[..rest.len() - after.len()];
        rest = after;
        (mark == MARK).then_some(DataSet { number: (section, number), bytes, whole })
    })
}
