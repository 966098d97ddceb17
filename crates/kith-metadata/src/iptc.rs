//! Keywords in IPTC records (IPTC-NAA Information Interchange Model 4.2, data set 2:25).

const KEYWORDS: (u8, u8) = (2, 25);
const CHARACTER_SET: (u8, u8) = (1, 90);
/// The escape sequence of ISO 2022 for UTF-8.
const UTF_8: &[u8] = b"\x1B%G";

/// The keywords of a record, in their order. Damage ends the list.
///
/// Texts are UTF-8 where the record says so or where they can be nothing else, and Latin-1 otherwise: few programs say.
pub(crate) fn keywords(record: &[u8]) -> Vec<String> {
    let is_declared = data_sets(record).any(|(number, text)| number == CHARACTER_SET && text == UTF_8);
    let texts = data_sets(record).filter(|(number, _)| *number == KEYWORDS).map(|(_, bytes)| text(bytes, is_declared));
    texts.map(|text| text.trim_matches(['\0', ' ']).to_owned()).filter(|text| !text.is_empty()).collect()
}

fn text(bytes: &[u8], is_utf_8: bool) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if is_utf_8 => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}

/// The data sets of a record with their numbers: a mark, the number, a length in two bytes, or the length of the length.
fn data_sets(record: &[u8]) -> impl Iterator<Item = ((u8, u8), &[u8])> {
    const MARK: u8 = 0x1C;
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
        rest = after;
        (mark == MARK).then_some(((section, number), bytes))
    })
}
