//! How the scan that runs, or the last one, is seen from outside.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kith_store::{JobState, Library};

use crate::error::Result;
use crate::hold::Hold;

/// How a scan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobStatus {
    /// At work.
    Running,
    /// Waiting for the person, or for what holds it.
    Paused,
    /// Done.
    Finished,
    /// Stopped by the person.
    Cancelled,
    /// Stopped by an error.
    Failed,
    /// Ended with the program; the next scan goes on with it.
    Interrupted,
}

/// A scan as it is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct JobView {
    /// How it stands.
    pub status: JobStatus,
    /// Why it waits, unless the person paused it.
    pub hold: Option<Hold>,
    /// Photos looked at.
    pub done: u32,
    /// Photos to look at.
    pub total: u32,
    /// Faces found.
    pub faces: u32,
    /// Photos that could not be read.
    pub failed: u32,
    /// Photos a second, once that can be said.
    pub photos_per_second: Option<f64>,
    /// Seconds left, once that can be said.
    pub seconds_left: Option<u32>,
}

impl JobView {
    /// A running scan after `seconds` of work.
    pub(crate) fn running(done: usize, total: usize, faces: usize, failed: usize, seconds: f64) -> Self {
        let rate = (done >= 3 && seconds > 0.5).then(|| done as f64 / seconds);
        Self {
            status: JobStatus::Running,
            hold: None,
            done: done as u32,
            total: total as u32,
            faces: faces as u32,
            failed: failed as u32,
            photos_per_second: rate,
            seconds_left: rate.map(|rate| (total.saturating_sub(done) as f64 / rate).ceil() as u32),
        }
    }
}

/// The scan that this process runs, if it runs one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Current(Arc<Mutex<Option<JobView>>>);

impl Current {
    /// Shows that a scan runs.
    pub(crate) fn begin(&self) -> Running<'_> {
        let running = Running(self);
        running.set(JobView::running(0, 0, 0, 0, 0.0));
        running
    }

    /// How the scan stands.
    pub(crate) fn get(&self) -> Option<JobView> {
        *self.lock()
    }

    fn lock(&self) -> MutexGuard<'_, Option<JobView>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A scan that is shown until this is dropped, however the scan ends.
#[derive(Debug)]
pub(crate) struct Running<'a>(&'a Current);

impl Running<'_> {
    /// Shows how the scan stands.
    pub(crate) fn set(&self, view: JobView) {
        *self.0.lock() = Some(view);
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        *self.0.lock() = None;
    }
}

/// The last scan as the library remembers it. One that is at work, though nobody scans, was interrupted.
///
/// The lock is asked for only then: to ask is to take it for a moment, and nobody could begin a scan at that moment.
pub(crate) async fn last(library: &Library, is_scanned: impl Fn() -> bool) -> Result<Option<JobView>> {
    let Some(job) = library.last_job().await? else { return Ok(None) };
    let status = match job.state {
        JobState::Running if !is_scanned() => JobStatus::Interrupted,
        JobState::Running => JobStatus::Running,
        JobState::Finished => JobStatus::Finished,
        JobState::Cancelled => JobStatus::Cancelled,
        JobState::Failed => JobStatus::Failed,
    };
    Ok(Some(JobView {
        status,
        hold: None,
        done: job.done,
        total: job.total,
        faces: job.faces,
        failed: job.failed,
        photos_per_second: None,
        seconds_left: None,
    }))
}
