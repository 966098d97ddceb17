//! Commands and events, listed once: from here come the handlers and the TypeScript that calls them.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use specta_typescript::Typescript;
use tauri::Wry;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands, collect_events};

use crate::announcing::LibraryChangedEvent;
use crate::commands;

/// Where the TypeScript is committed.
pub const BINDINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/ipc/bindings.ts");

const HEADER: &str =
    "// Written by `cargo xtask codegen` from src-tauri/src/bindings.rs and crates/kith-app/src/dto.\n";

/// All commands and events.
pub(crate) fn builder() -> Builder<Wry> {
    Builder::new()
        .error_handling(ErrorHandlingMode::Throw)
        .disable_serde_phases()
        .commands(collect_commands![
            commands::library_state,
            commands::list_people,
            commands::list_faces,
            commands::list_groups,
            commands::list_questions,
            commands::photo_months,
            commands::list_photos,
            commands::list_photo_ids,
            commands::list_folders,
            commands::list_keywords,
            commands::keyword_tree,
            commands::list_keywords_of,
            commands::get_photo,
            commands::unreadable,
            commands::decide,
            commands::undo,
            commands::redo,
            commands::list_steps,
            commands::go_to_step,
            commands::pictures_folder,
            commands::scan_pictures,
            commands::choose_folders,
            commands::scan_again,
            commands::pause_scan,
            commands::resume_scan,
            commands::cancel_scan,
            commands::watch_scan,
            commands::names_in_files,
            commands::set_writing_settings,
            commands::strictness,
            commands::set_strictness,
            commands::strictness_effects,
            commands::scan_settings,
            commands::set_scan_settings,
            commands::list_waiting,
            commands::list_stopped,
            commands::write_names,
            commands::cancel_file_work,
            commands::watch_file_work,
            commands::list_conflicts,
            commands::settle_conflicts,
            commands::list_out_of_life,
            commands::list_doubts,
            commands::list_together,
            commands::through_years,
            commands::import_picasa,
            commands::import_digikam,
            commands::export_faces,
            commands::copy_photos,
            commands::cancel_copying,
            commands::show_in_folder,
        ])
        .events(collect_events![LibraryChangedEvent])
}

/// The TypeScript of all commands, events and types.
///
/// # Errors
/// When a type cannot be written in TypeScript, such as a number of 64 bits, or there is no room for a temporary file.
pub fn bindings() -> io::Result<String> {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    let call = CALLS.fetch_add(1, Ordering::Relaxed);
    let file = std::env::temp_dir().join(format!("kith-bindings-{}-{call}.ts", std::process::id()));
    let written = export(&file);
    let read = written.and_then(|()| std::fs::read_to_string(&file));
    std::fs::remove_file(&file)?;
    read
}

fn export(file: &Path) -> io::Result<()> {
    builder().export(Typescript::default().header(HEADER), file).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::command_names::COMMANDS;

    #[test]
    fn the_committed_bindings_are_those_of_this_program() {
        let committed = std::fs::read_to_string(BINDINGS).unwrap_or_default();
        assert!(committed == bindings().unwrap(), "{BINDINGS} is out of date: run cargo xtask codegen");
    }

    /// The names that the generated TypeScript calls, one `__TAURI_INVOKE("name"` each.
    fn called(typescript: &str) -> BTreeSet<String> {
        let calls = typescript.split("__TAURI_INVOKE").skip(1);
        let names = calls.filter_map(|call| call.split_once("(\"")?.1.split_once('"'));
        names.map(|(name, _)| name.to_owned()).collect()
    }

    #[test]
    fn every_command_is_handled_listed_and_allowed() {
        let listed: BTreeSet<String> = COMMANDS.into_iter().map(str::to_owned).collect();
        assert_eq!(called(&bindings().unwrap()), listed);
        let capability: serde_json::Value = serde_json::from_str(include_str!("../capabilities/default.json")).unwrap();
        let permissions = capability["permissions"].as_array().unwrap().iter();
        let allowed = permissions.filter_map(|permission| permission.as_str()?.strip_prefix("allow-"));
        assert_eq!(allowed.map(|name| name.replace('-', "_")).collect::<BTreeSet<_>>(), listed);
    }
}
