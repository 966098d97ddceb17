//! Why a use case failed.

use std::path::PathBuf;

use kith_domain::decision::Refusal;
use kith_store::StoreError;
use kith_vision::VisionError;

use crate::scan::LibraryWork;

/// Everything that can go wrong, each told apart by whose fault it is.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// A decision cannot hold. `number` is its place in the batch, from 1.
    #[error("line {number}: {refusal}")]
    Refused {
        /// Which decision of the batch.
        number: usize,
        /// Why.
        #[source]
        refusal: Refusal,
    },
    /// A word of the request means nothing in this library.
    #[error("there is no {what} {name:?}")]
    NotFound {
        /// What kind of thing.
        what: &'static str,
        /// What was asked for.
        name: String,
    },
    /// A word of the request means several things in this library.
    #[error("there is more than one {what} {name:?}: say its whole path")]
    Ambiguous {
        /// What kind of thing.
        what: &'static str,
        /// What was asked for.
        name: String,
    },
    /// Somebody else works on the photos of this library.
    #[error("{what} by {holder}; wait for it, or stop it", what = work.told())]
    Busy {
        /// What they do.
        work: LibraryWork,
        /// Program and process.
        holder: String,
    },
    /// A folder or photo cannot be read.
    #[error("{path}: {source}", path = kith_domain::shown_path(path))]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A file that the person named cannot be written.
    #[error("{path}: {source}", path = kith_domain::shown_path(path))]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A photo gives no picture.
    #[error("{path}: {source}", path = kith_domain::shown_path(path))]
    Photo {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: kith_media::DecodeFailure,
    },
    /// A file of metadata cannot be read.
    #[error("{path}: {source}", path = kith_domain::shown_path(path))]
    Metadata {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: kith_metadata::MetadataError,
    },
    /// A small picture could not be made.
    #[error(transparent)]
    Thumbnail(#[from] kith_media::ThumbnailError),
    /// The networks.
    #[error(transparent)]
    Vision(#[from] VisionError),
    /// The library.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The operating system gave no random numbers.
    #[error("the system gives no random numbers: {0}")]
    Random(String),
}

impl AppError {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        |source| Self::Io { path: path.into(), source }
    }
}

pub(crate) type Result<T> = std::result::Result<T, AppError>;
