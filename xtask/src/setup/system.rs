//! Packages of the operating system. Debian and Ubuntu get them through apt; elsewhere the compiler brings what is needed or
//! the names are printed.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::Purpose;
use super::wheels::python;
use crate::process;

/// A Debian package and the least purpose that needs it.
const PACKAGES: [(&str, Purpose); 13] = [
    ("build-essential", Purpose::Headless),
    ("pkg-config", Purpose::Headless),
    ("python3", Purpose::Headless),
    ("libwebkit2gtk-4.1-dev", Purpose::App),
    ("librsvg2-dev", Purpose::App),
    ("libxdo-dev", Purpose::App),
    ("webkit2gtk-driver", Purpose::Tests),
    ("xvfb", Purpose::Tests),
    ("xauth", Purpose::Tests),
    ("dbus", Purpose::Tests),
    ("fonts-dejavu-core", Purpose::Tests),
    ("chromium", Purpose::Tests),
    ("libimage-exiftool-perl", Purpose::Tests),
];

/// The first Node.js that Vite 8 runs on.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Installs what is missing.
pub(super) fn install(purpose: Purpose) -> Result<String> {
    if purpose >= Purpose::App {
        check_node()?;
    }
    if !cfg!(target_os = "linux") {
        return Ok("none are needed here beside the compiler's".into());
    }
    let wanted = wanted(purpose, has_pip());
    let Some(known) = debian_status(&wanted)? else {
        return Ok(format!("not Debian, so not checked; in Debian's names these are {}", wanted.join(" ")));
    };
    let missing = missing(&wanted, &known);
    if missing.is_empty() {
        return Ok(format!("{} in place", wanted.len()));
    }
    apt_install(&missing)?;
    Ok(format!("{} installed: {}", missing.len(), missing.join(" ")))
}

/// The packages for `purpose`. A pip that works, from wherever, spares Debian's.
fn wanted(purpose: Purpose, has_pip: bool) -> Vec<&'static str> {
    let listed = PACKAGES.iter().filter(|(_, least)| *least <= purpose).map(|(name, _)| *name);
    listed.chain((!has_pip).then_some("python3-pip")).collect()
}

fn has_pip() -> bool {
    python().is_some_and(|program| process::succeeds(Command::new(program).args(["-m", "pip", "--version"])))
}

/// What dpkg says of `packages`, one `name status` a line; `None` where there is no dpkg. It ends with 1 when it does not
/// know one of them, which is an answer.
fn debian_status(packages: &[&str]) -> Result<Option<String>> {
    let query = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .args(packages)
        .stderr(Stdio::null())
        .output();
    match query {
        Ok(output) => Ok(Some(String::from_utf8(output.stdout)?)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).context("cannot start dpkg-query"),
    }
}

/// Those of `wanted` that dpkg does not call installed.
fn missing<'a>(wanted: &[&'a str], status: &str) -> Vec<&'a str> {
    let installed: BTreeSet<&str> = status.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    wanted.iter().copied().filter(|name| !installed.contains(name)).collect()
}

fn apt_install(packages: &[&str]) -> Result<()> {
    let Some(root) = root_prefix() else {
        bail!(
            "these system packages are missing, and installing them needs an administrator:\n\n    \
             sudo apt-get update\n    sudo apt-get install --no-install-recommends {}\n\n\
             Then run this command again.",
            packages.join(" ")
        );
    };
    process::run(&mut apt(&root, &["update"]))?;
    process::run(apt(&root, &["install", "--yes", "--no-install-recommends"]).args(packages))
}

/// What to put before a command to run it as root: nothing for root, sudo where it asks no password.
fn root_prefix() -> Option<Vec<&'static str>> {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0");
    if is_root {
        return Some(vec!["env"]);
    }
    process::succeeds(Command::new("sudo").args(["-n", "true"])).then(|| vec!["sudo", "-n", "env"])
}

fn apt(root: &[&str], arguments: &[&str]) -> Command {
    let mut command = Command::new(root[0]);
    command
        .args(&root[1..])
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "-oDpkg::Use-Pty=0"])
        .args(arguments);
    command.stdin(Stdio::null());
    command
}

fn check_node() -> Result<()> {
    let (major, minor) = OLDEST_NODE;
    let advice = format!("install Node.js {major}.{minor} or newer, with npm, from your distribution or nodejs.org");
    let printed = Command::new("node").arg("--version").output().with_context(|| advice.clone())?.stdout;
    let printed = String::from_utf8_lossy(&printed);
    match node_version(&printed) {
        Some(version) if version >= OLDEST_NODE => Ok(()),
        _ => bail!("Node.js {} is too old: {advice}", printed.trim()),
    }
}

fn node_version(printed: &str) -> Option<(u32, u32)> {
    let mut numbers = printed.trim().strip_prefix('v')?.split('.').map(|part| part.parse().ok());
    Some((numbers.next()??, numbers.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_needs_no_window_and_an_app_no_test_tools() {
        let headless = wanted(Purpose::Headless, true);
        assert_eq!(headless, ["build-essential", "pkg-config", "python3"]);
        let app = wanted(Purpose::App, true);
        assert!(app.contains(&"libwebkit2gtk-4.1-dev") && !app.contains(&"chromium"));
        assert_eq!(wanted(Purpose::Tests, true).len(), PACKAGES.len());
    }

    #[test]
    fn pip_comes_from_debian_only_where_there_is_none() {
        assert!(wanted(Purpose::Headless, false).contains(&"python3-pip"));
        assert!(!wanted(Purpose::Tests, true).contains(&"python3-pip"));
    }

    #[test]
    fn only_what_dpkg_calls_installed_is_there() {
        let status = "xvfb installed\ndbus config-files\nxauth half-configured\nchromium not-installed\n";
        assert_eq!(
            missing(&["xvfb", "dbus", "xauth", "chromium", "python3"], status),
            ["dbus", "xauth", "chromium", "python3"]
        );
    }

    #[test]
    fn a_failing_install_command_names_every_package() {
        let command = process::line(apt(&["env"], &["install", "--yes"]).args(["a", "b"]));
        assert_eq!(command, "env DEBIAN_FRONTEND=noninteractive apt-get --quiet -oDpkg::Use-Pty=0 install --yes a b");
    }

    #[test]
    fn node_versions_are_compared_as_numbers() {
        assert!(node_version("v20.20.2\n") > Some(OLDEST_NODE));
        assert!(node_version("v20.9.0").unwrap() < OLDEST_NODE);
        assert!(node_version("v9.99.0").unwrap() < OLDEST_NODE);
        assert_eq!(node_version("20.1"), None);
    }
}
