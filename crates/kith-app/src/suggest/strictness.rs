//! How likely someone must be before they are proposed, as the person chose it, and what each choice would say of faces whose
//! name is known.

use kith_domain::Probability;
use kith_gallery::LookedBack;
use kith_store::Library;

use super::Memory;
use crate::error::Result;

/// The setting that holds it.
const STRICTNESS: &str = "strictness";

/// From which of the screen's three words on someone is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strictness {
    /// Already when it is perhaps right: as soon as the embedder's own numbers allow it.
    #[default]
    Perhaps,
    /// When nine of ten such names are right.
    Likely,
    /// When ninety-nine of a hundred are.
    AlmostSure,
}

/// What a choice would say of the confirmed faces, if each of them were not confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl Strictness {
    /// The most generous first.
    pub const ALL: [Self; 3] = [Self::Perhaps, Self::Likely, Self::AlmostSure];

    /// How likely someone must be; `usual` is the embedder's own number, for the most generous choice.
    pub(crate) fn least(self, usual: Probability) -> Probability {
        match self {
            Self::Perhaps => usual,
            Self::Likely => Probability(0.9),
            Self::AlmostSure => Probability(0.99),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Perhaps => "perhaps",
            Self::Likely => "likely",
            Self::AlmostSure => "almost_sure",
        }
    }
}

/// What the person chose.
pub(crate) async fn strictness(library: &Library) -> Result<Strictness> {
    let word = library.setting(STRICTNESS).await?;
    let known = Strictness::ALL.into_iter().find(|choice| word.as_deref() == Some(choice.word()));
    Ok(known.unwrap_or_default())
}

/// Keeps what the person chose; suggestions follow when they are next brought up to date.
pub(crate) async fn choose(library: &Library, strictness: Strictness) -> Result<()> {
    let mut write = library.write().await?;
    write.set_setting(STRICTNESS, strictness.word()).await?;
    write.commit().await?;
    Ok(())
}

/// What each choice would say of the faces in memory.
pub(crate) async fn effects(
    library: &Library,
    usual: Probability,
    memory: &mut Option<Memory>,
) -> Result<Vec<StrictnessEffect>> {
    let looked = super::ask(library, memory, kith_gallery::Gallery::look_back).await?;
    Ok(effects_on(&looked, usual))
}

fn effects_on(looked: &[LookedBack], usual: Probability) -> Vec<StrictnessEffect> {
    let effect = |strictness: Strictness| {
        let least = strictness.least(usual);
        let right = looked.iter().filter(|face| face.own >= least).count() as u32;
        let other = |face: &&LookedBack| face.other.is_some_and(|(_, probability)| probability >= least);
        let wrong = looked.iter().filter(other).count() as u32;
        StrictnessEffect { strictness, right, wrong, silent: looked.len() as u32 - right - wrong }
    };
    Strictness::ALL.map(effect).to_vec()
}

#[cfg(test)]
mod tests {
    use kith_domain::{FaceId, PersonId};

    use super::*;

    #[test]
    fn every_face_is_right_wrong_or_silent_and_fewer_are_named_the_stricter_it_is() {
        let face = |own: f32, other: f32| LookedBack {
            face: FaceId(1),
            person: PersonId(1),
            known_by: 1,
            own: Probability(own),
            other: Some((PersonId(2), Probability(other))),
            evidence: 0.0,
        };
        let looked = [face(0.995, 0.0), face(0.95, 0.01), face(0.7, 0.2), face(0.05, 0.92), face(0.3, 0.3)];
        let counts: Vec<_> =
            effects_on(&looked, Probability(0.6)).iter().map(|e| (e.right, e.wrong, e.silent)).collect();
        assert_eq!(counts, [(3, 1, 1), (2, 1, 2), (1, 0, 4)]);
    }
}
