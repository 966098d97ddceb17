//! The contract of `kith`: words, fields and exit codes that scripts and other programs rely on.

use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

use kith_tests::album::Album;
use kith_tests::fixtures;
use serde_json::{Value, json};

use crate::kith;

const FACE_FIELDS: [&str; 11] =
    ["id", "box", "score", "landmarks", "embedding", "quality", "state", "person", "suggestion", "cluster", "reason"];

/// An album with two copies of one photo, a photo of several people and a file that is no picture.
fn album() -> Album {
    let album = Album::new();
    let read = |place: &str| std::fs::read(fixtures::album().join(place)).unwrap();
    album.add("in/kofi.jpg", &read("2023/05 garden/kofi.jpg"));
    album.add("in/deep/lena.jpg", &read("2023/05 garden/lena.jpg"));
    album.add("lunch.jpg", &read("2023/05 garden/lunch.jpg"));
    album.add("copy of lunch.jpg", &read("2023/05 garden/lunch.jpg"));
    album.add("broken.jpg", b"no picture");
    album
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn assign(library: &Path, lines: &[Value]) -> Output {
    let mut command = kith::command(library, &["assign", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    child.stdin.take().unwrap().write_all(lines.join("\n").as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn assign_well(library: &Path, lines: &[Value]) {
    let output = assign(library, lines);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(printed, json!({ "applied": lines.len() }));
}

fn photo(library: &Path, path: &str) -> Value {
    let lines = kith::lines(library, &["faces"]);
    let found: Vec<_> = lines.into_iter().filter(|line| line["photo"] == path).collect();
    assert_eq!(found.len(), 1, "{path} has one line");
    found[0].clone()
}

fn exit_code(library: &Path, arguments: &[&str]) -> Option<i32> {
    kith::command(library, arguments).output().unwrap().status.code()
}

#[test]
fn every_photo_has_one_line_with_all_fields() {
    let album = album();
    let library = album.library();
    let printed = kith::lines(&library, &["scan", text(&album.root()), "--progress", "json"]);
    let last = printed.last().unwrap();
    assert_eq!((&last["photos"], &last["failed"], &last["skipped"]), (&json!(5), &json!(1), &json!(0)));
    assert!(last["seconds"].is_number() && last["faces"].as_u64() >= Some(5));
    let lines = kith::lines(&library, &["faces", "--embeddings"]);
    assert_eq!(lines.len(), 5);
    let mut faces = 0;
    for line in &lines {
        let broken = line["photo"] == "broken.jpg";
        assert_eq!(line["root"], text(&album.root().canonicalize().unwrap()));
        assert_eq!((line["error"].is_string(), line["width"] == 0), (broken, broken));
        for face in line["faces"].as_array().unwrap() {
            let fields = face.as_object().unwrap();
            assert!(FACE_FIELDS.iter().all(|name| fields.contains_key(*name)) && fields.len() == FACE_FIELDS.len());
            assert_eq!(face["embedding"].as_array().unwrap().len(), 128);
            assert_eq!(face["state"], "unknown");
            assert!(face["quality"].as_f64().is_some_and(|quality| (0.2..1.0).contains(&quality)), "{face}");
            faces += 1;
        }
    }
    assert!(faces >= 8, "{faces} faces were looked at");
    assert_eq!(photo(&library, "lunch.jpg")["faces"], photo(&library, "copy of lunch.jpg")["faces"]);
}

#[test]
fn decisions_are_all_or_none_and_can_be_undone_and_redone() {
    let album = album();
    let library = album.library();
    kith::run(&library, &["scan", text(&album.root())]);
    let face = photo(&library, "in/kofi.jpg")["faces"][0]["id"].clone();
    let refused = assign(&library, &[json!({ "face": face, "person": "Kofi" }), json!({ "face": "f", "person": "K" })]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("line 2"));
    assert_eq!(kith::run(&library, &["people"]), "");
    for reserved in ["Unknown", "unconfirmed", "IGNORED"] {
        assert_eq!(assign(&library, &[json!({ "face": face, "person": reserved })]).status.code(), Some(1));
    }
    assign_well(&library, &[json!({ "face": face, "person": " Kofi " })]);
    let people = kith::lines(&library, &["people"]);
    assert_eq!((&people[0]["person"], &people[0]["confirmed"]), (&json!("Kofi"), &json!(1)));
    assign_well(&library, &[json!({ "rename": "kofi", "to": "Kofi A." })]);
    assert_eq!(photo(&library, "in/kofi.jpg")["faces"][0]["person"], "Kofi A.");
    assign_well(&library, &[json!({ "face": face, "not_a_face": true })]);
    let ignored = &photo(&library, "in/kofi.jpg")["faces"][0];
    assert_eq!((&ignored["state"], &ignored["reason"]), (&json!("ignored"), &json!("not_a_face")));
    assert_eq!(kith::lines(&library, &["undo", "7"]), [json!({ "undone": 3 })]);
    assert_eq!(photo(&library, "in/kofi.jpg")["faces"][0]["state"], "unknown");
    assert_eq!(kith::lines(&library, &["redo"]), [json!({ "redone": 1 })]);
    assert_eq!(photo(&library, "in/kofi.jpg")["faces"][0]["person"], "Kofi");
}

#[test]
fn dates_and_pictures_of_people_are_set_and_dates_are_printed_and_exported() {
    let album = album();
    let library = album.library();
    kith::run(&library, &["scan", text(&album.root())]);
    let face = photo(&library, "in/kofi.jpg")["faces"][0]["id"].clone();
    let other = photo(&library, "in/deep/lena.jpg")["faces"][0]["id"].clone();
    assign_well(
        &library,
        &[
            json!({ "face": face, "person": "Kofi" }),
            json!({ "person": "kofi", "born": "1984-05", "died": "2010" }),
            json!({ "person": "Kofi", "born": "1984-05", "died": null }),
            json!({ "person": "kofi", "key_face": face }),
        ],
    );
    let dates = |line: &Value| (line["born"].clone(), line["died"].clone());
    assert_eq!(dates(&kith::lines(&library, &["people"])[0]), (json!("1984-05"), Value::Null));
    let exported = kith::lines(&library, &["export", "json"]);
    let of = |person: Value| exported.iter().find(|line| line["person"] == person).unwrap();
    assert_eq!(dates(of(json!("Kofi"))), (json!("1984-05"), Value::Null));
    assert_eq!(dates(of(Value::Null)), (Value::Null, Value::Null));
    let csv = kith::run(&library, &["export", "csv"]);
    assert!(csv.lines().any(|line| line.starts_with("Kofi,") && line.ends_with(",1984-05,")), "{csv}");
    let refused = [
        (json!({ "person": "Kofi", "born": "1984", "died": "1983" }), "Kofi cannot have died before they were born"),
        (json!({ "person": "Kofi", "born": "May 1984", "died": null }), "\"May 1984\" is no date: a date is a year"),
        (
            json!({ "person": "Kofi", "born": null, "died": "1984-02-30" }),
            "\"1984-02-30\" is no date: that month has no",
        ),
        (json!({ "person": "Kofi", "born": "1984" }), "this is no decision"),
        (json!({ "person": "Nobody", "born": "1984", "died": null }), "no person called Nobody"),
        (json!({ "person": "Kofi", "key_face": other }), "the face is not confirmed as Kofi"),
    ];
    for (line, why) in refused {
        let output = assign(&library, &[line]);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains(why), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn people_are_hidden_and_shown_again_and_the_list_of_people_tells() {
    let album = album();
    let library = album.library();
    kith::run(&library, &["scan", text(&album.root())]);
    let face = photo(&library, "in/kofi.jpg")["faces"][0]["id"].clone();
    let hidden = || kith::lines(&library, &["people"])[0]["hidden"].clone();
    assign_well(&library, &[json!({ "face": face, "person": "Kofi" })]);
    assert_eq!(hidden(), json!(false));
    assign_well(&library, &[json!({ "person": "kofi", "hidden": true })]);
    assert_eq!(hidden(), json!(true));
    assert_eq!(photo(&library, "in/kofi.jpg")["faces"][0]["person"], "Kofi");
    assign_well(&library, &[json!({ "person": "Kofi", "hidden": false })]);
    assert_eq!(hidden(), json!(false));
    kith::run(&library, &["undo"]);
    assert_eq!(hidden(), json!(true));
    for (line, why) in [
        (json!({ "person": "Nobody", "hidden": true }), "no person called Nobody"),
        (json!({ "person": "Kofi", "hidden": null }), "this is no decision"),
    ] {
        let output = assign(&library, &[line]);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains(why), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The faces of a photo.
fn ids(photo: &Value) -> Vec<Value> {
    photo["faces"].as_array().unwrap().iter().map(|face| face["id"].clone()).collect()
}

#[test]
fn folders_and_photos_are_left_out_and_taken_in_again() {
    let album = album();
    let library = album.library();
    let root = album.root();
    kith::run(&library, &["scan", text(&root)]);
    let photos = || kith::lines(&library, &["faces"]);
    let before = photos();
    let line = |kind: &str, path: &str, out: Value| json!({ kind: path, "root": text(&root), "left_out": out });
    assign_well(&library, &[line("folder", "in/", json!(true))]);
    assert!(!photos().is_empty() && photos().iter().all(|photo| !photo["photo"].as_str().unwrap().starts_with("in/")));
    let output = assign(&library, &[line("photo", "in/kofi.jpg", json!(false))]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("in is left out with all that lies in it"));
    assign_well(&library, &[line("folder", "in", json!(false)), line("photo", "in/kofi.jpg", json!(true))]);
    assert_eq!(photos().len(), before.len() - 1);
    assert_eq!(kith::lines(&library, &["faces", "--missing"]).len(), before.len() - 1);
    kith::run(&library, &["undo", "2"]);
    // The group is made anew: none of its faces was there meanwhile.
    let faces = |photos: &[Value]| photos.iter().map(|photo| (photo["photo"].clone(), ids(photo))).collect::<Vec<_>>();
    assert_eq!(faces(&photos()), faces(&before));
    for (line, why) in [
        (line("folder", "nowhere", json!(true)), "there is no folder"),
        (line("photo", "in", json!(true)), "there is no photo"),
        (line("folder", "", json!(true)), "only what lies in it can be left out"),
        (line("photo", "in/kofi.jpg", json!(null)), "this is no decision"),
    ] {
        let output = assign(&library, &[line]);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains(why), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_drawn_face_has_a_box_and_a_name_and_nothing_of_a_detector() {
    let album = album();
    let library = album.library();
    kith::run(&library, &["scan", text(&album.root())]);
    let root = album.root().canonicalize().unwrap();
    let drawn = json!({ "photo": "in/kofi.jpg", "root": root, "box": [0.05, 0.1, 0.1, 0.15], "person": "Rex" });
    assign_well(&library, &[drawn]);
    let line = photo(&library, "in/kofi.jpg");
    let face = line["faces"].as_array().unwrap().iter().find(|face| face["person"] == "Rex").unwrap();
    assert_eq!((&face["score"], &face["landmarks"]), (&Value::Null, &Value::Null));
    let corner: Vec<f64> = face["box"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
    assert!(corner.iter().zip([0.05, 0.1, 0.1, 0.15]).all(|(a, b)| (a - b).abs() < 1e-6));
    kith::run(&library, &["scan", "--again", text(&album.root())]);
    assert_eq!(photo(&library, "in/kofi.jpg"), line);
    assert_eq!(kith::run(&library, &["check"]), "");
}

#[test]
fn nested_paths_are_one_root() {
    let album = album();
    let library = album.library();
    for (part, photos) in [("in/deep", 1), ("in", 2), ("", 5)] {
        let printed = kith::lines(&library, &["scan", text(&album.root().join(part)), "--progress", "json"]);
        assert_eq!(printed.last().unwrap()["photos"], photos);
        assert_eq!(kith::lines(&library, &["faces"]).len(), photos);
    }
    let part = kith::lines(&library, &["scan", text(&album.root().join("in")), "--progress", "json"]);
    assert_eq!((&part[0]["photos"], &part[0]["skipped"]), (&json!(2), &json!(2)));
}

#[test]
fn what_is_said_on_standard_error_counts_right() {
    let album = Album::new();
    let said = |photos: usize| {
        album.paint(format!("{photos}.jpg"), &[]);
        let scan = kith::command(&album.library(), &["scan", text(&album.root())]).output().unwrap();
        String::from_utf8(scan.stderr).unwrap()
    };
    assert!(said(1).contains("kith: 1 photo, 0 unchanged"));
    assert!(said(2).contains("kith: 2 photos, 1 unchanged"));
}

#[test]
fn exit_codes_tell_failure_from_wrong_usage() {
    let album = album();
    let library = album.library();
    assert_eq!(exit_code(&library, &["people"]), Some(1), "there is no library yet");
    assert_eq!(exit_code(&library, &["scan", "/nowhere at all"]), Some(1));
    assert_eq!(exit_code(&library, &["no-such-command"]), Some(2));
    assert_eq!(exit_code(&library, &["scan", "--mode", "quick", "."]), Some(2));
    kith::run(&library, &["scan", text(&album.root())]);
    assert_eq!(exit_code(&library, &["erase-faces"]), Some(2), "nobody can be asked");
    assert_eq!(exit_code(&library, &["erase-faces", "--yes"]), Some(0));
    assert!(kith::lines(&library, &["faces"]).iter().all(|line| line["faces"] == json!([])));
}

#[test]
fn without_a_library_and_from_elsewhere() {
    let album = album();
    let elsewhere = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(kith::program());
        command.current_dir(&elsewhere).env_remove("ORT_DYLIB_PATH").env_remove("KITH_MODELS_DIR").args(arguments);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        let lines = String::from_utf8(output.stdout).unwrap();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>()
    };
    let models = run(&["models"]);
    assert!(models.len() >= 2, "at least a detector and an embedder");
    assert!(models.iter().all(|model| model["ok"] == true && model["licence"].is_string()));
    let detected = run(&["detect", text(&album.root())]);
    let photos: Vec<&str> = detected.iter().map(|line| line["photo"].as_str().unwrap()).collect();
    assert_eq!(photos, ["broken.jpg", "copy of lunch.jpg", "in/deep/lena.jpg", "in/kofi.jpg", "lunch.jpg"]);
    let one = run(&["detect", "--embeddings", "--min-score", "0.1", text(&album.root().join("in/kofi.jpg"))]);
    assert_eq!((&one[0]["photo"], &one[0]["faces"][0]["id"]), (&json!("kofi.jpg"), &json!("0")));
    assert_eq!(one[0]["faces"][0]["embedding"].as_array().unwrap().len(), 128);
    let (lunch, copy) = (album.root().join("lunch.jpg"), album.root().join("copy of lunch.jpg"));
    let same = run(&["verify", text(&lunch), text(&copy)]);
    assert!(same[0]["same"] == true && same[0]["similarity"].as_f64() > Some(0.99));
}

#[test]
fn what_the_networks_cannot_run_on_is_named_and_changes_nothing() {
    let album = album();
    let photo = album.root().join("in/kofi.jpg");
    let run = |provider: &str| {
        let mut command = std::process::Command::new(kith::program());
        command.env("KITH_PROVIDER", provider).arg("detect").arg(&photo).output().unwrap()
    };
    // The ONNX Runtime that setup fetches is built for the processor alone.
    let (plain, other, none) = (run("cpu"), run("openvino"), run("abacus"));
    assert!(plain.status.success() && plain.stderr.is_empty());
    assert_eq!(plain.stdout, other.stdout);
    let message = String::from_utf8_lossy(&other.stderr).into_owned();
    assert!(message.contains("openvino is not used, the networks run on the processor"), "{message}");
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&none.stderr).contains("\"abacus\""));
}

#[test]
fn a_second_scanner_is_refused_by_name() {
    let album = album();
    let library = album.library();
    kith::run(&library, &["scan", text(&album.root())]);
    let _lock = kith_app::scan::ScanLock::take(&library, kith_app::scan::LibraryWork::Scanning).unwrap();
    let refused = kith::command(&library, &["scan", text(&album.root())]).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    let message = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(message.contains(&format!("process {}", std::process::id())), "{message}");
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf_8_are_written_as_numbers() {
    use std::os::unix::ffi::OsStrExt;
    let album = album();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.jpg");
    std::fs::copy(album.root().join("in/kofi.jpg"), album.root().join(name)).unwrap();
    kith::run(&album.library(), &["scan", text(&album.root())]);
    assert_eq!(photo(&album.library(), "caf%E9.jpg")["faces"].as_array().unwrap().len(), 1);
}
