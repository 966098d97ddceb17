//! The pictures in `tests/fixtures`: where they are, and how the drawn ones are made.
//!
//! `cargo run -p kith-tests --bin draw-fixtures` writes them again, byte for byte.

use std::path::{Path, PathBuf};

use image::RgbImage;
use kith_domain::{Frame, Landmarks, Orientation, Point};
use kith_media::{Limits, decode};

use crate::canvas::Canvas;
use crate::drawn_faces::{View, draw};
use crate::exif::Exif;
use crate::pictures;
pub use crate::sample_album::PICTURES;
use crate::scenes::Scene;
use crate::traits::Traits;

/// The drawn people and the seeds that they are drawn from.
///
/// The seeds were chosen among 1,200 so that SFace tells these eight apart; nobody else was measured.
pub const PEOPLE: [(&str, u64); 8] = [
    ("Sam", 497),
    ("Lena", 929),
    ("Mei", 958),
    ("Kofi", 174),
    ("Jonas", 1106),
    ("Freya", 916),
    ("Otto", 313),
    ("Amara", 702),
];

/// Photographs, as they came; all others of the album are drawn or made from these.
pub const PHOTOGRAPHS: [&str; 4] = [
    "2023/photographs/eileen collins.jpg",
    "2023/photographs/grace hopper.jpg",
    "2024/photographs/cat.jpg",
    "2024/photographs/coffee.jpg",
];

/// One person in a drawn picture, places in fractions of the shown picture.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    pub(crate) name: &'static str,
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) size: f32,
    pub(crate) yaw: f32,
    pub(crate) roll: f32,
    pub(crate) smile: f32,
}

impl Seen {
    /// Looks aside and leans; see [`View`].
    pub(crate) const fn turned(self, yaw: f32, roll: f32) -> Self {
        Self { yaw, roll, ..self }
    }

    pub(crate) const fn smiling(self, smile: f32) -> Self {
        Self { smile, ..self }
    }

    /// Who it is: one of [`PEOPLE`].
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

/// A drawn picture of the album.
#[derive(Debug, Clone, Copy)]
pub struct Picture {
    /// Its place below `fixtures/album`.
    pub path: &'static str,
    /// `DateTimeOriginal` in EXIF.
    pub taken: &'static str,
    /// The EXIF orientation that it is stored with.
    pub orientation: u16,
    /// Who is in it.
    pub people: &'static [Seen],
    scene: Scene,
    light: f32,
    /// Width and height as shown, in pixels.
    size: (u32, u32),
}

impl Picture {
    pub(crate) const fn new(path: &'static str, scene: Scene, taken: &'static str) -> Self {
        Self { path, taken, orientation: 1, people: &[], scene, light: -0.4, size: (1000, 750) }
    }

    pub(crate) const fn people(self, people: &'static [Seen]) -> Self {
        Self { people, ..self }
    }

    /// Held upright by someone whose camera writes this orientation.
    pub(crate) const fn upright(self, orientation: u16) -> Self {
        let size = if orientation > 4 { (750, 1000) } else { self.size };
        Self { orientation, size, ..self }
    }

    pub(crate) const fn lit(self, light: f32) -> Self {
        Self { light, ..self }
    }

    pub(crate) const fn small(self) -> Self {
        Self { size: (480, 360), ..self }
    }

