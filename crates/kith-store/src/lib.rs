//! The library on disk: two SQLite databases in one folder.
//!
//! `kith.sqlite` holds what the person said and what the machine found; `thumbnails.sqlite` holds small pictures of faces
//! and photos and can be made again. There is one writing connection, whose transactions begin immediately, and a small pool of
//! readers. Each module looks after one table, or a few that are always changed together; [`Write`] is a transaction
//! and carries everything that changes the library, [`Library`] carries what reads it.
//!
//! The crate stores; it does not decide. Which face is found again, what a decision changes, and who looks like whom
//! is worked out by others.

mod backup;
mod boxes;
mod check;
mod codec;
mod digikam;
mod error;
mod faces;
mod facts;
mod file_people;
mod files;
mod groups;
mod history;
mod jobs;
mod keywords;
mod left_out;
mod library;
mod links;
mod named_people;
mod obstacle;
mod people;
mod people_conflicts;
mod photo_list;
mod photo_thumbnails;
mod photos;
mod questions;
mod replaced;
mod roots;
mod settings;
mod settlements;
mod steps;
mod suggestions;
mod thumbnails;
mod together;
mod told_faces;
mod vectors;
mod views;
mod words;

pub use check::Problem;
pub use digikam::{DigikamFace, digikam_faces};
pub use error::StoreError;
pub use faces::{FaceRow, FaceUpdate, NewMachineFace};
pub use file_people::{Beside, FilePeople, FilesToWrite, PeopleTarget, WriteState};
pub use files::{FileRow, FileStamp, FileState};
pub use groups::GroupMembership;
pub use history::PastStep;
pub use jobs::{JobRow, JobState};
pub use keywords::{FileKeyword, KeywordPhotos, KeywordsToWrite};
pub use left_out::LeftOut;
pub use library::{Library, Write, create_private_file};
pub use obstacle::Obstacle;
pub use people::PersonCount;
pub use people_conflicts::PeopleConflict;
pub use photo_list::{Gathering, PhotoFaces, PhotoMonth, PhotoPlace, PhotoQuery, PhotoTile};
pub use photos::PhotoRow;
pub use questions::{Decided, GroupCount, ProposalRow, ProposedWith};
pub use roots::{RootRow, RootState};
pub use settlements::Settled;
pub use steps::{Actor, StepRow, StepState};
pub use suggestions::SuggestionRow;
pub use thumbnails::Thumbnail;
pub use together::Together;
pub use told_faces::{Lists, Sources, ToldFace};
pub use vectors::{FaceChanges, StoredEmbedding, VectorRow};
pub use views::{FaceQuery, FaceView, FileView, GroupView, PhotoView, SuggestionView};
pub use words::{Said, Word};
