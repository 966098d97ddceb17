//! What a probability is worth.

use super::super::measured::{MistakesRow, NameRow, Names};
use super::{number, part};
use crate::numbers::{grouped, percent, short, table};

pub(super) fn names(measured: &Names) -> String {
    let shares = table(
        &["judged on", "fitted on", "strangers", "almost sure", "likely", "perhaps", "log loss", "floor"],
        &measured.shares.iter().map(share_row).collect::<Vec<_>>(),
    );
    let confirmed = table(
        &["judged on", "fitted on", "confirmed", "faces", "recall", "precision", "strangers named"],
        &measured.confirmed.iter().map(confirmed_row).collect::<Vec<_>>(),
    );
    let crowds = table(
        &["people", "right", "strangers", "named", "of all strangers"],
        &measured.crowds.iter().map(crowd_row).collect::<Vec<_>>(),
    );
    let mistakes = table(
        &["judged on", "fitted on", "confirmed", "wrongly", "found", "with the right name", "rightly, but doubted"],
        &measured.mistakes.iter().map(mistakes_row).collect::<Vec<_>>(),
    );
    let [sure, likely, perhaps] = [0, 1, 2].map(|band| part(least_right(&measured.shares, band)));
    format!(
        "## What a probability is worth

Libraries made by chance, 20 for each row, of the faces that Kith finds in CelebA, Labeled Faces in the Wild and other press
photographs: half of the people are known, the other half and faces of WIDER FACE are strangers. The numbers that turn a similarity
into a probability, and the average face, are fitted on **another data set** than the one they are judged on. What is right of the names that are called
*almost sure* (0.99 and more), *likely* (0.90 to 0.99) and *perhaps* (0.70 to 0.90), with two confirmed faces of each person:

{shares}
Wanted are at least 0.990, 0.900 and 0.700; the least of all rows are {sure}, {likely} and {perhaps}. *Log loss* is small where
probabilities are near what happens; its *floor* is that of saying the same to every name. Some labels of these sets are wrong, which
the fit allows for (3 % of those of CelebA, as it finds); whoever has two names in LFW or is seen in WIDER FACE was left out where
that was noticed.

With more confirmed faces, as many strangers as others:

{confirmed}
One confirmed face of each of many people of Labeled Faces in the Wild (fitted on CelebA); everybody else of that set and the faces
of WIDER FACE are strangers. At most {most} of them should get a name.

{crowds}
When all faces of these people are confirmed, one in 20 as somebody else by a slip of the hand, this is how many of the wrong ones
are listed as looking like somebody else, for how many of them the right name is said, and how many right ones are listed too:

{mistakes}",
        most = percent(0.01),
    )
}

/// Of all rows, the least share of names in this band that are right.
fn least_right(rows: &[NameRow], band: usize) -> f64 {
    rows.iter().map(|row| right(row.bands[band])).fold(f64::NAN, f64::min)
}

fn right([names, right]: [usize; 2]) -> f64 {
    right as f64 / names as f64
}

fn share_row(row: &NameRow) -> Vec<String> {
    let band = |band: [usize; 2]| format!("{} of {}", part(right(band)), grouped(band[0]));
    let share = row.share.map_or_else(String::new, percent);
    let words = [row.judged_on.clone(), row.fitted_on.clone(), share];
    let losses = [row.log_loss, row.log_loss_floor].map(|loss| part(number(loss)));
    words.into_iter().chain(row.bands.map(band)).chain(losses).collect()
}

fn confirmed_row(row: &NameRow) -> Vec<String> {
    let parts = [row.recall, row.precision].map(|share| part(number(share)));
    let words = [row.judged_on.clone(), row.fitted_on.clone(), row.confirmed.to_string(), grouped(row.known)];
    words.into_iter().chain(parts).chain([in_percent(row.strangers_named_share)]).collect()
}

fn crowd_row(row: &NameRow) -> Vec<String> {
    let counts = [row.people, row.strangers, row.strangers_named].map(grouped);
    let [people, strangers, named] = counts;
    vec![people, part(number(row.recall)), strangers, named, in_percent(row.strangers_named_share)]
}

fn mistakes_row(row: &MistakesRow) -> Vec<String> {
    let right = row.faces - row.wrong;
    let words = [row.judged_on.clone(), row.fitted_on.clone(), grouped(row.faces), grouped(row.wrong)];
    let shares = [share(row.found, row.wrong), share(row.named, row.wrong)].map(part);
    words.into_iter().chain(shares).chain([in_percent(Some(share(row.doubted, right)))]).collect()
}

fn share(part: usize, all: usize) -> f64 {
    part as f64 / all as f64
}

fn in_percent(share: Option<f64>) -> String {
    format!("{} %", short(100.0 * number(share)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::accuracy::measured::tests::measured;

    #[test]
    fn each_number_has_its_row() {
        let text = names(&measured().names.unwrap());
        for row in [
            "| LFW | CelebA | 10 % | 0.998 of 1,000 | 0.950 of 20 | 0.700 of 10 | 0.021 | 0.043 |",
            "| LFW | CelebA | 2 | 1,200 | 0.951 | 0.991 | 0.25 % |",
            "| 40 | 0.951 | 400 | 1 | 0.25 % |",
            "| LFW | CelebA | 2,040 | 40 | 0.900 | 0.750 | 0.25 % |",
        ] {
            assert!(text.contains(row), "{row}\n{text}");
        }
        assert!(text.contains("are 0.998, 0.950 and 0.700."), "{text}");
    }
}
