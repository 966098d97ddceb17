//! Rules about what Rust code may name where.

use std::collections::BTreeSet;

use super::rust::{code_only, crate_paths, lines_with};
use super::{Tree, Violation};

const VISION: &str = "crates/kith-vision/src/";
const APP: &str = "crates/kith-app/src/";

/// The use cases of `kith-app`; each knows nothing of the others.
const APP_FOLDERS: [&str; 6] = ["scan", "decide", "suggest", "browse", "files", "jobs"];

/// Crates whose types never leave the program.
const INNER: [&str; 6] = [
    "crates/kith-domain/src/",
    "crates/kith-media/src/",
    "crates/kith-vision/src/",
    "crates/kith-gallery/src/",
    "crates/kith-metadata/src/",
    "crates/kith-store/src/",
];

/// Where types get their TypeScript form.
const BORDER: [&str; 4] =
    ["src-tauri/", "crates/kith-app/src/dto", "crates/kith-app/src/events", "crates/kith-app/src/error"];

/// Where the operating system makes a difference.
const PLATFORM: [&str; 4] = ["src-tauri/", "xtask/", "crates/kith-vision/src/runtime", "crates/kith-app/src/files/"];

/// The program itself, without tests and tools.
const PROGRAM: [&str; 2] = ["crates/", "src-tauri/"];

/// `ort` stands behind one module, so that another runtime is one module's work.
pub(super) fn ort_in_one_module(tree: &Tree) -> Vec<Violation> {
    let uses = naming(tree, &[VISION], "ort");
    let module = |path: &str| {
        let inside = path.trim_start_matches(VISION);
        inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs").to_owned()
    };
    let modules: BTreeSet<_> = uses.iter().map(|(path, _)| module(path)).collect();
    if modules.len() <= 1 {
        return Vec::new();
    }
    let list = modules.into_iter().collect::<Vec<_>>().join(", ");
    uses.iter().map(|(path, line)| Violation::new(path, *line, format!("ort is used by {list}: one must do"))).collect()
}

/// Only DTOs, events, errors and the shell know specta.
pub(super) fn specta_at_the_border(tree: &Tree) -> Vec<Violation> {
    outside(tree, &["crates/", "src-tauri/"], "specta", &BORDER, "specta belongs to the DTOs and the shell")
}

/// Inner types are not `Serialize`: what crosses the border is a DTO.
pub(super) fn inner_types_are_not_serialised(tree: &Tree) -> Vec<Violation> {
    outside(tree, &INNER, "Serialize", &[], "an inner type must not be serialised")
}

/// `cfg(target_os)` stands in few places.
pub(super) fn target_os_in_few_places(tree: &Tree) -> Vec<Violation> {
    outside(tree, &["crates/", "tests/"], "target_os", &PLATFORM, "the operating system makes no difference here")
}

/// Nothing leaves the machine: no part of the program can open a connection.
pub(super) fn no_network(tree: &Tree) -> Vec<Violation> {
    let words = ["TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs"];
    words.into_iter().flat_map(|word| outside(tree, &PROGRAM, word, &[], "Kith opens no connection")).collect()
}

/// The folders of `kith-app` do not import each other.
pub(super) fn app_folders_are_apart(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for folder in APP_FOLDERS {
        for (path, source) in tree.rust(&[&format!("{APP}{folder}/"), &format!("{APP}{folder}.rs")]) {
            let code = code_only(source);
            let foreign = crate_paths(&code).into_iter().filter(|(_, to)| *to != folder && APP_FOLDERS.contains(to));
            found.extend(foreign.map(|(line, to)| Violation::new(path, line, format!("{folder} must not use {to}"))));
        }
    }
    found
}

/// No type is a `…Manager`, `…Service`, `…Helper` or `…Util`: such a name says nothing of what it does.
pub(super) fn plain_names(tree: &Tree) -> Vec<Violation> {
    let vague = |name: &str| {
        let name = name.to_lowercase();
        ["manager", "service", "helper", "helpers", "util", "utils"].into_iter().any(|end| name.ends_with(end))
    };
    let mut found = Vec::new();
    for (path, source) in tree.rust(&["crates/", "src-tauri/", "tests/", "xtask/"]) {
        for (at, line) in code_only(source).lines().enumerate() {
            found.extend(
                defined(line)
                    .filter(|name| vague(name))
                    .map(|name| Violation::new(path, at + 1, format!("{name} says nothing of what it does"))),
            );
        }
    }
    found
}

