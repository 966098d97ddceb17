//! Identities that were never used before.

use crate::error::{AppError, Result};

/// Random identities; remembers if the system had none to give.
#[derive(Default)]
pub(crate) struct Fresh {
    failure: Option<String>,
}

impl Fresh {
    /// Bytes that were never used before.
    pub(crate) fn bytes(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        if let Err(error) = getrandom::fill(&mut bytes) {
            self.failure = Some(error.to_string());
        }
        bytes
    }

    /// # Errors
    /// When the system had none to give.
    pub(crate) fn check(self) -> Result<()> {
        self.failure.map_or(Ok(()), |failure| Err(AppError::Random(failure)))
    }
}
