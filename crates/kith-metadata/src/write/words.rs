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
    /// Those that it must have.
    pub added: &'a [KeywordPath],
    /// Those that it must not have.
    pub removed: &'a [KeywordPath],
}

impl KeywordWish<'_> {
    /// Whether nothing is to change.
    pub fn is_empty(self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }

    /// Whether a text in a list is to be taken out of it.
    pub(super) fn is_gone(self, text: &str, source: KeywordSource) -> bool {
        let key = Keyword::new(text, source).and_then(|keyword| keyword.key());
        key.is_some_and(|key| self.removed.iter().any(|removed| removed.key() == key))
    }
}

/// One of the lists, and what becomes of it.
pub(super) struct Words<'a> {
    list: Texts<'a>,
    tag: &'static str,
    source: KeywordSource,
    added: Vec<String>,
}

/// What becomes of the lists of a packet.
///
/// # Errors
/// When a path cannot be written in any of them.
pub(super) fn words<'a>(packet: &'a Packet, wish: KeywordWish<'_>) -> Result<Vec<Words<'a>>, MetadataError> {
    const TAGS: [&str; 3] = ["dc:subject", "lr:hierarchicalSubject", "digiKam:TagsList"];
    let lists = LISTS.iter().zip(TAGS).map(|((ns, name, source), tag)| {
        let list = Texts::of(packet, *ns, name);
        Words { list, tag, source: *source, added: Vec::new() }
    });
    let mut lists: Vec<Words<'_>> = lists.collect();
    let there: BTreeSet<String> = lists.iter().flat_map(|list| list.keys(wish)).collect();
    // A keyword that can be read is left as other programs wrote it.
    for keyword in wish.added.iter().filter(|keyword| !there.contains(&keyword.key())) {
        let mut is_written = keyword.parts().len() == 1;
        for list in &mut lists {
            is_written |= list.add(keyword, is_written, wish);
        }
        if !is_written {
            let path = keyword.parts().join(" > ");
            return Err(MetadataError::Unsupported(format!("no list of keywords has room for both / and | in {path}")));
        }
    }
    Ok(lists)
}

impl Words<'_> {
    /// Puts a keyword in as this list has it, unless it is there; true if its whole path can be read from the list then.
    fn add(&mut self, keyword: &KeywordPath, is_written: bool, wish: KeywordWish<'_>) -> bool {
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
        let text = path.parts().join(&separator.map(String::from).unwrap_or_default());
        if !self.keys(wish).contains(&path.key()) {
            self.added.push(text);
        }
        separator.is_some()
    }

    /// The keys of what the list says then.
    fn keys(&self, wish: KeywordWish<'_>) -> Vec<String> {
        self.texts(wish).filter_map(|text| Keyword::new(text, self.source)?.key()).collect()
    }

    /// What the list says then.
    fn texts<'b>(&'b self, wish: KeywordWish<'b>) -> impl Iterator<Item = &'b str> {
        let kept = self.list.texts().filter(move |text| !wish.is_gone(text, self.source));
        kept.chain(self.added.iter().map(String::as_str))
    }

    /// Makes the changes; the result is a property that is to be added, if there was none.
    pub(super) fn apply(&self, wish: KeywordWish<'_>, edits: &mut Edits<'_>, plan: &mut WritePlan) -> Option<String> {
        let is_gone = |text: &str| wish.is_gone(text, self.source);
        let removed = self.list.texts().filter(|text| is_gone(text));
        plan.changes.extend(removed.map(|text| Change::text(self.tag, Some(text), None)));
        plan.changes.extend(self.added.iter().map(|text| Change::text(self.tag, None, Some(text))));
        let added: Vec<&str> = self.added.iter().map(String::as_str).collect();
        self.list.change(is_gone, &added, edits)
    }
}

/// Whether a packet says what is wished, nothing that was to be taken out, and everything else as before.
pub(super) fn are_right(before: &[Words<'_>], new: &Packet, wish: KeywordWish<'_>) -> bool {
    let expected = before
        .iter()
        .flat_map(|list| list.texts(wish).filter_map(|text| Keyword::new(text, list.source)).collect::<Vec<_>>());
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
