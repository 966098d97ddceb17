//! Names of people.

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

/// Words that name states of faces and therefore nobody.
const RESERVED: [&str; 3] = ["unknown", "unconfirmed", "ignored"];

/// A person's name as it is shown: NFC, trimmed, not empty, no control characters, none of the reserved words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonName(String);

/// What makes two names the same: NFC and case folding.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameKey(String);

/// Why a text is no name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but spaces.
    #[error("a name cannot be empty")]
    Empty,
    /// One of the words for states of faces.
    #[error("{0:?} is the name of a state of faces and cannot be a person")]
    Reserved(String),
    /// A line break or another control character.
    #[error("a name cannot contain control characters")]
    Control,
}

impl PersonName {
    /// Puts a text into the form of a name.
    ///
    /// # Errors
    /// When nothing is left, when the text is reserved, or when it contains control characters.
    pub fn new(text: &str) -> Result<Self, NameError> {
        let name: String = text.trim().nfc().collect();
        if name.is_empty() {
            return Err(NameError::Empty);
        }
        if name.chars().any(char::is_control) {
            return Err(NameError::Control);
        }
        let key = fold(&name);
        if RESERVED.contains(&key.as_str()) {
            return Err(NameError::Reserved(name));
        }
        Ok(Self(name))
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

fn fold(text: &str) -> String {
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
        assert_eq!(PersonName::new(" \t"), Err(NameError::Empty));
        assert_eq!(PersonName::new("A\nB"), Err(NameError::Control));
        assert!(PersonName::new("Ignored Jones").is_ok());
    }
}
