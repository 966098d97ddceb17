//! Rules about `Cargo.toml` files: which packages there are and what each may depend on.

use toml::{Table, Value};

use super::{Tree, Violation};

/// A package: its folder, its name, and the packages of the project it may use. A crate exists only to forbid a dependency,
/// so this table is the architecture.
struct Package {
    folder: &'static str,
    name: &'static str,
    uses: &'static [&'static str],
}

const DOMAIN: &[&str] = &["kith-domain"];
const INNER: &[&str] = &["kith-domain", "kith-media", "kith-vision", "kith-gallery", "kith-metadata", "kith-store"];
const APP: &[&str] = &["kith-app"];
const TESTED: &[&str] =
    &["kith-domain", "kith-media", "kith-vision", "kith-gallery", "kith-metadata", "kith-store", "kith-app"];

const PACKAGES: [Package; 12] = [
    Package { folder: "crates/kith-domain", name: "kith-domain", uses: &[] },
    Package { folder: "crates/kith-media", name: "kith-media", uses: DOMAIN },
    Package { folder: "crates/kith-vision", name: "kith-vision", uses: DOMAIN },
    Package { folder: "crates/kith-gallery", name: "kith-gallery", uses: DOMAIN },
    Package { folder: "crates/kith-metadata", name: "kith-metadata", uses: DOMAIN },
    Package { folder: "crates/kith-store", name: "kith-store", uses: DOMAIN },
    Package { folder: "crates/kith-app", name: "kith-app", uses: INNER },
    Package { folder: "crates/kith-cli", name: "kith-cli", uses: APP },
    Package { folder: "src-tauri", name: "kith-desktop", uses: APP },
    Package { folder: "tests", name: "kith-tests", uses: TESTED },
    Package { folder: "tests/fuzz", name: "kith-fuzz", uses: &["kith-domain", "kith-media", "kith-metadata"] },
    Package { folder: "xtask", name: "xtask", uses: &[] },
];

/// Libraries that only some packages may use outside their tests.
const OWNERS: [(&[&str], &[&str]); 6] = [
    (&["ort"], &["kith-vision"]),
    (&["sqlx", "rusqlite"], &["kith-store"]),
    (&["image", "zune-jpeg", "turbojpeg", "heifer", "jxl-oxide", "rawler"], &["kith-media", "kith-tests"]),
    (&["kamadak-exif", "nom-exif", "little_exif", "img-parts", "quick-xml"], &["kith-metadata"]),
    (&["specta", "specta-typescript", "tauri-specta"], &["kith-app", "kith-desktop"]),
    (&["tauri", "tauri-build", "tauri-plugin-dialog", "wry", "tao"], &["kith-desktop"]),
];

/// Every package of the layout exists and no other.
pub(super) fn layout(tree: &Tree) -> Vec<Violation> {
    let missing = PACKAGES.iter().filter(|package| !tree.has(&manifest_path(package.folder)));
    let missing = missing.map(|package| Violation::new(package.folder, 0, "this package is missing"));
    let unknown = tree.iter().filter_map(|(path, _)| path.strip_suffix("/Cargo.toml"));
    let unknown = unknown.filter(|folder| PACKAGES.iter().all(|package| package.folder != *folder));
    missing.chain(unknown.map(|folder| Violation::new(folder, 0, "this package is not in the layout"))).collect()
}

/// A package is called as the layout says; in `crates/` that is the name of its folder.
pub(super) fn names(tree: &Tree) -> Vec<Violation> {
    each(tree, |package, manifest| {
        let name = manifest.get("package").and_then(|table| table.get("name")).and_then(Value::as_str);
        let wrong = name != Some(package.name);
        wrong.then(|| format!("the package must be called {}", package.name)).into_iter().collect()
    })
}

/// Packages of the project use each other only as the table says. Tests may use `kith-tests` as well.
pub(super) fn direction(tree: &Tree) -> Vec<Violation> {
    each(tree, |package, manifest| {
        let ours = |name: &String| PACKAGES.iter().any(|other| other.name == name) && !package.uses.contains(&&**name);
        let of_tests = |name: &String| ours(name) && name != "kith-tests";
        let code = dependencies(manifest, &["dependencies", "build-dependencies"]).into_iter().filter(ours);
        let tests = dependencies(manifest, &["dev-dependencies"]).into_iter().filter(of_tests);
        code.chain(tests).map(|name| format!("{} must not use {name}", package.name)).collect()
    })
}

/// A library with an owner is used by its owner alone.
pub(super) fn owners(tree: &Tree) -> Vec<Violation> {
    each(tree, |package, manifest| {
        let foreign = |name: &String| {
            OWNERS.iter().any(|(libraries, owners)| libraries.contains(&&**name) && !owners.contains(&package.name))
        };
        let used = dependencies(manifest, &["dependencies", "build-dependencies"]).into_iter().filter(foreign);
        used.map(|name| format!("{} must not use {name}: it has an owner", package.name)).collect()
    })
}

/// Versions and lints stand once, in the workspace.
pub(super) fn inheritance(tree: &Tree) -> Vec<Violation> {
    each(tree, |_, manifest| {
        // A workspace of its own has nothing to inherit from.
        if manifest.contains_key("workspace") {
            return Vec::new();
        }
        let inherits = |value: &Value| value.get("workspace").and_then(Value::as_bool) == Some(true);
        let lints = !manifest.get("lints").is_some_and(inherits);
        let own = tables(manifest, &["dependencies", "build-dependencies", "dev-dependencies"]);
        let own = own.flat_map(Table::iter).filter(|(_, value)| !inherits(value));
        let own = own.map(|(name, _)| format!("{name} must be `workspace = true`"));
        own.chain(lints.then(|| "[lints] must be `workspace = true`".to_owned())).collect()
    })
}

