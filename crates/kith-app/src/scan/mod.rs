//! Looking at folders: what is new, changed or gone, and which faces are in it.
//!
//! [`run`] is the way: `places` finds the roots that the request means, `plan` compares what lies there with what is
//! known, worker threads `look` at each photo, and one writer `keep`s what they saw, a short transaction a photo. When
//! all files are known, it `settle`s what is gone, and what was said of pictures that others have replaced is `carry`-ed
//! over. A scan can be stopped or killed at any moment: what is kept is kept whole, and the next scan goes on with the
//! rest.

pub(crate) mod battery;
mod carry;
mod control;
mod keep;
mod lock;
mod look;
mod places;
mod plan;
mod run;
mod settle;

pub use control::Control;
pub use lock::{LibraryWork, ScanLock};
pub use places::{check_paths, paths_of_folder};
pub use run::{Progress, ScanRequest, Summary, run};
