//! One photo, from its file to what is in it. Runs in a worker thread and touches the library only to ask whether it
//! knows the picture.

use std::fs::File;
use std::path::{Path, PathBuf};

use kith_domain::{
    CaptureTime, Embedding, FaceUuid, Frame, Landmarks, Orientation, PayloadHash, Point, Quality, UnitRect,
};
use kith_media::{DecodeFailure, Format, Limits};
use kith_metadata::{PeopleMetadata, Shape};
use kith_store::Sources;
use kith_vision::{AnalyzedFace, Analyzer, Mode, Picture as _, VisionError};

use crate::memory::Memory;
use crate::photo_file::{PhotoFile, survive};
use crate::scan::plan::Task;
use crate::told::{self, Accounts, Told, ToldKeywords};

/// What a worker saw.
#[derive(Debug)]
pub(crate) enum Seen {
    /// The file went away between listing and reading.
    Vanished,
    /// No picture could be read.
    Unreadable {
        /// Why, as a sentence.
        reason: String,
        /// Whether it may be better next time: the disk or the networks failed, and not the photo.
        may_pass: bool,
    },
    /// A picture.
    Photo(Box<SeenPhoto>),
}

/// A picture that could be read.
#[derive(Debug)]
pub(crate) struct SeenPhoto {
    /// Hash of its image data.
    pub(crate) hash: PayloadHash,
    /// Width and height as stored.
    pub(crate) size: (u32, u32),
    /// How it must be turned.
    pub(crate) orientation: Orientation,
    /// When it was taken.
    pub(crate) taken: Option<CaptureTime>,
    /// Its faces; `None` when the library knows them already.
    pub(crate) faces: Option<Vec<SeenFace>>,
    /// What its files say of people.
    pub(crate) told: Told,
    /// Their keywords.
    pub(crate) keywords: ToldKeywords,
    /// Why something of what they say cannot be read: of Picasa's files with their folder, of others with the photo.
    pub(crate) problems: Vec<(PathBuf, String)>,
    /// New pictures, JPEG, of faces that the library knows from before the photo was turned.
    pub(crate) turned: Vec<(FaceUuid, Vec<u8>)>,
}

/// A face; places are fractions of the stored picture.
#[derive(Debug)]
pub(crate) struct SeenFace {
    /// Where.
    pub(crate) rect: UnitRect,
    /// Its landmarks.
    pub(crate) landmarks: Landmarks,
    /// How sure the detector is.
    pub(crate) score: f32,
    /// How it looks, or why that is not known.
    pub(crate) embedding: Result<Embedding, String>,
    /// How far that can be trusted.
    pub(crate) quality: Quality,
    /// Its picture, JPEG.
    pub(crate) thumbnail: Vec<u8>,
}

/// Faces and where they are in the stored picture.
pub(crate) type StoredPlaces = Vec<(FaceUuid, UnitRect)>;

/// A worker's tools.
pub(crate) struct Looker<'a> {
    /// The networks.
    pub(crate) analyzer: Analyzer,
    /// How thoroughly to look.
    pub(crate) mode: Mode,
    /// Says whether the library knows the faces of a picture.
    pub(crate) is_known: &'a dyn Fn(&PayloadHash) -> bool,
    /// Gives the places, in the stored picture, of faces that were found in a picture before.
    pub(crate) found: &'a dyn Fn(&PayloadHash) -> Vec<UnitRect>,
    /// Gives the faces of a picture whose own pictures are sideways if it must be turned like that now.
    pub(crate) turned: &'a dyn Fn(&Task, &PayloadHash, Orientation) -> StoredPlaces,
    /// Shared by all workers.
    pub(crate) memory: &'a Memory,
}

