//! The parts about people.

use super::super::measured::{Album, AlbumNumbers, Diluted, Groups, GroupsNumbers, OtherWay};
use super::{least, most, number, part};
use crate::aim::{self, Aim};
use crate::numbers::{grouped, short, table};

/// What confirming may take beyond one step for each person, for 100 faces.
const BEYOND_CONFIRMING: f64 = 6.0;
/// What naming groups may take beyond one step for each person, for 100 faces.
const BEYOND_NAMING: f64 = 3.5;

pub(super) fn album(measured: &Album) -> String {
    let Album { photos, enrolled_faces, sure, all } = measured;
    let aims = aim::table(album_aims(sure));
    let counts = table(
        &["labels", "faces", "right", "wrong", "no name", "not found", "name put twice", "strangers named"],
        &[counts("sure", sure), counts("all", all)],
    );
    format!(
        "## Suggesting names

An album of {photos} photographs of CelebA, Labeled Faces in the Wild and other press photographs, with strangers of WIDER FACE and
with {empty} pictures in which nobody is. {enrolled_faces} faces of {people} people were confirmed, then the names at other faces were
judged: at those of the same people, where a name is right or wrong, at strangers, where any name is wrong, and at second faces with
the same name in a photo. Some labels are wrong, most of them of CelebA: the first table is without the doubtful ones.

{aims}
*Corrections* are the steps until every name is right: one for each wrong or missing name, and, with confirming, one for each person
whose suggestions are right, which takes {floor} by itself and may take {beyond} more. Recall of all labels is {recall}.

{counts}
Strangers found: {strangers}, {named} of them with a name. Faces found on pictures without people: {empty_faces}.
",
        photos = grouped(*photos),
        empty = sure.empty_photos,
        people = sure.people,
        floor = short(number(sure.confirm_floor)),
        beyond = short(BEYOND_CONFIRMING),
        recall = part(number(all.recall)),
        strangers = all.strangers,
        named = all.strangers_named,
        empty_faces = all.empty_photo_faces,
    )
}

pub(super) fn others(kith: Option<&Album>, measured: &[OtherWay]) -> String {
    let kith = kith.map(|album| way_row("Kith", &album.sure));
    let rows: Vec<_> = kith.into_iter().chain(measured.iter().map(other_row)).collect();
    let head = ["way", "recall", "precision", "strangers named", "wrong", "corrections", "with confirming"];
    format!(
        "### Other ways

The same faces, found and aligned by Kith, and the same confirmed ones, named in other ways: Eigenfaces, Fisherfaces and local
binary patterns by OpenCV, each from the threshold on that leaves fewest corrections, chosen with hindsight; the nearest confirmed
face by the same network and OpenCV's threshold; and the steps of digiKam 9, made from what its documentation and source say.

{}",
        table(&head, &rows),
    )
}

fn other_row(other: &OtherWay) -> Vec<String> {
    let name = match other.way.as_str() {
        "eigenfaces" => "Eigenfaces",
        "fisherfaces" => "Fisherfaces",
        "lbph" => "local binary patterns",
        "opencv" => "nearest face, OpenCV's threshold",
        "digikam" => "digiKam's steps",
        unknown => unknown,
    };
    let hindsight = if other.with_hindsight { ", hindsight" } else { "" };
    way_row(&format!("{name}{hindsight}"), &other.numbers)
}

fn way_row(way: &str, numbers: &AlbumNumbers) -> Vec<String> {
    let shares = [numbers.recall, numbers.precision].map(|share| part(number(share)));
    let strangers = format!("{} %", short(100.0 * number(numbers.strangers_named_share)));
    let steps = [numbers.corrections, numbers.corrections_with_confirming].map(|steps| short(number(steps)));
    let counts = [strangers, numbers.wrong.to_string()];
    [way.to_owned()].into_iter().chain(shares).chain(counts).chain(steps).collect()
}

fn album_aims(sure: &AlbumNumbers) -> [Aim; 6] {
    let with_confirming = number(sure.confirm_floor) + BEYOND_CONFIRMING;
    let strangers = sure.strangers_named_share.map(|share| 100.0 * share);
    [
        least("recall: right names of all faces", 0.955, sure.recall),
        least("precision: right names of all names", 0.99, sure.precision),
        Aim { shown: |percent| format!("{} %", short(percent)), ..most("strangers who got a name", 1.0, strangers) },
        most("names on pictures without people", 0.0, Some(sure.empty_photo_names as f64)),
        most("corrections for 100 faces, without confirming", 6.0, sure.corrections),
        most("corrections for 100 faces, with confirming", with_confirming, sure.corrections_with_confirming),
    ]
}

fn counts(labels: &str, numbers: &AlbumNumbers) -> Vec<String> {
    let AlbumNumbers { probes, right, wrong, nameless, missing, doubles, strangers_named, .. } = numbers;
    let counts = [probes, right, wrong, nameless, missing, doubles, strangers_named];
    [labels.to_owned()].into_iter().chain(counts.map(usize::to_string)).collect()
}

