//! What was measured, as a document.

mod aims;
mod memory;
mod scans;
mod stages;

use super::Measured;
use super::scans::Found;

/// `docs/performance.md`: the same numbers give the same text.
pub(super) fn document(measured: &Measured) -> String {
    let parts = [
        introduction(measured),
        aims::section(measured),
        scans::section(measured),
        stages::section(measured),
        stages::where_time_goes(measured),
        memory::section(measured),
        by_yourself(),
    ];
    parts.join("\n")
}

fn introduction(measured: &Measured) -> String {
    let Measured { name, runs, machine, scans, .. } = measured;
    let Found { photos, .. } = scans.first().map_or(Found { photos: 0, faces: 0 }, |scan| scan.found);
    let runs = match runs {
        1 => "Every whole scan is a single run.".to_owned(),
        _ => format!("Whole scans are the median of {runs} runs, those of *thorough* a single run."),
    };
    format!(
        "# Performance

How fast Kith scans photographs, how much memory it takes, and where the time goes. `cargo xtask bench` measured it and wrote
this page: {photos} photographs of {name}, on one and two cores of a machine with {cores} (*{cpu}*).
{runs} All programs ran in turn on the same machine, so compare the numbers of this page with each
other; those of another machine are others.

Kith is put beside two programs made with OpenCV {opencv}, which run the same two networks, YuNet and SFace:

- **digiKam's steps** (`tests/bench/opencv_recipe.py`): one look at 620 pixels and one embedding a face, as digiKam's
  documentation and source describe it. It is a re-creation of these steps; digiKam itself was not run, and does more around them.
- **OpenCV, one look** (`tests/bench/opencv_scan.py`): the work of Kith done plainly, with one look at 640 or 1280 pixels.

Kith does more in the same time: it looks twice where that pays, tries photos that lie on their side, asks the second network
whether a face is one, makes a small picture of each face, and keeps everything in a library, suggestions and groups included.
Programs find different numbers of faces, so photos a second and faces a second are two questions, and both are answered.
",
        cores = counted(machine.cores, "core", "cores"),
        cpu = machine.cpu,
        opencv = machine.opencv,
    )
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn by_yourself() -> String {
    "## Measure it yourself

```
cargo xtask bench --photos DIR --name \"NAME OF THE PICTURES\" --python PATH
```

writes this page anew. Any folder of photographs will do; PATH is a Python that has `numpy` and `opencv-python-headless` below
version 5. The published networks are fetched, or taken from `--models DIR`. Let nothing else run meanwhile.
"
    .to_owned()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::bench::memory::{MemoryUse, OfLibrary, OfPhotos};
    use crate::bench::program::{Cost, Program};
    use crate::bench::scans::{Scan, Starts, THREADS};
    use crate::bench::stages::tests::{machine, times};

    /// Ten photos.
    pub(in crate::bench) fn scan(program: Program, threads: usize, wall: f64, faces: usize) -> Scan {
        let cost = Cost { wall, cpu: wall, peak_mib: 100.0 * threads as f64, last_line: String::new() };
        Scan { program, threads, cost, found: Found { photos: 10, faces } }
    }

    /// Each program takes a second less than the one before and finds a face more; two threads need half the time.
    pub(super) fn measured() -> Measured {
        let of = |threads| {
            let programs = Program::ALL.into_iter().zip(0..);
            programs.map(move |(program, at)| {
                scan(program, threads, (10.0 - f64::from(at)) / threads as f64, 20 + at as usize)
            })
        };
        let photos = OfPhotos {
            megapixels: 24,
            peaks: vec![300.0, 499.0],
            seconds: 1.5,
            recipe_peak: 250.0,
            recipe_seconds: 2.0,
        };
        Measured {
            name: "Some photographs".to_owned(),
            runs: 3,
            machine: machine(),
            starts: Starts { kith: 0.5, recipe: 0.25 },
            scans: THREADS.into_iter().flat_map(of).collect(),
            stages: times(),
            memory: MemoryUse {
                by_photo: vec![photos],
                by_library: vec![OfLibrary { photos: 5, peaks: vec![80.0, 90.0] }],
            },
        }
    }

    #[test]
    fn the_document_says_what_it_is_about_and_every_part_is_there() {
        let text = document(&measured());
        assert!(text.contains("10 photographs of Some photographs"), "{text}");
        assert!(text.contains("2 cores (*Test CPU*)") && text.contains("the median of 3 runs"), "{text}");
        let titles: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
        assert_eq!(titles.len(), 7, "{titles:?}");
        assert!(!text.contains("\n\n\n") && text.ends_with('\n') && !text.contains("NaN"));
        assert_eq!(text, document(&measured()));
    }
}
