//! Names in files: writing them, settling what files contradict, and taking in what other programs know.

use std::path::Path;

use kith_store::{FilesToWrite, PeopleConflict};

use super::{Kith, now};
use crate::dto::{
    ListStopped, ListWaiting, NamesInFiles, Settle, SettleWhich, Settled, StoppedPage, WaitingPage, WritingSettings,
    convert,
};
use crate::error::{AppError, Result};
use crate::files::{self, LibraryWrite, TakenIn, Waiting, WriteProgress, WrittenFile};
use crate::scan::{Control, LibraryWork, ScanLock};
use crate::told::{self, Holds, WritingChoice};
use crate::{browse, decide};

impl Kith {
    /// Writes who is confirmed to files, and gives each of them to `each`. Ends early when `control` is cancelled.
    ///
    /// # Errors
    /// When the library is being scanned, a path is no photo of it, it cannot be read or written, or `each` says so.
    pub async fn write_metadata<E: From<AppError>>(
        &self,
        request: &LibraryWrite,
        control: &Control,
        mut each: impl FnMut(WrittenFile, WriteProgress) -> std::result::Result<(), E> + Send,
    ) -> std::result::Result<(), E> {
        // A scan could otherwise keep what a file said before it was written.
        let _nobody_scans =
            if request.dry_run { None } else { Some(ScanLock::take(self.library.dir(), LibraryWork::Writing)?) };
        let is_cancelled = || control.is_cancelled();
        files::write_library(&self.library, request, &is_cancelled, &mut each).await
    }

    /// Writes files that wait, as the person chose, and gives each of them to `each`. Where nobody chose, nothing is written.
    ///
    /// # Errors
    /// When the library is being scanned, or cannot be read or written.
    pub async fn write_waiting(
        &self,
        which: &Waiting,
        control: &Control,
        mut each: impl FnMut(WrittenFile, WriteProgress) -> Result<()> + Send,
    ) -> Result<()> {
        let WritingChoice { place, manner, .. } = self.people_writing().await?;
        let Some(target) = place.target() else { return Ok(()) };
        let _nobody_scans = ScanLock::take(self.library.dir(), LibraryWork::Writing)?;
        let request = LibraryWrite { target, manner, dry_run: false, again: false, paths: Vec::new() };
        let is_cancelled = || control.is_cancelled();
        files::write_waiting(&self.library, &request, which, &is_cancelled, &mut each).await
    }

    /// Whether something waits that the app is to write by itself.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub async fn writes_by_itself(&self) -> Result<bool> {
        let choice = self.people_writing().await?;
        let Some(target) = choice.place.target().filter(|_| choice.automatic) else { return Ok(false) };
        Ok(files::counts(&self.library, target).await?.waiting > 0)
    }

    /// How names in files stand: what the person chose, and how much waits for whom.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub async fn names_in_files(&self) -> Result<NamesInFiles> {
        let choice = self.people_writing().await?;
        let FilesToWrite { waiting, stopped, offered } = match choice.place.target() {
            Some(target) => files::counts(&self.library, target).await?,
            None => FilesToWrite::default(),
        };
        let conflicts = self.library.people_conflicts().await?.len() as u32;
        Ok(NamesInFiles { settings: choice.into(), waiting, stopped, offered, conflicts })
    }

    /// A part of the files that wait, with what would change in each.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub async fn waiting_page(&self, request: ListWaiting) -> Result<WaitingPage> {
        let WritingChoice { place, manner, .. } = self.people_writing().await?;
        match place.target() {
            Some(target) => files::waiting_page(&self.library, (target, manner), request).await,
            None => Ok(WaitingPage { total: 0, files: Vec::new() }),
        }
    }

    /// A part of the files that could not be written when that was last tried, with the reason.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub async fn stopped_page(&self, request: ListStopped) -> Result<StoppedPage> {
        match self.people_writing().await?.place.target() {
            Some(target) => files::stopped_page(&self.library, target, request).await,
            None => Ok(StoppedPage { total: 0, files: Vec::new() }),
        }
    }

    /// What the person chose about writing people.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub async fn people_writing(&self) -> Result<WritingChoice> {
        told::choice(&self.library).await
    }

    /// Keeps what the person chose about writing people, in the words of the screen.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub async fn set_people_writing(&self, settings: WritingSettings) -> Result<()> {
        told::choose(&self.library, settings.into()).await
    }

    /// Faces that files name otherwise than the person did.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub async fn people_conflicts(&self) -> Result<Vec<PeopleConflict>> {
        Ok(self.library.people_conflicts().await?)
    }

    /// Settles one of them, as one step of undo.
    ///
    /// # Errors
    /// When there is no such conflict, or the decision cannot hold.
    pub async fn settle_people_conflict(&self, id: i64, holds: Holds) -> Result<()> {
        let settled = self.settle(|conflict| conflict.id == id, holds).await?;
        if settled == 0 { Err(AppError::NotFound { what: "conflict", name: id.to_string() }) } else { Ok(()) }
    }

    /// Settles one of them, or all of a kind, in the words of the screen, as one step of undo.
    ///
    /// # Errors
    /// When there is no such conflict, or a decision cannot hold; then none is settled.
    pub async fn settle_conflicts(&self, request: &Settle) -> Result<Settled> {
        let holds = request.holds.into();
        let settled = match &request.which {
            SettleWhich::One { conflict } => {
                self.settle_people_conflict(convert::parse_conflict(conflict)?, holds).await?;
                1
            }
            SettleWhich::All { of } => self.settle(|one| convert::conflict_kind(one) == *of, holds).await?,
        };
        Ok(Settled { settled, undo: browse::undo_state(&self.library).await? })
    }

    async fn settle(&self, is_meant: impl Fn(&PeopleConflict) -> bool, holds: Holds) -> Result<u32> {
        let settled = decide::settle(&self.library, is_meant, holds, now()).await?;
        self.library.sync().await?;
        Ok(settled)
    }

    /// Takes in what Picasa left in a folder, as one step of undo, and tells `each` how far that is. Suggestions and groups
    /// follow with [`Self::refresh`].
    ///
    /// # Errors
    /// When the library is being scanned, the folder is none, or the library cannot be read or written.
    pub async fn import_picasa(&self, folder: &Path, each: impl FnMut(WriteProgress) + Send) -> Result<TakenIn> {
        let _nobody_scans = ScanLock::take(self.library.dir(), LibraryWork::Importing)?;
        let taken = files::take_in_picasa(&self.library, folder, now(), each).await?;
        self.picture(&self.library.faces_to_picture().await?).await;
        Ok(taken)
    }

    /// Takes in the confirmed and ignored faces of digiKam's database, as one step of undo, and who is in a photo without a face;
    /// tells `each` how far that is.
    ///
    /// # Errors
    /// When the library is being scanned, the file is no database of digiKam's, or the library cannot be read or written.
    pub async fn import_digikam(&self, database: &Path, each: impl FnMut(WriteProgress) + Send) -> Result<TakenIn> {
        let _nobody_scans = ScanLock::take(self.library.dir(), LibraryWork::Importing)?;
        let taken = files::take_in_digikam(&self.library, database, now(), each).await?;
        self.picture(&self.library.faces_to_picture().await?).await;
        Ok(taken)
    }
}
