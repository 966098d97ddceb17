//! What `kith metadata read` prints. Exiftool, which knows all these formats independently, writes what is to be read.

use std::path::Path;
use std::process::Command;

use image::RgbImage;
use kith_tests::exif::Exif;
use kith_tests::pictures;
use serde_json::{Value, json};

use crate::kith;

const FORMATS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/formats");

/// Lets exiftool change a file, or make one.
pub(crate) fn exiftool(arguments: &[&str], file: &Path) {
    let output = Command::new("exiftool").args(arguments).arg(file).output().expect("exiftool is installed by setup");
    assert!(output.status.success(), "{}: {}", file.display(), String::from_utf8_lossy(&output.stderr));
}

fn read(arguments: &[&str], file: &Path) -> Value {
    let all = [&["metadata", "read"], arguments, &[file.to_str().unwrap()]].concat();
    // The library is not needed, so that none is made.
    kith::lines(Path::new("/nowhere"), &all).remove(0)
}

fn is_at(region: &Value, expected: [f64; 4]) -> bool {
    let numbers = region["box"].as_array().unwrap().iter().map(|number| number.as_f64().unwrap());
    numbers.zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-3)
}

#[test]
fn what_exiftool_writes_is_read_from_every_format() {
    let dir = tempfile::tempdir().unwrap();
    let picture = RgbImage::new(40, 24);
    for name in ["a.jpg", "a.png", "a.webp"] {
        std::fs::write(dir.path().join(name), pictures::file(name, &picture, &Exif::default())).unwrap();
    }
    picture.save(dir.path().join("a.tif")).unwrap();
    for name in ["turned_1.heic", "turned_1.avif", "turned_1.jxl"] {
        std::fs::copy(Path::new(FORMATS).join(name), dir.path().join(name)).unwrap();
    }
    for name in ["a.jpg", "a.png", "a.webp", "a.tif", "a.xmp", "turned_1.heic", "turned_1.avif", "turned_1.jxl"] {
        let file = dir.path().join(name);
        exiftool(
            &[
                "-overwrite_original",
                "-XMP-mwg-rs:RegionInfo={AppliedToDimensions={W=40,H=24,Unit=pixel},RegionList=[{Area={X=0.25,Y=0.5,W=0.1,H=0.2,Unit=normalized},Name=Anna,Type=Face},{Area={X=0.5,Y=0.5,W=0.1,H=0.2},Name=Rex,Type=Pet}]}",
                "-XMP-MP:RegionInfoMP={Regions=[{PersonDisplayName=Anna,Rectangle=0.2|, 0.4|, 0.1|, 0.2},{PersonDisplayName=Ben}]}",
                "-XMP-iptcExt:PersonInImage=Cleo",
                "-XMP-iptcExt:PersonInImage=Anna",
                "-XMP-dc:Subject=Bergen",
                "-XMP-lr:HierarchicalSubject=Norway|Bergen",
            ],
            &file,
        );
        let found = read(&[], &file);
        let regions = found["regions"].as_array().unwrap();
        let seen: Vec<_> = regions.iter().map(|region| (&region["name"], &region["type"], &region["source"])).collect();
        let expected = [json!(["Anna", "Face", "mwg"]), json!(["Rex", "Pet", "mwg"]), json!(["Anna", "Face", "mp"])];
        let expected: Vec<_> = expected.iter().map(|region| (&region[0], &region[1], &region[2])).collect();
        assert_eq!(seen, expected, "{name}");
        assert!(
            is_at(&regions[0], [0.2, 0.4, 0.1, 0.2]) && is_at(&regions[2], [0.2, 0.4, 0.1, 0.2]),
            "{name}: {found}"
        );
        assert_eq!(found["persons"], json!(["Ben", "Cleo"]), "{name}");
        assert_eq!(found["keywords"], json!(["Bergen", "Norway/Bergen"]), "{name}");
        assert_eq!((&found["width"], &found["height"]), (&json!(40), &json!(24)), "{name}");
    }
}

#[test]
fn exiftools_keywords_are_read_in_both_character_sets() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.jpg");
    std::fs::write(&file, pictures::jpeg(&RgbImage::new(16, 8), 80)).unwrap();
    exiftool(&["-overwrite_original", "-IPTC:Keywords=Výlet"], &file);
    assert_eq!(read(&[], &file)["keywords"], json!(["Výlet"]));
    exiftool(&["-overwrite_original", "-codedcharacterset=utf8", "-IPTC:Keywords=東京"], &file);
    assert_eq!(read(&[], &file)["keywords"], json!(["東京"]));
}

#[test]
fn what_lies_beside_a_photo_is_read_on_request() {
    let dir = tempfile::tempdir().unwrap();
    let photo = dir.path().join("a.jpg");
    std::fs::write(&photo, pictures::file("a.jpg", &RgbImage::new(16, 8), &Exif::turned(6))).unwrap();
    exiftool(&["-XMP-dc:Subject=one"], &dir.path().join("a.jpg.xmp"));
    exiftool(&["-XMP-dc:Subject=two"], &dir.path().join("a.xmp"));
    std::fs::write(dir.path().join(".picasa.ini"), "[A.jpg]\nfaces=rect64(1fff3fff5fff5fff),1f\n").unwrap();
    std::fs::create_dir(dir.path().join("contacts")).unwrap();
    let contacts = r#"<contacts><contact id="000000000000001f" name="Anna"/></contacts>"#;
    std::fs::write(dir.path().join("contacts/contacts.xml"), contacts).unwrap();
    let alone = read(&[], &photo);
    assert_eq!((&alone["keywords"], &alone["regions"], &alone["width"]), (&json!([]), &json!([]), &json!(8)));
    let all = read(&["--all"], &photo);
    assert_eq!(all["keywords"], json!(["one", "two"]));
    assert_eq!((&all["regions"][0]["name"], &all["regions"][0]["source"]), (&json!("Anna"), &json!("picasa")));
    // Left 1/8, top 1/4, right and bottom 3/8, turned by a quarter.
    assert!(is_at(&all["regions"][0], [0.625, 0.125, 0.125, 0.25]), "{all}");
    let read = ["metadata", "read", "--all", photo.to_str().unwrap()];
    let said = kith::command(Path::new("/nowhere"), &read).output().unwrap().stderr;
    let rule = "a.jpg: picasa is measured in the stored picture (custom)";
    assert!(String::from_utf8_lossy(&said).contains(rule), "{}", String::from_utf8_lossy(&said));
}

#[test]
fn what_cannot_be_read_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let run = |file: &Path| kith::command(dir.path(), &["metadata", "read", file.to_str().unwrap()]).output().unwrap();
    let sidecar = dir.path().join("a.xmp");
    std::fs::write(&sidecar, "<rdf:RDF").unwrap();
    let output = run(&sidecar);
    assert!(output.status.code() == Some(1) && output.stdout.is_empty() && !output.stderr.is_empty());
    assert_eq!(run(&dir.path().join("nowhere.jpg")).status.code(), Some(1));
    assert_eq!(run(dir.path()).status.code(), Some(1));
    let photo = dir.path().join("a.jpg");
    std::fs::write(&photo, "no photo").unwrap();
    let output = run(&photo);
    assert!(output.status.success() && String::from_utf8_lossy(&output.stderr).contains("a.jpg"));
    let line: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(line, json!({"width": 0, "height": 0, "regions": [], "persons": [], "keywords": []}));
}
