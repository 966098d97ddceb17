//! The files that tell of a photo: itself, its sidecars, and what Picasa left in its folder.

use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use kith_domain::UnitRect;
use kith_media::{Format, Limits};
use kith_metadata::{MetadataError, PeopleMetadata, PicasaFolder, Shape, read_photo, read_sidecar, sidecar_extension};
use kith_store::Sources;

use crate::error::{AppError, Result};
use crate::paths::check_is_file;

/// What Picasa's file in a folder is called.
const PICASA: [&str; 3] = [".picasa.ini", ".Picasa.ini", "Picasa.ini"];
/// Where the names of its contacts are.
const CONTACTS: [&str; 2] = ["contacts/contacts.xml", "contacts.xml"];

/// What each of the files about a photo says, unmerged. What is not there says nothing.
pub(crate) type Accounts = Vec<(Sources, PeopleMetadata)>;

/// Everything that is told of a photo with these bytes, itself first. `found` are the faces that were found in the
/// upright picture.
pub(crate) fn accounts(photo: &Path, bytes: &[u8], shape: Shape, found: &[UnitRect]) -> Accounts {
    let mut accounts = vec![(Sources::PHOTO, read_photo(bytes, shape, found))];
    for (source, path) in sidecars(photo) {
        accounts.push((source, sidecar(&path, shape, found)));
    }
    accounts.extend(picasa(photo, shape, found).map(|people| (Sources::PICASA, people)));
    accounts
}

/// Whether a file of that name may tell of photos beside it.
pub(crate) fn is_about_photos(name: &OsStr) -> bool {
    let is_sidecar = Path::new(name).extension().is_some_and(|extension| extension == "xmp" || extension == "XMP");
    is_sidecar || [&PICASA[..], &["contacts.xml"]].concat().iter().any(|known| name == *known)
}

/// Where something may lie that tells of a photo.
pub(crate) fn places(photo: &Path) -> Vec<PathBuf> {
    let folder = photo.parent().unwrap_or(Path::new(""));
    let picasa = PICASA.into_iter().chain(CONTACTS).map(|name| folder.join(name));
    sidecar_names(photo).into_iter().flatten().chain(picasa).collect()
}

/// Where sidecars are written: all that are there, else `name.ext.xmp`.
pub(crate) fn sidecars_to_write(photo: &Path) -> Vec<(Sources, PathBuf)> {
    let there = sidecars(photo);
    let [[new, _], _] = sidecar_names(photo);
    if there.is_empty() { vec![(Sources::SIDECAR, new)] } else { there }
}

pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>> {
    check_is_file(path).map_err(AppError::io(path))?;
    let file = std::fs::File::open(path).map_err(AppError::io(path))?;
    kith_media::read(file, &Limits::default()).map_err(|source| AppError::Photo { path: path.into(), source })
}

/// What sidecars of a photo are called: `name.ext.xmp`, `name.xmp`, each also in capital letters.
fn sidecar_names(photo: &Path) -> [[PathBuf; 2]; 2] {
    let mut longer = [OsString::from(photo), OsString::from(photo)];
    let [lower, upper] = &mut longer;
    lower.push(".xmp");
    upper.push(".XMP");
    [longer.map(PathBuf::from), ["xmp", "XMP"].map(|extension| photo.with_extension(extension))]
}

/// The sidecars of a photo that are there; first the one that names the whole file.
pub(crate) fn sidecars(photo: &Path) -> Vec<(Sources, PathBuf)> {
    let [longer, shorter] = sidecar_names(photo);
    let there = |names: [PathBuf; 2]| names.into_iter().find(|path| path.is_file());
    let longer = there(longer).map(|path| (Sources::SIDECAR, path));
    // Without an extension both names are one.
    let shorter = there(shorter).filter(|path| photo.extension().is_some() && is_about(path, photo));
    longer.into_iter().chain(shorter.map(|path| (Sources::SHORT_SIDECAR, path))).collect()
}

/// Whether `name.xmp` is about this photo: it may say so; else it is about the only photo of that name, or the only raw one.
fn is_about(sidecar: &Path, photo: &Path) -> bool {
    let of = bytes(sidecar).ok().and_then(|bytes| sidecar_extension(&bytes));
    if let Some(of) = of {
        return photo.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(&*of));
    }
    let is_raw = |path: &Path| path.file_name().and_then(Format::from_name) == Some(Format::Raw);
    let others = std::fs::read_dir(photo.parent().unwrap_or(Path::new(""))).into_iter().flatten().flatten();
    let others = others.map(|entry| entry.path()).filter(|path| {
        path.file_stem() == photo.file_stem()
            && path.file_name() != photo.file_name()
            && path.file_name().and_then(Format::from_name).is_some()
    });
    let (raw, other): (Vec<_>, Vec<_>) = others.partition(|path| is_raw(path));
    raw.is_empty() && (is_raw(photo) || other.is_empty())
}

