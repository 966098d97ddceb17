//! The keywords of made-up files, compared with what was kept of each.

use std::collections::{BTreeMap, BTreeSet};

use kith_domain::{Orientation, PayloadHash, RootId};
use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;
use crate::{FileStamp, RootState};

const PHOTOS: u8 = 3;

/// What is done to one of the files: its photo, and the keywords that it says; or it goes away.
#[derive(Debug, Clone)]
struct Done {
    file: u8,
    photo: u8,
    keywords: Vec<FileKeyword>,
    missing: bool,
}

fn path(text: &str) -> KeywordPath {
    KeywordPath::new(&text.split('/').collect::<Vec<_>>()).unwrap()
}

fn done() -> impl Strategy<Value = Done> {
    let words = subsequence(vec!["Orte", "Orte/Rom", "Rom", "rom", "ORTE/rom", "Hund"], 0..5);
    (0..4_u8, 0..PHOTOS, words, any::<u8>(), prop::bool::weighted(0.2)).prop_map(
        |(file, photo, words, own, missing)| {
            let keyword = |(at, text): (usize, &str)| FileKeyword { path: path(text), own: own >> at & 1 == 1 };
            Done { file, photo, keywords: words.into_iter().enumerate().map(keyword).collect(), missing }
        },
    )
}

async fn library(dir: &std::path::Path) -> Library {
    let library = Library::open(dir).await.unwrap();
    let mut write = library.write().await.unwrap();
    assert_eq!(write.add_root(b"/photos", RootState::Online).await.unwrap(), RootId(1));
    write.commit().await.unwrap();
    library
}

async fn carry_out(library: &Library, done: &Done) {
    let mut write = library.write().await.unwrap();
    let root = RootId(1);
    let key = format!("{}.jpg", done.file).into_bytes();
    if done.missing {
        if let Some(file) = write.file(root, &key).await.unwrap() {
            write.set_files_missing(&[file.id], 1).await.unwrap();
        }
    } else {
        let photo = write.put_photo(&PayloadHash([done.photo; 32]), (4, 3), None).await.unwrap();
        let stamp = FileStamp { size: 1, mtime: 1, beside: 0 };
        write.set_file_ok((root, &key), stamp, photo, Orientation::Normal).await.unwrap();
        let file = write.file(root, &key).await.unwrap().unwrap().id;
        write.set_file_keywords(file, &done.keywords).await.unwrap();
        let kept: BTreeSet<_> = write.file_keywords(file).await.unwrap().into_iter().map(|k| (k.path, k.own)).collect();
        assert_eq!(kept, done.keywords.iter().map(|k| (k.path.clone(), k.own)).collect());
    }
    write.commit().await.unwrap();
}

async fn check(library: &Library, files: &BTreeMap<u8, Done>) {
    for photo in 0..PHOTOS {
        let hash = PayloadHash([photo; 32]);
        let Some(row) = library.photo_by_hash(&hash, "").await.unwrap() else { continue };
        let said = files.values().filter(|file| file.photo == photo).flat_map(|file| &file.keywords);
        let all: BTreeSet<String> = said.clone().map(|keyword| keyword.path.key()).collect();
        let own: BTreeMap<String, KeywordPath> =
            said.filter(|keyword| keyword.own).map(|keyword| (keyword.path.key(), keyword.path.clone())).collect();
        let paths: Vec<KeywordPath> = own.into_values().collect();
        let shown = paths.iter().zip(on_their_own(&paths)).filter(|(_, own)| *own).map(|(path, _)| path.key());
        let found = library.photo_keywords(row.id).await.unwrap();
        assert_eq!(found.iter().map(|keyword| keyword.path.key()).collect::<BTreeSet<_>>(), all);
        assert_eq!(own_keys(&found), shown.collect());
    }
}

fn own_keys(keywords: &[FileKeyword]) -> BTreeSet<String> {
    keywords.iter().filter(|keyword| keyword.own).map(|keyword| keyword.path.key()).collect()
}

