//! Keywords in the IPTC record of a JPEG. Where there is none, none is made: programs that read it read XMP too.

use std::collections::BTreeSet;

use super::words::{self, KeywordWish, is_among};
use super::{WritePlan, embed};
use crate::container::{self, Container};
use crate::keywords::{Keyword, KeywordSource};
use crate::{MetadataError, iptc};

const TAG: &str = "IPTC:Keywords";

/// What becomes of the keywords of a record.
struct Words {
    removed: Vec<String>,
    added: Vec<String>,
}

/// The plan for a photo with its record changed too.
///
/// # Errors
/// When the record must change and cannot be changed without harm.
pub(super) fn change(
    file: &[u8],
    record: Option<&[u8]>,
    mut plan: WritePlan,
    wish: KeywordWish<'_>,
) -> Result<WritePlan, MetadataError> {
    let Some(record) = record.filter(|_| !wish.is_empty() && plan.conflicts.is_empty()) else { return Ok(plan) };
    let gone = wish.gone();
    let is_gone = |word: &str| is_among(&gone, word, KeywordSource::Iptc);
    let words = new_words(record, wish, is_gone);
    if words.removed.is_empty() && words.added.is_empty() {
        return Ok(plan);
    }
    if Container::sniff(file) != Container::Jpeg {
        // The packet says what is new; what is to go would be read again.
        if words.removed.is_empty() {
            return Ok(plan);
        }
        return Err(MetadataError::Unsupported("the IPTC keywords of files of this kind cannot be changed".to_owned()));
    }
    let new = iptc::with_keywords(record, is_gone, &words.added);
    let expected: Vec<String> = iptc::keywords(record).into_iter().filter(|word| !is_gone(word)).collect();
    let changed = embed::record(plan.file.as_deref().unwrap_or(file), &new)?;
    let found = container::blocks(&changed).iptc.map(|record| iptc::keywords(&record));
    if found != Some([expected, words.added.clone()].concat()) {
        return Err(MetadataError::Unsupported("the IPTC keywords of this photo cannot be changed safely".to_owned()));
    }
    let told = |old, new| words::change(TAG, KeywordSource::Iptc, old, new);
    plan.changes.extend(words.removed.iter().map(|word| told(Some(word.as_str()), None)));
    plan.changes.extend(words.added.iter().map(|word| told(None, Some(word.as_str()))));
    Ok(WritePlan { file: Some(changed), ..plan })
}

fn new_words(record: &[u8], wish: KeywordWish<'_>, is_gone: impl Fn(&str) -> bool) -> Words {
    let key = |word: &str| Keyword::new(word, KeywordSource::Iptc).and_then(|keyword| keyword.key());
    let there = iptc::keywords(record);
    let (removed, kept): (Vec<_>, Vec<_>) = there.into_iter().partition(|word| is_gone(word));
    let mut known: BTreeSet<String> = kept.iter().filter_map(|word| key(word)).collect();
    let new = wish.added.iter().map(kith_domain::KeywordPath::word).filter(|word| known.insert(word.key()));
    let added = new.map(|word| word.parts().concat()).filter(|word| iptc::has_room_for(record, word));
    Words { removed, added: added.collect() }
}
