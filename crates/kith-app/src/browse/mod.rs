//! Reading the library for screens and for lines of text.

mod conflicts;
mod doubts;
mod export;
mod faces;
mod folders;
mod groups;
mod history;
mod keywords;
mod lines;
mod out_of_life;
mod people;
mod photo_list;
mod photos;
mod questions;
mod state;
mod through_years;

pub use conflicts::conflict_page;
pub(crate) use doubts::doubt_page;
pub use export::{export, export_file};
pub use faces::{face_page, thumbnail};
pub use folders::folders;
pub use groups::group_page;
pub use history::step_page;
pub use keywords::{keyword_tree, keywords, keywords_of};
pub use lines::{FaceLine, PhotoLine, SuggestionLine, photo_lines};
pub use out_of_life::out_of_life_page;
pub use people::{people_list, together};
pub use photo_list::{photo_ids, photo_months, photo_tiles};
pub use photos::{photo, unreadable, unreadable_below};
pub use questions::question_page;
pub use state::{library_state, undo_state};
pub use through_years::through_years;