/// The type or module that a line of code begins to define.
fn defined(line: &str) -> impl Iterator<Item = &str> {
    let words: Vec<_> =
        line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
    let pairs: Vec<_> = words.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs
        .into_iter()
        .filter(|(kind, _)| ["struct", "enum", "trait", "mod", "type"].contains(kind))
        .map(|(_, name)| name)
}

/// Places below `folders` that name `word`.
fn naming(tree: &Tree, folders: &[&str], word: &str) -> Vec<(String, usize)> {
    let files = tree.rust(folders).map(|(path, source)| (path, lines_with(&code_only(source), word)));
    files.flat_map(|(path, lines)| lines.into_iter().map(|line| (path.to_owned(), line))).collect()
}

/// Violations where `word` is named below `folders` but below none of `allowed`.
fn outside(tree: &Tree, folders: &[&str], word: &str, allowed: &[&str], message: &str) -> Vec<Violation> {
    let places = naming(tree, folders, word).into_iter();
    let foreign = places.filter(|(path, _)| !allowed.iter().any(|start| path.starts_with(start)));
    foreign.map(|(path, line)| Violation::new(&path, line, format!("{word}: {message}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ort_in_two_modules_is_seen() {
        let session = ("crates/kith-vision/src/session.rs", "use ort::session::Session;");
        let part = ("crates/kith-vision/src/session/load.rs", "use ort::Environment;");
        let comment = ("crates/kith-vision/src/yunet.rs", "// ort does this");
        assert!(ort_in_one_module(&Tree::with([session, part, comment])).is_empty());
        let other = ("crates/kith-vision/src/yunet.rs", "fn f(s: &mut ort::session::Session) {}");
        assert_eq!(ort_in_one_module(&Tree::with([session, other])).len(), 2);
    }

    #[test]
    fn specta_inside_is_seen() {
        let derive = "#[derive(specta::Type)]\nstruct Face;";
        assert_eq!(specta_at_the_border(&Tree::with([("crates/kith-app/src/scan/mod.rs", derive)])).len(), 1);
        assert!(specta_at_the_border(&Tree::with([("crates/kith-app/src/dto/face.rs", derive)])).is_empty());
    }

    #[test]
    fn a_serialised_inner_type_is_seen() {
        let code = "#[derive(Clone, serde::Serialize)]\nstruct Face;";
        assert_eq!(inner_types_are_not_serialised(&Tree::with([("crates/kith-domain/src/face.rs", code)])).len(), 1);
        let read = "#[derive(serde::Deserialize)]\nstruct Manifest;";
        assert!(inner_types_are_not_serialised(&Tree::with([("crates/kith-vision/src/manifest.rs", read)])).is_empty());
    }

    #[test]
    fn platform_code_in_the_wrong_place_is_seen() {
        let code = "#[cfg(target_os = \"linux\")]\nfn f() {}";
        assert_eq!(target_os_in_few_places(&Tree::with([("crates/kith-store/src/lib.rs", code)])).len(), 1);
        assert!(target_os_in_few_places(&Tree::with([("crates/kith-vision/src/runtime.rs", code)])).is_empty());
    }

    #[test]
    fn a_connection_is_seen() {
        let code = "use std::net::TcpStream;";
        assert_eq!(no_network(&Tree::with([("crates/kith-app/src/lib.rs", code)])).len(), 1);
        assert!(no_network(&Tree::with([("tests/src/lib.rs", code)])).is_empty());
    }

    #[test]
    fn one_use_case_that_uses_another_is_seen() {
        let bad = "use crate::{dto::Face, decide::assign};";
        let found = app_folders_are_apart(&Tree::with([("crates/kith-app/src/scan/run.rs", bad)]));
        assert_eq!(found, [Violation::new("crates/kith-app/src/scan/run.rs", 1, "scan must not use decide")]);
        let good = "use crate::scan::Stage;\nuse crate::error::CommandError;";
        assert!(app_folders_are_apart(&Tree::with([("crates/kith-app/src/scan/run.rs", good)])).is_empty());
        assert!(app_folders_are_apart(&Tree::with([("crates/kith-app/src/lib.rs", bad)])).is_empty());
    }

    #[test]
    fn a_vague_name_is_seen() {
        let found = |code: &str| plain_names(&Tree::with([("crates/kith-app/src/lib.rs", code)])).len();
        assert_eq!(found("pub struct FaceManager;"), 1);
        assert_eq!(found("mod utils;"), 1);
        assert_eq!(found("struct Face; // not a Manager\nlet service = 1;"), 0);
    }
}
