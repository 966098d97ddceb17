//! What becomes of brothers and sisters.

use super::super::measured::Siblings;
use super::{number, part};
use crate::numbers::{short, table};

pub(super) fn siblings(measured: &[Siblings]) -> String {
    let apart = table(
        &["faces of each", "families", "taken for one", "misplaced", "groups of each", "rightly parted"],
        &measured.iter().map(apart).collect::<Vec<_>>(),
    );
    let named = table(
        &["faces of each", "right", "the other's name", "name of the only one known"],
        &measured.iter().map(named).collect::<Vec<_>>(),
    );
    let most = measured.iter().map(|row| row.taken_for_one).max().unwrap_or_default();
    let parted = measured.iter().map(|row| number(row.parted)).fold(f64::NAN, f64::min);
    format!(
        "## Brothers and sisters

Pairs of siblings who grow up for 15 years, made of the faces of people who are not related (of the other press photographs): what
points to the person in each face is turned to where a sibling would be, 0.6 alike at each age. They are among all
faces of Labeled Faces in the Wild. *Taken for one* are those of whom a group holds a quarter or more of the faces of each; nobody
should be ({most} at most were). *Rightly parted* are the faces of both, once in one group, after two of them were said to be of two
people: wanted are 0.950, the least of all rows is {least}.

{apart}
Who is suggested for the later faces when the first five of each are confirmed, and for those of one when only the other is known:

{named}",
        least = part(parted),
    )
}

fn apart(row: &Siblings) -> Vec<String> {
    let counts = [row.faces, row.families, row.taken_for_one].map(|count| count.to_string());
    let rest = [part(number(row.misplaced)), short(row.groups), part(number(row.parted))];
    counts.into_iter().chain(rest).collect()
}

fn named(row: &Siblings) -> Vec<String> {
    let parts = [row.right, row.wrong, row.stranger_named].map(|share| part(number(share)));
    [row.faces.to_string()].into_iter().chain(parts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::accuracy::measured::tests::measured;

    #[test]
    fn each_number_has_its_row() {
        let text = siblings(&measured().siblings.unwrap());
        for row in ["| 30 | 40 | 6 | 0.077 | 0.93 | 0.998 |", "| 30 | 0.972 | 0.004 | 0.474 |"] {
            assert!(text.contains(row), "{row}\n{text}");
        }
        assert!(text.contains("(6 at most were)") && text.contains("the least of all rows is 0.998"), "{text}");
    }
}
