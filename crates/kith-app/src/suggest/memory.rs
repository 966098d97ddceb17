//! The gallery in memory, and how it follows the library.

use std::collections::HashSet;
use std::num::NonZeroUsize;

use kith_domain::decision::Link;
use kith_domain::{FaceId, GroupId, SpaceId, Verdict};
use kith_gallery::{Age, Changes, Gallery, Known, Taken, Who, Words};
use kith_store::{Library, VectorRow};

use super::opinion::Opinion;
use super::{DONE, GROUPED, WRITTEN};
use crate::Calibration;
use crate::error::{AppError, Result};

/// All faces of a library in memory.
pub(crate) struct Memory {
    pub(super) gallery: Gallery,
    pub(super) space: SpaceId,
    /// With which revision suggestions and groups were last written from here.
    pub(super) written: Option<String>,
    calibration: Calibration,
    /// The revision that is in the gallery.
    seen: i64,
    taken: Taken,
    /// What is in the library, when this was just read.
    found: Option<Found>,
}

/// Suggestions and groups as they are in the library.
struct Found {
    groups: Vec<(FaceId, GroupId)>,
    age: Age,
    /// Faces that must be put into groups: they changed, or were proposed as someone.
    new: HashSet<FaceId>,
}

impl Memory {
    /// Reads a library.
    pub(super) async fn load(library: &Library, space: SpaceId, calibration: &Calibration) -> Result<Self> {
        let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let Calibration { likeness, grouping, suggestion } = calibration;
        let mut gallery = Gallery::new(likeness, grouping, *suggestion, threads);
        let mut taken = Taken::default();
        let seen = library.revision().await?;
        let found = Found::read(library).await?;
        library
            .each_vector(space, |rows| {
                let known = rows.into_iter().map(known).collect();
                taken.extend(gallery.take(Changes { known, gone: Vec::new() }));
            })
            .await?;
        let calibration = calibration.clone();
        Ok(Self { gallery, space, written: None, calibration, seen, taken, found: Some(found) })
    }

    /// Whether this follows from what the library holds.
    pub(super) async fn is_of(&self, library: &Library, space: SpaceId, calibration: &Calibration) -> Result<bool> {
        Ok(self.space == space
            && self.calibration == *calibration
            && self.seen <= library.revision().await?
            && self.written.is_some()
            && self.written == library.setting(WRITTEN).await?)
    }

    /// Takes what changed since.
    pub(super) async fn follow(mut self, library: &Library) -> Result<Self> {
        let seen = library.revision().await?;
        library
            .each_change(self.space, self.seen, |changes| {
                let known = changes.now.into_iter().map(known).collect();
                self.taken.extend(self.gallery.take(Changes { known, gone: changes.gone }));
            })
            .await?;
        Ok(Self { seen, ..self })
    }

    /// Works out what changed.
    pub(super) async fn think(mut self, library: &Library) -> Result<(Self, Opinion)> {
        let words = words(library).await?;
        let thinking = tokio::task::spawn_blocking(move || {
            let suggestions = self.gallery.suggest(std::mem::take(&mut self.taken), &words);
            if let Some(Found { groups, age, new }) = self.found.take() {
                self.gallery.adopt(&groups, age, |face| new.contains(&face));
            }
            let groups = self.gallery.regroup();
            (self, Opinion { suggestions, groups })
        });
        thinking.await.map_err(|error| AppError::Io { path: library.dir().into(), source: error.into() })
    }
}

impl Found {
    async fn read(library: &Library) -> Result<Self> {
        let done = library.setting(DONE).await?.and_then(|text| text.parse().ok());
        let age = library.setting(GROUPED).await?;
        let mut write = library.write().await?;
        let groups = write.group_memberships().await?.into_iter().map(|m| (m.face, m.group)).collect();
        let mut new: HashSet<FaceId> = write.suggestions().await?.into_iter().map(|row| row.face).collect();
        drop(write);
        new.extend(library.changed_faces(done.unwrap_or(-1)).await?);
        let age = age.as_deref().and_then(age_from).unwrap_or_default();
        // Nothing was ever grouped if nothing was ever worked out: everything is new.
        let groups = if done.is_some() { groups } else { Vec::new() };
        Ok(Self { groups, age: if done.is_some() { age } else { Age::default() }, new })
    }
}

/// What was said of faces beside who they are.
async fn words(library: &Library) -> Result<Words> {
    let (rejected, lives) = (library.rejections().await?.into_iter().collect(), library.lives().await?);
    let mut words = Words { rejected, lives, ..Words::default() };
    for (pair, link) in library.links().await? {
        let [a, b] = pair.faces();
        let pairs = match link {
            Link::Same => &mut words.same,
            Link::Different => &mut words.different,
            Link::Unsure => &mut words.unsure,
        };
        pairs.insert((a, b));
    }
    Ok(words)
}

/// `GROUPED` as a text.
pub(super) fn age_text(age: Age) -> String {
    format!("{} {}", age.grouped, age.since)
}

fn age_from(text: &str) -> Option<Age> {
    let (grouped, since) = text.split_once(' ')?;
    Some(Age { grouped: grouped.parse().ok()?, since: since.parse().ok()? })
}

fn known(row: VectorRow) -> Known {
    let who = match row.verdict {
        Verdict::Confirmed { person, .. } => Who::Confirmed { person, teaches: row.trains },
        _ => Who::Open,
    };
    let look = row.embedding.map(|embedding| (embedding, row.quality));
    Known { face: row.face, photo: row.photo, taken: row.taken, who, look }
}
