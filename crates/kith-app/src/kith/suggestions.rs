//! How readily names are proposed.

use kith_gallery::Gallery;

use super::Kith;
use crate::browse;
use crate::dto::{DoubtPage, ListDoubts};
use crate::error::Result;
use crate::eyes::Calibration;
use crate::suggest::{self, Strictness, StrictnessEffect};

impl Kith {
    /// How likely someone must be before they are proposed.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub async fn strictness(&self) -> Result<Strictness> {
        suggest::strictness(&self.library).await
    }

    /// Chooses it; suggestions follow with [`Self::refresh`].
    ///
    /// # Errors
    /// When the library cannot be written.
    pub async fn set_strictness(&self, strictness: Strictness) -> Result<()> {
        suggest::choose(&self.library, strictness).await
    }

    /// What each choice would propose for the confirmed faces if they were not confirmed, one by one. People with one
    /// face are left out: nothing would be known of them.
    ///
    /// # Errors
    /// As [`Self::refresh`].
    pub async fn strictness_effects(&self) -> Result<Vec<StrictnessEffect>> {
        let calibration = self.calibration().await?;
        let usual = self.eyes()?.calibration().suggestion;
        let mut memory = self.memory.lock().await;
        suggest::refresh(&self.library, &calibration, &mut memory).await?;
        suggest::effects(&self.library, usual, &mut memory).await
    }

    /// A part of the confirmed faces that look as if they were not their person.
    ///
    /// # Errors
    /// As [`Self::refresh`].
    pub async fn doubt_page(&self, request: ListDoubts) -> Result<DoubtPage> {
        let calibration = self.calibration().await?;
        let doubts = {
            let mut memory = self.memory.lock().await;
            suggest::refresh(&self.library, &calibration, &mut memory).await?;
            suggest::ask(&self.library, &mut memory, Gallery::doubts).await?
        };
        browse::doubt_page(&self.library, &doubts, request).await
    }

    /// The numbers of the embedder under what the person chose.
    pub(super) async fn calibration(&self) -> Result<Calibration> {
        let usual = self.eyes()?.calibration();
        let suggestion = self.strictness().await?.least(usual.suggestion);
        Ok(Calibration { suggestion, ..usual })
    }
}
