//! `cargo xtask tidy`: the rules of the house that no compiler knows.
//!
//! A rule is a function from the files of the project to what it found wrong. Each has a test that shows it a violation.

mod boundaries;
mod files;
mod imports;
mod manifests;
mod rust;
mod ui;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use anyhow::{Result, bail};

use crate::{process, project};

/// The files of the project by path from its root, with `/`. What is not text has an empty one.
#[derive(Default)]
struct Tree {
    files: BTreeMap<String, String>,
}

/// Something that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
struct Violation {
    path: String,
    /// From 1; 0 means the whole file
    line: usize,
    message: String,
}

type Rule = fn(&Tree) -> Vec<Violation>;

const RULES: [(&str, Rule); 21] = [
    ("packages", manifests::layout),
    ("package names", manifests::names),
    ("dependency direction", manifests::direction),
    ("owners of libraries", manifests::owners),
    ("workspace inheritance", manifests::inheritance),
    ("one module for ort", boundaries::ort_in_one_module),
    ("specta at the border", boundaries::specta_at_the_border),
    ("inner types are not serialised", boundaries::inner_types_are_not_serialised),
    ("folders of kith-app", boundaries::app_folders_are_apart),
    ("target_os", boundaries::target_os_in_few_places),
    ("no network", boundaries::no_network),
    ("plain names", boundaries::plain_names),
    ("features of the page", ui::features_are_apart),
    ("shared components", ui::components_are_shared),
    ("tauri behind ipc", ui::tauri_behind_ipc),
    ("no import cycles", ui::no_cycles),
    ("file sizes", files::sizes),
    ("module documentation", files::module_docs),
    ("nothing left over", files::leftovers),
    ("documents and links", files::documents),
    ("places of pictures", files::pictures),
];

/// Checks every rule on the project.
pub(crate) fn run() -> Result<()> {
    let tree = Tree::of(project::root())?;
    let mut count = 0;
    for (name, rule) in RULES {
        let found = rule(&tree);
        count += found.len();
        for violation in found {
            println!("{violation} [{name}]");
        }
    }
    for note in files::uneasy(&tree) {
        println!("note: {note}");
    }
    if count > 0 {
        bail!("{count} violations of {} rules in {} files", RULES.len(), tree.files.len());
    }
    println!("tidy: {} rules hold for {} files", RULES.len(), tree.files.len());
    Ok(())
}

impl Tree {
    /// What git knows, or would add, below `root`.
    fn of(root: &Path) -> Result<Self> {
        let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let paths = process::output(project::command("git").args(list))?;
        let mut files = BTreeMap::new();
        for path in paths.split_terminator('\0') {
            // git still lists what was just deleted.
            if let Ok(bytes) = std::fs::read(root.join(path)) {
                files.insert(path.to_owned(), String::from_utf8(bytes).unwrap_or_default());
            }
        }
        Ok(Self { files })
    }

    /// A made-up project for the tests of the rules.
    #[cfg(test)]
    fn with<const N: usize>(files: [(&str, &str); N]) -> Self {
        Self { files: files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect() }
    }

    fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether `path` is a file or a folder of the project.
    fn has_any(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        self.has(path) || self.files.range(folder.clone()..).next().is_some_and(|(next, _)| next.starts_with(&folder))
    }

    /// Rust files below one of `folders`.
    fn rust<'a>(&'a self, folders: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.iter().filter(move |(path, _)| is(path, "rs") && folders.iter().any(|folder| path.starts_with(folder)))
    }
}

impl Violation {
    fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, message: message.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(out, "{}: {}", self.path, self.message),
            line => write!(out, "{}:{line}: {}", self.path, self.message),
        }
    }
}

/// Whether a path has this extension.
fn is(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// The path from the project's root that `relative`, written in `file`, names; `None` when it leaves the project.
fn join(file: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "." | "" => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_known_by_its_files_alone() {
        let tree = Tree::with([("docs/a.md", ""), ("docs-old/b.md", "")]);
        assert!(tree.has_any("docs") && tree.has_any("docs/a.md"));
        assert!(!tree.has_any("doc") && !tree.has_any("docs/a"));
    }

    #[test]
    fn a_violation_says_where() {
        assert_eq!(Violation::new("a.rs", 3, "bad").to_string(), "a.rs:3: bad");
        assert_eq!(Violation::new("a.rs", 0, "bad").to_string(), "a.rs: bad");
    }
}
