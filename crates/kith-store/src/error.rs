//! What can go wrong with a library.

use std::path::PathBuf;

/// Why the library could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder or a file in it could not be made or read.
    #[error("{path}: {source}", path = kith_domain::shown_path(path))]
    Io {
        /// What.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// SQLite said no.
    #[error("the library: {}", explained(.0))]
    Database(#[from] sqlx::Error),
    /// A database could not be opened.
    #[error("{path}: {}", explained(.source), path = kith_domain::shown_path(path))]
    Unusable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: sqlx::Error,
    },
    /// Another program's database cannot be read.
    #[error("{path}: this is no database that can be read: {source}", path = kith_domain::shown_path(path))]
    Foreign {
        /// Which.
        path: PathBuf,
        /// Why.
        source: sqlx::Error,
    },
    /// The database was made by a newer version of Kith.
    #[error("{path} was made by a newer version of Kith; open it with that one, nothing was changed", path = kith_domain::shown_path(path))]
    Newer {
        /// Which.
        path: PathBuf,
    },
    /// Another program holds on to old data.
    #[error("another program is reading the library; close it and try again")]
    InUse,
    /// The database could not be brought into the form of this version.
    #[error("{path} cannot be brought up to date: {source}", path = kith_domain::shown_path(path))]
    Migration {
        /// Which database.
        path: PathBuf,
        /// Why.
        #[source]
        source: sqlx::migrate::MigrateError,
    },
    /// A value in the database means nothing.
    #[error("the library holds a {what} that means nothing: {value:?}; put a copy of its database in its place")]
    Corrupt {
        /// What kind of value.
        what: &'static str,
        /// The value.
        value: String,
    },
}

/// What SQLite says and, where it is the disk's fault, what to do.
fn explained(error: &sqlx::Error) -> String {
    let advice = match primary_code(error) {
        Some(NOT_A_DATABASE | CORRUPT) => {
            "this database is damaged; put a copy of it in its place (backups/ has those made before updates), \
             or move it away and scan again, which finds everything but what you said"
        }
        Some(FULL) => "the disk is full; make room and try again, what was done before is kept",
        Some(READ_ONLY) => "the library cannot be written here; copy it into a folder where you may write",
        Some(CANNOT_OPEN) => "the database cannot be opened; look at who may read and write it and its folder",
        _ => return error.to_string(),
    };
    format!("{advice} ({error})")
}

// Result codes of SQLite: https://www.sqlite.org/rescode.html
const READ_ONLY: u32 = 8;
const CORRUPT: u32 = 11;
const FULL: u32 = 13;
const CANNOT_OPEN: u32 = 14;
const NOT_A_DATABASE: u32 = 26;

/// The lowest byte of an extended result code.
fn primary_code(error: &sqlx::Error) -> Option<u32> {
    let code: u32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}

/// Whether the file is no database, or no longer.
pub(crate) fn is_damage(error: &sqlx::Error) -> bool {
    matches!(primary_code(error), Some(NOT_A_DATABASE | CORRUPT))
}

impl StoreError {
    pub(crate) fn corrupt(what: &'static str, value: impl ToString) -> Self {
        Self::Corrupt { what, value: value.to_string() }
    }
}

pub(crate) type Result<T> = std::result::Result<T, StoreError>;
