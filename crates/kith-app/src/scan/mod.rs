//! Looking at folders: what is new, changed or gone, and which faces are in it.
//!
//! [`run`] is the way: `places` finds the roots that the request means, `plan` compares what lies there with what is
//! known, worker threads `look` at each photo, and one writer `keep`s what they saw, a short transaction a photo. A
//! scan can be stopped or killed at any moment: what is kept is kept whole, and the next scan goes on with the rest.

mod control;
mod keep;
mod lock;
mod look;
mod places;
mod plan;
mod run;

pub use control::Control;
pub use lock::ScanLock;
pub use run::{Progress, ScanRequest, Summary, run};
