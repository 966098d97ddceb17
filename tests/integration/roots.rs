//! Folders that are emptied, renamed, moved, or given only in part.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kith_app::browse::PhotoLine;
use kith_app::inner::Said;
use kith_app::scan::{Control, ScanRequest, Summary, check_paths};
use kith_tests::album::Album;
use kith_tests::fakes::FakeEyes;

use crate::scanned::{Scanned, name, open};

async fn scan(it: &Scanned, paths: Vec<PathBuf>) -> Summary {
    let request = ScanRequest { paths, ..it.request(false) };
    it.kith.scan(&request, &Arc::new(Control::default()), |_| ()).await.unwrap()
}

/// Every photo as its folder's name and its path.
async fn places(it: &Scanned) -> Vec<(String, String)> {
    let mut places = Vec::new();
    let collect = |line: PhotoLine| {
        let root = Path::new(&line.root).file_name().unwrap().to_string_lossy().into_owned();
        places.push((root, line.photo));
        Ok::<(), kith_app::AppError>(())
    };
    kith_app::browse::photo_lines(it.kith.library(), false, false, collect).await.unwrap();
    places
}

fn place(root: &str, photo: &str) -> (String, String) {
    (root.to_owned(), photo.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn new_photos_in_the_place_of_all_old_ones_are_listed() {
    let it = Scanned::new(&[("1.jpg", &[1]), ("2.jpg", &[2])]).await;
    it.confirm("1.jpg", "Anna").await;
    it.album.remove("1.jpg");
    it.album.remove("2.jpg");
    it.album.paint("3.jpg", &[3]);
    assert_eq!(it.scan().await.strange, [] as [PathBuf; 0]);
    assert_eq!(it.paths().await, ["3.jpg"]);
    assert_eq!(it.said().await, [Said::Is(name("Anna"))]);
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emptied_folder_may_be_a_drive_that_is_away_and_that_is_said() {
    let it = Scanned::new(&[("1.jpg", &[1])]).await;
    it.album.remove("1.jpg");
    let root = it.album.root().canonicalize().unwrap();
    assert_eq!(it.scan().await.strange, [root]);
    assert_eq!(it.paths().await, ["1.jpg"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_folder_is_the_same_folder_also_when_its_photos_were_edited() {
    let it = Scanned::new(&[("1.jpg", &[1]), ("2.jpg", &[2])]).await;
    it.confirm("1.jpg", "Anna").await;
    it.album.paint_as("1.jpg", &[1], 5);
    let renamed = it.album.root().with_file_name("elsewhere");
    std::fs::rename(it.album.root(), &renamed).unwrap();
    assert_eq!(scan(&it, vec![renamed.clone()]).await.skipped, 1);
    assert_eq!(places(&it).await, [place("elsewhere", "1.jpg"), place("elsewhere", "2.jpg")]);
    assert_eq!(it.face("1.jpg").await.person, Some(name("Anna")));
    std::fs::rename(&renamed, it.album.root()).unwrap();
    it.scan().await;
    assert_eq!(places(&it).await, [place("photos", "1.jpg"), place("photos", "2.jpg")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_was_moved_to_another_drive_is_listed_once() {
    let it = Scanned::new(&[("1.jpg", &[1]), ("in/2.jpg", &[2])]).await;
    it.confirm("1.jpg", "Anna").await;
    let copy = it.album.root().with_file_name("elsewhere");
    std::fs::create_dir_all(copy.join("in")).unwrap();
    for photo in ["1.jpg", "in/2.jpg"] {
        std::fs::write(copy.join(photo), it.album.bytes(photo)).unwrap();
    }
    scan(&it, vec![copy.clone()]).await;
    assert_eq!(places(&it).await.len(), 4, "both are there");
    std::fs::remove_dir_all(it.album.root()).unwrap();
    scan(&it, vec![copy]).await;
    assert_eq!(places(&it).await, [place("elsewhere", "1.jpg"), place("elsewhere", "in/2.jpg")]);
    assert_eq!(it.face("1.jpg").await.person, Some(name("Anna")));
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_was_moved_into_another_one_is_listed_there() {
    let it = Scanned::new(&[("1.jpg", &[1]), ("in/2.jpg", &[2])]).await;
    let archive = it.album.root().with_file_name("archive");
    std::fs::create_dir(&archive).unwrap();
    scan(&it, vec![archive.clone()]).await;
    std::fs::rename(it.album.root(), archive.join("2024")).unwrap();
    scan(&it, vec![archive]).await;
    assert_eq!(places(&it).await, [place("archive", "2024/1.jpg"), place("archive", "2024/in/2.jpg")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_folder_of_which_one_photo_was_named_only_that_photo_is_looked_at() {
    let album = Album::new();
    for photo in ["1.jpg", "2.jpg", "in/3.jpg", "in/4.jpg"] {
        album.paint(photo, &[1]);
    }
    let kith = open(&album, FakeEyes::default()).await;
    let it = Scanned { album, kith };
    let path = |photo: &str| it.album.root().join(photo);
    scan(&it, vec![path("1.jpg"), path("in/3.jpg")]).await;
    assert_eq!(it.paths().await, ["1.jpg", "in/3.jpg"]);
    it.album.paint("1.jpg", &[1, 2]);
    assert_eq!(scan(&it, vec![]).await.photos, 2, "without a path those that were named");
    assert_eq!(it.photos().await["1.jpg"].faces.len(), 2);
    let away = it.album.root().with_file_name("away");
    std::fs::rename(it.album.root(), &away).unwrap();
    assert_eq!(scan(&it, vec![]).await.offline, [it.album.root()]);
    std::fs::rename(&away, it.album.root()).unwrap();
    assert_eq!(scan(&it, vec![]).await.photos, 2, "also after the folder was away");
    scan(&it, vec![path("in")]).await;
    assert_eq!(places(&it).await, [place("photos", "1.jpg"), place("in", "3.jpg"), place("in", "4.jpg")]);
    it.album.paint("2.jpg", &[3]);
    it.album.paint("in/5.jpg", &[3]);
    assert_eq!(scan(&it, vec![]).await.photos, 4);
    it.album.remove("1.jpg");
    scan(&it, vec![]).await;
    assert_eq!(places(&it).await, [place("in", "3.jpg"), place("in", "4.jpg"), place("in", "5.jpg")]);
    it.scan().await;
    assert_eq!(it.paths().await, ["2.jpg", "in/3.jpg", "in/4.jpg", "in/5.jpg"]);
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drive_that_is_away_stays_known_also_if_all_its_photos_lie_elsewhere_too() {
    let it = Scanned::new(&[("1.jpg", &[1]), ("in/2.jpg", &[2])]).await;
    let backup = it.album.root().with_file_name("backup");
    std::fs::create_dir_all(backup.join("in")).unwrap();
    for photo in ["1.jpg", "in/2.jpg"] {
        std::fs::write(backup.join(photo), it.album.bytes(photo)).unwrap();
    }
    let drive = it.kith.library().roots().await.unwrap()[0].clone();
    let folder = drive.volume.split(' ').next().unwrap();
    let mut write = it.kith.library().write().await.unwrap();
    write.set_root_volume(drive.id, &format!("{folder} 2-1@/media/stick")).await.unwrap();
    write.commit().await.unwrap();
    it.album.unplug();
    assert_eq!(scan(&it, vec![backup]).await.offline, [] as [PathBuf; 0]);
    let away = it.album.root();
    assert_eq!(scan(&it, vec![]).await.offline, [away.parent().unwrap().canonicalize().unwrap().join("photos")]);
    assert_eq!(places(&it).await.len(), 4, "nothing was said to be gone");
    it.album.plug_in();
    assert_eq!(scan(&it, vec![]).await.skipped, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_of_a_part_does_not_take_another_drive_for_the_one_that_is_away() {
    let it = Scanned::new(&[("2023/1.jpg", &[1]), ("2024/2.jpg", &[2])]).await;
    let before = it.paths().await;
    it.album.unplug();
    for part in ["2025/3.jpg", "2025/4.jpg"] {
        std::fs::create_dir_all(it.album.root()).unwrap();
        it.album.paint(part, &[3]);
        let root = it.album.root().canonicalize().unwrap();
        assert_eq!(it.scan_part(root.join("2025")).await.strange, std::slice::from_ref(&root));
        assert_eq!(it.scan().await.strange, [root], "the drive that is away has not become this one");
        assert_eq!(it.paths().await, before);
    }
    std::fs::remove_dir_all(it.album.root()).unwrap();
    it.album.plug_in();
    it.album.paint("2025/5.jpg", &[3]);
    assert_eq!(it.scan_part(it.album.root().join("2025")).await.strange, [] as [PathBuf; 0]);
    assert_eq!(it.scan().await.skipped, 3);
    assert_eq!(it.problems().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn roots_are_reported_in_the_order_in_which_they_were_added() {
    let it = Scanned::new(&[]).await;
    let folders = ["f", "b", "e", "a", "d", "c"].map(|name| it.album.root().with_file_name(name));
    for folder in &folders {
        std::fs::create_dir(folder).unwrap();
        it.album.paint("1.jpg", &[1]);
        std::fs::write(folder.join("1.jpg"), it.album.bytes("1.jpg")).unwrap();
        scan(&it, vec![folder.clone()]).await;
        std::fs::remove_file(folder.join("1.jpg")).unwrap();
    }
    let folders = folders.map(|folder| folder.canonicalize().unwrap());
    assert_eq!(scan(&it, vec![]).await.strange, folders);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_named_photo_that_was_deleted_is_gone_also_where_nothing_tells_one_folder_from_another() {
    let album = Album::new();
    for photo in ["1.jpg", "2.jpg"] {
        album.paint(photo, &[1]);
    }
    let it = Scanned { kith: open(&album, FakeEyes::default()).await, album };
    let named = it.album.root().join("1.jpg");
    scan(&it, vec![named]).await;
    let root = it.kith.library().roots().await.unwrap()[0].id;
    let mut write = it.kith.library().write().await.unwrap();
    write.set_root_volume(root, "").await.unwrap();
    write.commit().await.unwrap();
    let bytes = it.album.bytes("1.jpg");
    it.album.remove("1.jpg");
    assert_eq!(scan(&it, vec![]).await.strange, [] as [PathBuf; 0]);
    assert_eq!(it.paths().await, [] as [&str; 0]);
    it.album.add("1.jpg", &bytes);
    scan(&it, vec![]).await;
    assert_eq!(it.paths().await, ["1.jpg"], "it was named");
}

#[test]
fn a_path_must_be_a_folder_or_a_photo() {
    let album = Album::new();
    album.add("note.txt", b"no picture");
    album.paint("1.jpg", &[]);
    assert!(check_paths(&[album.root(), album.root().join("1.jpg")]).is_ok());
    for path in ["note.txt", "nowhere"] {
        let error = check_paths(&[album.root(), album.root().join(path)]).unwrap_err();
        assert!(error.to_string().contains(path), "{error}");
    }
}
