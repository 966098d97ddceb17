//! Reading the library for screens and for lines of text.

mod export;
mod faces;
mod groups;
mod history;
mod lines;
mod people;
mod photos;
mod questions;
mod state;

pub use export::{Exported, ExportedFace, export};
pub use faces::{face_page, thumbnail};
pub use groups::group_page;
pub use history::step_page;
pub use lines::{FaceLine, PhotoLine, SuggestionLine, photo_lines};
pub use people::people_list;
pub use photos::{photo, unreadable};
pub use questions::question_page;
pub use state::{library_state, undo_state};
