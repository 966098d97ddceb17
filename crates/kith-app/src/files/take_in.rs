//! Taking in what other programs know of people, on request: Picasa's files, and digiKam's database.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use kith_domain::{FileId, PersonName, UnitRect};
use kith_metadata::Shape;
use kith_store::{DigikamFace, FilePeople, Library, Lists, Sources, digikam_faces};
use walkdir::WalkDir;

use super::write_library::WriteProgress;
use crate::error::{AppError, Result};
use crate::listing::{is_hidden, reason};
use crate::paths::check_is_file;
use crate::told::{self, Importer, Told};

/// Where a database says something: in no list of no file.
const NO_FILE: (Sources, Lists) = (Sources::NONE, Lists::NONE);

/// What was taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// Photos of which something was told.
    pub photos: usize,
    /// Names and faces that were taken in.
    pub taken: usize,
    /// Faces that are named otherwise than the person did.
    pub conflicts: usize,
    /// Photos of which something was told, and which are not in the library.
    pub missing: usize,
    /// Files of which something could not be taken in, with the reason.
    pub problems: Vec<(PathBuf, String)>,
}

/// What is told of one file.
#[derive(Debug, Default)]
struct Account {
    told: Told,
    ignored: Vec<UnitRect>,
    /// Who is in the photo without a place, where that is told.
    named: Option<Vec<PersonName>>,
    /// Whether a file beside the photo says so, which scans read too: then it is remembered as theirs.
    from_file: bool,
}

impl Account {
    /// Adds what digiKam says of somebody, or of an ignored face, in the stored picture.
    fn add(&mut self, person: Option<String>, place: Option<UnitRect>) {
        self.told.programs.insert("digiKam".to_owned());
        let named = self.named.get_or_insert_default();
        match (person, place) {
            (Some(name), Some(place)) => {
                self.told.add(Some(&name), place, NO_FILE);
            }
            (Some(name), None) => named.extend(PersonName::new(&name)),
            (None, Some(place)) => self.ignored.push(place),
            (None, None) => {}
        }
    }
}

/// Takes in what Picasa left in a folder and those below it, for the photos that the library knows.
///
/// # Errors
/// When the folder is none, or the library cannot be read or written.
pub(crate) async fn take_in_picasa(
    library: &Library,
    folder: &Path,
    now: i64,
    each: impl FnMut(WriteProgress) + Send,
) -> Result<TakenIn> {
    let folder = folder.canonicalize().map_err(AppError::io(folder))?;
    let sizes: HashMap<_, _> = library.photo_sizes().await?.into_iter().collect();
    let mut accounts = BTreeMap::new();
    let files = library.file_people(None, true).await?;
    for file in &files {
        let path = crate::path_of(&file.root, &file.key);
        let Some((width, height)) = sizes.get(&file.photo).copied().filter(|_| path.starts_with(&folder)) else {
            continue;
        };
        let shape = Shape { width, height, orientation: file.orientation };
        let Some(people) = told::picasa(&path, shape, &[]) else { continue };
        if !people.regions.is_empty() {
            // Of names without a place it says nothing.
            let mut told = Told::of(&vec![(Sources::PICASA, people)], file.orientation);
            told.is_whole = false;
            accounts.insert(file.file, Account { told, from_file: true, ..Account::default() });
        }
    }
    let (missing, problems) = not_taken_in(&folder, &files);
    let taken = take(library, &files, accounts, now, each).await?;
    Ok(TakenIn { missing, problems, ..taken })
}

/// How many photos Picasa tells of, in a folder and those below it, that the library does not know; and what it left there that
/// cannot be read, or is about none of its photos.
fn not_taken_in(folder: &Path, files: &[FilePeople]) -> (usize, Vec<(PathBuf, String)>) {
    let mut known: HashMap<PathBuf, HashSet<String>> = HashMap::new();
    for path in files.iter().map(|file| crate::path_of(&file.root, &file.key)) {
        if let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) {
            known.entry(folder.to_owned()).or_default().insert(name.to_lowercase());
        }
    }
    let (mut missing, mut problems) = (0, Vec::new());
    let below = WalkDir::new(folder).sort_by_file_name().into_iter();
    let below =
        below.filter_entry(|entry| entry.depth() == 0 || entry.file_type().is_dir() && !is_hidden(entry.file_name()));
    for entry in below {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                problems.push((path, reason(&error)));
                continue;
            }
        };
        let Some(left) = told::left_by_picasa(entry.path()) else { continue };
        let here = known.get(entry.path());
        // Picasa keeps what it knew of photos that were deleted since.
        let there = names_in(entry.path());
        let is_absent = |name: &&str| there.contains(*name) && here.is_none_or(|known| !known.contains(*name));
        let absent = left.people.photos().filter(is_absent).count();
        missing += absent;
        if absent > 0 && here.is_none() {
            problems
                .push((left.ini.clone(), "no photo of its folder is in the library; scan the folder first".to_owned()));
        }
        let own = left.people.problems().map(|problem| (left.ini.clone(), problem));
        problems.extend(left.problems.into_iter().chain(own).map(|(path, problem)| (path, problem.to_string())));
    }
    (missing, problems)
}

