//! What may have changed, and who changed it.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What may have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Topic {
    /// Who there is, and counts.
    People,
    /// Faces and what is said about them.
    Faces,
    /// Groups of faces of nobody.
    Groups,
    /// Photos.
    Photos,
    /// Folders.
    Roots,
    /// Names in files: what waits to be written, and what contradicts.
    Files,
}

/// Who changed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Origin {
    /// A scan.
    Scan,
    /// A decision.
    Decision,
    /// The writing of names to files.
    Writing,
    /// Another program.
    Outside,
}

/// Something has changed: what shows these topics should ask again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LibraryChanged {
    /// The library's new revision.
    #[specta(type = u32)]
    pub revision: i64,
    /// What.
    pub topics: Vec<Topic>,
    /// By whom.
    pub origin: Origin,
}

const ALL: [Topic; 6] = [Topic::People, Topic::Faces, Topic::Groups, Topic::Photos, Topic::Roots, Topic::Files];

impl Origin {
    /// What it may touch.
    fn topics(self) -> &'static [Topic] {
        match self {
            Self::Decision | Self::Scan | Self::Outside => &ALL,
            Self::Writing => &[Topic::Files],
        }
    }
}

impl LibraryChanged {
    /// A change to `revision` that any of `origins` may have made, the one that matters most first; if there is none, it
    /// came from outside.
    pub fn by(origins: &[Origin], revision: i64) -> Self {
        let origins = if origins.is_empty() { &[Origin::Outside] } else { origins };
        let touched = |topic: &Topic| origins.iter().any(|origin| origin.topics().contains(topic));
        Self { revision, topics: ALL.into_iter().filter(touched).collect(), origin: origins[0] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_touches_what_any_of_its_makers_may_touch() {
        let decision = LibraryChanged::by(&[Origin::Decision], 7);
        assert_eq!((decision.revision, decision.origin), (7, Origin::Decision));
        assert_eq!(decision.topics, ALL);
        assert_eq!(LibraryChanged::by(&[Origin::Writing], 7).topics, [Topic::Files]);
        let both = LibraryChanged::by(&[Origin::Writing, Origin::Scan], 8);
        assert_eq!((both.origin, &both.topics[..]), (Origin::Writing, &ALL[..]));
        let nobody = LibraryChanged::by(&[], 9);
        assert_eq!((nobody.origin, &nobody.topics[..]), (Origin::Outside, &ALL[..]));
    }
}
