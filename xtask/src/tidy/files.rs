//! Rules about files: how long, how documented, where.

use super::rust::{code_only, lines_with};
use super::{Tree, Violation, is, join};

/// Extension, the length that makes one uneasy, the length that fails.
const LIMITS: [(&str, usize, usize); 2] = [("rs", 400, 600), ("svelte", 250, 400)];

/// What a reader of the project can count on.
const DOCUMENTS: [&str; 10] = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "docs/architecture.md",
    "docs/how-it-works.md",
    "docs/glossary.md",
    "docs/testing.md",
    "models/README.md",
];

/// Where pictures may be.
const PICTURES: [&str; 5] = ["tests/fixtures/", "docs/screens/", "docs/pictures/", "models/", "src-tauri/icons/"];

/// Marks of unfinished work, put together here so that this file has none itself.
const MARKS: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];

/// No file is longer than one can keep in mind.
pub(super) fn sizes(tree: &Tree) -> Vec<Violation> {
    let long = lengths(tree).filter(|(_, lines, (_, _, most))| lines > most);
    long.map(|(path, lines, (_, _, most))| Violation::new(path, 0, format!("{lines} lines, at most {most}"))).collect()
}

/// Files that are getting long: worth a thought, no failure.
pub(super) fn uneasy(tree: &Tree) -> Vec<Violation> {
    let long = lengths(tree).filter(|(_, lines, (_, uneasy, most))| lines > uneasy && lines <= most);
    long.map(|(path, lines, _)| Violation::new(path, 0, format!("{lines} lines"))).collect()
}

fn lengths(tree: &Tree) -> impl Iterator<Item = (&str, usize, (&str, usize, usize))> {
    let limited = |(path, text)| {
        let limit = LIMITS.into_iter().find(|(extension, ..)| is(path, extension))?;
        Some((path, str::lines(text).count(), limit))
    };
    tree.iter().filter_map(limited)
}

/// Every Rust file begins by saying what it is for.
pub(super) fn module_docs(tree: &Tree) -> Vec<Violation> {
    let silent = |text: &str| {
        let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with("#!["));
        !first.is_some_and(|line| line.starts_with("//!"))
    };
    let files = tree.rust(&[""]).filter(|(_, text)| silent(text));
    files.map(|(path, _)| Violation::new(path, 1, "begin with a //! line that says what this is for")).collect()
}

/// No marks of unfinished work and no debugging prints.
pub(super) fn leftovers(tree: &Tree) -> Vec<Violation> {
    let code = |path: &str| {
        ["rs", "ts", "js", "mjs", "svelte", "css", "sql", "sh", "py", "toml", "yml"]
            .into_iter()
            .any(|end| is(path, end))
    };
    let mut found = Vec::new();
    for (path, text) in tree.iter().filter(|(path, _)| code(path)) {
        let marks = MARKS.into_iter().flat_map(|mark| lines_with(text, mark).into_iter().map(move |line| (line, mark)));
        found.extend(marks.map(|(line, mark)| Violation::new(path, line, format!("{mark} is left over"))));
        if is(path, "rs") {
            let code = code_only(text);
            let macros = ["dbg!", "todo!", "unimplemented!"].into_iter();
            let lines = |name: &str| code.lines().position(|line| line.contains(name));
            let left = macros.filter_map(|name| lines(name).map(|at| (at + 1, name)));
            found.extend(left.map(|(line, name)| Violation::new(path, line, format!("{name} is left over"))));
        }
    }
    found
}

/// The documents are there and what they link to is there too.
pub(super) fn documents(tree: &Tree) -> Vec<Violation> {
    let missing = DOCUMENTS.into_iter().filter(|path| !tree.has(path));
    let mut found: Vec<_> = missing.map(|path| Violation::new(path, 0, "this document is missing")).collect();
    for (path, text) in tree.iter().filter(|(path, _)| is(path, "md")) {
        for (line, target) in links(text) {
            let target = target.split('#').next().unwrap_or_default();
            let local = !target.is_empty() && !target.contains(':');
            let there = || join(path, target).is_some_and(|to| tree.has_any(&to));
            if local && !there() {
                found.push(Violation::new(path, line, format!("the link to {target} leads nowhere")));
            }
        }
    }
    found
}

/// The targets of `[text](target)` in Markdown, with their lines.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        for (column, open) in line.match_indices("](") {
            let inside = line[column + open.len()..].split_once(')').map(|(inside, _)| inside);
            found.extend(inside.and_then(|inside| inside.split_whitespace().next()).map(|target| (at + 1, target)));
        }
    }
    found
}

/// Pictures are fixtures, documentation or icons: a photograph does not slip in.
pub(super) fn pictures(tree: &Tree) -> Vec<Violation> {
    let picture = |path: &str| {
        ["jpg", "jpeg", "png", "gif", "bmp", "webp", "tif", "tiff", "heic", "avif", "jxl"]
            .into_iter()
            .any(|end| is(path, end))
    };
    let foreign = |path: &str| picture(path) && !PICTURES.iter().any(|folder| path.starts_with(folder));
    let found = tree.iter().filter(|(path, _)| foreign(path));
    found.map(|(path, _)| Violation::new(path, 0, format!("pictures belong in {}", PICTURES.join(", ")))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_noted_and_a_very_long_one_fails() {
        let (uneasy_text, long_text) = ("x\n".repeat(401), "x\n".repeat(601));
        let tree = Tree::with([("a.rs", &*uneasy_text), ("b.rs", &*long_text), ("c.md", &*long_text)]);
        assert_eq!(sizes(&tree), [Violation::new("b.rs", 0, "601 lines, at most 600")]);
        assert_eq!(uneasy(&tree), [Violation::new("a.rs", 0, "401 lines")]);
    }

    #[test]
    fn a_module_that_says_nothing_is_seen() {
        let tree =
            Tree::with([("a.rs", "use b;"), ("b.rs", "#![allow(x)]\n\n//! Reads."), ("c.rs", "// no doc\n//! late")]);
        assert_eq!(module_docs(&tree).into_iter().map(|found| found.path).collect::<Vec<_>>(), ["a.rs", "c.rs"]);
    }

    #[test]
    fn unfinished_work_is_seen_also_in_comments_but_macros_only_in_code() {
        let code = format!("fn f() {{}} // {}: later\nlet a = \"dbg!\";\ndbg!(a);", MARKS[0]);
        let lines: Vec<_> = leftovers(&Tree::with([("a.rs", &*code)])).into_iter().map(|found| found.line).collect();
        assert_eq!(lines, [1, 3]);
        assert_eq!(leftovers(&Tree::with([("a.svelte", &*format!("<!-- {} -->", MARKS[1]))])).len(), 1);
    }

    #[test]
    fn missing_documents_and_dead_links_are_seen() {
        let text = "[a](docs/a.md#part) [b](docs/missing.md)\n[web](https://example.org) [here](#there) [up](../x)";
        let found = documents(&Tree::with([("README.md", text), ("docs/a.md", "[back](../README.md)")]));
        let (missing, links): (Vec<_>, Vec<_>) = found.into_iter().partition(|v| v.message.contains("document"));
        assert_eq!(missing.len(), DOCUMENTS.len() - 1);
        assert_eq!(links.iter().map(|v| v.line).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn a_picture_in_the_wrong_place_is_seen() {
        let tree = Tree::with([("tests/fixtures/album/a.jpg", ""), ("crates/kith-media/tests/b.JPG", "")]);
        assert_eq!(
            pictures(&tree).into_iter().map(|found| found.path).collect::<Vec<_>>(),
            ["crates/kith-media/tests/b.JPG"]
        );
    }
}
