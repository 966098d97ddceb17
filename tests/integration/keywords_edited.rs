//! Keywords that the person gives to photos and takes from them: they stand over the files, reach them, and come back by
//! undo.

use std::path::Path;
use std::process::Command;

use kith_app::Kith;
use kith_app::browse::{keywords, step_page};
use kith_app::dto::{Decide, Decision, ListSteps};
use kith_app::files::{Target, WriteStatus};
use kith_tests::album::Album;

use crate::keywords::{found, found_names, shown, words};
use crate::metadata::exiftool;
use crate::people::{confirm, open, scan, scanned, statuses, write};

/// Says whether the photo of that name has a keyword.
pub(crate) async fn say(kith: &Kith, photo: &str, keyword: &str, has: bool) {
    let tile = found(kith, &[]).await.into_iter().find(|tile| tile.name == photo).unwrap();
    let decision = Decision::Keyword { photo: tile.id, keyword: words(&[keyword]).remove(0), has };
    kith.decide_by_name(&Decide { decisions: vec![decision] }).await.unwrap();
}

/// What exiftool sees of the keywords in a file: `dc:subject`, Lightroom's and digiKam's lists, IPTC.
pub(crate) fn written(file: &Path) -> [String; 4] {
    ["-XMP-dc:Subject", "-XMP-lr:HierarchicalSubject", "-XMP-digiKam:TagsList", "-IPTC:Keywords"].map(|tag| {
        let output = Command::new("exiftool").args(["-s3", tag]).arg(file).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    })
}

#[tokio::test]
async fn what_the_person_says_stands_over_the_files_and_is_taken_back() {
    let album = Album::new();
    album.paint("1.jpg", &[1]);
    exiftool(
        &["-overwrite_original", "-XMP-dc:Subject=Rom", "-XMP-dc:Subject=Orte", "-XMP-lr:HierarchicalSubject=Orte|Rom"],
        &album.root().join("1.jpg"),
    );
    let (root, kith) = scanned(&album, &["2.jpg"], &[2]).await;
    say(&kith, "2.jpg", "Tiere>Hund", true).await;
    assert_eq!(shown(&kith, "2.jpg").await, words(&["Tiere>Hund"]));
    assert_eq!(found_names(&kith, &["tiere"]).await, ["2.jpg"]);
    say(&kith, "1.jpg", "Orte>Rom", false).await;
    assert_eq!(shown(&kith, "1.jpg").await, words(&[]), "what only repeated it goes with it");
    for gone in ["Orte", "Rom", "Orte>Rom"] {
        assert_eq!(found_names(&kith, &[gone]).await, Vec::<String>::new(), "{gone}");
    }
    assert_eq!(keywords(kith.library()).await.unwrap(), words(&["Tiere", "Tiere>Hund"]));
    scan(&kith, &root).await;
    assert_eq!(shown(&kith, "1.jpg").await, words(&[]), "a scan reads what the file says still, and changes nothing");
    let steps = step_page(kith.library(), ListSteps { offset: 0, limit: 9 }).await.unwrap().steps;
    let told: Vec<_> = steps.iter().map(|step| (step.kind.as_str(), step.keyword.join(">"))).collect();
    assert_eq!(told, [("removeKeyword", "Orte>Rom".to_owned()), ("addKeyword", "Tiere>Hund".into())]);

    kith.undo(2).await.unwrap();
    assert_eq!(shown(&kith, "1.jpg").await, words(&["Orte>Rom"]));
    assert_eq!(found_names(&kith, &["Rom"]).await, ["1.jpg"]);
    assert_eq!(shown(&kith, "2.jpg").await, words(&[]));
    kith.redo(2).await.unwrap();
    assert_eq!(shown(&kith, "1.jpg").await, words(&[]));
    assert_eq!(shown(&kith, "2.jpg").await, words(&["Tiere>Hund"]));
    // What is so already is no step.
    say(&kith, "2.jpg", "TIERE>hund", true).await;
    say(&kith, "2.jpg", "Katze", false).await;
    let again = step_page(kith.library(), ListSteps { offset: 0, limit: 9 }).await.unwrap();
    assert_eq!(again.total, 2);
}

