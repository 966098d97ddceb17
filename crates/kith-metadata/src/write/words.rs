//! Keywords in the three lists of a packet.

use std::collections::BTreeSet;

use kith_domain::KeywordPath;

use super::edit::Edits;
use super::texts::Texts;
use super::{Change, WritePlan};
use crate::MetadataError;
use crate::keywords::{self, Keyword, KeywordSource, LISTS};
use crate::xmp::Packet;

/// How the keywords of a file must change; all others stay as they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KeywordWish<'a> {
    /// Those of its photo, which a new list would hide from programs that look no further.
    pub kept: &'a [KeywordPath],
    /// Those that it must have, as the person said.
    pub added: &'a [KeywordPath],
    /// Those that it must not have.
    pub removed: &'a [KeywordPath],
}

impl KeywordWish<'_> {
    /// Whether nothing is to change.
    pub fn is_empty(self) -> bool {
        self.kept.is_empty() && self.added.is_empty() && self.removed.is_empty()
    }

    /// The keys of what must not be there.
    pub(super) fn gone(self) -> BTreeSet<String> {
        self.removed.iter().map(KeywordPath::key).collect()
    }
}

/// What a list of keywords gains or loses.
pub(super) fn change(tag: &'static str, source: KeywordSource, old: Option<&str>, new: Option<&str>) -> Change {
    let keyword = old.or(new).and_then(|text| Keyword::new(text, source)).map(|keyword| keyword.path);
    Change { keyword, ..Change::text(tag, old, new) }
}

/// Whether a text in a list is one of those keywords.
pub(super) fn is_among(keys: &BTreeSet<String>, text: &str, source: KeywordSource) -> bool {
    let key = || Keyword::new(text, source)?.key();
    !keys.is_empty() && key().is_some_and(|key| keys.contains(&key))
}

/// One of the lists, and what becomes of it.
pub(super) struct Words<'a> {
    list: Texts<'a>,
    tag: &'static str,
    source: KeywordSource,
    /// The keys of what leaves the lists.
    gone: BTreeSet<String>,
    /// The keys of what the list says then.
    keys: BTreeSet<String>,
    added: Vec<String>,
}

/// What becomes of the lists of a packet.
///
/// # Errors
/// When a path cannot be written in any of them.
pub(super) fn words<'a>(packet: &'a Packet, wish: KeywordWish<'_>) -> Result<Vec<Words<'a>>, MetadataError> {
    // digiKam finds its own list only where it is a sequence.
    const TAGS: [(&str, &str); 3] =
        [("dc:subject", "Bag"), ("lr:hierarchicalSubject", "Bag"), ("digiKam:TagsList", "Seq")];
    let lists = LISTS.iter().zip(TAGS).map(|((ns, name, source), (tag, array))| {
        Words::of(Texts::of(packet, *ns, name, array), tag, *source, wish.gone())
    });
    let mut lists: Vec<Words<'_>> = lists.collect();
    if wish.added.is_empty() {
        return Ok(lists);
    }
    let there: BTreeSet<String> = lists.iter().flat_map(|list| list.keys.iter().cloned()).collect();
    // A keyword that can be read is left as other programs wrote it.
    for keyword in wish.added.iter().filter(|keyword| !there.contains(&keyword.key())) {
        let mut is_written = keyword.parts().len() == 1;
        for list in &mut lists {
            is_written |= list.add(keyword, is_written);
        }
        if !is_written {
            let path = keyword.parts().join(" > ");
            return Err(MetadataError::Unsupported(format!("no list of keywords has room for both / and | in {path}")));
        }
    }
    Ok(lists)
}

impl<'a> Words<'a> {
    fn of(list: Texts<'a>, tag: &'static str, source: KeywordSource, gone: BTreeSet<String>) -> Self {
        let keys = list.texts().filter_map(|text| Keyword::new(text, source)?.key());
        let keys = keys.filter(|key| !gone.contains(key)).collect();
        Self { list, tag, source, gone, keys, added: Vec::new() }
    }

    /// Puts a keyword in as this list has it, unless it is there; true if its whole path can be read from the list then.
    fn add(&mut self, keyword: &KeywordPath, is_written: bool) -> bool {
        let separator = self.source.separator();
        let fits = separator.is_none_or(|separator| !keyword.parts().iter().any(|part| part.contains(separator)));
        // Single words need no hierarchy; digiKam's list is for programs that have begun it.
        let is_asked = match self.source {
            KeywordSource::Lightroom => self.list.exists() || keyword.parts().len() > 1,
            KeywordSource::DigiKam => self.list.exists() || !is_written,
            KeywordSource::DublinCore | KeywordSource::Iptc => true,
        };
        if !fits || !is_asked {
            return false;
        }
        let path = if separator.is_some() { keyword.clone() } else { keyword.word() };
        if self.keys.insert(path.key()) {
            self.added.push(path.parts().join(&separator.map(String::from).unwrap_or_default()));
        }
        separator.is_some()
    }

    /// What the list says then.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let kept = self.list.texts().filter(|text| !is_among(&self.gone, text, self.source));
        kept.chain(self.added.iter().map(String::as_str))
    }

    /// Makes the changes; the result is a property that is to be added, if there was none.
    pub(super) fn apply(&self, edits: &mut Edits<'_>, plan: &mut WritePlan) -> Option<String> {
        let is_gone = |text: &str| is_among(&self.gone, text, self.source);
        let removed = self.list.texts().filter(|text| is_gone(text));
        plan.changes.extend(removed.map(|text| change(self.tag, self.source, Some(text), None)));
        plan.changes.extend(self.added.iter().map(|text| change(self.tag, self.source, None, Some(text))));
        let added: Vec<&str> = self.added.iter().map(String::as_str).collect();
        self.list.change(is_gone, &added, edits)
    }
}

/// Whether a packet says what is wished, nothing that was to be taken out, and everything else as before.
pub(super) fn are_right(before: &[Words<'_>], new: &Packet, wish: KeywordWish<'_>) -> bool {
    let expected = before
        .iter()
        .flat_map(|list| list.texts().filter_map(|text| Keyword::new(text, list.source)).collect::<Vec<_>>());
    let sorted = |keywords: Vec<Keyword>| {
        let mut keywords = keywords;
        keywords.sort();
        keywords
    };
    let found = keywords::keywords(new);
    let keys: BTreeSet<String> = found.iter().filter_map(Keyword::key).collect();
    let is_there = |keyword: &KeywordPath| keys.contains(&keyword.key());
    wish.added.iter().all(is_there) && !wish.removed.iter().any(is_there) && sorted(expected.collect()) == sorted(found)
}
