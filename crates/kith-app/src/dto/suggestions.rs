//! How readily names are proposed.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::suggest;

/// From which of the screen's words on someone is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Strictness {
    /// Already when it is perhaps right: as soon as the embedder's own numbers allow it.
    Perhaps,
    /// When nine of ten such names are right.
    Likely,
    /// When ninety-nine of a hundred are.
    AlmostSure,
}

/// A choice that is to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChooseStrictness {
    /// Which.
    pub strictness: Strictness,
}

/// What a choice would say of the confirmed faces, if each of them were not confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StrictnessEffect {
    /// The choice.
    pub strictness: Strictness,
    /// Faces for which their own person would be proposed.
    pub right: u32,
    /// Faces for which somebody else would be.
    pub wrong: u32,
    /// Faces for which nobody would be.
    pub silent: u32,
}

impl From<suggest::Strictness> for Strictness {
    fn from(strictness: suggest::Strictness) -> Self {
        match strictness {
            suggest::Strictness::Perhaps => Self::Perhaps,
            suggest::Strictness::Likely => Self::Likely,
            suggest::Strictness::AlmostSure => Self::AlmostSure,
        }
    }
}

impl From<Strictness> for suggest::Strictness {
    fn from(strictness: Strictness) -> Self {
        match strictness {
            Strictness::Perhaps => Self::Perhaps,
            Strictness::Likely => Self::Likely,
            Strictness::AlmostSure => Self::AlmostSure,
        }
    }
}

impl From<suggest::StrictnessEffect> for StrictnessEffect {
    fn from(effect: suggest::StrictnessEffect) -> Self {
        let suggest::StrictnessEffect { strictness, right, wrong, silent } = effect;
        Self { strictness: strictness.into(), right, wrong, silent }
    }
}