/// The names in a folder, in lower case.
fn names_in(folder: &Path) -> HashSet<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| Some(entry.file_name().to_str()?.to_lowercase())).collect()
}

/// Takes in the confirmed and the ignored faces of digiKam's database, and who is in a photo without one, for the photos that
/// the library knows.
///
/// # Errors
/// When the file is no database of digiKam's, or the library cannot be read or written.
pub(crate) async fn take_in_digikam(
    library: &Library,
    database: &Path,
    now: i64,
    each: impl FnMut(WriteProgress) + Send,
) -> Result<TakenIn> {
    check_is_file(database).map_err(AppError::io(database))?;
    let faces = digikam_faces(database).await?;
    let sizes: HashMap<_, _> = library.photo_sizes().await?.into_iter().collect();
    let files = library.file_people(None, true).await?;
    let places = Places::of(&files);
    let mut accounts: BTreeMap<FileId, Account> = BTreeMap::new();
    let mut missing = BTreeSet::new();
    for face in faces {
        let Some(file) = places.find(&face, |file| sizes.get(&file.photo).copied()) else {
            missing.insert(face.photo);
            continue;
        };
        let size = sizes.get(&file.photo).map(|(width, height)| file.orientation.size(*width, *height));
        let rect = face.region.zip(size).and_then(|(region, size)| rectangle(&region, size));
        let account = accounts.entry(file.file).or_default();
        account.add(face.person, rect.map(|rect| file.orientation.rect_to_stored(rect)));
    }
    let taken = take(library, &files, accounts, now, each).await?;
    Ok(TakenIn { missing: missing.len(), ..taken })
}

async fn take(
    library: &Library,
    files: &[FilePeople],
    accounts: BTreeMap<FileId, Account>,
    now: i64,
    mut each: impl FnMut(WriteProgress) + Send,
) -> Result<TakenIn> {
    let photos: HashMap<_, _> = files.iter().map(|file| (file.file, file.photo)).collect();
    let (mut importer, mut names) = (Importer::default(), 0);
    for (number, (file, account)) in accounts.iter().enumerate() {
        each(WriteProgress { done: number, total: accounts.len() });
        let mut write = library.write().await?;
        let place = (*file, photos[file]);
        if account.from_file {
            importer.take(&mut write, place, &account.told, now).await?;
        } else {
            importer.take_once(&mut write, place, &account.told, &account.ignored, now).await?;
        }
        if let Some(named) = &account.named {
            names += write.set_named_elsewhere(photos[file], named).await?;
        }
        write.commit().await?;
    }
    library.sync().await?;
    let taken = importer.taken + names as usize;
    Ok(TakenIn { photos: accounts.len(), taken, conflicts: importer.conflicts, ..TakenIn::default() })
}

/// Files by what digiKam may know of their places.
struct Places<'a> {
    whole: HashMap<PathBuf, &'a FilePeople>,
    by_name: HashMap<Vec<u8>, Vec<&'a FilePeople>>,
}

impl<'a> Places<'a> {
    fn of(files: &'a [FilePeople]) -> Self {
        let mut by_name: HashMap<Vec<u8>, Vec<&FilePeople>> = HashMap::new();
        for file in files {
            let name = file.key.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
            by_name.entry(name.to_vec()).or_default().push(file);
        }
        Self { whole: files.iter().map(|file| (crate::path_of(&file.root, &file.key), file)).collect(), by_name }
    }

    /// The file at the place that is told, or the only one whose path ends with album and name: drives have other paths
    /// on other machines. A picture of another size is another one, or was cut since.
    fn find(&self, face: &DigikamFace, size: impl Fn(&FilePeople) -> Option<(u32, u32)>) -> Option<&'a FilePeople> {
        let album = face.album.trim_matches('/');
        let below = if album.is_empty() { PathBuf::from(&face.name) } else { Path::new(album).join(&face.name) };
        let sides = |(a, b): (u32, u32)| (a.min(b), a.max(b));
        let is_as_large = |file: &FilePeople| face.size.map(sides) == size(file).map(sides);
        for top in &face.collections {
            if let Some(file) = self.whole.get(&Path::new(top).join(&below)) {
                return Some(*file).filter(|file| face.size.is_none() || is_as_large(file));
            }
        }
        let alike = self.by_name.get(face.name.as_bytes()).filter(|_| !album.is_empty())?;
        let mut ends = alike.iter().filter(|file| crate::path_of(&file.root, &file.key).ends_with(&below));
        let file = ends.next().filter(|file| is_as_large(file))?;
        ends.next().is_none().then_some(*file)
    }
}

