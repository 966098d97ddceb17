//! What was measured, as a document.

mod faces;
mod names;
mod people;
mod siblings;

use super::measured::Measured;
use crate::aim::Aim;
use crate::numbers::short;

/// `docs/accuracy.md`: the same numbers give the same text. A part that was not measured is left out.
pub(super) fn document(measured: &Measured) -> String {
    let Measured { detection, verification, album, others, names, groups, siblings } = measured;
    let parts = [
        Some(introduction()),
        detection.as_ref().map(faces::detection),
        verification.as_ref().map(faces::verification),
        album.as_ref().map(people::album),
        others.as_ref().map(|others| people::others(album.as_ref(), others)),
        names.as_ref().map(names::names),
        groups.as_ref().map(people::groups),
        siblings.as_deref().map(siblings::siblings),
        Some(by_yourself()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn introduction() -> String {
    "# Accuracy

How well Kith finds faces, tells people apart, suggests names and groups people it does not know. `cargo xtask eval` measured it
and wrote this page, with one and the same configuration throughout: the mode *balanced* and no setting changed, unless said.

All pictures are of public data sets that are often used for this; none of them is a part of Kith. They are photographs of
well-known people for the most part. Sizes of looks, thresholds and the weight of evidence were chosen with photographs of the
same sets, as [the decisions](adr) tell, so other photographs may do worse. Take the numbers as a way to compare, not as a promise.
"
    .to_owned()
}

fn by_yourself() -> String {
    "## Measure it yourself

```
cargo xtask eval --data DIR
```

writes this page anew. It wants DIR to hold what is to be measured; the paths that lists name are below the folder in brackets.

| path | what |
| --- | --- |
| `detection/wider/gt.txt`, `detection/wider/images/` | photographs of WIDER FACE val with their faces, in its own format |
| `noface/labels.tsv` | pictures in which nobody is (`noface`): `path`, `label`; `clean` and `nohuman` count |
| `identity/lfw/NAME/` | photographs of Labeled Faces in the Wild |
| `identity/celeba_wild/NUMBER/` | photographs of CelebA before cropping, of one person each |
| `identity/celeb20/NAME/` | other press photographs |
| `identity/lfw_pairs.tsv` | pairs of them (`identity/lfw`): `a`, `b`, `same` as 1 or 0 |
| `album/album_dev.tsv` | the album (DIR): `path`, `identity`, `role`, `box`, `cos` |

Lists have tabs and a head. A `role` is `enrol` (confirmed beforehand), `probe`, `stranger` or `noface`; a `box` is left, top,
width and height in parts of the picture, `cos` how well the face fits its person. `--only PART` measures `detection`,
`verification`, `album`, `names`, `groups` or `siblings` alone and writes nothing. `--others PYTHON` measures other ways as well,
with a Python that has `opencv-contrib-python-headless` below version 5. `--outputs DIR` keeps what `kith` printed, so that other programs can
judge it too. What each number means in detail stands at the head of each module of `tests/eval/metrics`.
"
    .to_owned()
}

/// At least so much of one whole, to three digits.
fn least(what: &str, wanted: f64, measured: Option<f64>) -> Aim {
    Aim { what: what.to_owned(), wanted, measured: number(measured), more: true, shown: part }
}

/// At most so many.
fn most(what: &str, wanted: f64, measured: Option<f64>) -> Aim {
    Aim { what: what.to_owned(), wanted, measured: number(measured), more: false, shown: short }
}

/// What could not be measured is not a number.
fn number(measured: Option<f64>) -> f64 {
    measured.unwrap_or(f64::NAN)
}

/// A part of one whole, to three digits.
fn part(number: f64) -> String {
    if number.is_finite() { format!("{number:.3}") } else { short(number) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::accuracy::measured::tests::measured;

    #[test]
    fn every_part_is_there() {
        let text = document(&measured());
        let titles: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
        let expected = ["# Accuracy", "## Finding faces", "## Telling people apart", "## Suggesting names"];
        assert_eq!(titles[..4], expected);
        assert_eq!(titles[4..6], ["### Other ways", "## What a probability is worth"]);
        let groups = ["## Grouping people without a name", "## Brothers and sisters", "## Measure it yourself"];
        assert_eq!(titles[6..], groups);
        assert!(!text.contains("\n\n\n") && text.ends_with('\n') && !text.contains("NaN"));
        assert_eq!(text, document(&measured()));
    }

    #[test]
    fn a_part_alone_is_there_alone() {
        let only = Measured {
            detection: None,
            album: None,
            others: None,
            names: None,
            groups: None,
            siblings: None,
            ..measured()
        };
        let text = document(&only);
        assert!(text.contains("## Telling people apart") && !text.contains("## Finding faces"));
    }

    #[test]
    fn parts_have_three_digits() {
        assert_eq!([0.95402, 1.0, f64::NAN].map(part), ["0.954", "1.000", "–"]);
    }
}
