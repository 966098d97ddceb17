//! The keywords that files tell of. Files are the truth: what none of them says any more is gone.

use std::collections::HashSet;

use kith_domain::{FileId, KeywordPath, on_their_own};
use kith_store::{FileKeyword, Sources, Write};

use super::Accounts;
use crate::error::Result;

/// Keywords of one photo that are kept; the most diligent archives have fewer.
const MOST: usize = 500;

/// The keywords of a photo as its files tell them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ToldKeywords {
    /// Each path once, as it is written.
    paths: Vec<KeywordPath>,
    /// Whether all files that may have keywords were read to their end.
    is_whole: bool,
}

impl ToldKeywords {
    /// Takes the keywords of all files together. Texts that are no words are passed over.
    pub(crate) fn of(accounts: &Accounts) -> Self {
        let mut known = HashSet::new();
        let written = accounts.iter().flat_map(|(_, people)| &people.keywords);
        let paths = written.filter_map(|keyword| KeywordPath::new(&keyword.path));
        Self {
            paths: paths.filter(|path| known.insert(path.clone())).take(MOST).collect(),
            is_whole: accounts.iter().all(|(source, people)| *source == Sources::PICASA || people.problems.is_empty()),
        }
    }

    /// Keeps them for a file. If the same photo was there `before`, what a damaged file said stays until it can be read.
    ///
    /// # Errors
    /// When the library cannot be read or written.
    pub(crate) async fn keep(&self, write: &mut Write, file: FileId, before: bool) -> Result<()> {
        let old = write.file_keywords(file).await?;
        let mut paths = self.paths.clone();
        if before && !self.is_whole {
            paths.extend(old.iter().map(|known| known.path.clone()).filter(|path| !self.paths.contains(path)));
        }
        paths.sort_by_cached_key(|path| (path.key(), path.text()));
        let own = on_their_own(&paths);
        let now: Vec<_> = paths.into_iter().zip(own).map(|(path, own)| FileKeyword { path, own }).collect();
        if now != old {
            write.set_file_keywords(file, &now).await?;
        }
        Ok(())
    }
}
