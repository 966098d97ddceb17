//! Work on the files of photos: names that are written, and names of other programs that are taken in. One goes on at a
//! time, and the page sees how far it is.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kith_app::dto::{CommandError, FileWork, FileWorkKind, FileWorkState, LibraryWork};
use kith_app::files::{WriteProgress, WriteStatus, WrittenFile};
use kith_app::scan::Control;

use crate::state::AppState;

/// The work on files that goes on in this process, or the last one.
#[derive(Default)]
pub(crate) struct Filing(Mutex<State>);

#[derive(Default)]
struct State {
    control: Option<Arc<Control>>,
    work: Option<FileWork>,
}

/// Work that goes on until this is dropped, however it ends; unless [`Filed::end`] says how, it failed.
pub(crate) struct Filed<'a> {
    filing: &'a Filing,
    pub(crate) control: Arc<Control>,
}

impl Filing {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins some work, unless other work goes on.
    pub(crate) fn begin(&self, kind: FileWorkKind) -> Option<Filed<'_>> {
        let mut state = self.state();
        if state.control.is_some() {
            return None;
        }
        let control = Arc::new(Control::default());
        state.control = Some(Arc::clone(&control));
        state.work =
            Some(FileWork { kind, state: FileWorkState::Running, done: 0, total: 0, written: 0, stopped: 0, away: 0 });
        Some(Filed { filing: self, control })
    }

    /// Why no other work can begin: what goes on, or went on a moment ago.
    pub(crate) fn busy(&self) -> CommandError {
        let is_import = self.work().is_some_and(|work| work.kind == FileWorkKind::Importing);
        CommandError::Busy { work: if is_import { LibraryWork::Importing } else { LibraryWork::Writing } }
    }

    /// How the work stands.
    pub(crate) fn work(&self) -> Option<FileWork> {
        self.state().work
    }

    /// Whether work goes on.
    pub(crate) fn is_busy(&self) -> bool {
        self.state().control.is_some()
    }

    /// Ends a writing after the file that is being written.
    pub(crate) fn cancel_writing(&self) {
        if self.is_busy() && self.work().is_some_and(|work| work.kind == FileWorkKind::Writing) {
            self.cancel();
        }
    }

    /// Waits until no work goes on.
    pub(crate) async fn ended(&self) {
        const BETWEEN_LOOKS: Duration = Duration::from_millis(50);
        while self.is_busy() {
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }

    /// Ends the work after the file that is being written.
    fn cancel(&self) {
        if let Some(control) = &self.state().control {
            control.cancel();
        }
    }
}

impl Filed<'_> {
    /// Shows how far it is.
    pub(crate) fn show(&self, progress: WriteProgress) {
        if let Some(work) = &mut self.filing.state().work {
            (work.done, work.total) = (progress.done as u32, progress.total as u32);
        }
    }

    /// Counts a file that was written, or not.
    pub(crate) fn count(&self, file: &WrittenFile) {
        if let Some(work) = &mut self.filing.state().work {
            match file.status {
                WriteStatus::Written | WriteStatus::Unchanged => work.written += 1,
                _ if file.is_away() => work.away += 1,
                WriteStatus::Refused | WriteStatus::Failed => work.stopped += 1,
            }
        }
    }
}

impl Filed<'_> {
    /// Ends the work so.
    pub(crate) fn end(self, how: FileWorkState) {
        if let Some(work) = &mut self.filing.state().work {
            work.state = how;
        }
    }
}

impl Drop for Filed<'_> {
    fn drop(&mut self) {
        let mut state = self.filing.state();
        state.control = None;
        if let Some(work) = state.work.as_mut().filter(|work| work.state == FileWorkState::Running) {
            work.state = FileWorkState::Failed;
        }
    }
}

impl AppState {
    /// Ends the work on files; what is written stays.
    pub(crate) fn cancel_file_work(&self) {
        self.filing.cancel();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_writing_is_ended_by_another_choice_and_an_import_is_not() {
        let filing = Filing::default();
        filing.ended().await;
        for (kind, ends) in [(FileWorkKind::Writing, true), (FileWorkKind::Importing, false)] {
            let work = filing.begin(kind).unwrap();
            filing.cancel_writing();
            assert_eq!(work.control.is_cancelled(), ends);
            let waits = tokio::time::timeout(Duration::ZERO, filing.ended()).await;
            assert!(waits.is_err(), "it goes on");
            drop(work);
            filing.ended().await;
        }
    }

    #[test]
    fn one_work_goes_on_at_a_time_and_its_end_can_be_seen() {
        let filing = Filing::default();
        assert_eq!(filing.work(), None);
        let writing = filing.begin(FileWorkKind::Writing).unwrap();
        assert!(filing.begin(FileWorkKind::Importing).is_none());
        writing.show(WriteProgress { done: 2, total: 5 });
        filing.cancel();
        assert!(writing.control.is_cancelled());
        writing.end(FileWorkState::Cancelled);
        let work = filing.work().unwrap();
        assert_eq!((work.state, work.done, work.total), (FileWorkState::Cancelled, 2, 5));
        let import = filing.begin(FileWorkKind::Importing).expect("the next one begins anew");
        assert_eq!(filing.work().unwrap().state, FileWorkState::Running);
        drop(import);
        assert_eq!(filing.work().unwrap().state, FileWorkState::Failed, "nobody said how it ended");
    }
}
