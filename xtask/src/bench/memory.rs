//! What memory depends on: the size of photos and the size of the library.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Bench;
use super::program::{Mode, Program, cost, kith, script, yardstick};
use super::scans::{Scan, THREADS, find};
use crate::process;

/// As in `memory_photos.py`.
const MEGAPIXELS: [u32; 4] = [1, 6, 12, 24];
const PARTS: [u32; 2] = [25, 50];

/// Peaks of memory, and time for large photos.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MemoryUse {
    pub(super) by_photo: Vec<OfPhotos>,
    pub(super) by_library: Vec<OfLibrary>,
}

/// A scan of photos of one size.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OfPhotos {
    pub(super) megapixels: u32,
    /// MiB of Kith, by number of threads.
    pub(super) peaks: Vec<f64>,
    /// Seconds a photo of Kith on one thread.
    pub(super) seconds: f64,
    /// Of the recipe on one thread.
    pub(super) recipe_peak: f64,
    pub(super) recipe_seconds: f64,
}

/// A scan of so many photos.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OfLibrary {
    pub(super) photos: usize,
    /// MiB of Kith, by number of threads.
    pub(super) peaks: Vec<f64>,
}

/// Scans photos made larger, and parts of the folder.
pub(super) fn measure(bench: &Bench, scans: &[Scan]) -> Result<MemoryUse> {
    let folders = bench.scratch.join("memory");
    let mut make = script(bench, "memory_photos.py");
    process::run(make.arg("--photos").arg(bench.photos).arg("--out").arg(&folders))?;
    let by_photo = MEGAPIXELS.into_iter().map(|megapixels| of_photos(bench, &folders, megapixels));
    let mut by_library = PARTS
        .into_iter()
        .map(|part| of_library(bench, &folders.join(format!("part{part}"))))
        .collect::<Result<Vec<_>>>()?;
    by_library.extend(whole(scans));
    Ok(MemoryUse { by_photo: by_photo.collect::<Result<_>>()?, by_library })
}

fn of_photos(bench: &Bench, folders: &Path, megapixels: u32) -> Result<OfPhotos> {
    eprintln!("photos of {megapixels} MP");
    let folder = folders.join(format!("mp{megapixels}"));
    let photos = files(&folder)?.len() as f64;
    let costs = kith_costs(bench, &folder)?;
    let recipe = cost(bench, 1, &yardstick(bench, None, 1, &folder))?;
    Ok(OfPhotos {
        megapixels,
        peaks: costs.iter().map(|(_, peak)| *peak).collect(),
        seconds: costs.first().map_or(f64::NAN, |(wall, _)| wall / photos),
        recipe_peak: recipe.peak_mib,
        recipe_seconds: recipe.wall / photos,
    })
}

fn of_library(bench: &Bench, folder: &Path) -> Result<OfLibrary> {
    let photos = files(folder)?.len();
    eprintln!("a library of {photos} photos");
    Ok(OfLibrary { photos, peaks: kith_costs(bench, folder)?.into_iter().map(|(_, peak)| peak).collect() })
}

/// Wall seconds and peak MiB of a balanced scan, by number of threads.
fn kith_costs(bench: &Bench, folder: &Path) -> Result<Vec<(f64, f64)>> {
    let scan = |threads| {
        let library = tempfile::tempdir_in(bench.scratch)?;
        let cost = cost(bench, threads, &kith(bench, Mode::Balanced, threads, folder, library.path()))?;
        Ok((cost.wall, cost.peak_mib))
    };
    THREADS.into_iter().map(scan).collect()
}

/// The whole folder was scanned before.
fn whole(scans: &[Scan]) -> Option<OfLibrary> {
    let scans: Option<Vec<_>> =
        THREADS.into_iter().map(|threads| find(scans, Program::Kith(Mode::Balanced), threads)).collect();
    let scans = scans?;
    let photos = scans.first()?.found.photos;
    Some(OfLibrary { photos, peaks: scans.into_iter().map(|scan| scan.cost.peak_mib).collect() })
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::report::tests::scan;

    #[test]
    fn the_whole_folder_is_known_only_when_it_was_scanned_on_every_number_of_threads() {
        let [one, two] = THREADS.map(|threads| scan(Program::Kith(Mode::Balanced), threads, 1.0, 5));
        assert_eq!(whole(std::slice::from_ref(&one)), None);
        assert_eq!(whole(&[two, one]), Some(OfLibrary { photos: 10, peaks: vec![100.0, 200.0] }));
    }
}
