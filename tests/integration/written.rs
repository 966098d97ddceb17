//! What Kith writes into photographs, as exiftool sees it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use image::RgbImage;
use kith_app::files::{Dates, Manner, Target, WriteOutcome, WriteRequest, write_people};
use kith_domain::{Orientation, UnitRect};
use kith_metadata::{Face, KeywordWish, People};
use kith_tests::exif::Exif;
use kith_tests::pictures;
use serde_json::Value;

use crate::metadata::exiftool;

/// Everything that exiftool sees, by group and name.
fn tags(file: &Path, numeric: bool) -> BTreeMap<String, Value> {
    let mut command = Command::new("exiftool");
    command.args(["-j", "-G1", "-a", "-u", "-struct"]).args(numeric.then_some("-n")).arg(file);
    let output = command.output().expect("exiftool is installed by setup");
    let mut all: Vec<BTreeMap<String, Value>> = serde_json::from_slice(&output.stdout).unwrap();
    let mut tags = all.remove(0);
    // What follows from the file itself, and the size of the block that changed.
    tags.retain(|name, _| !(name.starts_with("System:") || name == "SourceFile" || name == "ExifTool:ExifToolVersion"));
    tags
}

fn anna() -> Face {
    Face { name: "Anna & Söhne".to_owned(), rect: UnitRect::new(0.125, 0.25, 0.25, 0.125).unwrap() }
}

fn people(faces: &[Face]) -> People {
    People { faces: faces.to_vec(), names: vec!["Cleo".to_owned()] }
}

fn write(photo: &Path, target: Target, base: &People, wanted: &People) -> WriteOutcome {
    write_people(photo, request(photo, &place(photo, target), base, wanted)).unwrap()
}

/// The photo, or its sidecar.
fn place(photo: &Path, target: Target) -> PathBuf {
    match target {
        Target::Embedded => photo.to_owned(),
        Target::Sidecar => PathBuf::from(format!("{}.xmp", photo.display())),
    }
}

/// The people of the photo that lies there.
fn request<'a>(photo: &Path, file: &'a Path, base: &'a People, wanted: &'a People) -> WriteRequest<'a> {
    let bytes = std::fs::read(photo).unwrap();
    let named = photo.file_name().and_then(kith_media::Format::from_name);
    let header = kith_media::header(&bytes, named, &kith_media::Limits::default()).unwrap();
    let photo = (kith_media::payload_hash(&bytes), header.orientation);
    WriteRequest {
        file,
        manner: Manner::default(),
        dry_run: false,
        photo,
        base,
        wanted,
        found: &[],
        keywords: KeywordWish::default(),
        person_words: &[],
    }
}

/// Lets exiftool put in what other programs write.
fn with_foreign_metadata(photo: &Path) {
    exiftool(
        &[
            "-overwrite_original",
            "-XMP-mwg-rs:RegionInfo={AppliedToDimensions={W=40,H=24,Unit=pixel},RegionList=[{Area={X=0.75,Y=0.75,W=0.2,H=0.2,Unit=normalized},Name=Rex,Type=Pet,Rotation=0.5},{Area={X=0.8,Y=0.3,W=0.1,H=0.1},Type=Focus,FocusUsage=EvaluatedUsed}]}",
            "-XMP-dc:Title=A title",
            "-XMP-dc:Subject=Bergen",
            "-XMP-digiKam:TagsList=Places/Bergen",
            "-XMP-xmp:Rating=4",
        ],
        photo,
    );
}

fn photo(dir: &Path, name: &str, exif: &Exif) -> PathBuf {
    let file = dir.join(name);
    std::fs::write(&file, pictures::file(name, &RgbImage::new(40, 24), exif)).unwrap();
    file
}

