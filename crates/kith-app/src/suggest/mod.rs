//! Working out who faces may be and which belong together, after scans and decisions.

mod memory;
mod opinion;
mod propose;
mod strictness;
#[cfg(test)]
mod tests;

use kith_gallery::{Gallery, LookedBack};
use kith_store::Library;

use crate::Calibration;
use crate::error::{AppError, Result};
pub(crate) use memory::Memory;
pub(crate) use propose::propose;
pub use strictness::{Strictness, StrictnessEffect};
pub(crate) use strictness::{choose, effects, strictness};

/// The setting that holds the revision which suggestions were last worked out for.
const DONE: &str = "suggested_revision";
/// The setting that holds the revision which suggestions and groups were last written with.
const WRITTEN: &str = "suggestions_written";
/// The setting that holds how many faces were grouped at once, and how many came since.
const GROUPED: &str = "grouped";

/// Whether the library has changed since suggestions were last worked out.
pub(crate) async fn is_due(library: &Library) -> Result<bool> {
    let done = library.setting(DONE).await?.and_then(|text| text.parse::<i64>().ok());
    Ok(done != Some(library.revision().await?))
}

/// Works out what changed suggestions and groups since `memory` was last told, and writes that. What is in memory is read again
/// if it is not of this library as it is: when another process wrote in between, or something failed.
pub(crate) async fn refresh(library: &Library, calibration: &Calibration, memory: &mut Option<Memory>) -> Result<()> {
    let Some(space) = library.active_space().await? else { return Ok(()) };
    // What was just read is always written, so the second round is the last.
    while {
        let revision = library.revision().await?;
        let held = match memory.take() {
            Some(held) if held.is_of(library, space, calibration).await? => held.follow(library).await?,
            _ => Memory::load(library, space, calibration).await?,
        };
        let (held, opinion) = held.think(library).await?;
        *memory = opinion::write(library, held, opinion, revision).await?;
        memory.is_none()
    } {}
    Ok(())
}

/// What the gallery in memory says of confirmed faces; nothing when none is.
pub(crate) async fn ask(
    library: &Library,
    memory: &mut Option<Memory>,
    ask: impl FnOnce(&Gallery) -> Vec<LookedBack> + Send + 'static,
) -> Result<Vec<LookedBack>> {
    let Some(held) = memory.take() else { return Ok(Vec::new()) };
    let asking = tokio::task::spawn_blocking(move || {
        let looked = ask(&held.gallery);
        (held, looked)
    });
    let (held, looked) =
        asking.await.map_err(|error| AppError::Io { path: library.dir().into(), source: error.into() })?;
    *memory = Some(held);
    Ok(looked)
}
