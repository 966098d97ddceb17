//! Why metadata cannot be read or written.

/// What is wrong with a piece of metadata, told apart by whose fault it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MetadataError {
    /// The bytes are not what they claim to be.
    #[error("{0}")]
    Malformed(String),
    /// The bytes are in order, but this crate does not do that with them.
    #[error("{0}")]
    Unsupported(String),
    /// More than any photo needs: somebody wants to use up time or memory.
    #[error("{0}")]
    Limit(String),
}

impl MetadataError {
    pub(crate) fn malformed(what: &str, reason: impl std::fmt::Display) -> Self {
        Self::Malformed(format!("{what}: {reason}"))
    }
}
