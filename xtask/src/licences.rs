//! What other people's code the project may contain: cargo-deny for crates, the lock files for npm packages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::{process, project};

/// Checks the licences, bans and sources of the crates against `deny.toml`, then the licences of the npm packages that end
/// up in the app.
pub(crate) fn check() -> Result<()> {
    process::run(cargo_deny()?.args(["check", "licenses", "bans", "sources"]))?;
    let allowed = allowed_licences(&std::fs::read_to_string(project::root().join("deny.toml"))?)?;
    let found = shipped_packages(&read("ui/package-lock.json")?)?;
    let refused: Vec<_> = found.iter().filter(|(_, licence)| !permits(&allowed, licence)).collect();
    for (name, licence) in &refused {
        eprintln!("npm package {name}: licence \"{licence}\" is not in the list of deny.toml");
    }
    if !refused.is_empty() {
        bail!("{} of {} npm packages have a licence that is not allowed", refused.len(), found.len());
    }
    println!("npm licences ok: {} packages", found.len());
    Ok(())
}

/// Asks the advisory database, which lives on the network.
pub(crate) fn advisories() -> Result<()> {
    process::run(cargo_deny()?.args(["check", "advisories"]))
}

fn cargo_deny() -> Result<std::process::Command> {
    let program = project::private().join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        bail!("cargo-deny is missing: run `cargo xtask setup --tests`");
    }
    let mut command = project::command(&program.to_string_lossy());
    command.args(["--log-level", "error", "--all-features"]);
    Ok(command)
}

fn read(path: &str) -> Result<String> {
    std::fs::read_to_string(project::root().join(Path::new(path))).with_context(|| format!("cannot read {path}"))
}

/// The list of `deny.toml`: one list for crates and packages.
fn allowed_licences(deny: &str) -> Result<BTreeSet<String>> {
    #[derive(Deserialize)]
    struct Deny {
        licenses: Licenses,
    }
    #[derive(Deserialize)]
    struct Licenses {
        allow: BTreeSet<String>,
    }
    Ok(toml::from_str::<Deny>(deny).context("deny.toml has no [licenses] allow")?.licenses.allow)
}

/// Name and licence of every package of an npm lock file that is not for development alone.
fn shipped_packages(lock: &str) -> Result<BTreeMap<String, String>> {
    #[derive(Deserialize)]
    struct Lock {
        packages: BTreeMap<String, Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        #[serde(default)]
        dev: bool,
        #[serde(default)]
        license: String,
    }
    let lock: Lock = serde_json::from_str(lock).context("the lock file is not as npm writes it")?;
    let shipped = lock.packages.into_iter().filter(|(path, package)| !path.is_empty() && !package.dev);
    Ok(shipped.map(|(path, package)| (path, package.license)).collect())
}

/// Whether an SPDX expression of plain names can be met by the allowed ones. Parentheses make it an OR of ANDs or the other
/// way round; both are read as "every name must be allowed", which errs on the strict side.
fn permits(allowed: &BTreeSet<String>, expression: &str) -> bool {
    let known = |name: &str| allowed.contains(name.trim());
    if expression.contains(['(', ')']) {
        let plain = expression.replace(['(', ')'], " ").replace(" OR ", " AND ");
        return plain.split(" AND ").all(known);
    }
    expression.split(" OR ").any(|choice| choice.split(" AND ").all(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed() -> BTreeSet<String> {
        allowed_licences("[licenses]\nallow = [\"MIT\", \"ISC\", \"Apache-2.0\"]").unwrap()
    }

    #[test]
    fn a_choice_needs_one_allowed_licence_and_a_sum_all() {
        assert!(permits(&allowed(), "MIT"));
        assert!(permits(&allowed(), "GPL-3.0-only OR MIT"));
        assert!(permits(&allowed(), "(MIT OR Apache-2.0)"));
        assert!(!permits(&allowed(), "MIT AND GPL-3.0-only"));
        assert!(!permits(&allowed(), "(MIT AND GPL-3.0-only) OR GPL-2.0-only"));
        assert!(!permits(&allowed(), ""), "a package without a licence is not ours to use");
    }

    #[test]
    fn only_what_is_shipped_counts() {
        let lock = r#"{"packages": {
            "": {"license": "MIT"},
            "node_modules/a": {"license": "ISC"},
            "node_modules/b": {"license": "GPL-3.0-only", "dev": true},
            "node_modules/c": {}}}"#;
        let found = shipped_packages(lock).unwrap();
        assert_eq!(found.keys().collect::<Vec<_>>(), ["node_modules/a", "node_modules/c"]);
        assert!(!permits(&allowed(), &found["node_modules/c"]));
    }
}
