//! Copies of photos in another folder.

use std::cell::Cell;
use std::path::Path;

use kith_app::AppError;
use kith_app::browse::{keywords_of, photo_ids};
use kith_app::dto::{
    CopiedPhotos, CopyPhotos, Decide, Decision, GatheringDto, ListKeywordsOf, ListPhotoIds, PhotoFilter,
};
use kith_app::files::copy_photos;

use crate::scanned::Scanned;

async fn album() -> Scanned {
    let it = Scanned::new(&[("2023/a.jpg", &[1]), ("2024/a.jpg", &[1, 2]), ("2024/b.jpg", &[2])]).await;
    it.album.add("2024/a.jpg.xmp", b"<x/>");
    it
}

/// All photos, in the order of the list.
async fn ids(it: &Scanned) -> Vec<String> {
    let filter = PhotoFilter {
        people: Vec::new(),
        gathering: GatheringDto::Together,
        without: Vec::new(),
        suggested: false,
        folder: None,
        faces: None,
        keywords: Vec::new(),
        name: String::new(),
    };
    photo_ids(it.kith.library(), &ListPhotoIds { filter }).await.unwrap()
}

async fn copy(it: &Scanned, photos: &[String], to: &Path) -> Result<CopiedPhotos, AppError> {
    let request = CopyPhotos { photos: photos.to_vec() };
    copy_photos(it.kith.library(), &request, to, || false, |_| ()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn photos_of_one_name_are_copied_beside_each_other_and_nothing_is_overwritten() {
    let (it, to) = (album().await, tempfile::tempdir().unwrap());
    std::fs::write(to.path().join("b.jpg"), "mine").unwrap();
    let photos = ids(&it).await;
    assert_eq!(photos.len(), 3);
    let copied = copy(&it, &photos, to.path()).await.unwrap();
    assert_eq!((copied.photos, copied.beside, copied.failed.len(), copied.stopped), (3, 1, 0, false));
    let read = |name: &str| std::fs::read(to.path().join(name)).unwrap();
    let both = [read("a.jpg"), read("a (2).jpg")];
    assert!(both.contains(&it.album.bytes("2023/a.jpg")) && both.contains(&it.album.bytes("2024/a.jpg")));
    let with_sidecar = if both[0] == it.album.bytes("2024/a.jpg") { "a.jpg.xmp" } else { "a (2).jpg.xmp" };
    assert_eq!(read(with_sidecar), b"<x/>");
    assert_eq!((read("b.jpg"), read("b (2).jpg")), (b"mine".to_vec(), it.album.bytes("2024/b.jpg")));
    assert_eq!(std::fs::read_dir(to.path()).unwrap().count(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_that_is_away_is_named_and_the_others_are_copied() {
    let (it, to) = (album().await, tempfile::tempdir().unwrap());
    let photos = ids(&it).await;
    it.album.remove("2024/b.jpg");
    let copied = copy(&it, &photos, to.path()).await.unwrap();
    assert_eq!((copied.photos, copied.failed.len()), (2, 1));
    let path = copied.failed[0].path.clone().unwrap();
    assert!(path.ends_with("2024/b.jpg") && copied.failed[0].reason.is_none(), "{path}");
    it.scan().await;
    let copied = copy(&it, &photos, to.path()).await.unwrap();
    assert_eq!((copied.photos, copied.failed.len()), (2, 1), "the library does not know where it is any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_gone_is_told_by_the_file_and_a_stop_is_obeyed() {
    let (it, to) = (album().await, tempfile::tempdir().unwrap());
    let photos = ids(&it).await;
    let gone = to.path().join("gone");
    match copy(&it, &photos, &gone).await {
        Err(AppError::Unwritable { path, .. }) => assert_eq!(path.parent(), Some(gone.as_path())),
        other => panic!("{other:?}"),
    }
    let begun = Cell::new(0);
    let request = CopyPhotos { photos };
    let stop = || begun.get() == 2;
    let seen = |_| begun.set(begun.get() + 1);
    let copied = copy_photos(it.kith.library(), &request, to.path(), stop, seen).await.unwrap();
    assert_eq!((copied.photos, copied.stopped), (2, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn keywords_of_several_photos_are_told_together_and_given_in_one_step() {
    let it = album().await;
    let photos = ids(&it).await;
    let say = |photos: &[String], has| Decide {
        decisions: photos
            .iter()
            .map(|photo| Decision::Keyword { photo: photo.clone(), keyword: vec!["Trip".into(), "Rome".into()], has })
            .collect(),
    };
    it.kith.decide_by_name(&say(&photos[1..], true)).await.unwrap();
    let known = async || {
        let known = keywords_of(it.kith.library(), &ListKeywordsOf { photos: photos.clone() }).await.unwrap();
        known.into_iter().map(|keyword| (keyword.path.join("/"), keyword.photos)).collect::<Vec<_>>()
    };
    assert_eq!(known().await, [("Trip/Rome".to_owned(), photos[1..].to_vec())]);
    it.kith.decide_by_name(&say(&photos, true)).await.unwrap();
    assert_eq!(known().await[0].1, photos);
    assert_eq!(it.kith.undo(1).await.unwrap(), 1);
    assert_eq!(known().await[0].1, photos[1..]);
    it.kith.decide_by_name(&say(&photos, false)).await.unwrap();
    assert_eq!(known().await, []);
    it.kith.undo(1).await.unwrap();
    assert_eq!(known().await[0].1, photos[1..]);
}
