//! Keywords as a whole: they are counted, get another name or place, become one, and are deleted, in all photos at once;
//! the files follow, and one undo takes it all back.

use kith_app::Kith;
use kith_app::browse::{keyword_tree, step_page};
use kith_app::dto::{CommandError, Decide, Decision, ListSteps};
use kith_app::files::{Target, WriteStatus};
use kith_tests::album::Album;

use crate::keywords::{found_names, shown, words};
use crate::keywords_edited::{say, written};
use crate::metadata::exiftool;
use crate::people::{confirm, names, open, scan, scanned, statuses, write};

/// Every keyword with the photos that a filter finds and those that have it for itself, or one below it.
async fn tree(kith: &Kith) -> Vec<(String, u32, u32)> {
    let rows = keyword_tree(kith.library()).await.unwrap();
    rows.into_iter().map(|row| (row.path.join(">"), row.photos, row.own)).collect()
}

fn rows(rows: &[(&str, u32, u32)]) -> Vec<(String, u32, u32)> {
    rows.iter().map(|(path, photos, own)| ((*path).to_owned(), *photos, *own)).collect()
}

async fn decide(kith: &Kith, decision: Decision) -> Result<bool, CommandError> {
    Ok(kith.decide_by_name(&Decide { decisions: vec![decision] }).await?.made)
}

fn renamed(keyword: &str, to: &str, merge: bool) -> Decision {
    Decision::RenameKeyword { keyword: words(&[keyword]).remove(0), to: words(&[to]).remove(0), merge }
}

fn deleted(keyword: &str) -> Decision {
    Decision::DeleteKeyword { keyword: words(&[keyword]).remove(0) }
}

/// Two photos whose files have keywords, and one of which the person said something.
async fn library(album: &Album) -> Kith {
    for place in ["1.jpg", "2.jpg", "3.jpg"] {
        album.paint(place, &[1]);
    }
    let lists = ["-XMP-dc:Subject=Rom", "-XMP-dc:Subject=Hund", "-XMP-lr:HierarchicalSubject=Reisen|Rom"];
    exiftool(&[&["-overwrite_original"][..], &lists].concat(), &album.root().join("1.jpg"));
    exiftool(&["-overwrite_original", "-XMP-dc:Subject=Rom"], &album.root().join("2.jpg"));
    let kith = open(&album.library()).await;
    scan(&kith, &album.root()).await;
    say(&kith, "3.jpg", "Reisen>Rom>Forum", true).await;
    kith
}

#[tokio::test]
async fn the_tree_counts_what_a_filter_finds() {
    let album = Album::new();
    let kith = library(&album).await;
    let all = [("Hund", 1, 1), ("Reisen", 2, 2), ("Reisen>Rom", 2, 2), ("Reisen>Rom>Forum", 1, 1), ("Rom", 2, 1)];
    assert_eq!(tree(&kith).await, rows(&all));
    for (path, photos, _) in tree(&kith).await {
        assert_eq!(found_names(&kith, &[&path]).await.len(), photos as usize, "{path}");
    }
    say(&kith, "1.jpg", "Hund", false).await;
    std::fs::remove_file(album.root().join("3.jpg")).unwrap();
    scan(&kith, &album.root()).await;
    assert_eq!(tree(&kith).await, rows(&[("Reisen", 1, 1), ("Reisen>Rom", 1, 1), ("Rom", 2, 1)]));
}

