//! What can go wrong with a library.

use std::path::PathBuf;

/// Why the library could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder or a file in it could not be made or read.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// What.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// SQLite said no.
    #[error("the library's database: {0}")]
    Database(#[from] sqlx::Error),
    /// Another program holds on to old data.
    #[error("another program is reading the library; close it and try again")]
    InUse,
    /// The database was made by a newer version of Kith, or its history was changed.
    #[error("{path} cannot be brought up to date: {source}", path = path.display())]
    Migration {
        /// Which database.
        path: PathBuf,
        /// Why.
        #[source]
        source: sqlx::migrate::MigrateError,
    },
    /// A value in the database means nothing.
    #[error("the library holds a {what} that means nothing: {value:?}")]
    Corrupt {
        /// What kind of value.
        what: &'static str,
        /// The value.
        value: String,
    },
}

impl StoreError {
    pub(crate) fn corrupt(what: &'static str, value: impl ToString) -> Self {
        Self::Corrupt { what, value: value.to_string() }
    }
}

pub(crate) type Result<T> = std::result::Result<T, StoreError>;
