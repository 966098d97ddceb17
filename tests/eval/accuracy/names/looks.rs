//! Faces as Kith sees them, by whose they are.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use fastrand::Rng;
use kith_domain::{Embedding, Quality};
use kith_gallery::Look;

use crate::metrics::lines::{Face, Photo, Photos};

/// The looks of each person.
pub(in crate::accuracy) type People = BTreeMap<String, Vec<Look>>;

/// The faces of people whose photos lie in a folder of their name; `meant` says which face of a photo is theirs.
pub(super) fn people(photos: &Photos, meant: impl Fn(&Photo) -> Option<&Face>) -> Result<People> {
    let mut people = People::new();
    for (path, photo) in photos {
        let (person, _) = path.split_once('/').with_context(|| format!("{path} lies in no folder"))?;
        if let Some(look) = meant(photo).and_then(look) {
            people.entry(person.to_owned()).or_default().push(look);
        }
    }
    Ok(people)
}

/// All faces that can be compared.
pub(in crate::accuracy) fn everybody(photos: &Photos) -> Vec<Look> {
    photos.values().flat_map(Photo::shown).filter_map(look).collect()
}

/// How a face looks, if it can be compared.
pub(in crate::accuracy) fn look(face: &Face) -> Option<Look> {
    Some((Embedding::new(face.embedding.clone()?).ok()?, Quality(face.quality?)))
}

/// So many people by chance, and those who are left.
pub(super) fn split<'a>(people: &'a People, count: usize, chance: &mut Rng) -> (Vec<&'a [Look]>, Vec<&'a [Look]>) {
    let mut chosen: Vec<&[Look]> = people.values().map(Vec::as_slice).collect();
    chance.shuffle(&mut chosen);
    let left = chosen.split_off(count.min(chosen.len()));
    (chosen, left)
}
