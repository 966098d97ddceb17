//! Where something lies among the folders of a library.

use crate::RootId;

/// A folder or a file: a root, and the path below it as bytes with `/` between its parts; the empty path is the root itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The root.
    pub root: RootId,
    /// The path below it.
    pub key: Vec<u8>,
}

impl Location {
    /// Whether `other` is this, or lies below it.
    pub fn holds(&self, other: &Self) -> bool {
        let below = other.key.strip_prefix(&self.key[..]);
        self.root == other.root
            && below.is_some_and(|rest| self.key.is_empty() || rest.is_empty() || rest.starts_with(b"/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_holds_itself_and_what_lies_below_it_and_nothing_that_only_begins_like_it() {
        let at = |root, key: &str| Location { root: RootId(root), key: key.into() };
        for held in ["2024", "2024/a.jpg", "2024/May/b.jpg"] {
            assert!(at(1, "2024").holds(&at(1, held)), "{held}");
            assert!(at(1, "").holds(&at(1, held)), "{held}");
        }
        for other in [at(1, "2024-old/a.jpg"), at(1, "202"), at(1, ""), at(2, "2024/a.jpg")] {
            assert!(!at(1, "2024").holds(&other), "{other:?}");
        }
    }
}
