//! Who is in a photo as its metadata say: its own, those of its sidecars, and what Picasa left in its folder.

use std::path::Path;

use kith_domain::UnitRect;
use kith_media::{Format, Limits};
use kith_metadata::{PeopleMetadata, Region, Rule, Scheme, Shape, read_photo, read_sidecar};

use crate::error::{AppError, Result};
use crate::told;

/// What the metadata of a file say.
#[derive(Debug, Clone, PartialEq)]
pub struct FileMetadata {
    /// Width as shown, 0 when it is not known.
    pub width: u32,
    /// Height as shown, 0 when it is not known.
    pub height: u32,
    /// Every region of every scheme, unmerged.
    pub regions: Vec<FileRegion>,
    /// Names without a place.
    pub persons: Vec<String>,
    /// Paths with `/` between their parts.
    pub keywords: Vec<String>,
    /// What could not be read, for people.
    pub problems: Vec<String>,
}

/// A region in the metadata of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileRegion {
    /// Who is in it, where the file says so.
    pub name: Option<String>,
    /// What is in it, in the file's own word.
    pub kind: String,
    /// Where in the picture as shown.
    pub rect: UnitRect,
    /// The scheme: `mwg`, `mp`, `iptc`, `apple` or `picasa`.
    pub source: &'static str,
    /// For a turned picture: whether its numbers are those of the `stored` or of the `upright` one, and what told that.
    pub measured: Option<(&'static str, &'static str)>,
}

/// Reads a photo or an `.xmp` file; with `all`, of a photo also what lies beside it.
///
/// # Errors
/// When the file cannot be read, or is an `.xmp` file that is none.
pub fn read_metadata(path: &Path, all: bool) -> Result<FileMetadata> {
    let bytes = told::bytes(path)?;
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xmp")) {
        let people = read_sidecar(&bytes, None, &[]);
        return Ok(people.map_err(|source| AppError::Metadata { path: path.into(), source })?.into());
    }
    let named = path.file_name().and_then(Format::from_name);
    let header = kith_media::header(&bytes, named, &Limits::default());
    let shape = header.as_ref().map_or_else(
        |_| Shape::default(),
        |header| Shape { width: header.width, height: header.height, orientation: header.orientation },
    );
    let mut people = PeopleMetadata { shape, ..PeopleMetadata::default() };
    if all {
        for (_, account) in told::accounts(path, &bytes, shape, &[]) {
            people.add(account);
        }
    } else {
        people.add(read_photo(&bytes, shape, &[]));
    }
    let mut metadata = FileMetadata::from(people);
    metadata.problems.extend(header.err().map(|failure| failure.to_string()));
    Ok(metadata)
}

impl From<PeopleMetadata> for FileMetadata {
    fn from(people: PeopleMetadata) -> Self {
        let (width, height) = people.shape.upright();
        Self {
            width,
            height,
            persons: people.persons(),
            keywords: people.keyword_paths(),
            regions: people.regions.into_iter().map(FileRegion::from).collect(),
            problems: people.problems.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<Region> for FileRegion {
    fn from(region: Region) -> Self {
        let source = match region.scheme {
            Scheme::Mwg => "mwg",
            Scheme::Microsoft => "mp",
            Scheme::Iptc => "iptc",
            Scheme::Apple => "apple",
            Scheme::Picasa => "picasa",
        };
        let is_turned = region.rule != Rule::NotTurned;
        let measured = is_turned.then(|| (region.coordinates.name(), region.rule.name()));
        Self { name: region.name, kind: region.kind, rect: region.rect, source, measured }
    }
}
