//! From which level of the battery on a scan waits, as the person chose it.

use kith_store::Library;

use crate::error::Result;

/// The setting that holds it.
const LEVEL: &str = "scan_battery";
/// In percent; as photo programs on phones do it.
const USUAL: u8 = 20;

/// The level in percent below which a scan waits while the machine runs on its battery; 0 for never.
pub(crate) async fn level(library: &Library) -> Result<u8> {
    let kept = library.setting(LEVEL).await?.and_then(|level| level.parse().ok());
    Ok(kept.unwrap_or(USUAL))
}

/// Chooses it.
pub(crate) async fn choose(library: &Library, level: u8) -> Result<()> {
    let mut write = library.write().await?;
    write.set_setting(LEVEL, &level.min(100).to_string()).await?;
    write.commit().await?;
    Ok(())
}
