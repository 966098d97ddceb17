//! Whole scans, from the start of a process to its end.

use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::Bench;
use super::program::{Cost, Mode, Program, cost, kith, yardstick};
use crate::numbers::median;
use crate::process;

/// Numbers of threads that are measured.
pub(super) const THREADS: [usize; 2] = [1, 2];

/// What a program did with the photographs, and at what cost.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scan {
    pub(super) program: Program,
    pub(super) threads: usize,
    pub(super) cost: Cost,
    pub(super) found: Found,
}

/// What is in the photographs, as a program says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) photos: usize,
    pub(super) faces: usize,
}

impl Scan {
    pub(super) fn photos_per_second(&self) -> f64 {
        self.found.photos as f64 / self.cost.wall
    }

    pub(super) fn faces_per_second(&self) -> f64 {
        self.found.faces as f64 / self.cost.wall
    }
}

/// The scan of a program on so many threads.
pub(super) fn find(scans: &[Scan], program: Program, threads: usize) -> Option<&Scan> {
    scans.iter().find(|scan| scan.program == program && scan.threads == threads)
}

/// Runs every program on one and on two threads. Programs take turns, so that a noisy machine is noisy to all.
pub(super) fn measure(bench: &Bench) -> Result<Vec<Scan>> {
    let mut scans = Vec::new();
    for threads in THREADS {
        let mut runs: Vec<(Program, Vec<(Cost, Found)>)> =
            Program::ALL.into_iter().map(|program| (program, Vec::new())).collect();
        for run in 0..bench.runs {
            for (program, done) in &mut runs {
                if run == 0 || *program != Program::Kith(Mode::Thorough) {
                    eprintln!("{}, threads: {threads}, run {} of {}", program.name(), run + 1, bench.runs);
                    done.push(scan(bench, *program, threads)?);
                }
            }
        }
        let medians = runs.into_iter().filter_map(|(program, done)| typical(program, threads, &done));
        scans.extend(medians);
    }
    Ok(scans)
}

/// CPU seconds of a scan of an empty folder: what a process takes to start and to load its networks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Starts {
    pub(super) kith: f64,
    pub(super) recipe: f64,
}

/// Starts the programs with nothing to do.
pub(super) fn starts(bench: &Bench) -> Result<Starts> {
    eprintln!("an empty folder");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let empty = tempfile::tempdir_in(bench.scratch)?;
    for _ in 0..bench.runs {
        let library = tempfile::tempdir_in(bench.scratch)?;
        ours.push(cost(bench, 1, &kith(bench, Mode::Balanced, 1, empty.path(), library.path()))?.cpu);
        theirs.push(cost(bench, 1, &yardstick(bench, None, 1, empty.path()))?.cpu);
    }
    Ok(Starts { kith: median(ours), recipe: median(theirs) })
}

fn scan(bench: &Bench, program: Program, threads: usize) -> Result<(Cost, Found)> {
    let longest_side = match program {
        Program::Recipe => None,
        Program::Plain { longest_side } => Some(longest_side),
        Program::Kith(mode) => {
            let library = tempfile::tempdir_in(bench.scratch)?;
            let cost = cost(bench, threads, &kith(bench, mode, threads, bench.photos, library.path()))?;
            let mut faces = Command::new(&bench.kith);
            let lines = process::output(faces.arg("--library").arg(library.path()).arg("faces"))?;
            return Ok((cost, in_library(&lines)?));
        }
    };
    let cost = cost(bench, threads, &yardstick(bench, longest_side, threads, bench.photos))?;
    let found = in_words(&cost.last_line)?;
    Ok((cost, found))
}

/// Each number has its own median; what is found is the same each time.
fn typical(program: Program, threads: usize, runs: &[(Cost, Found)]) -> Option<Scan> {
    let middle = |of: fn(&Cost) -> f64| median(runs.iter().map(|(cost, _)| of(cost)));
    let (_, found) = runs.first()?;
    let cost = Cost {
        wall: middle(|cost| cost.wall),
        cpu: middle(|cost| cost.cpu),
        peak_mib: middle(|cost| cost.peak_mib),
        last_line: String::new(),
    };
    Some(Scan { program, threads, cost, found: *found })
}

/// What `kith faces` prints; photos that cannot be read do not count.
fn in_library(lines: &str) -> Result<Found> {
    #[derive(Deserialize)]
    struct Photo {
        error: Option<String>,
        faces: Vec<serde::de::IgnoredAny>,
    }
    let mut found = Found { photos: 0, faces: 0 };
    for line in lines.lines() {
        let photo: Photo = serde_json::from_str(line).context("kith faces printed something else than photos")?;
        found.photos += usize::from(photo.error.is_none());
        found.faces += photo.faces.len();
    }
    Ok(found)
}

/// The last line of an OpenCV program: photos and faces.
fn in_words(line: &str) -> Result<Found> {
    let (photos, faces) = line.split_once(' ').with_context(|| format!("{line:?} is not two numbers"))?;
    Ok(Found { photos: photos.parse()?, faces: faces.parse()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_has_its_own_median() {
        let cost = |wall, cpu, peak_mib| Cost { wall, cpu, peak_mib, last_line: "x".to_owned() };
        let found = Found { photos: 8, faces: 4 };
        let runs = [cost(3.0, 1.0, 2.0), cost(1.0, 3.0, 1.0), cost(2.0, 2.0, 3.0)].map(|cost| (cost, found));
        let scan = typical(Program::Recipe, 1, &runs).unwrap();
        let Cost { wall, cpu, peak_mib, .. } = scan.cost;
        assert!([wall, cpu, peak_mib].iter().all(|number| (number - 2.0).abs() < 1e-9));
        assert!((scan.photos_per_second() - 4.0).abs() < 1e-9 && (scan.faces_per_second() - 2.0).abs() < 1e-9);
        assert_eq!(typical(Program::Recipe, 1, &[]), None);
    }

    #[test]
    fn faces_are_counted_and_unreadable_photos_are_not() {
        let lines = r#"{"photo":"a","error":null,"faces":[{"id":"1"},{"id":"2"}]}
{"photo":"b","error":"broken","faces":[]}
{"photo":"c","error":null,"faces":[{"id":"3"}]}"#;
        assert_eq!(in_library(lines).unwrap(), Found { photos: 2, faces: 3 });
        assert!(in_library("{}").is_err());
        assert_eq!(in_words("12 34").unwrap(), Found { photos: 12, faces: 34 });
        assert!(in_words("").is_err());
    }
}
