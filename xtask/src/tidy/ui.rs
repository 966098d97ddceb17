//! Rules about what the page's files import.

use std::collections::{BTreeMap, BTreeSet};

use super::imports::{Import, imports, resolve};
use super::{Tree, Violation, is};

const SOURCE: &str = "ui/src/";
const FEATURES: &str = "ui/src/features/";
const COMPONENTS: &str = "ui/src/components/";
const IPC: &str = "ui/src/ipc/";

/// Features do not import each other.
pub(super) fn features_are_apart(tree: &Tree) -> Vec<Violation> {
    check(tree, |file, target| {
        let (from, to) = (feature(file)?, feature(&target.path)?);
        (from != to).then(|| format!("feature {from} must not import feature {to}"))
    })
}

/// Shared widgets know neither features nor the back end.
pub(super) fn components_are_shared(tree: &Tree) -> Vec<Violation> {
    check(tree, |file, target| {
        let inside = target.path.starts_with(FEATURES) || target.path.starts_with(IPC);
        (file.starts_with(COMPONENTS) && inside).then(|| format!("a component must not import {}", target.path))
    })
}

/// Only `ipc` knows that there is Tauri.
pub(super) fn tauri_behind_ipc(tree: &Tree) -> Vec<Violation> {
    check(tree, |file, target| {
        let foreign = target.path.starts_with("@tauri-apps/") && !file.starts_with(IPC);
        foreign.then(|| format!("only {IPC} may import {}", target.path))
    })
}

/// No file imports itself by way of others. Types do not count: they are gone when the page runs.
pub(super) fn no_cycles(tree: &Tree) -> Vec<Violation> {
    let mut graph = BTreeMap::<&str, BTreeSet<&str>>::new();
    for (file, target) in targets(tree).filter(|(_, target)| !target.is_type) {
        if let Some(to) = existing(tree, &target.path) {
            graph.entry(file).or_default().insert(to);
        }
    }
    let cycles = graph.keys().filter_map(|start| cycle_through(&graph, start));
    cycles.map(|cycle| Violation::new(cycle[0], 0, format!("import cycle: {}", cycle.join(" -> ")))).collect()
}

/// What an import names: a path from the project's root, or a package.
struct Target {
    path: String,
    line: usize,
    is_type: bool,
}

/// Every import of the page.
fn targets(tree: &Tree) -> impl Iterator<Item = (&str, Target)> {
    let source = |(path, _): &(&str, &str)| {
        path.starts_with(SOURCE) && ["ts", "svelte", "js"].into_iter().any(|extension| is(path, extension))
    };
    tree.iter().filter(source).flat_map(|(file, text)| {
        imports(text).into_iter().map(move |Import { line, specifier, is_type }| {
            let path = resolve(file, specifier).unwrap_or_else(|| specifier.to_owned());
            (file, Target { path, line, is_type })
        })
    })
}

fn check(tree: &Tree, rule: impl Fn(&str, &Target) -> Option<String>) -> Vec<Violation> {
    let broken =
        |(file, target): (&str, Target)| rule(file, &target).map(|message| Violation::new(file, target.line, message));
    targets(tree).filter_map(broken).collect()
}

fn feature(path: &str) -> Option<&str> {
    path.strip_prefix(FEATURES)?.split('/').next()
}

/// The file that a bundler takes for `path`.
fn existing<'a>(tree: &'a Tree, path: &str) -> Option<&'a str> {
    let stem = path.strip_suffix(".js").unwrap_or(path);
    let endings = ["", ".ts", ".svelte.ts", ".js", "/index.ts"];
    let candidates = endings.into_iter().map(|ending| format!("{stem}{ending}"));
    candidates.filter_map(|candidate| tree.files.get_key_value(&candidate)).map(|(path, _)| path.as_str()).next()
}

/// The shortest way from `start` back to it, when `start` is the first of its files by name: each cycle is told once.
fn cycle_through<'a>(graph: &BTreeMap<&'a str, BTreeSet<&'a str>>, start: &'a str) -> Option<Vec<&'a str>> {
    let mut came_from = BTreeMap::<&str, &str>::new();
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(file) = queue.pop_front() {
        for &next in graph.get(file).into_iter().flatten().filter(|next| **next >= start) {
            if next == start {
                return Some(way_back(&came_from, start, file));
            }
            if !came_from.contains_key(next) {
                came_from.insert(next, file);
                queue.push_back(next);
            }
        }
    }
    None
}

fn way_back<'a>(came_from: &BTreeMap<&'a str, &'a str>, start: &'a str, last: &'a str) -> Vec<&'a str> {
    let mut way = vec![start, last];
    while let Some(&before) = way.last().filter(|file| **file != start).and_then(|file| came_from.get(file)) {
        way.push(before);
    }
    if last == start {
        way.pop();
        way.push(start);
    }
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_that_imports_another_is_seen() {
        let bad = (
            "ui/src/features/people/People.svelte",
            "<script>\n  import Card from \"../review/Card.svelte\";\n</script>",
        );
        let found = features_are_apart(&Tree::with([bad]));
        assert_eq!(found, [Violation::new(bad.0, 2, "feature people must not import feature review")]);
        let good = (
            "ui/src/features/people/People.svelte",
            "import x from \"./list\";\nimport y from \"../../state/selection\";",
        );
        assert!(features_are_apart(&Tree::with([good])).is_empty());
    }

    #[test]
    fn a_component_that_knows_a_feature_or_the_back_end_is_seen() {
        let bad = "import a from \"../features/people/list\";\nimport type { B } from \"../ipc/backend\";\nimport c from \"./Tile\";";
        assert_eq!(components_are_shared(&Tree::with([("ui/src/components/Grid.svelte", bad)])).len(), 2);
    }

    #[test]
    fn tauri_outside_ipc_is_seen() {
        let code = "import { invoke } from \"@tauri-apps/api/core\";";
        assert_eq!(tauri_behind_ipc(&Tree::with([("ui/src/state/jobs.svelte.ts", code)])).len(), 1);
        assert!(tauri_behind_ipc(&Tree::with([("ui/src/ipc/tauri.ts", code)])).is_empty());
    }

    #[test]
    fn a_cycle_is_told_once_with_its_way() {
        let tree = Tree::with([
            ("ui/src/a.ts", "import b from \"./b\";"),
            ("ui/src/b.ts", "import c from \"./c.svelte\";"),
            ("ui/src/c.svelte", "import a from \"./a\";"),
            ("ui/src/d.ts", "import a from \"./a\";"),
        ]);
        let found = no_cycles(&tree);
        let way = "import cycle: ui/src/a.ts -> ui/src/b.ts -> ui/src/c.svelte -> ui/src/a.ts";
        assert_eq!(found, [Violation::new("ui/src/a.ts", 0, way)]);
    }

    #[test]
    fn a_file_that_imports_itself_is_seen_and_types_are_not() {
        let own = no_cycles(&Tree::with([("ui/src/a.ts", "import a from \"./a\";")]));
        assert_eq!(own[0].message, "import cycle: ui/src/a.ts -> ui/src/a.ts");
        let types =
            Tree::with([("ui/src/a.ts", "import type B from \"./b\";"), ("ui/src/b.ts", "import a from \"./a\";")]);
        assert!(no_cycles(&types).is_empty());
    }
}
