//! Keywords that exiftool writes into photos and beside them are shown with each photo, can be searched, and follow the
//! files.

use std::process::Command;

use kith_app::Kith;
use kith_app::browse::{keywords, photo, photo_months, photo_tiles};
use kith_app::dto::{CountMonths, GatheringDto, GetPhoto, ListPhotos, PhotoFilter, PhotoTile};
use kith_tests::album::Album;

use crate::metadata::exiftool;
use crate::people::{confirm, names, open, scan, write};

/// Keywords, with `>` between the parts.
pub(crate) fn words(keywords: &[&str]) -> Vec<Vec<String>> {
    keywords.iter().map(|path| path.split('>').map(str::to_owned).collect()).collect()
}

fn filter(keywords: &[&str]) -> PhotoFilter {
    PhotoFilter {
        people: Vec::new(),
        gathering: GatheringDto::Together,
        without: Vec::new(),
        suggested: false,
        folder: None,
        faces: None,
        keywords: words(keywords),
        name: String::new(),
    }
}

/// The photos with all of these keywords, by name.
pub(crate) async fn found(kith: &Kith, keywords: &[&str]) -> Vec<PhotoTile> {
    let request = ListPhotos { filter: filter(keywords), month: None, offset: 0, limit: 100 };
    let mut tiles = photo_tiles(kith.library(), &request).await.unwrap();
    let months = photo_months(kith.library(), &CountMonths { filter: filter(keywords) }).await.unwrap();
    assert_eq!(months.iter().map(|month| month.photos as usize).sum::<usize>(), tiles.len());
    tiles.sort_by(|a, b| a.name.cmp(&b.name));
    tiles
}

pub(crate) async fn found_names(kith: &Kith, keywords: &[&str]) -> Vec<String> {
    found(kith, keywords).await.into_iter().map(|tile| tile.name).collect()
}

/// What the photo of that name shows.
pub(crate) async fn shown(kith: &Kith, name: &str) -> Vec<Vec<String>> {
    let tile = found(kith, &[]).await.into_iter().find(|tile| tile.name == name).unwrap();
    photo(kith.library(), &GetPhoto { photo: tile.id }).await.unwrap().keywords
}

/// An album with keywords in XMP, in IPTC and in sidecars.
fn album() -> Album {
    let album = Album::new();
    for place in ["1.jpg", "2.jpg", "3.jpg", "4.jpg"] {
        album.paint(place, &[1]);
    }
    let root = album.root();
    exiftool(
        &[
            "-overwrite_original",
            "-XMP-dc:Subject=Rom",
            "-XMP-dc:Subject=AC/DC",
            "-XMP-dc:Subject=Anna",
            "-XMP-lr:HierarchicalSubject=Orte|Italien|Rom",
        ],
        &root.join("1.jpg"),
    );
    exiftool(&["-overwrite_original", "-codedcharacterset=utf8", "-IPTC:Keywords=Züge"], &root.join("2.jpg"));
    exiftool(&["-XMP-digiKam:TagsList=orte/Norwegen", "-XMP-dc:Subject=ZÜGE"], &root.join("2.jpg.xmp"));
    exiftool(&["-XMP-dc:Subject=Rom"], &root.join("3.xmp"));
    album
}

#[tokio::test]
async fn keywords_are_shown_apart_from_people_and_found_with_all_below_them() {
    let album = album();
    let kith = open(&album.library()).await;
    scan(&kith, &album.root()).await;
    assert_eq!(shown(&kith, "1.jpg").await, words(&["AC/DC", "Anna", "Orte>Italien>Rom"]));
    assert_eq!(shown(&kith, "2.jpg").await, words(&["orte>Norwegen", "ZÜGE"]));
    assert_eq!(shown(&kith, "3.jpg").await, words(&["Rom"]));
    assert_eq!(shown(&kith, "4.jpg").await, words(&[]));
    assert_eq!(names(&kith).await, [None, None, None, None], "a keyword is nobody");
    let all = ["AC/DC", "Anna", "Orte", "Orte>Italien", "Orte>Italien>Rom", "orte>Norwegen", "Rom", "ZÜGE"];
    assert_eq!(keywords(kith.library()).await.unwrap(), words(&all));
    assert_eq!(found_names(&kith, &["Orte"]).await, ["1.jpg", "2.jpg"]);
    assert_eq!(found_names(&kith, &["Orte>Italien"]).await, ["1.jpg"]);
    assert_eq!(found_names(&kith, &["Rom"]).await, ["1.jpg", "3.jpg"], "the word stands in both");
    assert_eq!(found_names(&kith, &["Orte", "züge"]).await, ["2.jpg"]);
    assert_eq!(found_names(&kith, &["Orte", "Hund"]).await, Vec::<String>::new());
}

#[tokio::test]
async fn keywords_follow_the_files_and_no_writing_of_names_touches_them() {
    let album = album();
    let (root, kith) = (album.root(), open(&album.library()).await);
    scan(&kith, &root).await;
    album.copy("4.jpg", "copy.jpg");
    exiftool(&["-XMP-dc:Subject=Hund"], &root.join("copy.jpg.xmp"));
    exiftool(&["-overwrite_original", "-XMP-dc:Subject-=Rom", "-XMP-dc:Subject+=Katze"], &root.join("3.xmp"));
    std::fs::write(root.join("2.jpg.xmp"), "<x:xmpmeta").unwrap();
    scan(&kith, &root).await;
    assert_eq!(shown(&kith, "3.jpg").await, words(&["Katze"]));
    assert_eq!(shown(&kith, "4.jpg").await, words(&["Hund"]), "a copy is the same photo");
    assert_eq!(shown(&kith, "2.jpg").await.len(), 2, "what is damaged says nothing new");
    std::fs::remove_file(root.join("2.jpg.xmp")).unwrap();
    std::fs::remove_file(root.join("3.xmp")).unwrap();
    std::fs::remove_file(root.join("copy.jpg")).unwrap();
    scan(&kith, &root).await;
    assert_eq!(shown(&kith, "2.jpg").await, words(&["Züge"]));
    assert_eq!(shown(&kith, "3.jpg").await, words(&[]));
    assert_eq!(shown(&kith, "4.jpg").await, words(&[]));

    confirm(&kith, 0, "Anna").await;
    write(&kith, kith_app::files::Target::Embedded, false).await;
    let before = shown(&kith, "1.jpg").await;
    scan(&kith, &root).await;
    assert_eq!(shown(&kith, "1.jpg").await, before);
    let output = Command::new("exiftool").args(["-s3", "-XMP-dc:Subject"]).arg(root.join("1.jpg")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "Rom, AC/DC, Anna");
}
