//! Whether a name's probability means what it says, on people and on a data set that it was not fitted on.
//!
//! Faces are those that Kith finds and sees; libraries are made of them by chance, several for each row, and judged together. The
//! strangers are the other half of the people of the data set, and faces of WIDER FACE.

mod fit;
mod looks;
mod mistakes;
mod trial;

use anyhow::Result;
use fastrand::Rng;
use kith_app::{Calibration, Eyes as _};
use kith_gallery::Look;
use kith_vision::Networks;
use serde::Serialize;

use super::{Measure, sets};
use crate::metrics::lines::{Face, Photo};
use crate::metrics::names::{self, Names};
use crate::metrics::{gold, verification};
use fit::Fit;
pub(super) use looks::People;
pub(super) use looks::{everybody, look};
use mistakes::Mistakes;
use trial::Trial;

/// Libraries for each row.
const LIBRARIES: u64 = 20;
const SHARES: [f64; 3] = [0.1, 0.5, 0.9];
const CONFIRMED: [usize; 5] = [1, 2, 3, 5, 8];
/// Fewer people who have enough faces make no row.
const LEAST_PEOPLE: usize = 5;
const CROWDS: [usize; 3] = [10, 100, 1000];
/// Another name of Sepp Blatter.
const TWICE_IN_LFW: &str = "Joseph_Blatter";
/// Photos with people of Labeled Faces in the Wild: Jude Law and Sadie Frost, Imran Khan.
const NOT_STRANGERS: [&str; 2] = ["20_Family_Group_Family_Group_20_483.jpg", "20_Family_Group_Family_Group_20_702.jpg"];

/// What names are worth.
#[derive(Serialize)]
pub(super) struct NamesReport {
    /// By the share of strangers, with 2 confirmed faces a person.
    shares: Vec<Row>,
    /// By the number of confirmed faces a person, half of the faces being strangers.
    confirmed: Vec<Row>,
    /// By the number of people with one confirmed face; all others that there are are strangers.
    crowds: Vec<Row>,
    /// Of all confirmed faces, a few as somebody else.
    mistakes: Vec<MistakesRow>,
}

#[derive(Serialize)]
struct MistakesRow {
    judged_on: &'static str,
    fitted_on: &'static str,
    #[serde(flatten)]
    mistakes: Mistakes,
}

#[derive(Serialize)]
struct Row {
    judged_on: &'static str,
    fitted_on: &'static str,
    /// The share of strangers.
    share: Option<f64>,
    confirmed: usize,
    people: usize,
    #[serde(flatten)]
    names: Names,
}

impl Measure<'_> {
    pub(super) fn names(&self) -> Result<NamesReport> {
        let shipped = Networks::load(None)?.calibration();
        let mut lfw = self.people("lfw", "identity/lfw", verification::meant)?;
        lfw.remove(TWICE_IN_LFW);
        let celeba = self.people("celeba", "identity/celeba_wild", gold::largest_face)?;
        let celebrities = self.people("celeb20", "identity/celeb20", gold::largest_face)?;
        let mut wider: Vec<String> = self.sets.wider()?.into_iter().map(|(photo, _)| photo).collect();
        wider.retain(|photo| !NOT_STRANGERS.iter().any(|name| photo.ends_with(name)));
        let wider = looks::everybody(&self.outputs.portraits("wider-looks", &self.sets.wider_images(), &wider)?);
        let [of_lfw, of_celeba] = [&lfw, &celeba].map(|people| Fit::new(people, &shipped));
        let sets = [
            Judged::new("CelebA", "LFW", &of_lfw, &celeba, &wider),
            Judged::new("LFW", "CelebA", &of_celeba, &lfw, &wider),
            Judged::new("press photographs", "LFW", &of_lfw, &celebrities, &wider),
        ];
        Ok(NamesReport {
            shares: sets[..2].iter().flat_map(|set| SHARES.map(|share| set.row(set.half(), 2, Some(share)))).collect(),
            confirmed: sets
                .iter()
                .flat_map(|set| CONFIRMED.into_iter().filter_map(|k| set.with_confirmed(k)))
                .collect(),
            crowds: CROWDS.into_iter().map(|people| sets[1].row(people, 1, None)).collect(),
            mistakes: sets.iter().map(Judged::mistakes).collect(),
        })
    }

    /// The faces of each person in a folder of people.
    pub(super) fn people(&self, name: &str, folder: &str, meant: fn(&Photo) -> Option<&Face>) -> Result<People> {
        let folder = self.sets.root().join(folder);
        looks::people(&self.outputs.portraits(name, &folder, &sets::photos_of_people(&folder)?)?, meant)
    }
}

/// A data set as those numbers see it that were fitted on another one.
struct Judged {
    set: &'static str,
    fitted_on: &'static str,
    calibration: Calibration,
    people: People,
    /// Nobody of these is among the people.
    others: Vec<Look>,
}

impl Judged {
    fn new(set: &'static str, fitted_on: &'static str, fit: &Fit, people: &People, others: &[Look]) -> Self {
        let see = |looks: &[Look]| looks.iter().map(|look| fit.see(look)).collect::<Vec<Look>>();
        Self {
            set,
            fitted_on,
            calibration: fit.calibration.clone(),
            people: people.iter().map(|(name, looks)| (name.clone(), see(looks))).collect(),
            others: see(others),
        }
    }

    /// Half of the people against the other half and all others, in equal parts, where enough people have enough faces.
    fn with_confirmed(&self, confirmed: usize) -> Option<Row> {
        let enough = self.people.values().filter(|looks| looks.len() > confirmed).count();
        (enough >= LEAST_PEOPLE).then(|| self.row(self.half(), confirmed, Some(0.5)))
    }

    fn mistakes(&self) -> MistakesRow {
        let mut mistakes = Mistakes::default();
        for library in 0..LIBRARIES {
            let mut chance = Rng::with_seed(library);
            let (known, _) = looks::split(&self.people, self.half(), &mut chance);
            mistakes.make(&known, &self.calibration, &mut chance);
        }
        MistakesRow { judged_on: self.set, fitted_on: self.fitted_on, mistakes }
    }

    fn half(&self) -> usize {
        self.people.len().div_ceil(2)
    }

    /// So many people with so many confirmed faces against all that are left.
    fn row(&self, people: usize, confirmed: usize, share: Option<f64>) -> Row {
        let mut outcomes = Vec::new();
        for library in 0..LIBRARIES {
            let mut chance = Rng::with_seed(library);
            let (known, left) = looks::split(&self.people, people, &mut chance);
            let strangers: Vec<&Look> = left.into_iter().flatten().chain(&self.others).collect();
            let trial = Trial { people: &known, strangers: &strangers, confirmed, share };
            outcomes.extend(trial.run(&self.calibration, &mut chance));
        }
        let Self { set: judged_on, fitted_on, .. } = self;
        Row { judged_on, fitted_on, share, confirmed, people, names: names::judge(&outcomes) }
    }
}
