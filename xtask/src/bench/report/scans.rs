//! Whole scans as tables.

use super::aims::{Rate, ratio};
use super::counted;
use crate::bench::Measured;
use crate::bench::program::{Mode, Program};
use crate::bench::scans::{Scan, THREADS, find};
use crate::numbers::{short, table, times};

pub(super) fn section(measured: &Measured) -> String {
    let tables: Vec<String> = THREADS.into_iter().map(|threads| costs(measured, threads)).collect();
    format!(
        "## Whole scans

Wall is what a clock on the wall shows, CPU the time of all threads together, the peak is of memory. Kith works on as many photos
at once as it may have threads; OpenCV shares the work on one photo among them.

{tables}
How many times as fast Kith is. *The same work* is one look at 640 pixels for *fast*, at 1280 for the others.

{ratios}
What a second core brings, in photos a second:

{cores}",
        tables = tables.join("\n"),
        ratios = ratios(measured),
        cores = second_core(measured),
    )
}

fn costs(measured: &Measured, threads: usize) -> String {
    let scans = Program::ALL.into_iter().filter_map(|program| find(&measured.scans, program, threads));
    let row = |scan: &Scan| {
        let numbers = [scan.cost.wall, scan.cost.cpu, scan.cost.peak_mib, scan.photos_per_second()];
        let mut cells = vec![scan.program.name()];
        cells.extend(numbers.map(short));
        cells.extend([scan.found.faces.to_string(), short(scan.faces_per_second())]);
        cells
    };
    let program = format!("on {}", counted(threads, "core", "cores"));
    let head = [&program, "wall s", "CPU s", "peak MiB", "photos/s", "faces", "faces/s"];
    table(&head, &scans.map(row).collect::<Vec<_>>())
}

fn ratios(measured: &Measured) -> String {
    let rates: [Rate; 2] = [Scan::photos_per_second, Scan::faces_per_second];
    let row = |threads: usize, mode: Mode| {
        let besides = [mode.same_work(), Program::Recipe];
        let ratio = |beside, rate| times(ratio(measured, (Program::Kith(mode), threads), (beside, threads), rate));
        let mut cells = vec![format!("{}, {}", mode.word(), counted(threads, "core", "cores"))];
        cells.extend(besides.into_iter().flat_map(|beside| rates.map(|rate| ratio(beside, rate))));
        cells
    };
    let rows = THREADS.into_iter().flat_map(|threads| Mode::ALL.map(|mode| row(threads, mode)));
    let head = [
        "mode",
        "photos/s, the same work",
        "faces/s, the same work",
        "photos/s, digiKam's steps",
        "faces/s, digiKam's steps",
    ];
    table(&head, &rows.collect::<Vec<_>>())
}

fn second_core(measured: &Measured) -> String {
    let row = |program: Program| {
        vec![program.name(), times(ratio(measured, (program, 2), (program, 1), Scan::photos_per_second))]
    };
    table(&["program", "two cores beside one"], &Program::ALL.map(row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::report::tests::measured;

    #[test]
    fn both_ratios_stand_in_every_row_of_a_mode() {
        let text = section(&measured());
        for row in [
            "| digiKam's steps | 10.0 | 10.0 | 100 | 1.00 | 20 | 2.00 |",
            "| Kith, balanced | 3.00 | 3.00 | 200 | 3.33 | 24 | 8.00 |",
            // 7 s beside 9 s of the look at 640 and 10 s of the recipe; 23 faces beside 21 and 20.
            "| fast, 1 core | 1.29x | 1.41x | 1.43x | 1.64x |",
            // 6 s beside 8 s of the look at 1280; 24 faces beside 22.
            "| balanced, 2 cores | 1.33x | 1.45x | 1.67x | 2.00x |",
            "| OpenCV, one look at 1280 | 2.00x |",
        ] {
            assert!(text.contains(row), "{row}\n{text}");
        }
    }
}
