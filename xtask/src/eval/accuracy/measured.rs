//! What `kith-eval accuracy` prints. A share of nothing is null there and none here.

use serde::Deserialize;

/// All of it; a part that was not asked for is none.
#[derive(Debug, Deserialize)]
pub(super) struct Measured {
    pub(super) detection: Option<Detection>,
    pub(super) verification: Option<Verification>,
    pub(super) album: Option<Album>,
    pub(super) groups: Option<Groups>,
    pub(super) others: Option<Vec<OtherWay>>,
    pub(super) names: Option<Names>,
    pub(super) siblings: Option<Vec<Siblings>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Detection {
    pub(super) photos: usize,
    pub(super) faces: usize,
    pub(super) empty_photos: usize,
    pub(super) balanced: Look,
    pub(super) thorough: Look,
    /// Of the faces that a scan keeps, as the numbers below.
    pub(super) precision: Option<f64>,
    pub(super) recall: Option<f64>,
    /// Of faces from 16, 30, 60 and 120 pixels on.
    pub(super) recall_by_height: [Option<f64>; 4],
    pub(super) false_faces_per_100: Option<f64>,
}

/// A mode at all thresholds.
#[derive(Debug, Deserialize)]
pub(super) struct Look {
    pub(super) average_precision: f64,
    /// At a precision of 0.95.
    pub(super) recall_at_precision: f64,
    /// Recall and precision.
    pub(super) curve: Vec<[f64; 2]>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Verification {
    pub(super) photos: usize,
    pub(super) not_found: usize,
    pub(super) pairs: usize,
    pub(super) same_pairs: usize,
    pub(super) different_pairs: usize,
    pub(super) accuracy: Option<f64>,
    /// At false accept rates of 1e-3, 1e-4 and 1e-5.
    pub(super) true_accepts: [Option<f64>; 3],
    /// False accept rates, and the true accepts at each.
    pub(super) curve: Vec<[f64; 2]>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Album {
    pub(super) photos: usize,
    pub(super) enrolled_faces: usize,
    /// Without the probes whose label is doubtful.
    pub(super) sure: AlbumNumbers,
    pub(super) all: AlbumNumbers,
}

#[derive(Debug, Deserialize)]
pub(super) struct AlbumNumbers {
    pub(super) people: usize,
    pub(super) probes: usize,
    pub(super) right: usize,
    pub(super) wrong: usize,
    pub(super) nameless: usize,
    pub(super) missing: usize,
    pub(super) doubles: usize,
    pub(super) strangers: usize,
    pub(super) strangers_named: usize,
    pub(super) empty_photos: usize,
    pub(super) empty_photo_faces: usize,
    pub(super) empty_photo_names: usize,
    pub(super) recall: Option<f64>,
    pub(super) precision: Option<f64>,
    pub(super) strangers_named_share: Option<f64>,
    /// For 100 probes, as the next two.
    pub(super) corrections: Option<f64>,
    pub(super) corrections_with_confirming: Option<f64>,
    pub(super) confirm_floor: Option<f64>,
}

/// Another way to name the faces of the album.
#[derive(Debug, Deserialize)]
pub(super) struct OtherWay {
    pub(super) way: String,
    /// Whether its threshold was chosen afterwards.
    pub(super) with_hindsight: bool,
    pub(super) numbers: AlbumNumbers,
}

#[derive(Debug, Deserialize)]
pub(super) struct Groups {
    pub(super) album: GroupsNumbers,
    pub(super) lfw: GroupsNumbers,
    /// The album among ever more others.
    pub(super) diluted: Vec<Diluted>,
    /// Steps so far and faces of the album that have their name by then, group by group.
    pub(super) naming: Vec<[usize; 2]>,
    /// The same if each group was one person.
    pub(super) faultless_naming: Vec<[usize; 2]>,
}

/// Groups of the album's faces among others.
#[derive(Debug, Deserialize)]
pub(super) struct Diluted {
    /// All faces, those of others included.
    pub(super) faces: usize,
    pub(super) numbers: GroupsNumbers,
}

#[derive(Debug, Deserialize)]
pub(super) struct GroupsNumbers {
    pub(super) faces: usize,
    pub(super) people: usize,
    pub(super) clusters: usize,
    pub(super) misplaced: usize,
    pub(super) precision: Option<f64>,
    pub(super) recall: Option<f64>,
    pub(super) f: Option<f64>,
    /// For 100 faces, as the next.
    pub(super) actions: Option<f64>,
    pub(super) ideal_actions: Option<f64>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Names {
    /// By the share of strangers.
    pub(super) shares: Vec<NameRow>,
    /// By the number of confirmed faces a person.
    pub(super) confirmed: Vec<NameRow>,
    /// By the number of people.
    pub(super) crowds: Vec<NameRow>,
    /// Faces with a wrong name among others.
    pub(super) mistakes: Vec<MistakesRow>,
}

#[derive(Debug, Deserialize)]
pub(super) struct MistakesRow {
    pub(super) judged_on: String,
    pub(super) fitted_on: String,
    pub(super) faces: usize,
    pub(super) wrong: usize,
    /// Of the wrong ones, those that are listed as doubtful, and those beside which the right name stands.
    pub(super) found: usize,
    pub(super) named: usize,
    /// Faces with the right name that are listed.
    pub(super) doubted: usize,
}

#[derive(Debug, Deserialize)]
pub(super) struct NameRow {
    pub(super) judged_on: String,
    pub(super) fitted_on: String,
    /// The share of strangers.
    pub(super) share: Option<f64>,
    pub(super) confirmed: usize,
    pub(super) people: usize,
    pub(super) known: usize,
    pub(super) strangers: usize,
    pub(super) strangers_named: usize,
    /// Names and right names: almost sure, likely, perhaps.
    pub(super) bands: [[usize; 2]; 3],
    pub(super) recall: Option<f64>,
    pub(super) precision: Option<f64>,
    pub(super) strangers_named_share: Option<f64>,
    pub(super) log_loss: Option<f64>,
    pub(super) log_loss_floor: Option<f64>,
}

/// Pairs of brothers and sisters.
#[derive(Debug, Deserialize)]
pub(super) struct Siblings {
    /// Of each sibling.
    pub(super) faces: usize,
    pub(super) families: usize,
    pub(super) taken_for_one: usize,
    pub(super) misplaced: Option<f64>,
    /// Of each sibling, in the mean.
    pub(super) groups: f64,
    pub(super) parted: Option<f64>,
    /// When both are known, as the next.
    pub(super) right: Option<f64>,
    pub(super) wrong: Option<f64>,
    /// When the other is known.
    pub(super) stranger_named: Option<f64>,
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// As printed, with numbers that are easy to find again.
    pub(in crate::eval::accuracy) fn measured() -> Measured {
        let album = |right: usize| {
            serde_json::json!({
                "people": 10, "probes": 50, "right": right, "wrong": 1, "nameless": 2, "missing": 0, "confirmable": 9,
                "doubles": 0, "strangers": 40, "strangers_named": 1, "empty_photos": 25, "empty_photo_faces": 3,
                "empty_photo_names": 0, "recall": right as f64 / 50.0, "precision": 0.9951,
                "strangers_named_share": 0.025, "corrections": 8.0, "corrections_with_confirming": 26.0, "confirm_floor": 20.0,
            })
        };
        let groups = serde_json::json!({
            "faces": 80, "people": 10, "clusters": 12, "misplaced": 1, "precision": 0.9876, "recall": 0.9345, "f": 0.9603,
            "actions": 16.25, "ideal_actions": 12.5,
        });
        let look = |ap: f64| {
            serde_json::json!({
                "average_precision": ap, "recall_at_precision": 0.8123, "curve": [[0.2, 1.0], [0.9, 0.8]],
            })
        };
        let names = serde_json::json!({
            "judged_on": "LFW", "fitted_on": "CelebA", "share": 0.1, "confirmed": 2, "people": 40, "known": 1200,
            "strangers": 400, "strangers_named": 1, "bands": [[1000, 998], [20, 19], [10, 7]], "recall": 0.9512,
            "precision": 0.9912, "strangers_named_share": 0.0025, "log_loss": 0.0212, "log_loss_floor": 0.0434,
        });
        let json = serde_json::json!({
            "detection": {
                "photos": 20, "faces": 200, "empty_photos": 60, "balanced": look(0.8812), "thorough": look(0.8765),
                "precision": 0.9712, "recall": 0.8234, "recall_by_height": [0.7001, 0.8401, null, 0.9601],
                "false_faces_per_100": 1.1567,
            },
            "verification": {
                "photos": 100, "not_found": 0, "pairs": 30, "same_pairs": 40, "different_pairs": 4000, "accuracy": 0.9917,
                "true_accepts": [0.9886, 0.9735, 0.9359], "curve": [[0.0001, 0.9735], [0.001, 0.9886]],
            },
            "album": { "photos": 90, "enrolled_faces": 30, "sure": album(47), "all": album(45) },
            "others": [{ "way": "lbph", "with_hindsight": true, "numbers": album(20) }],
            "groups": {
                "album": groups, "lfw": groups, "diluted": [{ "faces": 5000, "numbers": groups }],
                "naming": [[10, 60], [13, 80]], "faultless_naming": [[10, 80]],
            },
            "names": {
                "shares": [names], "confirmed": [names], "crowds": [names],
                "mistakes": [{
                    "judged_on": "LFW", "fitted_on": "CelebA", "faces": 2040, "wrong": 40, "found": 36, "named": 30, "doubted": 5,
                }],
            },
            "siblings": [{
                "faces": 30, "families": 40, "taken_for_one": 6, "misplaced": 0.0767, "groups": 0.925, "parted": 0.9979,
                "right": 0.9715, "wrong": 0.0045, "stranger_named": 0.474,
            }],
        });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_part_that_was_not_asked_for_is_none() {
        let text = r#"{"detection":null,"verification":null,"album":null,"groups":null,"others":null,"names":null,"siblings":null}"#;
        let measured: Measured = serde_json::from_str(text).unwrap();
        assert!(measured.detection.is_none() && measured.groups.is_none());
    }
}
