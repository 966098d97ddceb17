//! `cargo xtask start`: from a clone to Kith on a folder of photographs, in one command.

mod headless;
mod summary;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::setup::{self, Purpose};
use crate::{process, project};

/// Photographs that come with the project. A scan only reads, so they are used where they are.
const SAMPLE: &str = "tests/fixtures/album";
/// What Kith learns of them has a place of its own, so that nobody's own library is touched.
const SAMPLE_LIBRARY: &str = "sample-library";

/// Options of `cargo xtask start`.
#[derive(Args)]
pub(crate) struct StartArgs {
    /// The photographs; without it, a small bundled sample
    folder: Option<PathBuf>,
    /// Where Kith keeps what it learns; without it, the same place as the installed app, or `.kith/sample-library` for the
    /// sample
    #[arg(long, value_name = "DIR")]
    library: Option<PathBuf>,
    /// Scan without a window: progress and a summary in the terminal, the faces as a page for a browser
    #[arg(long)]
    headless: bool,
}

/// Sets up, builds, and opens the app, or does the same work in the terminal.
pub(crate) fn run(args: StartArgs) -> Result<()> {
    let (folder, library) = places(args.folder, args.library);
    let folder = std::path::absolute(folder)?;
    ensure!(folder.is_dir(), "{} is not a folder", folder.display());
    let library = library.map(std::path::absolute).transpose()?;
    if !args.headless && has_display(cfg!(target_os = "linux"), |name| std::env::var_os(name).is_some()) {
        return open_app(&folder, library.as_deref());
    }
    if !args.headless {
        println!("no display here, so the same is done without a window");
    }
    setup::run(Purpose::Headless)?;
    headless::run(&folder, library.as_deref())
}

/// The photographs and the library to use, for what the person gave; no library is the one of the installed app.
fn places(folder: Option<PathBuf>, library: Option<PathBuf>) -> (PathBuf, Option<PathBuf>) {
    let own = || project::private().join(SAMPLE_LIBRARY);
    let library = library.or_else(|| folder.is_none().then(own));
    (folder.unwrap_or_else(|| project::root().join(SAMPLE)), library)
}

/// On Linux a window needs X11 or Wayland; elsewhere there always is a display.
fn has_display(is_linux: bool, is_set: impl Fn(&str) -> bool) -> bool {
    !is_linux || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

fn open_app(folder: &Path, library: Option<&Path>) -> Result<()> {
    setup::run(Purpose::App)?;
    process::run(project::npm("ui").args(["run", "build"]))?;
    let build = ["build", "--release", "-p", "kith-desktop", "--features", "custom-protocol"];
    process::run(project::cargo().args(build))?;
    let app = project::built("release", "kith-desktop")?;
    let mut command = project::command(app.to_str().context("the target folder's name is not UTF-8")?);
    command.arg("--folder").arg(folder);
    if let Some(library) = library {
        command.arg("--library").arg(library);
    }
    process::run(&mut command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_leaves_the_own_library_alone() {
        let [photos, given] = ["photos", "given"].map(PathBuf::from);
        let (sample, library) = places(None, None);
        assert!(sample.is_dir());
        assert_eq!(library, Some(project::root().join(".kith/sample-library")));
        assert_eq!(places(None, Some(given.clone())), (sample, Some(given.clone())));
        assert_eq!(places(Some(photos.clone()), None), (photos.clone(), None));
        assert_eq!(places(Some(photos.clone()), Some(given.clone())), (photos, Some(given)));
    }

    #[test]
    fn linux_needs_x11_or_wayland_for_a_window() {
        assert!(!has_display(true, |_| false));
        assert!(has_display(true, |name| name == "DISPLAY"));
        assert!(has_display(true, |name| name == "WAYLAND_DISPLAY"));
        assert!(has_display(false, |_| false));
    }
}