#[tokio::test]
async fn keywords_reach_the_photos_and_undo_reaches_them_too() {
    let album = Album::new();
    album.paint("1.jpg", &[1]);
    let file = album.root().join("1.jpg");
    exiftool(
        &[
            "-overwrite_original",
            "-codedcharacterset=utf8",
            "-XMP-dc:Subject=Rom",
            "-XMP-dc:Subject=Züge",
            "-XMP-lr:HierarchicalSubject=Orte|Rom",
            "-XMP-digiKam:TagsList=Orte/Rom",
            "-IPTC:Keywords=Rom",
            "-IPTC:Keywords=Züge",
            "-IPTC:Headline=A day",
        ],
        &file,
    );
    album.copy("1.jpg", "copy.jpg");
    let (root, kith) = scanned(&album, &[], &[]).await;
    confirm(&kith, 0, "Anna").await;
    say(&kith, "1.jpg", "Orte>Bern", true).await;
    say(&kith, "1.jpg", "Orte>Rom", false).await;
    let lines = write(&kith, Target::Embedded, true).await;
    assert_eq!(statuses(&lines), [WriteStatus::Written; 2]);
    assert!(lines[0].changes.iter().any(|change| change.tag == "IPTC:Keywords"));
    assert_eq!(written(&file)[0], "Rom, Züge", "that was only a look");
    assert_eq!(statuses(&write(&kith, Target::Embedded, false).await), [WriteStatus::Written; 2]);
    for place in ["1.jpg", "copy.jpg"] {
        let expected = ["Züge, Bern", "Orte|Bern", "Orte/Bern", "Züge, Bern"];
        assert_eq!(written(&root.join(place)), expected, "{place}");
        let output =
            Command::new("exiftool").args(["-validate", "-warning", "-a", "-s3"]).arg(root.join(place)).output();
        let said = String::from_utf8(output.unwrap().stdout).unwrap();
        assert!(!said.contains("digest") && !said.contains("IPTC"), "{said}");
    }
    assert_eq!(shown(&kith, "1.jpg").await, words(&["Orte>Bern", "Züge"]));
    assert_eq!(statuses(&write(&kith, Target::Embedded, false).await), [WriteStatus::Unchanged; 2]);
    // From now on the files are the truth again.
    exiftool(&["-overwrite_original", "-XMP-dc:Subject-=Züge", "-IPTC:Keywords-=Züge"], &file);
    exiftool(&["-overwrite_original", "-XMP-dc:Subject-=Züge", "-IPTC:Keywords-=Züge"], &root.join("copy.jpg"));
    scan(&kith, &root).await;
    assert_eq!(shown(&kith, "1.jpg").await, words(&["Orte>Bern"]));

    kith.undo(2).await.unwrap();
    assert_eq!(shown(&kith, "1.jpg").await, words(&["Orte>Rom"]));
    write(&kith, Target::Embedded, false).await;
    assert_eq!(written(&file), ["Rom", "Orte|Rom", "Orte/Rom", "Rom"]);
    scan(&kith, &root).await;
    assert_eq!(shown(&kith, "1.jpg").await, words(&["Orte>Rom"]));
}

#[tokio::test]
async fn a_sidecar_says_everything_and_an_untouched_photo_is_overruled() {
    let album = Album::new();
    album.paint("1.jpg", &[1]);
    exiftool(&["-overwrite_original", "-XMP-dc:Subject=Rom", "-XMP-dc:Subject=Hund"], &album.root().join("1.jpg"));
    let (root, kith) = scanned(&album, &["2.jpg"], &[2]).await;
    say(&kith, "1.jpg", "Rom", false).await;
    say(&kith, "1.jpg", "Katze", true).await;
    let before = std::fs::read(root.join("1.jpg")).unwrap();
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Written]);
    assert_eq!(written(&root.join("1.jpg.xmp"))[0], "Hund, Katze", "a program that finds a list looks no further");
    assert_eq!(std::fs::read(root.join("1.jpg")).unwrap(), before);
    scan(&kith, &root).await;
    assert_eq!(shown(&kith, "1.jpg").await, words(&["Hund", "Katze"]), "the photo says Rom still, the person does not");
    assert_eq!(statuses(&write(&kith, Target::Sidecar, false).await), [WriteStatus::Unchanged]);
    // Another choice reaches the photo itself.
    assert_eq!(statuses(&write(&kith, Target::Embedded, false).await), [WriteStatus::Written]);
    assert_eq!(written(&root.join("1.jpg"))[0], "Hund, Katze");
}

