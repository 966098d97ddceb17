//! Other ways to name the faces of the album, beside Kith's: `tests/eval/other_ways.py` knows them.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::Serialize;

use super::report::AlbumNumbers;
use super::{Measure, SURE};
use crate::metrics::album::{self, Album};
use crate::metrics::gold::Label;
use crate::metrics::lines::Photos;

/// The words of the ways, and whether one has no threshold of its own.
const WAYS: [(&str, bool); 5] =
    [("eigenfaces", true), ("fisherfaces", true), ("lbph", true), ("opencv", false), ("digikam", false)];
/// Thresholds that are tried.
const TRIED: usize = 200;

/// What is needed for them.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Measure other ways too, with this Python that has opencv-contrib-python-headless, below version 5
    #[arg(long = "others", value_name = "PATH", requires = "models")]
    python: Option<PathBuf>,
    /// Folder with the published networks
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
}

/// How right a way is.
#[derive(Serialize)]
pub(super) struct OtherWay {
    way: &'static str,
    /// Whether its threshold was chosen afterwards, as the one that leaves fewest corrections.
    with_hindsight: bool,
    numbers: AlbumNumbers,
}

impl Measure<'_> {
    /// None where they are not asked for.
    pub(super) fn others(&self, args: &Args) -> Result<Option<Vec<OtherWay>>> {
        let Args { python: Some(python), models: Some(models) } = args else { return Ok(None) };
        let labels = self.sets.album()?;
        self.outputs.album(self.sets.root(), &labels)?;
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/other_ways.py");
        let names = WAYS.map(|(way, _)| format!("other-{way}"));
        let said = self.outputs.by_script(&names, python, &script, |command, faces| {
            command.arg("--models").arg(models).arg("--photos").arg(self.sets.root());
            command.arg("--labels").arg(self.sets.album_list()).arg("--faces").arg(faces);
        })?;
        let sure: Vec<Label> = labels.into_iter().filter(|label| label.is_sure(SURE)).collect();
        let judged = WAYS.into_iter().zip(said).map(|((way, with_hindsight), photos)| {
            let album = if with_hindsight { with_best_threshold(photos, &sure) } else { album::judge(&photos, &sure) };
            OtherWay { way, with_hindsight, numbers: album.into() }
        });
        Ok(Some(judged.collect()))
    }
}

/// Names from the threshold on that leaves fewest corrections.
fn with_best_threshold(mut photos: Photos, labels: &[Label]) -> Album {
    let named = photos.values().flat_map(|photo| &photo.faces).filter_map(|face| face.suggestion.as_ref());
    let mut thresholds: Vec<f64> = named.map(|suggestion| suggestion.similarity).collect();
    thresholds.sort_by(f64::total_cmp);
    let step = (thresholds.len() / TRIED).max(1);
    let corrections = |album: &Album| album.corrections(false).unwrap_or(f64::INFINITY);
    let mut best = album::judge(&photos, labels);
    for threshold in thresholds.into_iter().step_by(step) {
        for face in photos.values_mut().flat_map(|photo| &mut photo.faces) {
            face.suggestion.take_if(|suggestion| suggestion.similarity < threshold);
        }
        let next = album::judge(&photos, labels);
        if corrections(&next) < corrections(&best) {
            best = next;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::gold;
    use crate::metrics::lines;

    #[test]
    fn names_below_the_best_threshold_do_not_count() {
        let line = |photo: &str, similarity: f64| {
            format!(
                r#"{{"photo":"{photo}","width":9,"height":9,"faces":[{{"id":"1","box":[0,0,1,1],"state":"suggested","suggestion":{{"person":"Ada","similarity":{similarity}}}}}]}}"#
            )
        };
        let photos =
            lines::parse(&[line("a", 0.9), line("b", 0.8), line("c", 0.7), line("d", 0.3)].join("\n")).unwrap();
        let labels = "path\tidentity\trole\tbox\tcos\ne\tAda\tenrol\t\t\na\tAda\tprobe\t0,0,1,1\t\nb\tAda\tprobe\t0,0,1,1\t\n\
                      c\tAda\tstranger\t0,0,1,1\t\nd\tEva\tstranger\t0,0,1,1\t\n";
        let album = with_best_threshold(photos, &gold::parse(labels).unwrap());
        assert_eq!((album.right, album.strangers_named), (2, 0));
    }
}
