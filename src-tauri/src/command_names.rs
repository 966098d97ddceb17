//! The names of all commands, for the build script: what is not here, no page can call. A test holds this list, the
//! handlers and the capability together.

/// Every command of [`crate::commands`].
pub(crate) const COMMANDS: [&str; 21] = [
    "library_state",
    "list_people",
    "list_faces",
    "list_groups",
    "list_questions",
    "photo_months",
    "list_photos",
    "list_folders",
    "get_photo",
    "unreadable",
    "decide",
    "undo",
    "redo",
    "list_steps",
    "go_to_step",
    "choose_folder",
    "scan_again",
    "pause_scan",
    "resume_scan",
    "cancel_scan",
    "watch_scan",
];