fn sidecar(path: &Path, shape: Shape, found: &[UnitRect]) -> PeopleMetadata {
    let problem = match bytes(path).map(|bytes| read_sidecar(&bytes, Some(shape), found)) {
        Ok(Ok(people)) => return people,
        Ok(Err(problem)) => about(path, problem),
        Err(failure) => MetadataError::Malformed(failure.to_string()),
    };
    PeopleMetadata { shape, problems: vec![problem], ..PeopleMetadata::default() }
}

/// What `.picasa.ini` says of a photo.
pub(crate) fn picasa(photo: &Path, shape: Shape, found: &[UnitRect]) -> Option<PeopleMetadata> {
    let name = photo.file_name().and_then(|name| name.to_str())?;
    let left = left_by_picasa(photo.parent().unwrap_or(Path::new("")))?;
    let mut people = left.people.photo(name, shape, found);
    let own = std::mem::take(&mut people.problems).into_iter().map(|problem| (left.ini.clone(), problem));
    people.problems = left.problems.into_iter().chain(own).map(|(path, problem)| about(&path, problem)).collect();
    Some(people)
}

/// What Picasa left in one folder.
pub(crate) struct LeftByPicasa {
    /// Its file.
    pub(crate) ini: PathBuf,
    /// What that says.
    pub(crate) people: PicasaFolder,
    /// Why it, or the file with its contacts, cannot be read.
    pub(crate) problems: Vec<(PathBuf, MetadataError)>,
}

/// What Picasa left in a folder; its contacts are named there or in a file beside it.
pub(crate) fn left_by_picasa(folder: &Path) -> Option<LeftByPicasa> {
    let first = |names: &[&str]| names.iter().map(|name| folder.join(name)).find(|path| path.is_file());
    let ini = first(&PICASA)?;
    let (mut people, mut problems) = (PicasaFolder::default(), Vec::new());
    match bytes(&ini).map(|bytes| PicasaFolder::parse(&bytes)) {
        Ok(Ok(picasa)) => people = picasa,
        Ok(Err(problem)) => problems.push((ini.clone(), problem)),
        Err(failure) => problems.push((ini.clone(), unreadable(failure))),
    }
    if let Some(contacts) = first(&CONTACTS)
        && let Err(problem) = bytes(&contacts).map_err(unreadable).and_then(|bytes| people.add_contacts(&bytes))
    {
        problems.push((contacts, problem));
    }
    Some(LeftByPicasa { ini, people, problems })
}

/// The reason alone: the file is told with it.
fn unreadable(failure: AppError) -> MetadataError {
    MetadataError::Malformed(failure.source().map_or_else(|| failure.to_string(), ToString::to_string))
}

fn about(path: &Path, problem: MetadataError) -> MetadataError {
    let name = crate::shown_path(path.file_name().unwrap_or_default());
    match problem {
        MetadataError::Malformed(text) => MetadataError::Malformed(format!("{name}: {text}")),
        MetadataError::Unsupported(text) => MetadataError::Unsupported(format!("{name}: {text}")),
        MetadataError::Limit(text) => MetadataError::Limit(format!("{name}: {text}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The photos of a folder that a sidecar `a.xmp` is about.
    fn about(photos: &[&str], says: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for name in photos {
            std::fs::write(folder.path().join(name), b"").unwrap();
        }
        let rdf = "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"";
        let packet = format!("<rdf:RDF {rdf}><rdf:Description rdf:about=\"\" {says}/></rdf:RDF>");
        std::fs::write(folder.path().join("a.xmp"), packet).unwrap();
        let has = |name: &&&str| sidecars(&folder.path().join(name)).iter().any(|(s, _)| *s == Sources::SHORT_SIDECAR);
        photos.iter().filter(has).map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_short_sidecar_is_about_the_only_photo_or_the_only_raw_one() {
        assert_eq!(about(&["a.jpg", "b.jpg"], ""), ["a.jpg"]);
        assert_eq!(about(&["a.jpg", "a.CR2", "a.txt"], ""), ["a.CR2"]);
        assert_eq!(about(&["a.jpg", "a.nef", "a.dng"], ""), Vec::<String>::new());
        assert_eq!(about(&["a.jpg", "a.png"], ""), Vec::<String>::new());
        let png = "xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" photoshop:SidecarForExtension=\"PNG\"";
        assert_eq!(about(&["a.jpg", "a.png", "a.cr3"], png), ["a.png"]);
    }
}