#[tokio::test]
async fn a_word_that_became_part_of_a_path_is_there_again_after_undo() {
    let album = Album::new();
    album.paint("1.jpg", &[1]);
    exiftool(&["-overwrite_original", "-XMP-dc:Subject=Rom"], &album.root().join("1.jpg"));
    let (root, kith) = scanned(&album, &[], &[]).await;
    say(&kith, "1.jpg", "Orte>Rom", true).await;
    write(&kith, Target::Embedded, false).await;
    assert_eq!(shown(&kith, "1.jpg").await, words(&["Orte>Rom"]));
    kith.undo(1).await.unwrap();
    assert_eq!(shown(&kith, "1.jpg").await, words(&["Rom"]));
    write(&kith, Target::Embedded, false).await;
    assert_eq!(written(&root.join("1.jpg"))[..2], ["Rom", ""]);
    scan(&kith, &root).await;
    assert_eq!(shown(&kith, "1.jpg").await, words(&["Rom"]));
    kith.redo(1).await.unwrap();
    assert_eq!(shown(&kith, "1.jpg").await, words(&["Orte>Rom"]));
}

#[tokio::test]
async fn words_of_an_edited_picture_and_of_copies_stay() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    say(&kith, "1.jpg", "Katze", true).await;
    album.copy("1.jpg", "copy.jpg");
    scan(&kith, &root).await;
    write(&kith, Target::Embedded, false).await;
    assert_eq!(written(&root.join("copy.jpg"))[0], "Katze", "a copy that came later is written too");
    say(&kith, "1.jpg", "Hund", true).await;
    std::fs::remove_file(root.join("copy.jpg")).unwrap();
    album.paint_as("1.jpg", &[1], 5);
    scan(&kith, &root).await;
    assert_eq!(
        shown(&kith, "1.jpg").await,
        words(&["Hund"]),
        "what no file said yet is said of the picture that follows"
    );
    kith.undo(1).await.unwrap();
    assert_eq!(shown(&kith, "1.jpg").await, words(&[]), "and taken back of it");
    kith.redo(1).await.unwrap();
    album.paint_as("1.jpg", &[7], 9);
    scan(&kith, &root).await;
    assert_eq!(shown(&kith, "1.jpg").await, words(&[]), "another picture has nothing of it");
}

#[tokio::test]
async fn lines_of_json_say_keywords_and_erasing_faces_keeps_them() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    drop(kith);
    let library = album.library();
    let line = |rest: &str| format!("{{\"photo\":\"1.jpg\",\"root\":{:?},{rest}}}", root.to_str().unwrap());
    let file = album.library().join("lines.jsonl");
    std::fs::write(&file, [line("\"keyword\":[\"Orte\",\"Rom\"]"), line("\"keyword\":[\"Hund\"]")].join("\n")).unwrap();
    crate::kith::run(&library, &["assign", file.to_str().unwrap()]);
    std::fs::write(&file, line("\"without_keyword\":[\"Hund\"]")).unwrap();
    crate::kith::run(&library, &["assign", file.to_str().unwrap()]);
    let kith = open(&library).await;
    assert_eq!(shown(&kith, "1.jpg").await, words(&["Orte>Rom"]));
    kith.erase_faces().await.unwrap();
    assert_eq!(shown(&kith, "1.jpg").await, words(&["Orte>Rom"]), "a keyword is no face");
    assert_eq!(statuses(&write(&kith, Target::Embedded, false).await), [WriteStatus::Written]);
    assert_eq!(written(&root.join("1.jpg"))[1], "Orte|Rom");
}
