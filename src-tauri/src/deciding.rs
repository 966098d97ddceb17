//! The person's word from the page: it holds when the command returns; what follows from it is worked out afterwards,
//! so that the next word need not wait.

use std::sync::Arc;

use kith_app::Kith;
use kith_app::dto::{ChooseStrictness, CommandError, Decide, Decided, GoToStep, UndoState};

use crate::state::AppState;

impl AppState {
    /// Makes decisions hold, all or none, as one step of undo.
    pub(crate) async fn decide(&self, request: &Decide) -> Result<Decided, CommandError> {
        let _working = self.changes.deciding();
        let decided = self.kith().await?.decide_by_name(request).await?;
        self.said();
        Ok(decided)
    }

    /// Takes the last step back.
    pub(crate) async fn undo(&self) -> Result<UndoState, CommandError> {
        let _working = self.changes.deciding();
        self.kith().await?.undo(1).await?;
        self.after_a_step().await
    }

    /// Brings the next step again.
    pub(crate) async fn redo(&self) -> Result<UndoState, CommandError> {
        let _working = self.changes.deciding();
        self.kith().await?.redo(1).await?;
        self.after_a_step().await
    }

    /// Takes steps back, or brings them again, up to a point of the history.
    pub(crate) async fn go_to_step(&self, request: &GoToStep) -> Result<UndoState, CommandError> {
        let _working = self.changes.deciding();
        self.kith().await?.go_to_step(request).await?;
        self.after_a_step().await
    }

    /// Chooses from when on names are proposed.
    pub(crate) async fn set_strictness(&self, request: ChooseStrictness) -> Result<(), CommandError> {
        let _working = self.changes.deciding();
        self.kith().await?.set_strictness(request.strictness.into()).await?;
        self.decided.notify_one();
        Ok(())
    }

    /// Whoever follows what is said hears of it.
    pub(crate) fn said(&self) {
        self.decided.notify_one();
        self.to_write.notify_one();
    }

    async fn after_a_step(&self) -> Result<UndoState, CommandError> {
        self.said();
        Ok(kith_app::browse::undo_state(self.kith().await?.library()).await?)
    }
}

/// Looks into drawn boxes and brings suggestions and groups up to date after every decision, until the app ends; decisions
/// that come meanwhile are dealt with together.
pub(crate) async fn follow(state: Arc<AppState>, kith: Kith) {
    if let Err(error) = kith.catch_up().await {
        tracing::warn!(%error, "suggestions could not be brought up to date");
    }
    loop {
        state.decided.notified().await;
        let _working = state.changes.deciding();
        if let Err(error) = kith.refresh().await {
            tracing::warn!(%error, "suggestions could not be brought up to date");
        }
    }
}
