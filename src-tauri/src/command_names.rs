//! The names of all commands, for the build script: what is not here, no page can call. A test holds this list, the
//! handlers and the capability together.

/// Every command of [`crate::commands`].
pub(crate) const COMMANDS: [&str; 16] = [
    "library_state",
    "list_people",
    "list_faces",
    "list_groups",
    "list_questions",
    "get_photo",
    "unreadable",
    "decide",
    "undo",
    "redo",
    "choose_folder",
    "scan_again",
    "pause_scan",
    "resume_scan",
    "cancel_scan",
    "watch_scan",
];
