//! What crosses to the front end: plain data in the words of the screens. The only module that knows specta.
//!
//! Ids are texts, so that no 64-bit number reaches a language that cannot hold it. Places are fractions of the upright
//! picture. Nothing inside depends on these types; they are made at the border and taken apart there.

mod changed;
mod conflicts;
pub(crate) mod convert;
mod copies;
mod decisions;
mod doubts;
mod error;
mod export;
mod faces;
mod groups;
mod history;
mod keywords;
mod library;
mod people;
mod people_in_files;
mod photo_list;
mod photos;
mod questions;
mod suggestions;

pub use changed::{LibraryChanged, Origin, Topic};
pub use conflicts::{
    Conflict, ConflictCount, ConflictKind, ConflictPage, ListConflicts, ListOutOfLife, OutOfLife, OutOfLifePage,
    OutOfLifeReason, Settle, SettleWhich, Settled, WhoseWord,
};
pub use copies::{CopiedPhotos, CopyPhotos, Copying, NotCopied, ShowInFolder};
pub use decisions::{Decide, Decided, Decision, Step, UndoState};
pub use doubts::{Doubt, DoubtPage, ListDoubts};
pub use error::{CommandError, InvalidDateReason, InvalidNameReason, LibraryWork};
pub(crate) use export::ExportLine;
pub use export::{ExportFaces, ExportForm, ExportedFile};
pub use faces::{Box, Face, FaceFilter, FacePage, FaceStateDto, IgnoredReason, ListFaces, RunnerUp, Suggestion};
pub use groups::{Group, GroupPage, ListGroups};
pub use history::{GoToStep, ListSteps, PastStep, StepPage};
pub use keywords::{KeywordOf, KeywordRow, ListKeywordsOf};
pub use library::{Hold, Job, JobState, LeftOut, LibraryState, Root, ScanAgain, ScanSettings};
pub use people::{ListTogether, PeopleList, PersonRef, PersonRow, ThroughYears, Together};
pub use people_in_files::{
    FileWork, FileWorkKind, FileWorkState, Imported, Keeping, ListStopped, ListWaiting, NameChange, NamesInFiles,
    Obstacle, StoppedFile, StoppedPage, WaitingFile, WaitingPage, WriteNames, WritingSettings,
};
pub use photo_list::{
    CountMonths, Folder, GatheringDto, ListPhotoIds, ListPhotos, PhotoFacesDto, PhotoFilter, PhotoMonth, PhotoTile,
};
pub use photos::{GetPhoto, Photo, Unreadable};
pub use questions::{Asked, Coverage, Goal, KnownPerson, ListQuestions, Question, QuestionPage};
pub use suggestions::{ChooseStrictness, Strictness, StrictnessEffect};