fn manifest_path(folder: &str) -> String {
    format!("{folder}/Cargo.toml")
}

/// Applies `check` to every manifest of the layout.
fn each(tree: &Tree, check: impl Fn(&Package, &Table) -> Vec<String>) -> Vec<Violation> {
    let mut found = Vec::new();
    for package in &PACKAGES {
        let path = manifest_path(package.folder);
        let Some(text) = tree.files.get(&path) else { continue };
        let messages = match text.parse::<Table>() {
            Ok(manifest) => check(package, &manifest),
            Err(error) => vec![error.to_string()],
        };
        found.extend(messages.into_iter().map(|message| Violation::new(&path, 0, message)));
    }
    found
}

/// The named tables of a manifest, those for one platform too.
fn tables<'a>(manifest: &'a Table, kinds: &'a [&str]) -> impl Iterator<Item = &'a Table> {
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let holders = targets.filter_map(Value::as_table).chain([manifest]);
    holders.flat_map(move |holder| kinds.iter().filter_map(|kind| holder.get(*kind).and_then(Value::as_table)))
}

/// Names of what a manifest depends on, after renaming.
fn dependencies(manifest: &Table, kinds: &[&str]) -> Vec<String> {
    let entries = tables(manifest, kinds).flat_map(Table::iter);
    let real =
        |(name, value): (&String, &Value)| value.get("package").and_then(Value::as_str).unwrap_or(name).to_owned();
    entries.map(real).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(found: Vec<Violation>) -> Vec<String> {
        found.into_iter().map(|violation| violation.message).collect()
    }

    fn tree_of(folder: &str, manifest: &str) -> Tree {
        Tree::with([(&*manifest_path(folder), manifest)])
    }

    #[test]
    fn a_missing_and_an_unknown_package_are_seen() {
        let found = layout(&tree_of("crates/kith-cloud", ""));
        assert_eq!(found.len(), PACKAGES.len() + 1);
        assert!(found.contains(&Violation::new("crates/kith-cloud", 0, "this package is not in the layout")));
    }

    #[test]
    fn a_package_with_another_name_is_seen() {
        assert_eq!(names(&tree_of("src-tauri", "package.name = \"kith\"")).len(), 1);
        assert!(names(&tree_of("src-tauri", "package.name = \"kith-desktop\"")).is_empty());
    }

    #[test]
    fn an_arrow_in_the_wrong_direction_is_seen() {
        let store = "[dependencies]\nkith-domain.workspace = true\nkith-app.workspace = true";
        assert_eq!(messages(direction(&tree_of("crates/kith-store", store))), ["kith-store must not use kith-app"]);
        let sibling = "[target.'cfg(unix)'.dependencies]\nkith-media.workspace = true";
        assert_eq!(direction(&tree_of("crates/kith-vision", sibling)).len(), 1);
        assert_eq!(direction(&tree_of("xtask", "[dependencies]\nkith-domain.workspace = true")).len(), 1);
        let renamed = "[dependencies]\nm = { package = \"kith-media\", workspace = true }";
        assert_eq!(direction(&tree_of("crates/kith-vision", renamed)).len(), 1);
    }

    #[test]
    fn tests_may_share_the_test_support_which_may_use_what_it_tests() {
        let shared = "[dev-dependencies]\nkith-tests.workspace = true";
        assert!(direction(&tree_of("crates/kith-media", shared)).is_empty());
        let sibling = "[dev-dependencies]\nkith-vision.workspace = true";
        assert_eq!(direction(&tree_of("crates/kith-media", sibling)).len(), 1);
        let tested = "[dependencies]\nkith-app.workspace = true\n[dev-dependencies]\nkith-store.workspace = true";
        assert!(direction(&tree_of("tests", tested)).is_empty());
        assert_eq!(direction(&tree_of("tests", "[dependencies]\nkith-desktop.workspace = true")).len(), 1);
    }

    #[test]
    fn a_library_used_by_another_than_its_owner_is_seen() {
        let with = |library: &str| format!("[dependencies]\n{library}.workspace = true");
        for (folder, library) in [
            ("crates/kith-app", "ort"),
            ("crates/kith-app", "sqlx"),
            ("crates/kith-vision", "image"),
            ("crates/kith-app", "kamadak-exif"),
            ("crates/kith-cli", "specta"),
            ("crates/kith-app", "tauri"),
        ] {
            assert_eq!(owners(&tree_of(folder, &with(library))).len(), 1, "{library} in {folder}");
        }
        assert!(owners(&tree_of("crates/kith-vision", &with("ort"))).is_empty());
    }

    #[test]
    fn a_version_or_lint_of_its_own_is_seen() {
        let own = "[dependencies]\nserde = \"1\"\n[lints]\nworkspace = true";
        assert_eq!(messages(inheritance(&tree_of("xtask", own))), ["serde must be `workspace = true`"]);
        assert_eq!(inheritance(&tree_of("xtask", "[dependencies]\nserde.workspace = true")).len(), 1);
    }
}