    /// The picture as it is shown, and where its people have their landmarks, in pixels of it.
    ///
    /// # Panics
    /// When someone in it is not one of [`PEOPLE`].
    pub fn draw(&self) -> (RgbImage, Vec<(&'static str, Landmarks)>) {
        let (width, height) = self.size;
        let mut canvas = Canvas::new(width, height, [0.0; 3]);
        self.scene.paint(&mut canvas, self.path.len() as u64 + self.path.bytes().map(u64::from).sum::<u64>());
        let landmarks = self.people.iter().map(|seen| (seen.name, self.draw_person(&mut canvas, seen))).collect();
        (canvas.finish(), landmarks)
    }

    fn draw_person(&self, canvas: &mut Canvas, seen: &Seen) -> Landmarks {
        let (_, seed) = PEOPLE.into_iter().find(|(name, _)| *name == seen.name).expect("one of the eight");
        let (width, height) = (self.size.0 as f32, self.size.1 as f32);
        let view = View {
            centre: Point::new(seen.x * width, seen.y * height),
            unit: seen.size * height,
            yaw: seen.yaw,
            roll: seen.roll,
            light: self.light,
            smile: seen.smile,
        };
        draw(canvas, &Traits::new(seed), view)
    }

    /// The bytes of its file.
    pub fn file(&self) -> Vec<u8> {
        let orientation = Orientation::from_exif(self.orientation.into());
        let exif = Exif {
            orientation: Some(self.orientation),
            taken: Some(self.taken.to_owned()),
            utc_offset: Some(
                if self.taken[5..7] < *"04" || self.taken[5..7] > *"10" { "+01:00" } else { "+02:00" }.into(),
            ),
        };
        pictures::file(self.path, &pictures::stored(self.draw().0, orientation), &exif)
    }
}

/// The folder of all fixtures.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The sample album: photographs and drawn people of two years.
pub fn album() -> PathBuf {
    root().join("album")
}

/// Files that cannot be read, each for another reason.
pub fn broken() -> PathBuf {
    root().join("broken")
}

/// All drawn files with their places below `fixtures`, the copy and the broken ones among them.
pub fn drawn_files() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = PICTURES.iter().map(|p| (format!("album/{}", p.path), p.file())).collect();
    let first = |ending: &str, length: usize| {
        let (_, bytes) = files.iter().find(|(path, _)| path.ends_with(ending)).expect("a picture of the album");
        bytes[..length.min(bytes.len())].to_vec()
    };
    let others = [
        ("album/2024/best of/lunch.jpg", first("lunch.jpg", usize::MAX)),
        ("broken/ends within its header.jpg", first("lunch.jpg", 400)),
        ("broken/ends early.png", first("sam.png", 20_000)),
        ("broken/no picture.jpg", b"This is a text.\n".to_vec()),
    ];
    files.extend(others.map(|(path, bytes)| (path.to_owned(), bytes)));
    files
}

/// The pictures that are made from [`PHOTOGRAPHS`]: a second one of each person.
///
/// # Panics
/// When a photograph is missing.
pub fn derived_files() -> Vec<(String, Vec<u8>)> {
    let exif = |orientation, taken: &str| Exif {
        orientation: Some(orientation),
        taken: Some(taken.to_owned()),
        utc_offset: None,
    };
    let eileen = relit(&crop(&photograph(PHOTOGRAPHS[0]), (70, 0), (380, 300)), true, [1.06, 0.98, 0.86]);
    let grace = relit(&crop(&photograph(PHOTOGRAPHS[1]), (90, 20), (340, 420)), false, [0.78, 0.84, 0.96]);
    [
        ("album/2024/photographs/eileen collins, mirrored.jpg", eileen, exif(1, "2024:07:11 10:00:00")),
        ("album/2024/photographs/grace hopper, darker.jpg", grace, exif(6, "2024:12:09 10:00:00")),
    ]
    .map(|(path, shown, exif)| {
        let orientation = Orientation::from_exif(exif.orientation.unwrap_or(1).into());
        (path.to_owned(), pictures::file(path, &pictures::stored(shown, orientation), &exif))
    })
    .into()
}

fn photograph(path: &str) -> Frame {
    let bytes = std::fs::read(album().join(path)).expect("the photographs are committed");
    decode(&bytes, None, &Limits::default()).expect("the photographs are whole").frame
}

fn crop(frame: &Frame, (left, top): (u32, u32), (width, height): (u32, u32)) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let at = (((y + top) * frame.width() + x + left) * 3) as usize;
        image::Rgb([frame.rgb()[at], frame.rgb()[at + 1], frame.rgb()[at + 2]])
    })
}

