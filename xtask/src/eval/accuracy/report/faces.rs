//! The parts about single faces.

use super::super::measured::{Detection, Verification};
use super::{least, most, number, part};
use crate::aim;
use crate::numbers::grouped;

pub(super) fn detection(measured: &Detection) -> String {
    let [balanced, thorough] = [&measured.balanced, &measured.thorough];
    let [smallest, small, middling, large] = measured.recall_by_height;
    let table = aim::table([
        least("average precision, *balanced*", 0.875, Some(balanced.average_precision)),
        least("average precision, *thorough*", 0.89, Some(thorough.average_precision)),
        least("recall at a precision of 0.95, *balanced*", 0.80, Some(balanced.recall_at_precision)),
        least("recall at a precision of 0.95, *thorough*", 0.84, Some(thorough.recall_at_precision)),
        least("precision of what a scan keeps", 0.95, measured.precision),
        least("recall of faces of 16 to 30 pixels", 0.69, smallest),
        least("recall of faces of 30 to 60 pixels", 0.85, small),
        least("recall of faces of 60 to 120 pixels", 0.90, middling),
        least("recall of faces of 120 pixels and more", 0.945, large),
        most("false faces on 100 pictures without people", 3.0, measured.false_faces_per_100),
    ]);
    format!(
        "## Finding faces

{photos} photographs of WIDER FACE val with {faces} faces at least 16 pixels high, many of them in crowds; and {empty} pictures of
BSDS500 and Caltech 101 in which nobody is. A face is found when its box and the known one overlap by half (intersection over
union). A scan keeps a face from a certain score on, and finds {recall} of all faces with it; the first four rows are over all
scores.

{table}
![Precision against recall](screens/precision-recall.svg)
",
        photos = measured.photos,
        faces = grouped(measured.faces),
        empty = measured.empty_photos,
        recall = part(number(measured.recall)),
    )
}

pub(super) fn verification(measured: &Verification) -> String {
    let [loose, middling, strict] = measured.true_accepts;
    let table = aim::table([
        least("pairs judged rightly, mean of ten folds", 0.993, measured.accuracy),
        least("same people recognised at one false accept in 10,000", 0.992, middling),
    ]);
    format!(
        "## Telling people apart

{photos} photographs of Labeled Faces in the Wild; those in which no face was found: {not_found}. First {pairs} pairs, then every
photograph with every other: {same} pairs of the same and {different} of different people. A few labels of this set are known to
be wrong.

{table}
At one false accept in 1,000, {loose} of the same people are recognised, at one in 100,000 it is {strict}. A second
network, dlib's, was put beside this one: it took half as much time again and gave less than half a point, so it is left out
([0012](adr/0012-one-embedder.md)).

![True accepts against false ones](screens/true-accepts.svg)
",
        photos = grouped(measured.photos),
        not_found = measured.not_found,
        pairs = grouped(measured.pairs),
        same = grouped(measured.same_pairs),
        different = grouped(measured.different_pairs),
        loose = part(number(loose)),
        strict = part(number(strict)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::accuracy::measured::tests::measured;

    #[test]
    fn each_number_has_its_row() {
        let text = detection(&measured().detection.unwrap()) + &verification(&measured().verification.unwrap());
        for row in [
            "| average precision, *balanced* | at least 0.875 | 0.881 | yes |",
            "| average precision, *thorough* | at least 0.890 | 0.876 | no |",
            "| recall at a precision of 0.95, *thorough* | at least 0.840 | 0.812 | no |",
            "| precision of what a scan keeps | at least 0.950 | 0.971 | yes |",
            "| recall of faces of 30 to 60 pixels | at least 0.850 | 0.840 | no |",
            "| recall of faces of 60 to 120 pixels | at least 0.900 | – | no |",
            "| recall of faces of 120 pixels and more | at least 0.945 | 0.960 | yes |",
            "| false faces on 100 pictures without people | at most 3.00 | 1.16 | yes |",
            "| pairs judged rightly, mean of ten folds | at least 0.993 | 0.992 | no |",
            "| same people recognised at one false accept in 10,000 | at least 0.992 | 0.974 | no |",
        ] {
            assert!(text.contains(row), "{row}\n{text}");
        }
        assert!(
            text.contains("finds 0.823 of all faces")
                && text.contains("1,000, 0.989 of")
                && text.contains("it is 0.936.")
        );
    }
}