/// `<rect x="1" y="2" width="3" height="4"/>` in pixels of an upright picture of that size.
fn rectangle(xml: &str, (width, height): (u32, u32)) -> Option<UnitRect> {
    let number = |name: &str| {
        let (_, rest) = xml.split_once(&format!(" {name}=\""))?;
        rest.split('"').next()?.parse::<f32>().ok()
    };
    let (w, h) = (width as f32, height as f32);
    UnitRect::new(number("x")? / w, number("y")? / h, number("width")? / w, number("height")? / h)
        .filter(|rect| told::may_be_face(*rect))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangles_are_read_and_nonsense_is_none() {
        let rect = rectangle(r#"<rect x="10" y="20" width="30" height="40"/>"#, (100, 200)).unwrap();
        assert_eq!(rect, UnitRect::new(0.1, 0.1, 0.3, 0.2).unwrap());
        for text in [
            "",
            "<rect/>",
            r#"<rect x="NaN" y="0" width="1" height="1"/>"#,
            r#"<rect x="1e38" y="0" width="9" height="9"/>"#,
        ] {
            assert_eq!(rectangle(text, (100, 100)), None, "{text}");
        }
        assert_eq!(rectangle(r#"<rect x="1" y="1" width="2" height="2"/>"#, (0, 0)), None);
    }

    #[test]
    fn a_photo_is_found_by_its_place_and_only_if_it_is_as_large() {
        let file = |id: i64, key: &str| FilePeople {
            file: FileId(id),
            photo: kith_domain::PhotoId(id),
            hash: kith_domain::PayloadHash([0; 32]),
            root: b"/new".to_vec(),
            key: key.as_bytes().to_vec(),
            orientation: kith_domain::Orientation::Normal,
            wanted: 0,
            state: kith_store::WriteState::Ok,
            beside: None,
            waits: false,
        };
        let files = [file(1, "2024/a.jpg"), file(2, "b.jpg")];
        let face = |top: &str, album: &str, name: &str, size| DigikamFace {
            photo: 1,
            collections: vec!["/nowhere".to_owned(), top.to_owned()],
            album: album.to_owned(),
            name: name.to_owned(),
            person: None,
            size,
            region: None,
        };
        let places = Places::of(&files);
        let find = |face: DigikamFace| places.find(&face, |_| Some((400, 300))).map(|file| file.file.0);
        // Turned pictures count as they are.
        assert_eq!(find(face("/new", "/2024", "a.jpg", Some((300, 400)))), Some(1));
        assert_eq!(find(face("/old", "/2024", "a.jpg", Some((400, 300)))), Some(1));
        assert_eq!(find(face("/new", "/", "b.jpg", None)), Some(2));
        for other in [
            face("/new", "/2024", "a.jpg", Some((800, 600))),
            face("/old", "/2024", "a.jpg", Some((800, 600))),
            face("/old", "/2024", "a.jpg", None),
            face("/old", "/", "b.jpg", Some((400, 300))),
        ] {
            assert_eq!(find(other.clone()), None, "{other:?}");
        }
    }

    #[test]
    fn who_has_no_place_is_named_and_nobody_without_one_is_nothing() {
        let place = UnitRect::new(0.1, 0.1, 0.2, 0.2);
        let mut account = Account::default();
        for (person, place) in
            [(Some("Anna"), place), (Some("Ben"), None), (Some("Unknown"), None), (None, place), (None, None)]
        {
            account.add(person.map(str::to_owned), place);
        }
        let told: Vec<_> = account.told.faces.iter().map(|face| face.name.as_deref()).collect();
        assert_eq!((told, account.ignored), (vec![Some("Anna")], vec![place.unwrap()]));
        assert_eq!(account.named.unwrap(), [PersonName::new("Ben").unwrap()]);
    }

    #[test]
    fn a_face_that_stands_twice_in_a_database_is_one() {
        let mut told = Told::default();
        for (name, x) in [("Anna", 0.1), ("ANNA", 0.11), ("Ben", 0.6)] {
            told.add(Some(name), UnitRect::new(x, 0.1, 0.2, 0.2).unwrap(), NO_FILE);
        }
        assert_eq!(told.faces.len(), 2);
    }
}
