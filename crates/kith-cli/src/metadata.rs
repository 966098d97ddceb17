//! `kith metadata read`: what the metadata of one file say, without a library.

use std::path::Path;

use anyhow::Result;
use kith_app::files::{FileRegion, read_metadata};
use serde::Serialize;

use crate::lines::{corners, print};

#[derive(Debug, Serialize)]
struct MetadataLine {
    width: u32,
    height: u32,
    regions: Vec<RegionLine>,
    persons: Vec<String>,
    keywords: Vec<String>,
}

#[derive(Debug, Serialize)]
struct RegionLine {
    name: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    #[serde(rename = "box")]
    rect: [f32; 4],
    source: &'static str,
}

/// Prints one line; what could not be read is said on standard error.
pub(crate) fn run_read(file: &Path, all: bool) -> Result<()> {
    let found = read_metadata(file, all)?;
    for problem in &found.problems {
        eprintln!("kith: {}: {problem}", file.display());
    }
    for region in &found.regions {
        tracing::debug!(source = region.source, rule = region.rule, "how the coordinates of a region were found out");
    }
    print(&MetadataLine {
        width: found.width,
        height: found.height,
        regions: found.regions.into_iter().map(RegionLine::from).collect(),
        persons: found.persons,
        keywords: found.keywords,
    })
}

impl From<FileRegion> for RegionLine {
    fn from(region: FileRegion) -> Self {
        Self { name: region.name, kind: region.kind, rect: corners(region.rect), source: region.source }
    }
}
