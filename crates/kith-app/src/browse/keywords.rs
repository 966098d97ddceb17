//! The keywords to choose from.

use std::collections::BTreeMap;

use kith_domain::{KeywordPath, PhotoId};
use kith_store::Library;

use crate::dto::KeywordRow;
use crate::error::Result;

/// The keywords of photos that are there and everything above them, in the order of their hierarchies; each once, however
/// it is written.
///
/// # Errors
/// When the library cannot be read.
pub async fn keywords(library: &Library) -> Result<Vec<Vec<String>>> {
    let mut known = BTreeMap::new();
    for keyword in library.keywords().await? {
        for above in keyword.above() {
            known.entry(above.key()).or_insert(above);
        }
        known.entry(keyword.key()).or_insert(keyword);
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
    Ok(known.into_values().map(Known::row).collect())
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
    fn row(mut self) -> KeywordRow {
        let count = |photos: &mut Vec<PhotoId>| {
            photos.sort_unstable();
            photos.dedup();
            photos.len() as u32
        };
        let own = count(&mut self.own);
        self.own.append(&mut self.repeated);
        KeywordRow { path: self.path.parts().to_vec(), photos: count(&mut self.own), own }
    }
}
