//! An album and the library that a scan made of it: where most tests of scans and decisions begin.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use kith_app::browse::{FaceLine, PhotoLine};
use kith_app::inner::{Decision, FaceId, Mode, PersonName, Said};
use kith_app::scan::{Control, Progress, ScanRequest, Summary};
use kith_app::{Eyes, Kith};
use kith_tests::album::Album;
use kith_tests::fakes::FakeEyes;

/// Photos and what is known of them.
pub(crate) struct Scanned {
    pub(crate) album: Album,
    pub(crate) kith: Kith,
}

impl Scanned {
    /// Paints photos, each with some people in it, and scans them.
    pub(crate) async fn new(photos: &[(&str, &[usize])]) -> Self {
        let album = Album::new();
        for (place, people) in photos {
            album.paint(place, people);
        }
        let kith = open(&album, FakeEyes::default()).await;
        let scanned = Self { album, kith };
        scanned.scan().await;
        scanned
    }

    /// Scans what is new or changed.
    pub(crate) async fn scan(&self) -> Summary {
        let control = Arc::new(Control::default());
        self.kith.scan(&self.request(false), &control, |_| ()).await.unwrap()
    }

    /// Scans everything with other eyes.
    pub(crate) async fn scan_again_with(&self, eyes: impl Eyes + 'static) -> Summary {
        let kith = open(&self.album, eyes).await;
        kith.scan(&self.request(true), &Arc::new(Control::default()), |_| ()).await.unwrap()
    }

    /// Scans, and stops soon after the first photo.
    pub(crate) async fn scan_one(&self) -> Summary {
        let control = Arc::new(Control::default());
        let stop = |now: &Progress| {
            if now.done > 0 {
                control.cancel();
            }
        };
        self.kith.scan(&self.request(false), &control, stop).await.unwrap()
    }

    /// Scans a part of the album.
    pub(crate) async fn scan_part(&self, path: PathBuf) -> Summary {
        let request = ScanRequest { paths: vec![path], ..self.request(false) };
        self.kith.scan(&request, &Arc::new(Control::default()), |_| ()).await.unwrap()
    }

    /// What to scan: all of the album, by one worker, so that the order of the photos is always the same.
    pub(crate) fn request(&self, again: bool) -> ScanRequest {
        ScanRequest { paths: vec![self.album.root()], mode: Mode::Balanced, again, jobs: Some(1) }
    }

    /// The photos by path.
    pub(crate) async fn photos(&self) -> BTreeMap<String, PhotoLine> {
        self.lines(false).await
    }

    /// The photos by path, those that are gone too.
    pub(crate) async fn photos_and_missing(&self) -> BTreeMap<String, PhotoLine> {
        self.lines(true).await
    }

    async fn lines(&self, missing: bool) -> BTreeMap<String, PhotoLine> {
        let mut lines = BTreeMap::new();
        let collect = |line: PhotoLine| {
            lines.insert(line.photo.clone(), line);
            Ok::<(), kith_app::AppError>(())
        };
        kith_app::browse::photo_lines(self.kith.library(), false, missing, collect).await.unwrap();
        lines
    }

    /// The paths of the photos.
    pub(crate) async fn paths(&self) -> Vec<String> {
        self.photos().await.into_keys().collect()
    }

    /// The first face of a photo.
    pub(crate) async fn face(&self, photo: &str) -> FaceLine {
        self.photos().await[photo].faces[0].clone()
    }

    /// Its row number.
    pub(crate) async fn face_id(&self, photo: &str) -> FaceId {
        let uuid = self.face(photo).await.id;
        self.kith.library().face_by_uuid(uuid).await.unwrap().unwrap()
    }

    /// That the first face of a photo is a person.
    pub(crate) async fn confirmation(&self, photo: &str, person: &str) -> Decision {
        Decision::Confirm { face: self.face_id(photo).await, person: name(person), allow_twice: false }
    }

    /// Says that the first face of a photo is a person.
    pub(crate) async fn confirm(&self, photo: &str, person: &str) {
        self.kith.decide(&[self.confirmation(photo, person).await]).await.unwrap();
    }

    /// Everything that was said.
    pub(crate) async fn said(&self) -> Vec<Said> {
        self.kith.library().words().await.unwrap().into_iter().map(|word| word.said).collect()
    }

    /// Everything that was said of photos that are there.
    pub(crate) async fn said_here(&self) -> Vec<Said> {
        let mut said = Vec::new();
        for word in self.kith.library().words().await.unwrap() {
            let is_here = self.kith.library().face(word.face).await.unwrap().is_some();
            said.extend(is_here.then_some(word.said));
        }
        said
    }

    /// Everything that is wrong: what, and with which photo.
    pub(crate) async fn problems(&self) -> Vec<(&'static str, Option<String>)> {
        let problems = self.kith.problems().await.unwrap().into_iter();
        problems.map(|p| (p.problem, p.photo.as_deref().map(kith_app::shown))).collect()
    }
}

/// The library of an album.
pub(crate) async fn open(album: &Album, eyes: impl Eyes + 'static) -> Kith {
    Kith::open(&album.library(), Some(Arc::new(eyes))).await.unwrap()
}

/// A name.
pub(crate) fn name(text: &str) -> PersonName {
    PersonName::new(text).unwrap()
}
