//! Names of people.

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

/// Words that name states of faces and therefore nobody.
const RESERVED: [&str; 3] = ["unknown", "unconfirmed", "ignored"];

/// Characters of the longest name.
const LONGEST: usize = 200;

/// A person's name as it is shown: NFC, trimmed, something to see, no control characters, not endless, and not to be
/// mistaken for one of the reserved words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonName(String);

/// What makes two names the same: NFC and case folding.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameKey(String);

/// Why a text is no name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but spaces and other characters that cannot be seen.
    #[error("a name cannot be empty")]
    Empty,
    /// One of the words for states of faces.
    #[error("{0:?} is the name of a state of faces and cannot be a person")]
    Reserved(String),
    /// A line break or another control character, or one that turns the direction of writing.
    #[error("a name cannot contain control characters")]
    Control,
    /// More than 200 characters.
    #[error("a name cannot have more than {LONGEST} characters")]
    TooLong,
}

/// Control characters, and those that XML cannot hold.
pub(crate) fn is_no_text(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

impl PersonName {
    /// Puts a text into the form of a name.
    ///
    /// # Errors
    /// When nothing is left, when the text is reserved or too long, or when it contains control characters.
    pub fn new(text: &str) -> Result<Self, NameError> {
        let name: String = text.trim().nfc().collect();
        let seen: String = name.nfkc().filter(|c| !is_invisible(*c)).collect();
        if name.chars().any(|c| is_no_text(c) || turns_direction(c)) {
            return Err(NameError::Control);
        }
        if seen.trim().is_empty() {
            return Err(NameError::Empty);
        }
        if RESERVED.contains(&fold(seen.trim()).as_str()) {
            return Err(NameError::Reserved(name));
        }
        if name.chars().count() > LONGEST {
            return Err(NameError::TooLong);
        }
        Ok(Self(name))
    }

    /// A name that was once made by [`Self::new`] and kept since, whatever the rules are now.
    pub fn kept(text: String) -> Self {
        Self(text)
    }

    /// The name as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What must be unique among people.
    pub fn key(&self) -> NameKey {
        NameKey(fold(&self.0))
    }
}

impl std::fmt::Display for PersonName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl NameKey {
    /// The folded text, for an index.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX #9).
const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters that are drawn as nothing: the default ignorable ones of Unicode, and the empty Braille pattern.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

pub(crate) fn fold(text: &str) -> String {
    UniCase::new(text).to_folded_case().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> NameKey {
        PersonName::new(text).unwrap().key()
    }

    #[test]
    fn names_are_the_same_without_regard_to_case_spaces_and_composition() {
        assert_eq!(key("  Zoë Groß "), key("ZOE\u{308} GROSS"));
        assert_ne!(key("Zoë"), key("Zoe"));
        assert_eq!(PersonName::new(" Zoe\u{308} ").unwrap().as_str(), "Zo\u{eb}");
    }

    #[test]
    fn states_of_faces_are_nobody() {
        for word in ["Unknown", " unconfirmed ", "IGNORED"] {
            assert!(matches!(PersonName::new(word), Err(NameError::Reserved(_))), "{word}");
        }
        for text in ["Unknown\u{200b}", "\u{ff35}nknown", "Ig\u{ad}nored", "\u{24ca}nconfirmed\u{feff} "] {
            assert!(matches!(PersonName::new(text), Err(NameError::Reserved(_))), "{text:?}");
        }
        assert!(PersonName::new("Ignored Jones").is_ok());
    }

    #[test]
    fn a_name_can_be_seen_and_is_one_line_in_one_direction() {
        for text in ["", " \t", "\u{200b}", "\u{3164}\u{a0}\u{2800}", "\u{feff}"] {
            assert_eq!(PersonName::new(text), Err(NameError::Empty), "{text:?}");
        }
        for text in ["A\nB", "\u{fffe}", "a\u{ffff}", "\u{202e}evil", "a\u{200f}", "\u{2066}x\u{2069}"] {
            assert_eq!(PersonName::new(text), Err(NameError::Control), "{text:?}");
        }
        assert_eq!(PersonName::new(&"a".repeat(201)), Err(NameError::TooLong));
        let good = ["a".repeat(200), "\u{1f468}\u{200d}\u{1f469}".into(), "\u{645}\u{6cc}\u{200c}\u{62e}".into()];
        assert!(good.iter().all(|text| PersonName::new(text).is_ok()));
    }
}
