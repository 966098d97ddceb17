//! The folder of a library: who may read it, and what is said when it cannot be used.

use std::path::Path;

use kith_tests::album::Album;
use kith_tests::fixtures;

use crate::kith;

/// An album with one photo and its library.
fn scanned() -> Album {
    let album = Album::new();
    let photo = std::fs::read(fixtures::album().join("2023/05 garden/kofi.jpg")).unwrap();
    album.add("in/kofi & co.jpg", &photo);
    kith::run(&album.library(), &["scan", album.root().to_str().unwrap()]);
    album
}

/// What a command says on standard error when it fails.
fn failure(library: &Path, arguments: &[&str]) -> String {
    let output = kith::command(library, arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[cfg(unix)]
mod modes {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn what_kith_makes_is_for_its_owner_alone() {
        let album = scanned();
        kith::run(&album.library(), &["report"]);
        let folders = ["", "backups", "logs"].map(|name| mode(&album.library().join(name)));
        assert_eq!(folders, [0o700; 3]);
        let files = ["kith.sqlite", "thumbnails.sqlite", "faces.html", "scan.lock"];
        assert_eq!(files.map(|name| mode(&album.library().join(name))), [0o600; 4]);
    }

    #[test]
    fn a_folder_that_was_there_keeps_its_mode_and_its_owner_is_warned() {
        let album = Album::new();
        std::fs::create_dir(album.library()).unwrap();
        std::fs::set_permissions(album.library(), std::fs::Permissions::from_mode(0o1777)).unwrap();
        for warns in [true, false] {
            let scan = kith::command(&album.library(), &["scan", album.root().to_str().unwrap()]).output().unwrap();
            assert_eq!(mode(&album.library()), 0o1777);
            assert_eq!(mode(&album.library().join("kith.sqlite")), 0o600);
            assert_eq!(String::from_utf8_lossy(&scan.stderr).contains("others on this machine"), warns);
        }
    }
}

#[test]
fn a_scan_of_nothing_leaves_no_library() {
    let album = Album::new();
    album.add("note.txt", b"no picture");
    for path in ["nowhere", "note.txt"] {
        let said = failure(&album.library(), &["scan", album.root().join(path).to_str().unwrap()]);
        assert!(said.contains(path), "{said}");
        assert!(!album.library().exists());
    }
}

#[test]
fn a_damaged_library_is_named_with_what_to_do() {
    let album = scanned();
    let file = album.library().join("kith.sqlite");
    std::fs::write(&file, b"no database at all, but long enough to be looked at".repeat(99)).unwrap();
    for command in ["people", "check"] {
        let said = failure(&album.library(), &[command]);
        assert!(said.contains("kith.sqlite") && said.contains("put a copy of it in its place"), "{said}");
    }
}

#[test]
fn damaged_pictures_of_faces_are_set_aside_and_made_again() {
    let album = scanned();
    let file = album.library().join("thumbnails.sqlite");
    std::fs::write(&file, b"no database at all, but long enough to be looked at".repeat(99)).unwrap();
    let said = failure(&album.library(), &["check"]);
    assert!(said.contains("thumbnails.damaged"), "{said}");
    assert!(album.library().join("thumbnails.damaged").is_file());
    kith::run(&album.library(), &["scan", "--again"]);
    assert_eq!(kith::run(&album.library(), &["check"]), "");
}

#[test]
fn the_page_of_faces_says_what_the_lines_say() {
    let album = scanned();
    kith::run(&album.library(), &["report"]);
    let page = std::fs::read_to_string(album.library().join("faces.html")).unwrap();
    let line = &kith::lines(&album.library(), &["faces"])[0];
    let id = line["faces"][0]["id"].as_str().unwrap();
    assert!(page.contains(&format!("title=\"in/kofi &amp; co.jpg, face {id}")));
    assert!(page.contains("<figcaption>kofi &amp; co.jpg</figcaption>"));
}

#[test]
fn a_line_that_is_no_decision_is_named_by_its_own_number() {
    let album = scanned();
    let lines = album.library().with_file_name("lines");
    let face = kith::lines(&album.library(), &["faces"])[0]["faces"][0]["id"].clone();
    let root = album.root().canonicalize().unwrap();
    let draw = serde_json::json!({ "photo": "in/kofi & co.jpg", "root": format!("{}/", root.display()),
        "box": [0.05, 0.1, 0.1, 0.15], "person": null });
    let reject = serde_json::json!({ "face": face, "reject": "Somebody New" });
    std::fs::write(&lines, format!("\u{feff}{draw}\n{reject}\nno JSON")).unwrap();
    let said = failure(&album.library(), &["assign", lines.to_str().unwrap()]);
    assert!(said.contains("line 3") && !said.contains("line 1"), "{said}");
    std::fs::write(&lines, format!("\u{feff}{draw}\n{reject}\n")).unwrap();
    assert_eq!(kith::run(&album.library(), &["assign", lines.to_str().unwrap()]), "{\"applied\":2}\n");
    assert!(kith::run(&album.library(), &["people"]).contains("Somebody New"), "a new name makes a person");
}

#[tokio::test]
async fn a_report_takes_the_place_of_a_report_alone() {
    let album = Album::new();
    let (root, kith) = crate::people::scanned(&album, &["1.jpg"], &[1]).await;
    drop(kith);
    let (photo, page) = (root.join("1.jpg"), album.library().join("page.html"));
    let before = std::fs::read(&photo).unwrap();
    let output = kith::command(&album.library(), &["report", photo.to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("1.jpg: this is no page of Kith's"));
    assert_eq!(std::fs::read(&photo).unwrap(), before);
    for _ in 0..2 {
        kith::run(&album.library(), &["report", page.to_str().unwrap()]);
    }
}

#[tokio::test]
async fn a_photo_that_is_named_as_two_others_are_is_asked_about_and_a_box_ends_with_its_photo() {
    let album = Album::new();
    album.paint("a/1.jpg", &[1]);
    album.paint("b/1.jpg", &[2]);
    let (library, root) = (album.library(), album.root());
    let kith = crate::people::open(&library).await;
    for folder in ["a", "b"] {
        crate::people::scan(&kith, &root.join(folder)).await;
    }
    crate::people::confirm(&kith, 0, "Anna").await;
    crate::people::confirm(&kith, 1, "Ben").await;
    drop(kith);
    let output = kith::command(&library, &["metadata", "write", "--embed", "1.jpg"]).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("more than one photo"));
    let mut here = kith::command(&library, &["metadata", "write", "--embed", "1.jpg"]);
    let lines = String::from_utf8(here.current_dir(root.join("b")).output().unwrap().stdout).unwrap();
    assert_eq!((lines.lines().count(), lines.contains("Ben")), (1, true));

    // A file of that name elsewhere is no photo of the library: a path below a root is meant.
    let elsewhere = library.with_file_name("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    std::fs::write(elsewhere.join("2.jpg"), b"").unwrap();
    album.copy("a/1.jpg", "a/2.jpg");
    kith::run(&library, &["scan"]);
    let mut below = kith::command(&library, &["metadata", "write", "--embed", "--dry-run", "2.jpg"]);
    let output = below.current_dir(&elsewhere).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);

    let said = library.join("said.jsonl");
    let line =
        format!("{{\"photo\":\"1.jpg\",\"root\":{:?},\"box\":[0.8,0.9,0.5,0.5],\"person\":\"Cem\"}}", root.join("a"));
    std::fs::write(&said, line).unwrap();
    kith::run(&library, &["assign", said.to_str().unwrap()]);
    let photo =
        kith::lines(&library, &["faces"]).into_iter().find(|photo| photo["root"].as_str().unwrap().ends_with('a'));
    let faces = photo.unwrap()["faces"].as_array().unwrap().clone();
    let face = faces.iter().find(|face| face["person"] == "Cem").unwrap();
    let ends: Vec<f64> =
        (0..2).map(|side| face["box"][side].as_f64().unwrap() + face["box"][side + 2].as_f64().unwrap()).collect();
    assert!(ends.iter().all(|end| (end - 1.0).abs() < 1e-5), "{ends:?}");
}
