//! What files tell of the people in a photo: its own metadata, its sidecars, and what Picasa left in its folder.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use kith_domain::{Orientation, PersonName, UnitRect};
use kith_media::Limits;
use kith_metadata::{MetadataError, PeopleMetadata, PicasaFolder, Shape, read_photo, read_sidecar};
use kith_store::ToldFace;

use crate::error::{AppError, Result};

/// What Picasa's file in a folder is called.
pub(crate) const PICASA: [&str; 3] = [".picasa.ini", ".Picasa.ini", "Picasa.ini"];
/// Where the names of its contacts are.
pub(crate) const CONTACTS: [&str; 2] = ["contacts/contacts.xml", "contacts.xml"];

/// Faces of one photo that are taken in; the largest group portraits have fewer.
const MOST: usize = 500;
/// From this overlap on, two rectangles are about one face, as programs draw them.
const OVERLAP: f32 = 0.3;
/// How much larger than a face in its middle a rectangle about it may be: heads with hair are drawn about faces.
const LARGER: f32 = 6.0;

/// The people of a photo as its files tell them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Told {
    /// Each face once, in the stored picture.
    pub(crate) faces: Vec<ToldFace>,
    /// Whether everything could be read: else what is missing is not known to be gone.
    pub(crate) is_whole: bool,
}

impl Told {
    /// Takes people together that stand in several lists. Texts that are no names name nobody, and rectangles that
    /// can be about no face are passed over.
    pub(crate) fn of(people: &PeopleMetadata, orientation: Orientation) -> Self {
        let mut faces: Vec<ToldFace> = Vec::new();
        let regions = people.regions.iter().filter(|region| region.is_person && may_be_face(region.rect));
        for region in regions.take(MOST) {
            let name = region.name.as_deref().and_then(|name| PersonName::new(name).ok());
            let rect = orientation.rect_to_stored(region.rect);
            let key = |text: &str| PersonName::kept(text.to_owned()).key();
            let known = faces.iter_mut().find(|face| {
                let is_same = match (&face.name, &name) {
                    (Some(a), Some(b)) => key(a) == b.key(),
                    _ => true,
                };
                is_same && is_one_face(face.rect, rect)
            });
            let name = name.map(|name| name.to_string());
            match known {
                Some(face) => face.name = face.name.take().or(name),
                None => faces.push(ToldFace { name, rect }),
            }
        }
        Self { faces, is_whole: people.problems.is_empty() }
    }
}

/// Everything that is told of a photo with these bytes, unmerged. `found` are the faces that were found in the upright
/// picture.
pub(crate) fn everything(photo: &Path, bytes: &[u8], shape: Shape, found: &[UnitRect]) -> PeopleMetadata {
    let mut people = read_photo(bytes, shape, found);
    add_sidecars(&mut people, photo, shape, found);
    people.add(picasa(photo, shape, found));
    people
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

/// Whether two rectangles of one picture are about one face.
pub(crate) fn is_one_face(a: UnitRect, b: UnitRect) -> bool {
    let (small, large) = if a.w() * a.h() < b.w() * b.h() { (a, b) } else { (b, a) };
    let is_around = a.contains(b.centre()) && b.contains(a.centre());
    a.iou(b) >= OVERLAP || is_around && large.w() * large.h() <= LARGER * small.w() * small.h()
}

/// Some programs mean the whole picture when they know no place, and damaged files mean anything.
pub(crate) fn may_be_face(rect: UnitRect) -> bool {
    let centre = rect.centre();
    let is_inside = (0.0..=1.0).contains(&centre.x) && (0.0..=1.0).contains(&centre.y);
    let is_whole = rect.w() >= 0.99 && rect.h() >= 0.99;
    is_inside && !is_whole && rect.w() <= 1.5 && rect.h() <= 1.5 && rect.w() >= 0.001 && rect.h() >= 0.001
}

pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>> {
    // Opening what is no file may wait for ever.
    let is_file = std::fs::metadata(path).map_err(AppError::io(path))?.is_file();
    if !is_file {
        return Err(AppError::Io { path: path.into(), source: std::io::ErrorKind::IsADirectory.into() });
    }
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

/// The sidecars of a photo that are there.
fn sidecars(photo: &Path) -> Vec<PathBuf> {
    let there = sidecar_names(photo).into_iter().filter_map(|names| names.into_iter().find(|path| path.is_file()));
    let mut sidecars: Vec<PathBuf> = there.collect();
    // Without an extension both names are one.
    sidecars.dedup();
    sidecars
}

/// Where a sidecar is written: the one that is there, else `name.ext.xmp`.
pub(crate) fn sidecar_to_write(photo: &Path) -> PathBuf {
    let [[new, _], _] = sidecar_names(photo);
    sidecars(photo).into_iter().next().unwrap_or(new)
}

fn add_sidecars(people: &mut PeopleMetadata, photo: &Path, shape: Shape, found: &[UnitRect]) {
    for path in sidecars(photo) {
        match bytes(&path).map(|bytes| read_sidecar(&bytes, Some(shape), found)) {
            Ok(Ok(found)) => people.add(found),
            Ok(Err(problem)) => people.problems.push(about(&path, problem)),
            Err(failure) => people.problems.push(MetadataError::Malformed(failure.to_string())),
        }
    }
}

/// What `.picasa.ini` says of a photo; its contacts are named there or in a file beside it.
pub(crate) fn picasa(photo: &Path, shape: Shape, found: &[UnitRect]) -> PeopleMetadata {
    let mut people = PeopleMetadata { shape, ..PeopleMetadata::default() };
    let folder = photo.parent().unwrap_or(Path::new(""));
    let first = |names: &[&str]| names.iter().map(|name| folder.join(name)).find(|path| path.is_file());
    let (Some(ini), Some(name)) = (first(&PICASA), photo.file_name().and_then(|name| name.to_str())) else {
        return people;
    };
    let mut picasa = match bytes(&ini).map(|bytes| PicasaFolder::parse(&bytes)) {
        Ok(Ok(picasa)) => picasa,
        Ok(Err(problem)) => {
            people.problems.push(about(&ini, problem));
            return people;
        }
        Err(failure) => {
            people.problems.push(MetadataError::Malformed(failure.to_string()));
            return people;
        }
    };
    if let Some(contacts) = first(&CONTACTS)
        && let Ok(bytes) = bytes(&contacts)
        && let Err(problem) = picasa.add_contacts(&bytes)
    {
        people.problems.push(about(&contacts, problem));
    }
    people.add(picasa.photo(name, shape, found));
    people
}

fn about(path: &Path, problem: MetadataError) -> MetadataError {
    let name = path.file_name().unwrap_or_default().display();
    match problem {
        MetadataError::Malformed(text) => MetadataError::Malformed(format!("{name}: {text}")),
        MetadataError::Unsupported(text) => MetadataError::Unsupported(format!("{name}: {text}")),
        MetadataError::Limit(text) => MetadataError::Limit(format!("{name}: {text}")),
    }
}
