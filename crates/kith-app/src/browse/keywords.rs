//! The keywords to choose from.

use std::collections::BTreeMap;

use kith_store::Library;

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
