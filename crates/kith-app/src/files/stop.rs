//! What keeps Kith from writing a file: a code for the library and the page, a sentence for the command line.

use std::io::ErrorKind;

use kith_metadata::{Conflict, MetadataError};
use kith_store::Obstacle;

use super::replace::ReplaceError;
use crate::error::AppError;

/// Why a file was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stop {
    pub(super) obstacle: Obstacle,
    pub(super) reason: String,
    /// Whether a sidecar can be written instead.
    pub(super) beside_helps: bool,
}

impl Stop {
    fn new(obstacle: Obstacle, reason: String) -> Self {
        Self { obstacle, reason, beside_helps: false }
    }

    /// The same of a photo that cannot be written into as long as it is what it is.
    pub(super) fn with_sidecar_offered(self) -> Self {
        let reason = format!("{}; a file beside it can be written: --sidecar", self.reason);
        Self { reason, beside_helps: true, ..self }
    }

    /// The file says something else than the person; `found` and `kept` are the two words.
    pub(super) fn contradiction(found: &str, kept: &str) -> Self {
        let reason = format!("the file says {found} where you said {kept}; settle that first: kith metadata conflicts");
        Self::new(Obstacle::Contradiction, reason)
    }

    /// Faces are named otherwise since the file was last read.
    pub(super) fn contested(conflicts: &[Conflict]) -> Self {
        let quoted = |pick: fn(&Conflict) -> &String| conflicts.first().map(|conflict| format!("{:?}", pick(conflict)));
        let (found, wanted) = (quoted(|conflict| &conflict.found), quoted(|conflict| &conflict.wanted));
        Self::contradiction(&found.unwrap_or_default(), &wanted.unwrap_or_default())
    }

    /// A decoder or an editor panicked.
    pub(super) fn stumbled() -> Self {
        Self::new(Obstacle::Stumbled, "writing it made the program stumble".to_owned())
    }

    /// The drive is not there, and comes back.
    pub(super) fn away() -> Self {
        Self::new(Obstacle::Away, "its drive is away; it waits for it".to_owned())
    }
}

impl From<&MetadataError> for Stop {
    fn from(error: &MetadataError) -> Self {
        let obstacle = match error {
            MetadataError::Malformed(_) => Obstacle::Damaged,
            MetadataError::Unsupported(_) => Obstacle::Unsupported,
            MetadataError::Limit(_) => Obstacle::TooLarge,
        };
        Self::new(obstacle, error.to_string())
    }
}

impl From<&ReplaceError> for Stop {
    fn from(error: &ReplaceError) -> Self {
        let obstacle = match error {
            ReplaceError::ReadOnly | ReplaceError::Denied => Obstacle::ReadOnly,
            ReplaceError::Full => Obstacle::DiskFull,
            ReplaceError::Changed => Obstacle::Changed,
            ReplaceError::Another => Obstacle::AnotherPhoto,
            ReplaceError::Linked => Obstacle::Linked,
            ReplaceError::BrokenLink => Obstacle::BrokenLink,
            ReplaceError::Lost(_) => Obstacle::Attributes,
            ReplaceError::Unproven(_) => Obstacle::Unproven,
            ReplaceError::Io(_) => Obstacle::System,
        };
        Self::new(obstacle, error.to_string())
    }
}

/// What could not be read, before anything was written.
impl From<&AppError> for Stop {
    fn from(error: &AppError) -> Self {
        let obstacle = match error {
            AppError::Io { source, .. } if source.kind() == ErrorKind::NotFound => Obstacle::Missing,
            AppError::Metadata { .. } => Obstacle::Damaged,
            _ => Obstacle::Unreadable,
        };
        Self::new(obstacle, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_system_says_has_a_code() {
        let io = |kind: ErrorKind| AppError::Io { path: "1.jpg".into(), source: kind.into() };
        assert_eq!(Stop::from(&io(ErrorKind::NotFound)).obstacle, Obstacle::Missing);
        assert_eq!(Stop::from(&io(ErrorKind::PermissionDenied)).obstacle, Obstacle::Unreadable);
        for (kind, obstacle) in [
            (ErrorKind::PermissionDenied, Obstacle::ReadOnly),
            (ErrorKind::StorageFull, Obstacle::DiskFull),
            (ErrorKind::BrokenPipe, Obstacle::System),
        ] {
            assert_eq!(Stop::from(&ReplaceError::from(std::io::Error::from(kind))).obstacle, obstacle);
        }
        let limit = MetadataError::Limit("an XMP packet of 9000 MB".into());
        assert_eq!(Stop::from(&limit), Stop::new(Obstacle::TooLarge, limit.to_string()));
    }
}
