//! The files that do not say yet what the library knows: how many they are, what would change in them, what stopped them.

use std::collections::BTreeSet;

use kith_domain::FileId;
use kith_store::{FilePeople, Library, WriteState};

use super::write_library::{LibraryWrite, WriteProgress, WrittenFile, kept, target, write_files};
use super::write_people::{Dates, Target};
use crate::dto::{ListWaiting, StoppedFile, WaitingPage, convert};
use crate::error::{AppError, Result};

/// Which of the files that wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waiting {
    /// All of them, also those that could not be written the last time.
    All,
    /// Those in which nothing went wrong the last time: a folder that nobody may write is not tried over and over.
    NeverStopped,
    /// Of all of them these.
    Only(Vec<FileId>),
}

/// Whether a file is to be written: it says less than it should, was written to another place than is wished now, or could
/// not be written.
pub(super) fn waits(file: &FilePeople, wished: Target) -> bool {
    let path = || crate::path_of(&file.root, &file.key);
    // Raw files and formats that are not changed have a sidecar, whatever is wished.
    let is_elsewhere = file.target.is_some_and(|at| at != kept(wished) && at != kept(target(&path(), wished)));
    file.written < file.wanted || file.state != WriteState::Ok || is_elsewhere
}

/// The files that wait, by path.
///
/// # Errors
/// When the library cannot be read.
pub(crate) async fn waiting(library: &Library, wished: Target, which: &Waiting) -> Result<Vec<FilePeople>> {
    let is_meant = |file: &FilePeople| match which {
        Waiting::All => true,
        Waiting::NeverStopped => file.state == WriteState::Ok,
        Waiting::Only(files) => files.contains(&file.file),
    };
    let files = library.files_to_write(kept(wished)).await?.into_iter();
    Ok(files.filter(|file| is_meant(file) && waits(file, wished)).collect())
}

/// How many files wait, and how many of all could not be written the last time.
///
/// # Errors
/// When the library cannot be read.
pub(crate) async fn counts(library: &Library, wished: Target) -> Result<(u32, u32)> {
    let files = waiting(library, wished, &Waiting::All).await?;
    let stopped = files.iter().filter(|file| file.state != WriteState::Ok).count() as u32;
    Ok((files.len() as u32 - stopped, stopped))
}

/// A part of the files that wait, with what would change in each; those that could not be written are passed over.
///
/// # Errors
/// When the library cannot be read.
pub(crate) async fn waiting_page(
    library: &Library,
    (wished, dates): (Target, Dates),
    request: ListWaiting,
) -> Result<WaitingPage> {
    let all = waiting(library, wished, &Waiting::NeverStopped).await?;
    let page: Vec<FilePeople> =
        all.iter().skip(request.offset as usize).take(request.limit as usize).cloned().collect();
    let look = LibraryWrite { target: wished, dates, dry_run: true, paths: Vec::new() };
    let mut files = Vec::new();
    let mut each = |file: WrittenFile, _: WriteProgress| {
        files.push(convert::waiting_file(file));
        Ok::<_, AppError>(())
    };
    write_files(library, &look, &page, &|| false, &mut each).await?;
    Ok(WaitingPage { total: all.len() as u32, files })
}

/// The files that could not be written the last time.
///
/// # Errors
/// When the library cannot be read.
pub(crate) async fn stopped(library: &Library, wished: Target) -> Result<Vec<StoppedFile>> {
    let conflicts = library.people_conflicts().await?;
    let asking: BTreeSet<FileId> = conflicts.iter().filter(|one| one.from_file).map(|one| one.file).collect();
    let files = waiting(library, wished, &Waiting::All).await?.into_iter();
    let stopped = |file: FilePeople| match file.state {
        WriteState::Ok => None,
        WriteState::Refused { reason } | WriteState::Failed { reason } => Some(StoppedFile {
            id: file.file.0.to_string(),
            path: crate::path_of(&file.root, &file.key).display().to_string(),
            reason,
            asks: asking.contains(&file.file),
        }),
    };
    Ok(files.filter_map(stopped).collect())
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
    let files = waiting(library, request.target, which).await?;
    write_files(library, request, &files, is_cancelled, each).await?;
    library.sync().await?;
    Ok(())
}
