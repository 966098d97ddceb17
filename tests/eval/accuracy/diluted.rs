//! Whether groups hold when ever more faces of others are among them: the album with photographs of other sets.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use anyhow::Result;
use kith_app::{Calibration, Eyes as _};
use kith_domain::{DaySpan, FaceId, PhotoId};
use kith_gallery::{Changes, Gallery, Known, Who, Words};
use kith_vision::Networks;
use serde::Serialize;

use super::Measure;
use super::names::look;
use super::report::GroupsNumbers;
use crate::metrics::gold::{Label, Role};
use crate::metrics::groups;
use crate::metrics::lines::Photos;

/// Parts of all other photographs that are put among the album's, in percent.
const PARTS: [usize; 4] = [0, 10, 30, 100];

/// Groups of the album's faces among so many.
#[derive(Serialize)]
pub(super) struct Diluted {
    /// All faces, those of others included.
    faces: usize,
    /// Of the album's faces alone.
    numbers: GroupsNumbers,
}

impl Measure<'_> {
    pub(super) fn diluted(&self) -> Result<Vec<Diluted>> {
        let mut labels = self.sets.album()?;
        let listed: Vec<String> = labels.iter().map(|label| label.photo.clone()).collect();
        let album = self.outputs.portraits("album-looks", self.sets.root(), &listed)?;
        labels.retain(|label| matches!(label.role, Role::Enrol | Role::Probe));
        let others = self.others_than(&album)?;
        let calibration = Networks::load(None)?.calibration();
        let with = |part: usize| {
            let step = 100_usize.checked_div(part).unwrap_or(usize::MAX);
            let some = others
                .iter()
                .filter(|_| part > 0)
                .step_by(step.max(1))
                .map(|(path, photo)| (path.clone(), photo.clone()));
            diluted(album.clone().into_iter().chain(some).collect(), &labels, &calibration)
        };
        Ok(PARTS.map(with).into())
    }

    /// Photographs of people and of crowds that are not in the album.
    fn others_than(&self, album: &Photos) -> Result<Photos> {
        let wider: Vec<String> = self.sets.wider()?.into_iter().map(|(photo, _)| photo).collect();
        let sets = [
            ("detection/wider/images", self.outputs.portraits("wider-looks", &self.sets.wider_images(), &wider)?),
            ("identity/lfw", self.outputs.portraits("lfw", &self.sets.lfw(), &self.sets.lfw_photos()?)?),
        ];
        let with_folder = sets.into_iter().flat_map(|(folder, photos)| {
            photos.into_iter().map(move |(path, photo)| (format!("{folder}/{path}"), photo))
        });
        Ok(with_folder.filter(|(path, _)| !album.contains_key(path)).collect())
    }
}

fn diluted(mut photos: Photos, labels: &[Label], calibration: &Calibration) -> Diluted {
    let Calibration { likeness, grouping, suggestion } = calibration;
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let mut gallery = Gallery::new(likeness, grouping, *suggestion, threads);
    let shown = || photos.values().zip(1..).flat_map(|(photo, number)| photo.shown().map(move |face| (number, face)));
    let known: Vec<Known> = shown()
        .zip(1..)
        .map(|((photo, face), number)| Known {
            face: FaceId(number),
            photo: PhotoId(photo),
            taken: DaySpan::default(),
            who: Who::Open,
            look: look(face),
        })
        .collect();
    let faces = known.len();
    let taken = gallery.take(Changes { known, gone: Vec::new() });
    gallery.suggest(taken, &Words::default());
    gallery.regroup();
    let groups: BTreeMap<FaceId, String> =
        gallery.memberships().into_iter().map(|(face, group)| (face, group.0.to_string())).collect();
    let all = photos.values_mut().flat_map(|photo| &mut photo.faces).filter(|face| face.is_shown());
    for (face, number) in all.zip(1..) {
        face.cluster = groups.get(&FaceId(number)).cloned();
    }
    Diluted { faces, numbers: groups::judge(&groups::grouped(&photos, labels)).into() }
}
