//! What is wanted, and whether it is reached.

use crate::aim::{self, Aim};
use crate::bench::Measured;
use crate::bench::program::{Mode, Program};
use crate::bench::scans::{Scan, find};
use crate::numbers::{short, times};

pub(super) fn section(measured: &Measured) -> String {
    let aims = beside_the_recipe(measured).into_iter().chain(others(measured));
    let table = aim::table(aims);
    format!(
        "## In short

A whole process, from its start to its end; kept to one core and allowed one thread, unless two cores are spoken of.

{table}"
    )
}

fn beside_the_recipe(measured: &Measured) -> [Aim; 4] {
    let aim = |mode: Mode, name: &str, rate: Rate, wanted: f64| Aim {
        what: format!("*{}*: {name} a second, beside digiKam's steps", mode.word()),
        wanted,
        measured: ratio(measured, (Program::Kith(mode), 1), (Program::Recipe, 1), rate),
        more: true,
        shown: times,
    };
    [
        aim(Mode::Balanced, "photos", Scan::photos_per_second, 1.1),
        aim(Mode::Balanced, "faces", Scan::faces_per_second, 1.5),
        aim(Mode::Fast, "photos", Scan::photos_per_second, 1.8),
        aim(Mode::Fast, "faces", Scan::faces_per_second, 2.0),
    ]
}

/// What a scan does in a second.
pub(super) type Rate = fn(&Scan) -> f64;

/// How many times the rate of one scan is that of another.
pub(super) fn ratio(measured: &Measured, of: (Program, usize), beside: (Program, usize), rate: Rate) -> f64 {
    let rate = |(program, threads)| find(&measured.scans, program, threads).map_or(f64::NAN, rate);
    rate(of) / rate(beside)
}

fn others(measured: &Measured) -> [Aim; 3] {
    let balanced = Program::Kith(Mode::Balanced);
    let [kith, opencv] = measured.stages.both("embed");
    let peaks = measured.memory.by_photo.iter().flat_map(|of| of.peaks.iter().copied());
    [
        Aim {
            what: "*balanced*: photos a second on two cores, beside one".to_owned(),
            wanted: 1.85,
            measured: ratio(measured, (balanced, 2), (balanced, 1), Scan::photos_per_second),
            more: true,
            shown: times,
        },
        Aim {
            what: "time of SFace for a face, beside OpenCV".to_owned(),
            wanted: 0.5,
            measured: kith / opencv,
            more: false,
            shown: times,
        },
        Aim {
            what: "most memory, photos of 1 to 24 megapixels".to_owned(),
            wanted: 500.0,
            measured: peaks.fold(f64::NAN, f64::max),
            more: false,
            shown: |mib| format!("{} MiB", short(mib)),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::report::tests::measured;

    #[test]
    fn each_aim_has_its_number() {
        let text = section(&measured());
        for row in [
            // 10 photos in 6 s, beside 10 in 10 s; 24 faces beside 20.
            "| *balanced*: photos a second, beside digiKam's steps | at least 1.10x | 1.67x | yes |",
            "| *balanced*: faces a second, beside digiKam's steps | at least 1.50x | 2.00x | yes |",
            "| *fast*: photos a second, beside digiKam's steps | at least 1.80x | 1.43x | no |",
            "| *balanced*: photos a second on two cores, beside one | at least 1.85x | 2.00x | yes |",
            "| time of SFace for a face, beside OpenCV | at most 0.50x | 0.50x | yes |",
            "| most memory, photos of 1 to 24 megapixels | at most 500 MiB | 499 MiB | yes |",
        ] {
            assert!(text.contains(row), "{row}\n{text}");
        }
    }

    #[test]
    fn what_was_not_measured_is_not_reached() {
        let mut none = measured();
        none.scans.clear();
        none.memory.by_photo.clear();
        assert_eq!(section(&none).matches("| – | no |").count(), 5);
        assert!(section(&none).contains("| – MiB | no |"));
    }
}
