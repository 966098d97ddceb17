//! People who are keywords too, as digiKam has them, where the person chose that.

use kith_app::Kith;
use kith_app::dto::{Keeping, WritingSettings};
use kith_app::files::{Waiting, WriteStatus};
use kith_app::scan::Control;
use kith_tests::album::Album;

use crate::keywords::{shown, words};
use crate::keywords_edited::{say, written};
use crate::metadata::exiftool;
use crate::people::{clear, confirm, scan, scanned};

async fn choose(kith: &Kith, keeping: Keeping, people_as_keywords: bool) {
    let settings = WritingSettings { keeping, keep_dates: false, people_as_keywords, automatic: false };
    kith.set_people_writing(settings).await.unwrap();
}

/// Writes what waits, and says how it went.
async fn write(kith: &Kith) -> Vec<WriteStatus> {
    let mut statuses = Vec::new();
    let each = |file: kith_app::files::WrittenFile, _| {
        statuses.push(file.status);
        Ok(())
    };
    kith.write_waiting(&Waiting::All, &Control::default(), each).await.unwrap();
    statuses
}

#[tokio::test]
async fn files_that_are_written_already_wait_when_it_is_chosen_and_renaming_follows() {
    let album = Album::new();
    album.paint("1.jpg", &[1]);
    exiftool(&["-overwrite_original", "-XMP-dc:Subject=Rom", "-IPTC:Keywords=Rom"], &album.root().join("1.jpg"));
    let (root, kith) = scanned(&album, &["2.jpg"], &[2]).await;
    confirm(&kith, 0, "Anna").await;
    let file = root.join("1.jpg");
    choose(&kith, Keeping::Inside, false).await;
    assert_eq!(write(&kith).await, [WriteStatus::Written]);
    assert_eq!(written(&file), ["Rom", "", "", "Rom"]);

    choose(&kith, Keeping::Inside, true).await;
    assert_eq!(write(&kith).await, [WriteStatus::Written], "a photo of nobody does not wait");
    assert_eq!(written(&file), ["Rom, Anna", "People|Anna", "", "Rom, Anna"]);
    assert_eq!(shown(&kith, "1.jpg").await, words(&["People>Anna", "Rom"]), "in the file it is a keyword like others");
    choose(&kith, Keeping::Inside, true).await;
    assert_eq!(write(&kith).await, [], "nothing new was chosen");

    confirm(&kith, 0, "Änne").await;
    write(&kith).await;
    assert_eq!(written(&file), ["Rom, Änne", "People|Änne", "", "Rom, Änne"]);
    kith.undo(2).await.unwrap();
    write(&kith).await;
    assert_eq!(written(&file), ["Rom", "", "", "Rom"]);
    scan(&kith, &root).await;
    assert_eq!(shown(&kith, "1.jpg").await, words(&["Rom"]));
    // Where it is not wanted any more, files stay as they are.
    kith.redo(1).await.unwrap();
    write(&kith).await;
    choose(&kith, Keeping::Inside, false).await;
    assert_eq!(write(&kith).await, []);
    assert_eq!(written(&file)[1], "People|Anna");
}

#[tokio::test]
async fn who_leaves_a_file_leaves_its_keywords_also_when_others_were_said() {
    let album = Album::new();
    album.paint("1.jpg", &[1]);
    let file = album.root().join("1.jpg");
    exiftool(&["-overwrite_original", "-XMP-dc:Subject=Bertha", "-IPTC:Keywords=Bertha"], &file);
    let (root, kith) = scanned(&album, &[], &[]).await;
    choose(&kith, Keeping::Inside, true).await;
    confirm(&kith, 0, "Anna").await;
    write(&kith).await;
    scan(&kith, &root).await;
    confirm(&kith, 0, "Bertha").await;
    say(&kith, "1.jpg", "Dog", true).await;
    write(&kith).await;
    assert_eq!(written(&file), ["Bertha, Dog", "Dog, People|Bertha", "", "Bertha, Dog"]);
    scan(&kith, &root).await;
    clear(&kith, 0).await;
    say(&kith, "1.jpg", "Cat", true).await;
    write(&kith).await;
    assert_eq!(written(&file), ["Bertha, Dog, Cat", "Dog, Cat", "", "Bertha, Dog, Cat"], "the word was there before");
    // Whoever takes the word of a person out has the person written all the same.
    confirm(&kith, 0, "Bertha").await;
    say(&kith, "1.jpg", "Bertha", false).await;
    assert_eq!(write(&kith).await, [WriteStatus::Written]);
    assert_eq!(written(&file)[1], "Dog, Cat, People|Bertha");
    assert_eq!(crate::people::told(&file), ["Bertha"]);
}

#[tokio::test]
async fn a_sidecar_that_is_made_after_a_renaming_has_the_new_name_alone() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    confirm(&kith, 0, "Anna").await;
    choose(&kith, Keeping::Inside, true).await;
    write(&kith).await;
    confirm(&kith, 0, "Bertha").await;
    choose(&kith, Keeping::Beside, true).await;
    write(&kith).await;
    assert_eq!(written(&root.join("1.jpg.xmp"))[..2], ["Bertha", "People|Bertha"]);
    assert_eq!(written(&root.join("1.jpg"))[..2], ["Anna", "People|Anna"], "the photo itself is not written");
}

#[tokio::test]
async fn the_command_line_reaches_files_that_are_written_already() {
    let album = Album::new();
    let (root, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    confirm(&kith, 0, "Anna").await;
    drop(kith);
    let library = album.library();
    crate::kith::run(&library, &["metadata", "write", "--embed"]);
    assert_eq!(written(&root.join("1.jpg"))[1], "");
    crate::kith::run(&library, &["metadata", "write", "--embed", "--people-as-keywords"]);
    assert_eq!(written(&root.join("1.jpg"))[1], "People|Anna");
}

#[tokio::test]
async fn the_first_list_of_a_sidecar_hides_no_words_of_the_photo() {
    let album = Album::new();
    album.paint("1.jpg", &[1]);
    exiftool(
        &["-overwrite_original", "-XMP-dc:Subject=Rom", "-XMP-lr:HierarchicalSubject=Orte|Rom"],
        &album.root().join("1.jpg"),
    );
    let (root, kith) = scanned(&album, &[], &[]).await;
    confirm(&kith, 0, "Anna").await;
    choose(&kith, Keeping::Beside, true).await;
    assert_eq!(write(&kith).await, [WriteStatus::Written]);
    assert_eq!(written(&root.join("1.jpg.xmp")), ["Rom, Anna", "Orte|Rom, People|Anna", "", ""]);
    assert_eq!(shown(&kith, "1.jpg").await, words(&["Orte>Rom", "People>Anna"]));
}
