//! What `kith` says where something cannot be done, and what goes on all the same.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use kith_tests::album::Album;
use kith_tests::fixtures;
use serde_json::{Value, json};

use crate::kith;
use crate::people::{confirm, scanned};

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// An album with a portrait and a photo of several people, scanned by the program.
fn album() -> Album {
    let album = Album::new();
    for place in ["kofi.jpg", "lunch.jpg"] {
        album.add(place, &std::fs::read(fixtures::album().join("2023/05 garden").join(place)).unwrap());
    }
    kith::run(&album.library(), &["scan", text(&album.root())]);
    album
}

fn faces(library: &Path, photo: &str) -> Vec<Value> {
    let lines = kith::lines(library, &["faces"]);
    let line = lines.into_iter().find(|line| line["photo"] == photo).unwrap();
    line["faces"].as_array().unwrap().clone()
}

#[tokio::test]
async fn files_are_written_also_when_nobody_reads_the_lines_any_more() {
    let album = Album::new();
    let photos = ["1.jpg", "2.jpg", "3.jpg"];
    let (root, kith) = scanned(&album, &photos, &[1]).await;
    for number in 0..photos.len() {
        confirm(&kith, number, "Anna").await;
    }
    kith.close().await;
    let mut write = kith::command(&album.library(), &["metadata", "write", "--sidecar"]);
    let mut child = write.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), &said(&output)[..]), (Some(0), ""));
    let is_written = |photo: &str| root.join(format!("{photo}.xmp")).is_file();
    assert!(photos.into_iter().all(is_written));
}

#[test]
fn a_scan_ends_well_when_nobody_reads_what_it_says_any_more() {
    let album = Album::new();
    album.paint("1.jpg", &[]);
    album.add("1.jpg.xmp", b"<broken");
    let mut scan = kith::command(&album.library(), &["scan", text(&album.root())]);
    let mut child = scan.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(0));
}

#[test]
fn one_damaged_file_of_picasa_is_told_once_for_its_folder() {
    let album = Album::new();
    album.paint("1.jpg", &[]);
    album.paint("2.jpg", &[]);
    album.add(".picasa.ini", b"[1.jpg]\nfaces=rect64(3f845bcb59418507),1f\n");
    album.add("contacts.xml", b"<broken");
    let output = kith::command(&album.library(), &["scan", text(&album.root())]).output().unwrap();
    let told = said(&output);
    assert_eq!(told.matches("contacts.xml: ").count(), 1, "{told}");
}