/// Mirrored or not, in a light of another colour that gets weaker to our right.
fn relit(picture: &RgbImage, mirrored: bool, light: [f32; 3]) -> RgbImage {
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let pixel = picture.get_pixel(if mirrored { picture.width() - 1 - x } else { x }, y).0;
        let strength = 1.08 - 0.3 * x as f32 / picture.width() as f32;
        image::Rgb(std::array::from_fn(|i| (f32::from(pixel[i]) * light[i] * strength).min(255.0) as u8))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;

    use kith_media::Format;

    use super::*;

    fn committed(path: &str) -> Vec<u8> {
        fs::read(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    fn all_below(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                all_below(&path, found);
            } else {
                let parts = path.strip_prefix(root()).unwrap().iter().map(|part| part.to_str().unwrap());
                found.insert(parts.collect::<Vec<_>>().join("/"));
            }
        }
    }

    #[test]
    fn the_drawn_files_are_what_the_program_draws() {
        let files = drawn_files();
        assert_eq!(files.len(), PICTURES.len() + 4);
        for (path, bytes) in files {
            assert!(committed(&path) == bytes, "{path} differs: cargo run -p kith-tests --bin draw-fixtures");
        }
    }

    /// Decoders of JPEG need not agree in the last bit on every machine, so these are compared as pictures.
    #[test]
    fn the_derived_files_are_made_from_the_photographs() {
        let pixels = |bytes: &[u8]| decode(bytes, None, &Limits::default()).unwrap().frame.into_rgb();
        for (path, bytes) in derived_files() {
            let (ours, theirs) = (pixels(&committed(&path)), pixels(&bytes));
            let difference: u64 = ours.iter().zip(&theirs).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
            assert!(ours.len() == theirs.len() && difference < ours.len() as u64, "{path}");
        }
    }

    #[test]
    fn nothing_else_lies_there_and_it_is_small() {
        let known = drawn_files().into_iter().chain(derived_files()).map(|(path, _)| path);
        let photographs = PHOTOGRAPHS.iter().map(|path| format!("album/{path}"));
        let known: BTreeSet<String> = known.chain(photographs).chain(["README.md".to_owned()]).collect();
        let mut found = BTreeSet::new();
        all_below(&root(), &mut found);
        let (formats, others): (BTreeSet<_>, BTreeSet<_>) =
            found.iter().cloned().partition(|path| path.starts_with("formats/"));
        // Eight orientations in three formats, and one for the fuzzer.
        assert_eq!((others, formats.len()), (known, 25));
        let size: u64 = found.iter().map(|path| fs::metadata(root().join(path)).unwrap().len()).sum();
        assert!(size < 6_000_000, "{size} bytes");
    }

    #[test]
    fn the_album_has_what_tests_and_a_first_look_need() {
        let mut pictures_of: BTreeMap<&str, usize> = BTreeMap::new();
        PICTURES.iter().flat_map(|p| p.people).for_each(|seen| *pictures_of.entry(seen.name()).or_default() += 1);
        assert_eq!(pictures_of.len(), PEOPLE.len());
        assert!(pictures_of.values().all(|count| *count >= 4), "{pictures_of:?}");
        assert!(PICTURES.iter().filter(|p| p.people.len() >= 3).count() >= 4);
        assert!(PICTURES.iter().filter(|p| p.people.is_empty()).count() >= 2);
        let orientations: BTreeSet<u16> = PICTURES.iter().map(|p| p.orientation).collect();
        assert_eq!(orientations, [1, 2, 3, 6, 8].into());
        let years: BTreeSet<&str> = PICTURES.iter().map(|p| &p.taken[..4]).collect();
        assert_eq!(years, ["2023", "2024"].into());
    }

    #[test]
    fn every_picture_is_read_upright_with_its_date() {
        for picture in PICTURES {
            let bytes = committed(&format!("album/{}", picture.path));
            let photo = decode(&bytes, Format::from_name(picture.path.as_ref()), &Limits::default()).unwrap();
            assert_eq!(u16::from(photo.orientation.to_exif()), picture.orientation, "{}", picture.path);
            let (shown, _) = picture.draw();
            assert_eq!((photo.frame.width(), photo.frame.height()), shown.dimensions(), "{}", picture.path);
            let difference: u64 =
                photo.frame.rgb().iter().zip(shown.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
            assert!(difference < 3 * shown.as_raw().len() as u64, "{}", picture.path);
            let taken = kith_metadata::capture_time(&bytes).unwrap().local;
            assert_eq!(taken.replace('T', " ").replace('-', ":"), picture.taken);
        }
    }

    #[test]
    fn the_broken_files_are_broken() {
        let broken: Vec<_> = drawn_files().into_iter().filter(|(path, _)| path.starts_with("broken/")).collect();
        assert_eq!(broken.len(), 3);
        for (path, _) in broken {
            let named = Format::from_name(path.as_ref());
            assert!(decode(&committed(&path), named, &Limits::default()).is_err(), "{path}");
        }
    }
}