/// Says something of a keyword, and returns what the photo has then.
async fn say(library: &Library, photo: PhotoId, keyword: &KeywordPath, has: bool) -> Vec<FileKeyword> {
    let mut write = library.write().await.unwrap();
    write.say_keywords(&[(photo, keyword, has)]).await.unwrap();
    let now = write.photo_keywords(photo).await.unwrap();
    write.commit().await.unwrap();
    now
}

/// Files that say what `keywords` are, with the words that programs write beside a path.
async fn follow(library: &Library, files: &BTreeMap<u8, Done>, keywords: &[FileKeyword]) {
    let own = keywords.iter().filter(|keyword| keyword.own).map(|keyword| keyword.path.clone());
    let all: Vec<KeywordPath> = own.flat_map(|path| [path.clone(), path.word()]).collect();
    let all: BTreeMap<String, KeywordPath> = all.into_iter().map(|path| (path.key(), path)).collect();
    let paths: Vec<KeywordPath> = all.into_values().collect();
    let own = on_their_own(&paths);
    let keywords: Vec<_> = paths.into_iter().zip(own).map(|(path, own)| FileKeyword { path, own }).collect();
    for done in files.values() {
        carry_out(library, &Done { keywords: keywords.clone(), ..done.clone() }).await;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_keywords_of_a_photo_are_those_of_its_files(all in prop::collection::vec(done(), 1..16)) {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let dir = tempfile::tempdir().unwrap();
            let library = library(dir.path()).await;
            let mut files = BTreeMap::new();
            for done in all {
                carry_out(&library, &done).await;
                if done.missing {
                    files.remove(&done.file);
                } else {
                    files.insert(done.file, done);
                }
                check(&library, &files).await;
            }
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_said_holds_is_taken_back_and_is_forgotten_when_the_files_say_it(
        files in prop::collection::vec(done(), 1..4),
        said in prop::collection::vec((subsequence(vec!["Orte", "Orte/Rom", "Orte/Bern", "Rom", "Hund"], 1), any::<bool>()), 1..6),
    ) {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let dir = tempfile::tempdir().unwrap();
            let library = library(dir.path()).await;
            let mut known = BTreeMap::new();
            for done in files {
                // As a scan keeps them: what stands for itself is worked out from the others.
                let paths: Vec<KeywordPath> = done.keywords.iter().map(|keyword| keyword.path.clone()).collect();
                let own = on_their_own(&paths);
                let keywords = paths.into_iter().zip(own).map(|(path, own)| FileKeyword { path, own }).collect();
                let done = Done { photo: 0, missing: false, keywords, ..done };
                carry_out(&library, &done).await;
                known.insert(done.file, done);
            }
            let photo = library.photo_by_hash(&PayloadHash([0; 32]), "").await.unwrap().unwrap().id;
            let mut now = library.photo_keywords(photo).await.unwrap();
            for (word, has) in said {
                let keyword = path(word[0]);
                let key = keyword.key();
                let is_repeated = now.iter().any(|known| known.own && known.path.repeated().any(|part| part == key));
                if has == own_keys(&now).contains(&key) || has && is_repeated {
                    continue;
                }
                // As the laws of decisions have it: a word that is a part of a new path gives way to it.
                let is_part = |known: &&FileKeyword| known.own && keyword.repeated().any(|part| part == known.path.key());
                let parts: Vec<KeywordPath> =
                    now.iter().filter(is_part).filter(|_| has).map(|known| known.path.clone()).collect();
                for part in &parts {
                    say(&library, photo, part, false).await;
                }
                let after = say(&library, photo, &keyword, has).await;
                assert_eq!(has, own_keys(&after).contains(&key), "{keyword:?}");
                if !has {
                    let mut left = own_keys(&now);
                    left.remove(&key);
                    assert!(own_keys(&after).is_superset(&left), "nothing else goes");
                }
                let mut back = say(&library, photo, &keyword, !has).await;
                for part in parts.iter().rev() {
                    back = say(&library, photo, part, true).await;
                }
                assert_eq!(own_keys(&back), own_keys(&now), "{keyword:?} was taken back");
                for part in &parts {
                    say(&library, photo, part, false).await;
                }
                now = say(&library, photo, &keyword, has).await;
            }
            follow(&library, &known, &now).await;
            assert_eq!(own_keys(&library.photo_keywords(photo).await.unwrap()), own_keys(&now));
            let left = sqlx::query_scalar::<_, i64>("select count(*) from said_keyword").fetch_one(&library.readers).await;
            assert_eq!(left.unwrap(), 0, "the files say it all");
        });
    }
}