#[tokio::test]
async fn a_keyword_moves_with_all_below_it_reaches_the_files_and_comes_back() {
    let album = Album::new();
    let kith = library(&album).await;
    let (file, before) = (album.root().join("1.jpg"), tree(&kith).await);
    assert!(decide(&kith, renamed("reisen>rom", "Italien>Roma", false)).await.unwrap());
    let after =
        [("Hund", 1, 1), ("Italien", 2, 2), ("Italien>Roma", 2, 2), ("Italien>Roma>Forum", 1, 1), ("Rom", 1, 1)];
    assert_eq!(tree(&kith).await, rows(&after));
    assert_eq!(shown(&kith, "1.jpg").await, words(&["Hund", "Italien>Roma"]));
    let step = step_page(kith.library(), ListSteps { offset: 0, limit: 1 }).await.unwrap().steps.remove(0);
    assert_eq!((step.kind.as_str(), step.count), ("renameKeyword", 1));
    assert_eq!([step.keyword, step.renamed].map(|path| path.join(">")), ["reisen>rom", "Italien>Roma"]);

    write(&kith, Target::Embedded, false).await;
    assert_eq!(written(&file)[..2], ["Hund, Roma", "Italien|Roma"]);
    assert_eq!(written(&album.root().join("2.jpg"))[0], "Rom", "that was another keyword");
    scan(&kith, &album.root()).await;
    assert_eq!(tree(&kith).await, rows(&after));

    kith.undo(1).await.unwrap();
    assert_eq!(
        tree(&kith).await,
        before.iter().filter(|row| row.0 != "Rom").cloned().chain(rows(&[("Rom", 1, 1)])).collect::<Vec<_>>()
    );
    write(&kith, Target::Embedded, false).await;
    assert_eq!(written(&file)[1], "Reisen|Rom");
    assert_eq!(tree(&kith).await, before);
    kith.redo(1).await.unwrap();
    assert_eq!(tree(&kith).await, rows(&after));
}

#[tokio::test]
async fn two_keywords_become_one_when_the_person_says_so() {
    let album = Album::new();
    let kith = library(&album).await;
    let before = tree(&kith).await;
    let taken = CommandError::KeywordTaken { keyword: vec!["Rom".into()] };
    assert_eq!(decide(&kith, renamed("Reisen>Rom", "Rom", false)).await, Err(taken));
    assert_eq!(tree(&kith).await, before);
    assert!(decide(&kith, renamed("Reisen>Rom", "Rom", true)).await.unwrap());
    assert_eq!(tree(&kith).await, rows(&[("Hund", 1, 1), ("Rom", 3, 3), ("Rom>Forum", 1, 1)]));
    write(&kith, Target::Embedded, false).await;
    assert_eq!(written(&album.root().join("1.jpg")), ["Rom, Hund", "", "", ""]);
    scan(&kith, &album.root()).await;
    assert_eq!(tree(&kith).await, rows(&[("Hund", 1, 1), ("Rom", 3, 3), ("Rom>Forum", 1, 1)]));
    kith.undo(1).await.unwrap();
    write(&kith, Target::Embedded, false).await;
    assert_eq!(tree(&kith).await, before);
}

#[tokio::test]
async fn a_keyword_leaves_all_photos_and_comes_back_as_a_whole() {
    let album = Album::new();
    let kith = library(&album).await;
    let before = tree(&kith).await;
    assert!(decide(&kith, deleted("Reisen")).await.unwrap());
    assert_eq!(tree(&kith).await, rows(&[("Hund", 1, 1), ("Rom", 1, 1)]));
    let expected = [WriteStatus::Written, WriteStatus::Unchanged];
    assert_eq!(statuses(&write(&kith, Target::Embedded, false).await), expected, "3.jpg was never written");
    assert_eq!(written(&album.root().join("1.jpg")), ["Hund", "", "", ""]);
    kith.undo(1).await.unwrap();
    write(&kith, Target::Embedded, false).await;
    assert_eq!(tree(&kith).await, before);
    let gone = CommandError::NotFound { what: "keyword".into() };
    assert_eq!(decide(&kith, deleted("Bern")).await, Err(gone));
}

#[tokio::test]
async fn a_keyword_and_a_person_of_one_name_live_side_by_side() {
    let album = Album::new();
    let (_, kith) = scanned(&album, &["1.jpg"], &[1]).await;
    confirm(&kith, 0, "Rosa").await;
    assert_eq!(tree(&kith).await, []);
    say(&kith, "1.jpg", "Rosa", true).await;
    assert!(decide(&kith, renamed("Rosa", "Farben>Rosa", false)).await.unwrap());
    assert_eq!(tree(&kith).await, rows(&[("Farben", 1, 1), ("Farben>Rosa", 1, 1)]));
    assert_eq!(names(&kith).await, [Some("Rosa".to_owned())]);
    assert!(decide(&kith, deleted("Farben")).await.unwrap());
    assert_eq!(names(&kith).await, [Some("Rosa".to_owned())]);
}
