//! A folder of photos that lasts as long as its test, with a place for a library beside it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use kith_domain::Orientation;
use tempfile::TempDir;

use crate::exif::Exif;
use crate::pictures::jpeg;
use crate::squares;

/// Photos in a temporary folder. Places are paths below [`Album::root`].
///
/// Every change gives a file a later time than all changes before it, so that no test depends on the clock.
///
/// # Panics
/// All methods, when the file system fails or a photo is not where the test says.
#[derive(Debug)]
pub struct Album {
    dir: TempDir,
    changes: AtomicU32,
    unplugged: AtomicU32,
}

impl Default for Album {
    fn default() -> Self {
        Self::new()
    }
}

impl Album {
    /// An empty album.
    pub fn new() -> Self {
        let dir = TempDir::new().expect("a temporary folder");
        let album = Self { dir, changes: AtomicU32::new(0), unplugged: AtomicU32::new(0) };
        fs::create_dir(album.root()).expect("a new folder");
        album
    }

    /// The folder of the photos.
    pub fn root(&self) -> PathBuf {
        self.dir.path().join("photos")
    }

    /// Where a test may keep the library of this album; does not exist yet.
    pub fn library(&self) -> PathBuf {
        self.dir.path().join("library")
    }

    fn away(&self) -> PathBuf {
        self.dir.path().join("photos on a drive in a drawer")
    }

    fn path(&self, place: impl AsRef<Path>) -> PathBuf {
        let path = self.root().join(place);
        fs::create_dir_all(path.parent().expect("below the root")).expect("folders can be made");
        path
    }

    /// Puts a file into the album, in place of the one that is there.
    pub fn add(&self, place: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.path(place);
        fs::write(&path, bytes).expect("the album can be written");
        self.touch(&path);
    }

    /// A small JPEG with a square for each person, who are numbers below [`squares::PEOPLE`]. No two paintings are the
    /// same photo.
    pub fn paint(&self, place: impl AsRef<Path>, people: &[usize]) {
        self.paint_as(place, people, self.changes.load(Ordering::Relaxed));
    }

    /// As [`Self::paint`], but with a serial number: the same numbers give the same photo, and numbers that differ by
    /// five give two whose squares are at the same places, as if one were an edit of the other. The first painting of
    /// an album has number 0.
    pub fn paint_as(&self, place: impl AsRef<Path>, people: &[usize], serial: u32) {
        self.add(place, &Exif::turned(1).splice(&jpeg(&squares::paint(people, serial), 90)));
    }

    /// Changes the EXIF orientation of a JPEG, and nothing else: what a photo viewer does.
    pub fn turn(&self, place: impl AsRef<Path>, orientation: Orientation) {
        let bytes = self.bytes(&place);
        self.add(place, &Exif::turned(orientation.to_exif().into()).splice(&bytes));
    }

    /// The bytes of a file.
    pub fn bytes(&self, place: impl AsRef<Path>) -> Vec<u8> {
        fs::read(self.root().join(place)).expect("the file is there")
    }

    /// Moves a file; it keeps its time.
    pub fn rename(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) {
        fs::rename(self.path(from), self.path(to)).expect("the file is there");
    }

    /// Copies a file, byte by byte.
    pub fn copy(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) {
        let bytes = self.bytes(from);
        self.add(to, &bytes);
    }

    /// Deletes a file.
    pub fn remove(&self, place: impl AsRef<Path>) {
        fs::remove_file(self.path(place)).expect("the file is there");
    }

    /// Takes the drive away. Every second time its empty mount point stays. Does nothing when it is away.
    pub fn unplug(&self) {
        if self.is_online() {
            fs::rename(self.root(), self.away()).expect("folders can be moved");
            if self.unplugged.fetch_add(1, Ordering::Relaxed) % 2 == 1 {
                fs::create_dir(self.root()).expect("a new folder");
            }
        }
    }

    /// Brings the drive back. Does nothing when it is here.
    pub fn plug_in(&self) {
        if !self.is_online() {
            let mount_point = self.root();
            if mount_point.exists() {
                fs::remove_dir(&mount_point).expect("an empty mount point");
            }
            fs::rename(self.away(), mount_point).expect("folders can be moved");
        }
    }

    /// Whether the drive is here.
    pub fn is_online(&self) -> bool {
        !self.away().exists()
    }

    fn touch(&self, path: &Path) {
        let minutes = u64::from(self.changes.fetch_add(1, Ordering::Relaxed));
        let time = SystemTime::UNIX_EPOCH + Duration::from_hours(478_000) + Duration::from_mins(minutes);
        let file = File::options().write(true).open(path).expect("the file was just written");
        file.set_modified(time).expect("times can be set");
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use kith_media::{Limits, decode, payload_hash};

    use super::*;

    fn time(album: &Album, place: &str) -> SystemTime {
        fs::metadata(album.root().join(place)).unwrap().modified().unwrap()
    }

    #[test]
    fn turning_changes_the_orientation_and_the_time_alone() {
        let album = Album::new();
        album.paint("a/1.jpg", &[1, 2]);
        let (before, painted) = (album.bytes("a/1.jpg"), time(&album, "a/1.jpg"));
        album.turn("a/1.jpg", Orientation::Transverse);
        let after = album.bytes("a/1.jpg");
        assert_eq!((payload_hash(&before), before.len()), (payload_hash(&after), after.len()));
        assert_eq!(decode(&after, None, &Limits::default()).unwrap().orientation, Orientation::Transverse);
        assert!(time(&album, "a/1.jpg") > painted);
    }

    #[test]
    fn the_same_people_painted_twice_are_two_photos_but_a_copy_is_one() {
        let album = Album::new();
        let place = |n: u32| format!("{n}.jpg");
        (0..12).for_each(|n| album.paint(place(n), &[3]));
        let hash = |place: &str| payload_hash(&album.bytes(place));
        assert_eq!((0..12).map(|n| hash(&place(n))).collect::<BTreeSet<_>>().len(), 12);
        album.copy("2.jpg", "b/copy.jpg");
        assert_eq!(hash("2.jpg"), hash("b/copy.jpg"));
    }

    #[test]
    fn files_come_and_go() {
        let album = Album::new();
        album.paint("1.jpg", &[]);
        album.paint("2.jpg", &[]);
        album.rename("1.jpg", "b/c/4.jpg");
        album.remove("2.jpg");
        let left: Vec<_> = fs::read_dir(album.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["b"]);
        assert!(!album.bytes("b/c/4.jpg").is_empty());
    }

    #[test]
    fn a_drive_goes_away_and_comes_back() {
        let album = Album::new();
        album.paint("1.jpg", &[3]);
        for mount_point_stays in [false, true, false] {
            album.unplug();
            album.unplug();
            assert_eq!((album.is_online(), album.root().exists()), (false, mount_point_stays));
            album.plug_in();
            album.plug_in();
            assert!(album.is_online() && album.root().join("1.jpg").exists());
        }
    }
}
