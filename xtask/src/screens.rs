//! `cargo xtask screens`: a picture of every view of the page, wide and on a phone, light and dark.

use std::fs;

use anyhow::{Context, Result};

use crate::setup::{self, Purpose};
use crate::{project, test};

/// Where they are kept.
const FOLDER: &str = "docs/screens/views";

/// Builds the page and takes them all anew, so that none stays of a view that is gone.
pub(crate) fn run() -> Result<()> {
    setup::run(Purpose::Tests)?;
    let folder = project::root().join(FOLDER);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {FOLDER}"))?;
    }
    test::npm("ui", "build")?;
    test::npm("tests/e2e", "screens")
}
