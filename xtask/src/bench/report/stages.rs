//! Stages as tables.

use crate::bench::Measured;
use crate::bench::program::{Mode, Program};
use crate::bench::scans::find;
use crate::bench::stages::Share;
use crate::numbers::{percent, short, table};

/// The stages of the programs and what the document calls them.
const STAGES: [(&str, &str); 10] = [
    ("decode", "reading and decoding the whole photo"),
    ("decode for looks", "the same, as far as looks need it"),
    ("fingerprint", "fingerprint of the photo"),
    ("shrink 640", "shrinking to 640 pixels"),
    ("detect 640", "YuNet at 640 pixels"),
    ("detect 1280", "YuNet at 1280 pixels"),
    ("detect 1600", "YuNet at 1600 pixels"),
    ("align", "aligning a face"),
    ("embed", "SFace for a face"),
    ("thumbnail", "small picture of a face"),
];

pub(super) fn section(measured: &Measured) -> String {
    let (machine, stages) = (&measured.machine, &measured.stages);
    let row = |(stage, name): (&str, &str)| {
        let [kith, opencv] = stages.both(stage);
        let limit = stages.limit(stage, machine);
        let numbers = [kith, opencv, kith / opencv, limit, limit / kith];
        let [.., share] = numbers;
        let mut cells = vec![name.to_owned()];
        cells.extend(numbers[..4].iter().map(|number| short(*number)));
        cells.push(percent(share));
        cells
    };
    let head = ["stage", "Kith ms", "OpenCV ms", "Kith/OpenCV", "limit ms", "limit/Kith"];
    format!(
        "## Stage by stage

Milliseconds on one thread, the shortest of three times, in the mean of all photos (or of {kith} faces that Kith and {opencv} that
OpenCV found). YuNet is timed on copies whose longer side has exactly that many pixels. Shrinking is what a look takes more when
it is given the photo itself.

The limit is what this core can do at best: it multiplies matrices at {gflops} GFLOPS and reads and writes {gb} GB a second when it
copies memory. A network cannot be done sooner than its multiplications; a photo cannot be decoded or shrunk sooner than its
pixels go through memory once. The last column says how much of the time the limit explains. A network of small layers as YuNet
is keeps no core as busy as one large product does.

{table}",
        kith = stages.kith.faces,
        opencv = stages.opencv.faces,
        gflops = short(machine.gflops),
        gb = short(machine.gb_per_s),
        table = table(&head, &STAGES.map(row)),
    )
}

/// What the time of whole scans is made of.
pub(super) fn where_time_goes(measured: &Measured) -> String {
    let rows: Vec<_> = Mode::ALL.into_iter().filter_map(|mode| parts(measured, mode)).collect();
    let head = [
        "mode",
        "ms a photo",
        "decoding",
        "looking",
        "recognising",
        "small pictures",
        "fingerprint",
        "start",
        "all else",
    ];
    format!(
        "## Where the time goes

The CPU time of a scan on one core. *Recognising* is aligning and embedding every place that can still be a face, and the looks at
turned copies of photos in which nothing stands upright. *All else* is the library, suggestions, groups and whatever is in no other
column; the parts were timed in another run than the whole, so it is exact to a few percent only.

{table}
*Start* is what a scan of an empty folder takes: {kith} s, loading the networks included; digiKam's steps take {recipe} s. The more
photographs there are, the less it matters.
",
        table = table(&head, &rows),
        kith = short(measured.starts.kith),
        recipe = short(measured.starts.recipe),
    )
}

fn parts(measured: &Measured, mode: Mode) -> Option<Vec<String>> {
    let scan = find(&measured.scans, Program::Kith(mode), 1)?;
    let share = *measured.stages.kith.modes.get(mode.word())?;
    let milliseconds = |seconds: f64| 1000.0 * seconds / scan.found.photos as f64;
    let (whole, start) = (milliseconds(scan.cost.cpu), milliseconds(measured.starts.kith));
    let Share { decode, fingerprint, look, judge, thumbnail } = share;
    let parts = [decode, look, judge, thumbnail, fingerprint, start, whole - share.sum() - start];
    let mut cells = vec![mode.word().to_owned(), short(whole)];
    cells.extend(parts.map(|part| percent(part / whole)));
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::report::tests::measured;

    #[test]
    fn a_stage_stands_beside_opencv_and_the_limit() {
        let text = section(&measured());
        for row in [
            "| reading and decoding the whole photo | 1.00 | 2.00 | 0.50 | 0.30 | 30 % |",
            "| fingerprint of the photo | – | – | – | – | – |",
            "| YuNet at 640 pixels | 3.00 | 6.00 | 0.50 | 3.36 | 112 % |",
            "| SFace for a face | 5.00 | 10.0 | 0.50 | 11.7 | 234 % |",
        ] {
            assert!(text.contains(row), "{row}\n{text}");
        }
        assert!(text.contains("at 100 GFLOPS") && text.contains("7 faces that Kith and 6 that"));
    }

    #[test]
    fn the_parts_of_a_scan_add_up() {
        // 6 s for 10 photos are 600 ms each, and half a second to start is 50 ms each.
        let row = "| balanced | 600 | 0 % | 2 % | 1 % | 0 % | 0 % | 8 % | 88 % |";
        assert!(where_time_goes(&measured()).contains(row));
    }
}
