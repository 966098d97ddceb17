//! Who is in a photo as its metadata say: its own, those of its sidecars, and what Picasa left in its folder.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use kith_domain::UnitRect;
use kith_media::{Format, Limits};
use kith_metadata::{MetadataError, PeopleMetadata, PicasaFolder, Region, Scheme, Shape, read_photo, read_sidecar};

use crate::error::{AppError, Result};

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
    /// What told whether its numbers are those of the stored picture or of the one that is shown.
    pub rule: &'static str,
}

/// Reads a photo or an `.xmp` file; with `all`, of a photo also what lies beside it.
///
/// # Errors
/// When the file cannot be read, or is an `.xmp` file that is none.
pub fn read_metadata(path: &Path, all: bool) -> Result<FileMetadata> {
    let bytes = bytes(path)?;
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
    let mut people = read_photo(&bytes, shape, &[]);
    if all {
        add_sidecars(&mut people, path, shape);
        add_picasa(&mut people, path, shape);
    }
    let mut metadata = FileMetadata::from(people);
    metadata.problems.extend(header.err().map(|failure| failure.to_string()));
    Ok(metadata)
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    // Opening what is no file may wait for ever.
    let is_file = std::fs::metadata(path).map_err(AppError::io(path))?.is_file();
    if !is_file {
        return Err(AppError::Io { path: path.into(), source: std::io::ErrorKind::IsADirectory.into() });
    }
    let file = std::fs::File::open(path).map_err(AppError::io(path))?;
    kith_media::read(file, &Limits::default()).map_err(|source| AppError::Photo { path: path.into(), source })
}

/// The sidecars of a photo that are there: `name.ext.xmp`, `name.xmp`.
pub(crate) fn sidecars(photo: &Path) -> Vec<PathBuf> {
    let with_extension = |extension: &str| {
        let mut name = OsString::from(photo);
        name.push(extension);
        [PathBuf::from(name), photo.with_extension(&extension[1..])]
    };
    let [lower, upper] = [with_extension(".xmp"), with_extension(".XMP")];
    let pairs = lower.into_iter().zip(upper);
    let there = pairs.filter_map(|(lower, upper)| [lower, upper].into_iter().find(|path| path.is_file()));
    let mut sidecars: Vec<PathBuf> = there.collect();
    // Without an extension both names are one.
    sidecars.dedup();
    sidecars
}

fn add_sidecars(people: &mut PeopleMetadata, photo: &Path, shape: Shape) {
    for path in sidecars(photo) {
        match bytes(&path).map(|bytes| read_sidecar(&bytes, Some(shape), &[])) {
            Ok(Ok(found)) => people.add(found),
            Ok(Err(problem)) => people.problems.push(about(&path, problem)),
            Err(failure) => people.problems.push(MetadataError::Malformed(failure.to_string())),
        }
    }
}

/// Adds what `.picasa.ini` says; its contacts are named there or in a file beside it.
fn add_picasa(people: &mut PeopleMetadata, photo: &Path, shape: Shape) {
    let folder = photo.parent().unwrap_or(Path::new(""));
    let first = |names: &[&str]| names.iter().map(|name| folder.join(name)).find(|path| path.is_file());
    let Some(ini) = first(&[".picasa.ini", ".Picasa.ini", "Picasa.ini"]) else { return };
    let Some(name) = photo.file_name().and_then(|name| name.to_str()) else { return };
    let mut picasa = match bytes(&ini).map(|bytes| PicasaFolder::parse(&bytes)) {
        Ok(Ok(picasa)) => picasa,
        Ok(Err(problem)) => return people.problems.push(about(&ini, problem)),
        Err(failure) => return people.problems.push(MetadataError::Malformed(failure.to_string())),
    };
    if let Some(contacts) = first(&["contacts/contacts.xml", "contacts.xml"])
        && let Ok(bytes) = bytes(&contacts)
        && let Err(problem) = picasa.add_contacts(&bytes)
    {
        people.problems.push(about(&contacts, problem));
    }
    people.add(picasa.photo(name, shape, &[]));
}

fn about(path: &Path, problem: MetadataError) -> MetadataError {
    let name = path.file_name().unwrap_or_default().display();
    match problem {
        MetadataError::Malformed(text) => MetadataError::Malformed(format!("{name}: {text}")),
        MetadataError::Unsupported(text) => MetadataError::Unsupported(format!("{name}: {text}")),
        MetadataError::Limit(text) => MetadataError::Limit(format!("{name}: {text}")),
    }
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
        Self { name: region.name, kind: region.kind, rect: region.rect, source, rule: region.rule.name() }
    }
}
