//! People who are keywords too, as digiKam has them, where the person chose that.

use kith_app::Kith;
use kith_app::dto::{Keeping, WritingSettings};
use kith_app::files::{Waiting, WriteStatus};
use kith_app::scan::Control;
use kith_tests::album::Album;

use crate::keywords::{shown, words};
use crate::keywords_edited::written;
use crate::metadata::exiftool;
use crate::people::{confirm, scan, scanned};

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
