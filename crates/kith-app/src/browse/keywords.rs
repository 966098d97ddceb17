//! The keywords to choose from.

use std::collections::{BTreeMap, HashMap};

use kith_domain::{KeywordPath, PhotoId};
use kith_store::Library;

use crate::dto::{KeywordOf, KeywordRow, ListKeywordsOf, convert};
use crate::error::Result;

/// The keywords of photos that are there and everything above them, in the order of their hierarchies; each once, however
/// it is written.
///
/// # Errors
/// When the library cannot be read.
pub async fn keywords(library: &Library) -> Result<Vec<Vec<String>>> {
    let mut known = BTreeMap::new();
    for keyword in library.keywords().await? {
        for path in with_above(&keyword) {
            known.entry(path.key()).or_insert(path);
        }
    }
    Ok(known.into_values().map(|keyword| keyword.parts().to_vec()).collect())
}

/// The same with how many photos each has.
///
/// # Errors
/// When the library cannot be read.
pub async fn keyword_tree(library: &Library) -> Result<Vec<KeywordRow>> {
    let words = library.keyword_photos().await?;
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for word in words.iter().filter(|word| !word.own.is_empty()) {
        for path in with_above(&word.path) {
            let row = known.entry(path.key()).or_insert_with(|| Known { path, own: Vec::new(), repeated: Vec::new() });
            row.own.extend(&word.own);
        }
    }
    for word in &words {
        // What is above the keyword is above the longer one too.
        if let Some(row) = known.get_mut(&word.path.key()) {
            row.repeated.extend(&word.repeated);
        }
    }
    Ok(rows(known))
}

/// The keywords that stand for themselves in any of some photos, in the order of their hierarchies; each once, however it is
/// written.
///
/// # Errors
/// When an id is none, or the library cannot be read.
pub async fn keywords_of(library: &Library, request: &ListKeywordsOf) -> Result<Vec<KeywordOf>> {
    let mut known: BTreeMap<String, KeywordOf> = BTreeMap::new();
    for photo in &request.photos {
        let keywords = library.photo_keywords(convert::parse_photo(photo)?).await?;
        for keyword in keywords.into_iter().filter(|keyword| keyword.own) {
            let path = || keyword.path.parts().to_vec();
            let of = known.entry(keyword.path.key()).or_insert_with(|| KeywordOf { path: path(), photos: Vec::new() });
            of.photos.push(photo.clone());
        }
    }
    Ok(known.into_values().collect())
}

/// Rows whose parts above are written as in the row of what is above, which comes first.
fn rows(known: BTreeMap<String, Known>) -> Vec<KeywordRow> {
    let mut written: HashMap<String, Vec<String>> = HashMap::new();
    let row = |(key, known): (String, Known)| {
        let above = known.path.above().last().and_then(|above| written.get(&above.key()));
        let path: Vec<String> = above.into_iter().flatten().chain(known.path.parts().last()).cloned().collect();
        written.insert(key, path.clone());
        known.row(path)
    };
    known.into_iter().map(row).collect()
}

fn with_above(path: &KeywordPath) -> impl Iterator<Item = KeywordPath> {
    path.above().chain([path.clone()])
}

struct Known {
    path: KeywordPath,
    own: Vec<PhotoId>,
    repeated: Vec<PhotoId>,
}

impl Known {
    fn row(mut self, path: Vec<String>) -> KeywordRow {
        let count = |photos: &mut Vec<PhotoId>| {
            photos.sort_unstable();
            photos.dedup();
            photos.len() as u32
        };
        let own = count(&mut self.own);
        self.own.append(&mut self.repeated);
        KeywordRow { path, photos: count(&mut self.own), own }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_below_is_written_like_what_is_above_it() {
        let known =
            [&["Stra\u{df}en"][..], &["Stra\u{df}en", "Bern"], &["Strassen", "Rom", "Forum"], &["Strassen", "Rom"]];
        let known = known.map(|parts| {
            let path = KeywordPath::new(parts).unwrap();
            (path.key(), Known { path, own: vec![PhotoId(1), PhotoId(1)], repeated: Vec::new() })
        });
        let paths: Vec<_> = rows(known.into()).into_iter().map(|row| row.path.join("/")).collect();
        let expected = ["", "/Bern", "/Rom", "/Rom/Forum"].map(|below| format!("Stra\u{df}en{below}"));
        assert_eq!(paths, expected);
    }
}