impl Looker<'_> {
    /// Looks at a photo. Nothing that is wrong with it can cost another one: a panic is a reason like any other.
    pub(crate) fn look(&mut self, task: &Task) -> Seen {
        survive(|| self.see(task))
            .unwrap_or_else(|stumbled| Err(Failure::of_photo(stumbled)))
            .unwrap_or_else(|Failure { reason, may_pass }| Seen::Unreadable { reason, may_pass })
    }

    fn see(&mut self, task: &Task) -> Result<Seen, Failure> {
        let limits = Limits::default();
        let named = task.path.file_name().and_then(Format::from_name);
        let file = match File::open(&task.path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Seen::Vanished),
            Err(error) => return Err(DecodeFailure::Io(error).into()),
        };
        let mut bytes = kith_media::read(file, &limits)?;
        let header = kith_media::header(&bytes, named, &limits)?;
        let hash = kith_media::payload_hash(&bytes);
        let mut photo = SeenPhoto {
            hash,
            size: (header.width, header.height),
            orientation: header.orientation,
            taken: kith_metadata::capture_time(&bytes),
            faces: None,
            told: Told::default(),
            keywords: ToldKeywords::default(),
            problems: Vec::new(),
            turned: Vec::new(),
        };
        let is_known = (self.is_known)(&hash);
        let turned = (self.turned)(task, &hash, header.orientation);
        if !is_known || !turned.is_empty() {
            let _held = self.memory.hold(header.memory);
            let mut file = PhotoFile::decode(std::mem::take(&mut bytes), named, self.analyzer.longest_side(self.mode))?;
            let (orientation, (width, height)) = (file.photo.orientation, file.photo.size);
            photo.orientation = orientation;
            photo.size = orientation.size(width, height);
            if !is_known {
                photo.faces = Some(self.faces(&mut file)?);
            }
            if !turned.is_empty() {
                photo.turned = pictures(file.full(), orientation, turned);
            }
            bytes = file.into_bytes();
        }
        let accounts = self.accounts(task, &bytes, &photo);
        (photo.told, photo.keywords) = (Told::of(&accounts, photo.orientation), ToldKeywords::of(&accounts));
        photo.problems = problems(&task.path, &accounts);
        Ok(Seen::Photo(Box::new(photo)))
    }

    /// What the files of a photo say of people and keywords.
    fn accounts(&self, task: &Task, bytes: &[u8], photo: &SeenPhoto) -> Accounts {
        let (width, height) = photo.size;
        let shape = Shape { width, height, orientation: photo.orientation };
        let stored = match &photo.faces {
            Some(faces) => faces.iter().map(|face| face.rect).collect(),
            None => (self.found)(&photo.hash),
        };
        let found: Vec<UnitRect> = stored.into_iter().map(|rect| photo.orientation.rect_to_upright(rect)).collect();
        told::accounts(&task.path, bytes, shape, &found)
    }

    fn faces(&mut self, file: &mut PhotoFile) -> Result<Vec<SeenFace>, Failure> {
        let found = self.analyzer.analyze(file, self.mode, None)?;
        Ok(found.into_iter().filter_map(|face| seen_face(file, face)).collect())
    }
}

/// Why a photo could not be looked at.
struct Failure {
    reason: String,
    may_pass: bool,
}

impl Failure {
    fn of_photo(reason: impl ToString) -> Self {
        Self { reason: reason.to_string(), may_pass: false }
    }
}

impl From<DecodeFailure> for Failure {
    fn from(failure: DecodeFailure) -> Self {
        Self { may_pass: matches!(failure, DecodeFailure::Io(_)), ..Self::of_photo(failure) }
    }
}

impl From<VisionError> for Failure {
    fn from(error: VisionError) -> Self {
        Self { may_pass: true, ..Self::of_photo(error) }
    }
}

/// `None` for a box that is no box.
fn seen_face(file: &PhotoFile, face: AnalyzedFace) -> Option<SeenFace> {
    let ((w, h), best) = (file.photo.size, file.best());
    let (detection, orientation) = (face.detection, file.photo.orientation);
    let upright = detection.rect.to_unit(w, h)?;
    let to_stored = |p: Point| orientation.point_to_stored(Point::new(p.x / w as f32, p.y / h as f32));
    Some(SeenFace {
        rect: orientation.rect_to_stored(upright),
        landmarks: detection.landmarks.map(to_stored),
        score: detection.score.value(),
        embedding: face.embedding.map_err(|reason| reason.to_string()),
        quality: face.quality,
        thumbnail: kith_media::face_thumbnail(best, upright.to_pixels(best.width(), best.height())).ok()?,
    })
}

/// The pictures of faces whose places are known.
fn pictures(frame: &Frame, orientation: Orientation, faces: StoredPlaces) -> Vec<(FaceUuid, Vec<u8>)> {
    let picture = |(face, stored): (FaceUuid, UnitRect)| {
        let shown = orientation.rect_to_upright(stored).to_pixels(frame.width(), frame.height());
        Some((face, kith_media::face_thumbnail(frame, shown).ok()?))
    };
    faces.into_iter().filter_map(picture).collect()
}

/// What of the metadata of a photo cannot be read. Picasa's files are about all photos of their folder.
fn problems(photo: &Path, accounts: &Accounts) -> Vec<(PathBuf, String)> {
    let of_account = |(source, people): &(Sources, PeopleMetadata)| {
        let place = if *source == Sources::PICASA { photo.parent().unwrap_or(photo) } else { photo };
        people.problems.iter().map(|problem| (place.to_owned(), problem.to_string())).collect::<Vec<_>>()
    };
    accounts.iter().flat_map(of_account).collect()
}
