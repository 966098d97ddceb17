//! The files that do not say yet what the library knows: how many they are, what would change in them, what stopped them.

use kith_domain::FileId;
use kith_store::{Beside, FilePeople, FilesToWrite, Library};

use super::write_library::{LibraryWrite, WriteProgress, WrittenFile, kept, write_files};
use super::write_people::{Manner, Target};
use crate::dto::{ListStopped, ListWaiting, StoppedPage, WaitingPage, convert};
use crate::error::{AppError, Result};

/// Which of the files that wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waiting {
    /// All of them, also those that could not be written the last time.
    All,
    /// Those in which nothing went wrong the last time: a folder that nobody may write is not tried over and over.
    NeverStopped,
    /// Those in which something went wrong the last time.
    Stopped,
    /// Of all of them these.
    Only(Vec<FileId>),
    /// Of those that cannot be written into, these, or all: beside them, from now on.
    Beside(Option<Vec<FileId>>),
}

/// The files that wait, by path.
///
/// # Errors
/// When the library cannot be read.
pub(crate) async fn waiting(library: &Library, wished: Target, which: &Waiting) -> Result<Vec<FilePeople>> {
    let (stopped, only) = match which {
        Waiting::All => (None, None),
        Waiting::NeverStopped => (Some(false), None),
        Waiting::Stopped => (Some(true), None),
        Waiting::Only(files) => (None, Some(files)),
        Waiting::Beside(files) => (Some(true), files.as_ref()),
    };
    let is_meant = |file: &FilePeople| {
        let is_beside = !matches!(which, Waiting::Beside(_)) || file.beside == Some(Beside::Chosen);
        is_beside && only.is_none_or(|only| only.contains(&file.file))
    };
    let mut files = library.files_to_write(kept(wished), stopped, (0, u32::MAX)).await?;
    files.retain(is_meant);
    Ok(files)
}

/// How many files wait, and how many could not be written the last time.
///
/// # Errors
/// When the library cannot be read.
pub(crate) async fn counts(library: &Library, wished: Target) -> Result<FilesToWrite> {
    Ok(library.count_files_to_write(kept(wished)).await?)
}

/// A part of the files that wait, with what would change in each; those that could not be written are passed over.
///
/// # Errors
/// When the library cannot be read.
pub(crate) async fn waiting_page(
    library: &Library,
    (wished, manner): (Target, Manner),
    request: ListWaiting,
) -> Result<WaitingPage> {
    let total = counts(library, wished).await?.waiting;
    let page = library.files_to_write(kept(wished), Some(false), (request.offset, request.limit)).await?;
    let look = LibraryWrite { target: wished, manner, dry_run: true, again: false, paths: Vec::new() };
    let mut files = Vec::new();
    let mut each = |file: WrittenFile, _: WriteProgress| {
        files.push(convert::waiting_file(file));
        Ok::<_, AppError>(())
    };
    write_files(library, &look, &page, &|| false, &mut each).await?;
    Ok(WaitingPage { total, files })
}

/// A part of the files that could not be written the last time.
///
/// # Errors
/// When the library cannot be read.
pub(crate) async fn stopped_page(library: &Library, wished: Target, request: ListStopped) -> Result<StoppedPage> {
    let total = counts(library, wished).await?.stopped;
    let page = library.files_to_write(kept(wished), Some(true), (request.offset, request.limit)).await?;
    let mut files = Vec::new();
    for file in page {
        let conflicts = library.people_conflicts_of(file.file).await?;
        let offers = wished == Target::Embedded && file.beside == Some(Beside::Offered);
        files.push(convert::stopped_file(&file, conflicts.iter().any(|conflict| conflict.from_file), offers));
    }
    Ok(StoppedPage { total, files })
}

/// Writes files that wait, and gives each of them to `each`. Ends early when `is_cancelled` says so; what is written stays.
///
/// # Errors
/// When the library cannot be read or written, or `each` says so.
pub(crate) async fn write_waiting(
    library: &Library,
    request: &LibraryWrite,
    which: &Waiting,
    is_cancelled: &(dyn Fn() -> bool + Sync),
    each: &mut (dyn FnMut(WrittenFile, WriteProgress) -> Result<()> + Send),
) -> Result<()> {
    if let Waiting::Beside(files) = which {
        choose_beside(library, files.as_deref()).await?;
    }
    let files = waiting(library, request.target, which).await?;
    write_files(library, request, &files, is_cancelled, each).await?;
    library.sync().await?;
    Ok(())
}

/// Keeps that people are written beside these files, or all that cannot be written into.
async fn choose_beside(library: &Library, files: Option<&[FileId]>) -> Result<()> {
    let mut write = library.write().await?;
    match files {
        None => write.choose_beside(None).await?,
        Some(files) => {
            for file in files {
                write.choose_beside(Some(*file)).await?;
            }
        }
    }
    write.commit().await?;
    Ok(())
}