#[test]
fn a_file_that_is_no_photo_has_a_line_where_it_is_named_and_none_in_a_folder() {
    let dir = tempfile::tempdir().unwrap();
    let note = dir.path().join("note.txt");
    std::fs::write(&note, "hello").unwrap();
    let lines = kith::lines(dir.path(), &["detect", text(&note)]);
    let line = json!({ "photo": "note.txt", "root": text(&dir.path().canonicalize().unwrap()), "width": 0, "height": 0,
        "error": lines[0]["error"], "faces": [] });
    assert_eq!(lines, [line]);
    assert!(lines[0]["error"].is_string(), "{lines:?}");
    assert_eq!(kith::run(dir.path(), &["detect", text(dir.path())]), "");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_and_waited_for_by_nobody() {
    let album = album();
    let pipe = album.library().with_file_name("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (pipe, photo) = (text(&pipe), album.root().join("kofi.jpg"));
    let told = |arguments: &[&str]| {
        let output = kith::command(&album.library(), arguments).output().unwrap();
        (output.status.code(), said(&output) + &String::from_utf8(output.stdout).unwrap())
    };
    for (arguments, code) in [
        (&["detect", pipe][..], 0),
        (&["verify", text(&photo), pipe], 1),
        (&["metadata", "read", pipe], 1),
        (&["import", "digikam", pipe], 1),
    ] {
        let (ended, told) = told(arguments);
        assert!(ended == Some(code) && told.contains("this is no file"), "{arguments:?}: {told}");
    }
    let (ended, told) = told(&["report", pipe]);
    assert!(ended == Some(1) && told.contains("this is no page of Kith's"), "{told}");
}

#[test]
fn a_second_face_of_somebody_in_a_photo_is_refused_with_the_photo() {
    let album = album();
    let faces = faces(&album.library(), "lunch.jpg");
    let lines = album.library().with_file_name("lines");
    let line = |face: &Value| json!({ "face": face["id"], "person": "Anna" }).to_string();
    std::fs::write(&lines, format!("{}\n{}\n", line(&faces[0]), line(&faces[1]))).unwrap();
    let output = kith::command(&album.library(), &["assign", text(&lines)]).output().unwrap();
    let photo = album.root().canonicalize().unwrap().join("lunch.jpg");
    let told = said(&output);
    assert!(output.status.code() == Some(1) && told.contains("line 2: ") && told.contains(text(&photo)), "{told}");
}

#[test]
fn metadata_that_cannot_be_read_are_mentioned_by_the_scan() {
    let album = Album::new();
    album.paint("1.jpg", &[]);
    album.paint("2.jpg", &[]);
    album.add("1.jpg.xmp", b"<broken");
    let scan = || kith::command(&album.library(), &["scan", text(&album.root())]).output().unwrap();
    let output = scan();
    let photo = album.root().canonicalize().unwrap().join("1.jpg");
    let start = format!("kith: {}: 1.jpg.xmp: ", photo.display());
    let told = said(&output);
    assert!(output.status.success() && told.lines().any(|line| line.starts_with(&start)), "{told}");
    assert!(told.contains("2 photos, 0 unchanged, 0 unreadable") && !told.contains("2.jpg:"), "{told}");
    assert!(!said(&scan()).contains(&start), "it was not looked at again");
}

#[test]
fn what_picasa_left_and_cannot_be_taken_in_is_said() {
    let album = album();
    let [x, y, w, h] = [0, 1, 2, 3].map(|side| faces(&album.library(), "kofi.jpg")[0]["box"][side].as_f64().unwrap());
    let sides = [x, y, x + w, y + h].map(|side| format!("{:04x}", (side * 65535.0) as u16)).concat();
    let kofi = format!("[Contacts2]\n1f=Kofi;;\n[kofi.jpg]\nfaces=rect64({sides}),1f;rect64(zz),1f;\n");
    album.add(".picasa.ini", kofi.as_bytes());
    let place = "faces=rect64(3f845bcb59418507),1f\n";
    album.add("elsewhere/.picasa.ini", format!("[a.jpg]\n{place}[b.jpg]\nstar=yes\n[deleted.jpg]\n{place}").as_bytes());
    album.add("elsewhere/A.jpg", b"not scanned yet");
    album.add("gone/.picasa.ini", format!("[deleted.jpg]\n{place}").as_bytes());
    album.add("elsewhere/.picasaoriginals/.picasa.ini", b"[a.jpg]\nfaces=rect64(3f845bcb59418507),1f\n");
    let output = kith::command(&album.library(), &["import", "picasa", text(&album.root())]).output().unwrap();
    let (told, printed) = (said(&output), serde_json::from_slice::<Value>(&output.stdout).unwrap());
    assert_eq!(printed, json!({ "photos": 1, "taken": 1, "conflicts": 0, "missing": 1 }));
    let root = album.root().canonicalize().unwrap();
    let lines = [
        format!("kith: {}: kofi.jpg: \"rect64(zz),1f\" is no place of a face", root.join(".picasa.ini").display()),
        format!(
            "kith: {}: no photo of its folder is in the library; scan the folder first",
            root.join("elsewhere/.picasa.ini").display()
        ),
    ];
    assert_eq!(told.lines().collect::<Vec<_>>(), lines);
    assert_eq!(kith::lines(&album.library(), &["people"])[0]["person"], "Kofi");
}

/// The tables of digiKam's schema 16 that are read, with a confirmed face, an ignored one, a suggested one, a person without a
/// face, and a photo that is not in the library. `ALBUM` and the rectangles are those of the test.
const DIGIKAM: &str = "
    create table AlbumRoots (id integer primary key, label text, status integer not null, type integer not null,
        identifier text, specificPath text, caseSensitivity integer, unique(identifier, specificPath));
    create table Albums (id integer primary key, albumRoot integer not null, relativePath text not null, date date,
        caption text, collection text, icon integer, modificationDate datetime, unique(albumRoot, relativePath));
    create table Images (id integer primary key, album integer, name text not null, status integer not null,
        category integer not null, modificationDate datetime, fileSize integer, uniqueHash text, manualOrder integer,
        unique(album, name));
    create table ImageInformation (imageid integer primary key, rating integer, creationDate datetime,
        digitizationDate datetime, orientation integer, width integer, height integer, format text, colorDepth integer,
        colorModel integer);
    create table Tags (id integer primary key, pid integer, name text not null, icon integer, iconkde text, unique(name, pid));
    create table ImageTags (imageid integer not null, tagid integer not null, unique(imageid, tagid));
    create table TagProperties (tagid integer, property text, value text);
    create table ImageTagProperties (imageid integer, tagid integer, property text, value text);
    insert into AlbumRoots values (1, 'Photos', 0, 1, 'volumeid:?path=ALBUM', '/', 2);
    insert into Albums (id, albumRoot, relativePath) values (1, 1, '/');
    insert into Images (id, album, name, status, category) values (1, 1, 'kofi.jpg', 1, 1), (2, 1, 'lunch.jpg', 1, 1),
        (3, 1, 'gone.jpg', 1, 1);
    insert into Tags (id, pid, name) values (1, 0, 'People'), (2, 1, 'Kofi'), (3, 1, 'Unconfirmed'), (4, 1, 'Ignored'),
        (5, 1, 'Lena');
    insert into TagProperties values (2, 'person', 'Kofi'), (3, 'person', ''), (3, 'unconfirmedPerson', null),
        (4, 'person', ''), (4, 'ignoredPerson', null), (5, 'person', 'Lena');
    insert into ImageTags values (1, 2), (2, 3), (2, 4), (2, 5), (3, 2);
    insert into ImageTagProperties values (1, 2, 'tagRegion', 'KOFI'), (2, 4, 'ignoredFace', 'IGNORED'),
        (2, 3, 'autodetectedPerson', '2,autodetectedFace,OTHER'), (3, 2, 'tagRegion', 'KOFI');";

#[test]
fn digikams_people_are_taken_in_from_its_database() {
    let album = album();
    let library = album.library();
    let before = faces(&library, "lunch.jpg");
    let region = |photo: &str, face: &Value| {
        let line = kith::lines(&library, &["faces"]).into_iter().find(|line| line["photo"] == photo).unwrap();
        let pixels = |side: usize, of: &str| (face["box"][side].as_f64().unwrap() * line[of].as_f64().unwrap()) as u32;
        let [x, y, w, h] =
            [(0, "width"), (1, "height"), (2, "width"), (3, "height")].map(|(side, of)| pixels(side, of));
        format!(r#"<rect x="{x}" y="{y}" width="{w}" height="{h}"/>"#)
    };
    let kofi = region("kofi.jpg", &faces(&library, "kofi.jpg")[0]);
    let root = album.root().canonicalize().unwrap();
    let sql = DIGIKAM.replace("ALBUM", text(&root)).replace("KOFI", &kofi);
    let sql =
        sql.replace("IGNORED", &region("lunch.jpg", &before[0])).replace("OTHER", &region("lunch.jpg", &before[1]));
    let database = library.with_file_name("digikam4.db");
    let script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])";
    let made = Command::new("python3").args(["-c", script, text(&database), &sql]).output().unwrap();
    assert!(made.status.success(), "{}", said(&made));
    let taken = json!({ "photos": 2, "taken": 3, "conflicts": 0, "missing": 1 });
    assert_eq!(kith::lines(&library, &["import", "digikam", text(&database)]), [taken]);

    assert_eq!(faces(&library, "kofi.jpg")[0]["person"], "Kofi");
    let after = faces(&library, "lunch.jpg");
    let find = |id: &Value| after.iter().find(|face| face["id"] == *id).unwrap();
    let ignored = find(&before[0]["id"]);
    assert_eq!((&ignored["state"], &ignored["reason"]), (&json!("ignored"), &json!("ignored")));
    assert!(find(&before[1]["id"])["person"].is_null() && after.len() == before.len(), "{after:?}");
    let people = kith::lines(&library, &["people"]);
    assert_eq!(people.iter().map(|line| &line["person"]).collect::<Vec<_>>(), ["Kofi"], "Lena has no face yet");
    // What is known already is nothing new; and all that came of faces is one step.
    let again = json!({ "photos": 2, "taken": 0, "conflicts": 0, "missing": 1 });
    assert_eq!(kith::lines(&library, &["import", "digikam", text(&database)]), [again]);
    assert_eq!(kith::lines(&library, &["undo"]), [json!({ "undone": 1 })]);
    assert_eq!(faces(&library, "kofi.jpg")[0]["person"], Value::Null);
    let states = |faces: &[Value]| faces.iter().map(|face| face["state"].clone()).collect::<Vec<_>>();
    assert_eq!(states(&faces(&library, "lunch.jpg")), states(&before));
}

#[cfg(unix)]
#[test]
fn paths_that_are_not_utf_8_are_shown_alike_everywhere() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let dir = tempfile::tempdir().unwrap();
    let top = dir.path().canonicalize().unwrap();
    let folder = top.join(OsStr::from_bytes(b"caf\xe9"));
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("note.txt"), "hello").unwrap();
    let shown = format!("{}/caf%E9", text(&top));
    let kith = |arguments: &[&str], path: &Path| {
        let mut command = kith::command(&folder.join("library"), arguments);
        command.arg(path).output().unwrap()
    };
    let found = kith(&["detect"], &folder.join("note.txt"));
    let line: Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!((&line["root"], &line["photo"]), (&json!(shown), &json!("note.txt")));
    for arguments in [&["detect"][..], &["scan"], &["metadata", "read"], &["import", "picasa"]] {
        let told = said(&kith(arguments, &folder.join("nowhere")));
        assert!(told.contains(&shown) && !told.contains('\u{fffd}'), "{arguments:?}: {told}");
    }
}