/// A library with one file that says these words, as a scan keeps them.
async fn one_file(dir: &std::path::Path, words: &[&str]) -> (Library, PhotoId, BTreeMap<u8, Done>) {
    let library = library(dir).await;
    let paths: Vec<KeywordPath> = words.iter().map(|text| path(text)).collect();
    let own = on_their_own(&paths);
    let keywords = paths.into_iter().zip(own).map(|(path, own)| FileKeyword { path, own }).collect();
    let done = Done { file: 0, photo: 0, keywords, missing: false };
    carry_out(&library, &done).await;
    let photo = library.photo_by_hash(&PayloadHash([0; 32]), "").await.unwrap().unwrap().id;
    (library, photo, BTreeMap::from([(0, done)]))
}

#[tokio::test]
async fn a_word_that_repeated_a_path_can_be_said_for_itself_when_that_is_taken_out() {
    let dir = tempfile::tempdir().unwrap();
    let (library, photo, files) = one_file(dir.path(), &["Orte/Rom", "Rom"]).await;
    assert!(own_keys(&say(&library, photo, &path("Orte/Rom"), false).await).is_empty());
    let now = say(&library, photo, &path("Rom"), true).await;
    assert_eq!(own_keys(&now), BTreeSet::from([path("Rom").key()]));
    follow(&library, &files, &now).await;
    assert_eq!(own_keys(&library.photo_keywords(photo).await.unwrap()), BTreeSet::from([path("Rom").key()]));
}

#[tokio::test]
async fn what_goes_along_is_worked_out_from_all_that_was_said() {
    let dir = tempfile::tempdir().unwrap();
    let (library, photo, _) = one_file(dir.path(), &["Orte/Rom", "Rom", "Orte"]).await;
    say(&library, photo, &path("Orte/Bern"), true).await;
    let now = say(&library, photo, &path("Orte/Rom"), false).await;
    let keys = |keywords: &[FileKeyword]| keywords.iter().map(|known| known.path.key()).collect::<BTreeSet<_>>();
    assert_eq!(
        keys(&now),
        BTreeSet::from([path("Orte").key(), path("Orte/Bern").key()]),
        "Orte is a part of what stays"
    );
    let back = say(&library, photo, &path("Orte/Bern"), false).await;
    assert_eq!(keys(&back), BTreeSet::new(), "and goes along when that goes too");
}

#[tokio::test]
async fn words_that_no_file_says_are_forgotten() {
    let dir = tempfile::tempdir().unwrap();
    let library = library(dir.path()).await;
    let keyword = |text| FileKeyword { path: path(text), own: true };
    for (file, words) in [(0, &["Hund", "Rom"][..]), (1, &["Rom"]), (0, &[])] {
        let keywords = words.iter().copied().map(keyword).collect();
        carry_out(&library, &Done { file, photo: 0, keywords, missing: false }).await;
    }
    let words = async || sqlx::query_scalar::<_, String>("select path from keyword").fetch_all(&library.readers).await;
    assert_eq!(words().await.unwrap(), ["Rom"]);
    let mut write = library.write().await.unwrap();
    write.forget_files(RootId(1), &[b"1.jpg".to_vec()], 1).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(words().await.unwrap(), Vec::<String>::new());
}