pub(super) fn groups(measured: &Groups) -> String {
    let Groups { album, lfw, diluted, .. } = measured;
    let diluted = table(
        &["faces", "of the album", "groups of these", "misplaced", "precision", "recall", "F"],
        &diluted.iter().map(diluted_row).collect::<Vec<_>>(),
    );
    let naming = number(album.ideal_actions) + BEYOND_NAMING;
    let aims = aim::table([
        least("album: BCubed F", 0.96, album.f),
        least("album: BCubed precision", 0.99, album.precision),
        least("Labeled Faces in the Wild: BCubed F", 0.98, lfw.f),
        most("album: steps to name 100 faces", naming, album.actions),
    ]);
    let details = table(
        &["set", "faces", "people", "groups", "misplaced", "precision", "recall", "F", "steps/100", "least"],
        &[details("album", album), details("Labeled Faces in the Wild", lfw)],
    );
    format!(
        "## Grouping people without a name

The same album with nobody named, and the photographs of Labeled Faces in the Wild, most of whose people have only a few. A face that
Kith left alone or did not find counts as a group of its own. *Steps* are one to name each group and one for each face in it that is
of somebody else; without any fault it is one for each person ({floor} for 100 faces of the album), and {beyond} more are wanted at most.
*Precision* is how much of a face's group is of its person, *recall* how much of its person is in its group, in the mean of all faces
(BCubed), F their harmonic mean.

{aims}
{details}
![Faces with their name after so many steps](screens/naming.svg)

The more strangers there are, the more of them look like somebody by chance, so ever more evidence is asked for. The faces of the
album among those of WIDER FACE and all of Labeled Faces in the Wild that are not in it:

{diluted}
![Precision and recall among ever more faces](screens/groups-among-strangers.svg)
",
        floor = short(number(album.ideal_actions)),
        beyond = short(BEYOND_NAMING),
    )
}

fn diluted_row(diluted: &Diluted) -> Vec<String> {
    let Diluted { faces, numbers } = diluted;
    let counts = [*faces, numbers.faces, numbers.clusters, numbers.misplaced].map(grouped);
    let parts = [numbers.precision, numbers.recall, numbers.f].map(|share| part(number(share)));
    counts.into_iter().chain(parts).collect()
}

fn details(set: &str, numbers: &GroupsNumbers) -> Vec<String> {
    let GroupsNumbers { faces, people, clusters, misplaced, .. } = numbers;
    let parts = [numbers.precision, numbers.recall, numbers.f].map(|share| part(number(share)));
    let steps = [numbers.actions, numbers.ideal_actions].map(|steps| short(number(steps)));
    let counts = [faces, people, clusters, misplaced].map(|count| grouped(*count));
    [set.to_owned()].into_iter().chain(counts).chain(parts).chain(steps).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::accuracy::measured::tests::measured;

    #[test]
    fn each_number_of_the_album_has_its_row() {
        let text = album(&measured().album.unwrap());
        for row in [
            "| recall: right names of all faces | at least 0.955 | 0.940 | no |",
            "| precision: right names of all names | at least 0.990 | 0.995 | yes |",
            "| strangers who got a name | at most 1.00 % | 2.50 % | no |",
            "| names on pictures without people | at most 0.00 | 0.00 | yes |",
            "| corrections for 100 faces, without confirming | at most 6.00 | 8.00 | no |",
            "| corrections for 100 faces, with confirming | at most 26.0 | 26.0 | yes |",
            "| sure | 50 | 47 | 1 | 2 | 0 | 0 | 1 |",
            "| all | 50 | 45 | 1 | 2 | 0 | 0 | 1 |",
        ] {
            assert!(text.contains(row), "{row}\n{text}");
        }
    }

    #[test]
    fn each_way_has_its_row() {
        let measured = measured();
        let text = others(measured.album.as_ref(), &measured.others.unwrap());
        for row in [
            "| Kith | 0.940 | 0.995 | 2.50 % | 1 | 8.00 | 26.0 |",
            "| local binary patterns, hindsight | 0.400 | 0.995 | 2.50 % | 1 | 8.00 | 26.0 |",
        ] {
            assert!(text.contains(row), "{row}\n{text}");
        }
    }

    #[test]
    fn each_number_of_the_groups_has_its_row() {
        let text = groups(&measured().groups.unwrap());
        for row in [
            "| album: BCubed F | at least 0.960 | 0.960 | yes |",
            "| album: BCubed precision | at least 0.990 | 0.988 | no |",
            "| Labeled Faces in the Wild: BCubed F | at least 0.980 | 0.960 | no |",
            "| album: steps to name 100 faces | at most 16.0 | 16.2 | no |",
            "| album | 80 | 10 | 12 | 1 | 0.988 | 0.934 | 0.960 | 16.2 | 12.5 |",
            "| 5,000 | 80 | 12 | 1 | 0.988 | 0.934 | 0.960 |",
        ] {
            assert!(text.contains(row), "{row}\n{text}");
        }
    }
}
