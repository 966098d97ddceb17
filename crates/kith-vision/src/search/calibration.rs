//! How closely to look at a picture, and what the looks mean together: the part `[search]` of `models.toml`.

use super::{Alone, Parts};
use kith_domain::Score;
use serde::Deserialize;

use crate::{
    Mode,
    manifest::score,
    search::{Limits, Opinion},
};

/// Numbers that belong to the detectors and the embedder together.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchCalibration {
    /// Stored with all results, beside the versions of the networks. Another text means that pictures are looked at again.
    pub version: String,
    /// Faces whose final score lies below are not kept unless asked for.
    #[serde(deserialize_with = "score")]
    pub min_score: Score,
    /// What a look must at least say of a place, by the network's own score.
    #[serde(deserialize_with = "score")]
    pub candidate: Score,
    /// Boxes of two looks that overlap so much (intersection over union) are of one face.
    pub same_face: f32,
    /// Of two faces that overlap more, the one with the lower score is dropped.
    pub max_overlap: f32,
    /// How much the best look counts beside the mean of all looks, 0 to 1.
    pub best_share: f32,
    /// How large a face must be in a look for its voice to count.
    pub visible: Visible,
    /// What makes a closer look worth its time.
    pub small_faces: SmallFaces,
    /// How far the evidence of an opinion reaches.
    pub limits: Limits,
    /// When a picture is turned, and what is believed then; without it, none is.
    pub turned: Option<Turned>,
    /// [`Mode::Fast`]
    pub fast: Plan,
    /// [`Mode::Balanced`]
    pub balanced: Plan,
    /// [`Mode::Thorough`]
    pub thorough: Plan,
    /// The data behind these numbers.
    pub fitted_on: String,
}

impl SearchCalibration {
    /// What to do in a mode.
    pub const fn plan(&self, mode: Mode) -> &Plan {
        match mode {
            Mode::Fast => &self.fast,
            Mode::Balanced => &self.balanced,
            Mode::Thorough => &self.thorough,
        }
    }

    /// For one detector that looks once and whose scores are final.
    pub(crate) fn plain() -> Self {
        let all = Pass { by: By::Detector, longest_side: u32::MAX, enlarge: 1.0 };
        let opinion = Opinion { intercept: 0.0, score: 1.0, norm: 0.0, too_small: 0.0, company: 0.0, height: 0.0 };
        let plan = Plan {
            passes: vec![all],
            closer: None,
            parts: None,
            turned_hint_side: u32::MAX,
            embed_from: 0.0,
            alone: None,
            opinion,
        };
        Self {
            version: "plain".to_owned(),
            min_score: Score::new(0.5),
            candidate: Score::new(0.0),
            same_face: 1.0,
            max_overlap: 1.0,
            best_share: 1.0,
            visible: Visible { from: [0.0, 1.0], to: [f32::MAX / 2.0, f32::MAX], least: 1.0 },
            small_faces: SmallFaces { min_score: Score::new(1.0), max_height: 0.0 },
            limits: Limits { norm: [0.0, 1.0], height: [1.0, 1.0], usual_height: 1.0, company: 1.0 },
            turned: None,
            fast: plan.clone(),
            balanced: plan.clone(),
            thorough: plan,
            fitted_on: "nothing".to_owned(),
        }
    }

