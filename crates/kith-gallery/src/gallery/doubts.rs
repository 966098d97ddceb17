//! Confirmed faces that look as if they were not their person.

use kith_domain::Probability;

use super::{Gallery, LookedBack};

/// From which probability on somebody else is a reason to ask.
const LIKELY: Probability = Probability(0.9);
/// A face speaks against its person when a stranger's would look like this so much oftener: a natural logarithm, 20 times.
const UNLIKE: f32 = -3.0;
/// From so many other faces it can be told which one is the wrong one.
const ENOUGH: usize = 2;

impl Gallery {
    /// The faces that teach and look more like somebody else, or unlike all others of their person, the most doubtful first. Left
    /// out are people with less than three faces, and faces that were said to be the same as another one of their person.
    pub fn doubts(&self) -> Vec<LookedBack> {
        let mut doubts: Vec<LookedBack> =
            self.look_back().into_iter().filter(|looked| self.is_doubtful(looked)).collect();
        let likely = |looked: &LookedBack| looked.other.map_or(0.0, |(_, probability)| probability.0);
        doubts.sort_by(|a, b| {
            likely(b).total_cmp(&likely(a)).then(a.evidence.total_cmp(&b.evidence)).then(a.face.cmp(&b.face))
        });
        doubts
    }

    fn is_doubtful(&self, looked: &LookedBack) -> bool {
        let is_other = looked.other.is_some_and(|(_, probability)| probability >= LIKELY);
        let spoken = || self.law.spoken_for(looked.face).iter().any(|(person, _)| *person == looked.person);
        looked.known_by >= ENOUGH && (is_other || looked.evidence <= UNLIKE) && !spoken()
    }
}
