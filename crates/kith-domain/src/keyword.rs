//! Keywords: ordinary words for a photo, each with its place in a hierarchy.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::person::{fold, is_no_text};

/// Characters of the longest part.
const LONGEST: usize = 200;
/// Parts of the longest path; hierarchies of people have a handful.
const DEEPEST: usize = 32;
/// What stands between the parts in a text; no part has it, nor anything that comes before it.
const BETWEEN: char = '\u{1f}';

/// A keyword, from the outermost part of its hierarchy to the word itself: at least one part, each NFC, trimmed, not
/// empty, without control characters and not endless.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeywordPath(Vec<String>);

impl KeywordPath {
    /// `None` when there is no part, or one is no word, or there are too many.
    pub fn new<T: AsRef<str>>(parts: &[T]) -> Option<Self> {
        let parts: Vec<String> = parts.iter().map(|part| part.as_ref().trim().nfc().collect()).collect();
        let is_word =
            |part: &String| !part.is_empty() && part.chars().count() <= LONGEST && !part.chars().any(is_no_text);
        ((1..=DEEPEST).contains(&parts.len()) && parts.iter().all(is_word)).then_some(Self(parts))
    }

    /// One that was made by [`Self::new`] and kept as its [`Self::text`].
    pub fn kept(text: &str) -> Self {
        Self(text.split(BETWEEN).map(ToOwned::to_owned).collect())
    }

    /// From the outermost part to the word itself.
    pub fn parts(&self) -> &[String] {
        &self.0
    }

    /// The parts in one text, for a database.
    pub fn text(&self) -> String {
        self.0.join(&BETWEEN.to_string())
    }

    /// What makes two keywords the same: the text, folded. The keys of everything below a keyword, and no others, begin
    /// with its own and come before its own with a space.
    pub fn key(&self) -> String {
        fold(&self.text())
    }

    /// The keys of the keyword itself and of everything below it, and no others.
    pub fn keys_within(&self) -> Range<String> {
        let key = self.key();
        let end = format!("{key} ");
        key..end
    }

    /// Whether it is another keyword, or lies below it.
    pub fn is_within(&self, other: &Self) -> bool {
        other.keys_within().contains(&self.key())
    }

    /// What becomes of it when `from`, within which it is, becomes `to`; `None` when that has too many parts.
    #[must_use]
    pub fn moved(&self, from: &Self, to: &Self) -> Option<Self> {
        let below = self.0.get(from.0.len()..)?;
        let parts = [&to.0[..], below].concat();
        (parts.len() <= DEEPEST).then_some(Self(parts))
    }

    /// The word itself, without what is above it.
    #[must_use]
    pub fn word(&self) -> Self {
        Self(self.0.last().cloned().into_iter().collect())
    }

    /// The keys of everything that programs write beside it: what is above it, and each of its parts by itself.
    pub fn repeated(&self) -> impl Iterator<Item = String> {
        let parts = self.0.iter().map(|part| fold(part));
        self.above().map(|above| above.key()).chain(parts)
    }

    /// Everything above it, the outermost first.
    pub fn above(&self) -> impl Iterator<Item = Self> {
        (1..self.0.len()).map(|count| Self(self.0[..count].to_vec()))
    }
}

impl fmt::Display for KeywordPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" > "))
    }
}

/// Which keywords of a photo stand for themselves: each once, and none that only repeats a part of a longer one. Programs
/// that know a hierarchy write its words once more by themselves, for those that know none.
pub fn on_their_own(keywords: &[KeywordPath]) -> Vec<bool> {
    let mut known: HashSet<String> = HashSet::new();
    for keyword in keywords.iter().filter(|keyword| keyword.0.len() > 1) {
        known.extend(keyword.repeated());
    }
    keywords.iter().map(|keyword| known.insert(keyword.key())).collect()
}

/// Words of a photo that only repeat a part of what is `gone`, and of nothing that is `kept`: they are taken out with it. Each
/// once.
pub fn only_repeating(keywords: &[KeywordPath], gone: &[KeywordPath], kept: &[KeywordPath]) -> Vec<KeywordPath> {
    let mut known: HashSet<String> = gone.iter().chain(kept).map(KeywordPath::key).collect();
    known.extend(kept.iter().flat_map(KeywordPath::repeated));
    let repeats: HashSet<String> = gone.iter().flat_map(KeywordPath::repeated).collect();
    keywords.iter().filter(|word| repeats.contains(&word.key()) && known.insert(word.key())).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> KeywordPath {
        KeywordPath::new(&text.split('/').collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn a_keyword_is_words_that_can_be_seen() {
        assert_eq!(KeywordPath::new(&[" Orte", "Zu\u{308}rich "]).unwrap().parts(), ["Orte", "Z\u{fc}rich"]);
        for parts in [&[][..], &[" "], &["a", ""], &["a\u{1f}b"], &["a\nb"]] {
            assert_eq!(KeywordPath::new(parts), None, "{parts:?}");
        }
        assert_eq!(KeywordPath::new(&["a".repeat(201)]), None);
        assert!(KeywordPath::new(&["a"; 32]).is_some() && KeywordPath::new(&["a"; 33]).is_none());
        let kept = path("Orte/AC|DC/Rom");
        assert_eq!(KeywordPath::kept(&kept.text()), kept);
    }

    #[test]
    fn what_lies_below_a_keyword_has_a_key_between_its_own_and_that_with_a_space() {
        let orte = path("Orte");
        let is_below = |other: &str| path(other).is_within(&orte);
        assert!(["orte", "ORTE", "Orte/Rom", "Orte/!", "orte/a/b"].into_iter().all(is_below));
        assert!(!["Ort", "Orten", "Orte Rom", "Orte!", "Rom/Orte", "P"].into_iter().any(is_below));
        assert_eq!(path("Orte/Italien/Rom").above().collect::<Vec<_>>(), [orte, path("Orte/Italien")]);
    }

    #[test]
    fn with_a_keyword_moves_what_lies_below_it() {
        let moved = |text: &str| path(text).moved(&path("orte/rom"), &path("Italien"));
        assert_eq!(moved("Orte/Rom"), Some(path("Italien")));
        assert_eq!(moved("Orte/ROM/Forum/Tag 2"), Some(path("Italien/Forum/Tag 2")));
        let deep = path(&["a"; 32].join("/"));
        assert_eq!(deep.moved(&path("a"), &path("b/c")), None);
        assert_eq!(deep.moved(&path("a/a"), &path("b/c")).unwrap().parts().len(), 32);
    }

    #[test]
    fn what_only_repeats_a_part_does_not_stand_for_itself() {
        let keywords = ["Rom", "Orte", "Hund", "Orte/Italien", "Orte/Italien/Rom", "hund", "Italien/Rom"].map(path);
        assert_eq!(on_their_own(&keywords), [false, false, true, false, true, false, true]);
    }

    #[test]
    fn with_a_keyword_goes_what_only_repeats_it() {
        let words = ["Orte", "Rom", "Italien", "Hund"].map(path);
        let gone = |texts: &[&str], kept: &[&str]| {
            let paths = |texts: &[&str]| texts.iter().map(|text| path(text)).collect::<Vec<_>>();
            only_repeating(&words, &paths(texts), &paths(kept))
        };
        assert_eq!(gone(&["orte/italien/rom"], &["Orte/Kuba", "Hund"]), ["Rom", "Italien"].map(path));
        assert_eq!(gone(&["Orte/Italien/Rom", "Hund"], &["Rom"]), ["Orte", "Italien"].map(path));
        assert_eq!(gone(&["Rom"], &[]), []);
    }
}
