//! Peaks of memory as tables.

use super::counted;
use crate::bench::Measured;
use crate::bench::scans::THREADS;
use crate::numbers::{short, table};

pub(super) fn section(measured: &Measured) -> String {
    format!(
        "## Memory

The most MiB that a scan holds at one moment, in the mode *balanced*. First by the size of photos: four of the photographs, made
larger or smaller. With two threads, two photos are held at once.

{photos}
Then by the size of the library: a quarter, half and all of the photographs.

{libraries}",
        photos = by_photo(measured),
        libraries = by_library(measured),
    )
}

fn threads() -> [String; 2] {
    THREADS.map(|threads| format!("MiB, {}", counted(threads, "thread", "threads")))
}

fn by_photo(measured: &Measured) -> String {
    let rows = measured.memory.by_photo.iter().map(|of| {
        let numbers = of.peaks.iter().copied().chain([of.recipe_peak, of.seconds, of.recipe_seconds]);
        [of.megapixels.to_string()].into_iter().chain(numbers.map(short)).collect()
    });
    let [one, two] = threads();
    let head = ["megapixels", &one, &two, "MiB, digiKam's steps", "s a photo", "s a photo, digiKam's steps"];
    table(&head, &rows.collect::<Vec<_>>())
}

fn by_library(measured: &Measured) -> String {
    let rows = measured.memory.by_library.iter().map(|of| {
        let numbers = of.peaks.iter().copied().map(short);
        [of.photos.to_string()].into_iter().chain(numbers).collect()
    });
    let [one, two] = threads();
    table(&["photos", &one, &two], &rows.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::report::tests::measured;

    #[test]
    fn peaks_stand_by_photo_and_by_library() {
        let text = section(&measured());
        assert!(text.contains("| 24 | 300 | 499 | 250 | 1.50 | 2.00 |"), "{text}");
        assert!(text.contains("| 5 | 80.0 | 90.0 |") && text.contains("| photos | MiB, 1 thread | MiB, 2 threads |"));
    }
}