    pub(crate) fn check(&self) -> Result<(), String> {
        for (name, share) in
            [("same_face", self.same_face), ("max_overlap", self.max_overlap), ("best_share", self.best_share)]
        {
            if !(0.0..=1.0).contains(&share) {
                return Err(format!("search.{name} is {share}, not in 0..=1"));
            }
        }
        let Limits { norm, height, usual_height, .. } = self.limits;
        if norm[0] > norm[1] || height[0] > height[1] || height[0] <= 0.0 || usual_height <= 0.0 {
            return Err(format!("search.limits make no sense: {:?}", self.limits));
        }
        for mode in Mode::ALL {
            let plan = self.plan(mode);
            let closer = plan.closer.iter().flat_map(|closer| [&closer.small_faces, &closer.otherwise]);
            let mut passes = plan.passes.iter().chain(closer);
            if plan.passes.is_empty() || passes.any(|pass| pass.longest_side == 0 || pass.enlarge <= 0.0) {
                return Err(format!("search.{} needs passes that show something", mode.name()));
            }
            if plan.parts.is_some_and(|parts| parts.overlap * 2 > parts.longest_side || parts.enlarge <= 0.0) {
                return Err(format!("search.{}.parts make no sense", mode.name()));
            }
        }
        Ok(())
    }
}

/// Heights of a face (square root of its area) in pixels of the resized picture. The voice of a look grows between the
/// two numbers of `from`, and fades between those of `to`.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visible {
    /// Too small to be seen, large enough.
    pub from: [f32; 2],
    /// Still small enough, too large to be seen.
    pub to: [f32; 2],
    /// What is left of a voice outside.
    pub least: f32,
}

/// A face of the first looks that says that there may be more of its kind, too small to be seen yet.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmallFaces {
    /// Its score is at least this.
    #[serde(deserialize_with = "score")]
    pub min_score: Score,
    /// Its height is below this, in pixels of the resized picture.
    pub max_height: f32,
}

/// Pictures that lie on a side or upside down without saying so.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turned {
    /// A picture with an upright face of this final score is not turned.
    #[serde(deserialize_with = "score")]
    pub sure: Score,
    /// Faces of a quick look count from this score on. The turned picture is looked at closely when its best face has a
    /// higher score than that of the upright one.
    #[serde(deserialize_with = "score")]
    pub hint: Score,
    /// Longest side for the close look, in pixels; never enlarged.
    pub longest_side: u32,
    /// What is taken off the opinion (a logit) of a face that lies: three more looks are three more chances to err.
    pub doubt: f32,
}

/// What is done in one mode.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Looks that are always taken.
    pub passes: Vec<Pass>,
    /// One more look, chosen by what the others saw.
    pub closer: Option<Closer>,
    /// More looks, at parts of a photo that all these looks are too coarse for.
    pub parts: Option<Parts>,
    /// Longest side for the quick look at a turned picture, in pixels; never enlarged.
    pub turned_hint_side: u32,
    /// Faces that are lower, in pixels of the picture, get no embedding: it would cost more than it tells.
    #[serde(default)]
    pub embed_from: f32,
    /// Whether a face is looked at once more before it is embedded.
    pub alone: Option<Alone>,
    /// What scores mean in this mode.
    pub opinion: Opinion,
}

impl Plan {
    /// Pixels along the longer side of the largest look.
    pub(crate) fn longest_side(&self) -> u32 {
        let closer = self.closer.iter().flat_map(|closer| [&closer.small_faces, &closer.otherwise]);
        self.passes.iter().chain(closer).map(|pass| pass.longest_side).max().unwrap_or(u32::MAX)
    }
}

/// The look that follows the first ones.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closer {
    /// When there may be small faces.
    pub small_faces: Pass,
    /// When not.
    pub otherwise: Pass,
}

/// One look of one detector.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pass {
    /// Which network looks.
    #[serde(default)]
    pub by: By,
    /// Longest side of the picture that it sees, in pixels.
    pub longest_side: u32,
    /// How many times larger than the picture that may at most be.
    pub enlarge: f32,
}

impl Pass {
    /// The longest side for a picture whose own is `longest`, in pixels.
    pub(crate) fn side(self, longest: u32) -> u32 {
        self.longest_side.min((longest as f32 * self.enlarge).round() as u32).max(1)
    }
}

/// One of the two detectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The one that is always asked.
    #[default]
    Detector,
    /// The one that is asked for a second opinion.
    SecondDetector,
}