#[test]
fn exiftool_reads_what_is_written_and_finds_everything_else_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let exif = Exif { taken: Some("2024:02:03 04:05:06".into()), ..Exif::default() };
    for (name, is_foreign) in ["a.jpg", "a.png", "a.webp"].into_iter().flat_map(|name| [(name, false), (name, true)]) {
        let file = photo(dir.path(), name, &exif);
        if is_foreign {
            with_foreign_metadata(&file);
        }
        let (hash, before) = (kith_media::payload_hash(&std::fs::read(&file).unwrap()), tags(&file, true));
        let wanted = people(&[anna()]);
        let outcome = write(&file, Target::Embedded, &People::default(), &wanted);
        assert!(matches!(outcome, WriteOutcome::Written { .. }), "{name}: {outcome:?}");
        assert_eq!(kith_media::payload_hash(&std::fs::read(&file).unwrap()), hash, "{name}");
        let after = tags(&file, true);
        assert!(!after.contains_key("ExifTool:Warning") && !after.contains_key("ExifTool:Error"), "{name}: {after:?}");
        for (tag, value) in &before {
            // A file of another size, and the list to which faces were added.
            let is_told = tag.ends_with("RegionInfo") || tag.starts_with("RIFF:") || tag.starts_with("XMP-x:");
            assert!(is_told || after.get(tag) == Some(value), "{name}: {tag} was {value} and is {:?}", after.get(tag));
        }
        let regions = after["XMP-mwg-rs:RegionInfo"]["RegionList"].as_array().unwrap();
        if is_foreign {
            assert_eq!(&regions[..2], before["XMP-mwg-rs:RegionInfo"]["RegionList"].as_array().unwrap());
        }
        let region = regions.last().unwrap();
        assert_eq!((&region["Name"], &region["Type"]), (&Value::from("Anna & Söhne"), &Value::from("Face")));
        let area = ["X", "Y", "W", "H"].map(|side| region["Area"][side].to_string());
        assert_eq!(area, ["0.25", "0.3125", "0.25", "0.125"]);
        let microsoft = &after["XMP-MP:RegionInfoMP"]["Regions"][0];
        assert_eq!(microsoft["PersonDisplayName"], "Anna & Söhne");
        assert_eq!(microsoft["Rectangle"], "0.125, 0.25, 0.25, 0.125");
        assert_eq!(after["XMP-iptcExt:PersonInImage"], serde_json::json!(["Anna & Söhne", "Cleo"]));
        // And taken out again, the file is what it was.
        let outcome = write(&file, Target::Embedded, &wanted, &People::default());
        assert!(matches!(outcome, WriteOutcome::Written { .. }), "{name}: {outcome:?}");
        let mut again = tags(&file, true);
        again.retain(|tag, _| before.contains_key(tag));
        assert!(before.iter().all(|(tag, value)| tag.starts_with("RIFF:") || again.get(tag) == Some(value)), "{name}");
    }
}

#[test]
fn a_box_is_where_it_was_in_every_orientation() {
    let dir = tempfile::tempdir().unwrap();
    for orientation in Orientation::ALL {
        for target in [Target::Embedded, Target::Sidecar] {
            let file = photo(dir.path(), "a.jpg", &Exif::turned(orientation.to_exif().into()));
            std::fs::remove_file(dir.path().join("a.jpg.xmp")).ok();
            write(&file, target, &People::default(), &people(&[anna()]));
            let told = if target == Target::Embedded { file.clone() } else { dir.path().join("a.jpg.xmp") };
            let tags = tags(&told, true);
            let area = &tags["XMP-mwg-rs:RegionInfo"]["RegionList"][0]["Area"];
            let [x, y, w, h] = ["X", "Y", "W", "H"].map(|side| area[side].as_f64().unwrap() as f32);
            let stored = UnitRect::new(x - w / 2.0, y - h / 2.0, w, h).unwrap();
            assert!(orientation.rect_to_upright(stored).iou(anna().rect) > 0.95, "{orientation:?} {target:?}");
            // The size that was written tells every reader what the numbers are parts of.
            let size = &tags["XMP-mwg-rs:RegionInfo"]["AppliedToDimensions"];
            assert_eq!((&size["W"], &size["H"]), (&Value::from(40), &Value::from(24)));
        }
    }
}

#[test]
fn formats_that_are_not_changed_get_sidecars() {
    let dir = tempfile::tempdir().unwrap();
    let formats = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/formats"));
    for name in ["turned_6.heic", "turned_6.avif", "turned_6.jxl"] {
        let file = dir.path().join(name);
        std::fs::copy(formats.join(name), &file).unwrap();
        let before = std::fs::read(&file).unwrap();
        let wanted = people(&[anna()]);
        let outcome = write(&file, Target::Embedded, &People::default(), &wanted);
        assert!(matches!(outcome, WriteOutcome::Refused { .. }), "{name}: {outcome:?}");
        let outcome = write(&file, Target::Sidecar, &People::default(), &wanted);
        assert!(matches!(outcome, WriteOutcome::Written { .. }), "{name}: {outcome:?}");
        assert_eq!(std::fs::read(&file).unwrap(), before);
        let read = kith_app::files::read_metadata(&file, true).unwrap();
        assert_eq!(read.regions.len(), 2, "{name}");
        assert!(read.regions.iter().all(|region| region.rect.iou(anna().rect) > 0.95), "{name}: {read:?}");
        let outcome = write(&file, Target::Sidecar, &wanted, &wanted);
        assert!(matches!(outcome, WriteOutcome::Unchanged { .. }), "{name}: {outcome:?}");
    }
}

#[test]
fn a_dry_run_tells_and_does_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let file = photo(dir.path(), "a.jpg", &Exif::default());
    let before = std::fs::read(&file).unwrap();
    let (base, wanted) = (People::default(), people(&[anna()]));
    for target in [Target::Embedded, Target::Sidecar] {
        let place = place(&file, target);
        let request = WriteRequest {
            manner: Manner { dates: Dates::Kept, ..Manner::default() },
            dry_run: true,
            ..request(&file, &place, &base, &wanted)
        };
        let WriteOutcome::Written { changes, .. } = write_people(&file, request).unwrap() else { panic!("{target:?}") };
        assert_eq!(changes.len(), 3);
    }
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}
