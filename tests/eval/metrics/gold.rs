//! What is known about the people in photos: a table with a line for each photo, or for each face that somebody labelled.
//!
//! The labelled face of a line with a box is the shown one that overlaps the box most, by an intersection over union of at
//! least [`IOU`]: boxes differ in style, and how well they fit is a question of detection. Without a box it is the largest face
//! that bears the labelled name, or else the largest face.

use std::str::FromStr;

use anyhow::{Context as _, Result, bail, ensure};

use super::lines::{Face, Photo, Rect};

const IOU: f64 = 0.3;

/// A line of the table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    pub(crate) photo: String,
    pub(crate) role: Role,
    pub(crate) person: Option<String>,
    /// In parts of the picture's sides.
    pub(crate) rect: Option<Rect>,
    /// How well the face fits the person, as a cosine; low where the label is doubtful.
    pub(crate) cos: Option<f64>,
}

/// What a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The face is confirmed beforehand.
    Enrol,
    /// The person's name is to be suggested.
    Probe,
    /// Nobody's name is to be suggested.
    Stranger,
    /// There is nobody in the photo.
    NoFace,
}

impl FromStr for Role {
    type Err = anyhow::Error;

    fn from_str(word: &str) -> Result<Self> {
        Ok(match word {
            "enrol" => Self::Enrol,
            "probe" => Self::Probe,
            "stranger" => Self::Stranger,
            "noface" => Self::NoFace,
            _ => bail!("there is no role {word:?}"),
        })
    }
}

/// Reads lines of `path identity role box cos`, separated by tabs, below a head. The last three may be empty but for the role;
/// a box is four numbers with commas.
pub(crate) fn parse(text: &str) -> Result<Vec<Label>> {
    let mut lines = text.lines();
    let head = lines.next().unwrap_or_default();
    ensure!(head == "path\tidentity\trole\tbox\tcos", "the head is {head:?}");
    lines.map(|line| label(line).with_context(|| format!("{line:?} is no label"))).collect()
}

fn label(line: &str) -> Result<Label> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [photo, person, role, rect, cos] = cells[..] else { bail!("five cells are wanted") };
    let given = |cell: &str| (!cell.is_empty()).then(|| cell.to_owned());
    Ok(Label {
        photo: photo.to_owned(),
        role: role.parse()?,
        person: given(person),
        rect: given(rect).map(|cell| rect_of(&cell)).transpose()?,
        cos: given(cos).map(|cell| cell.parse()).transpose()?,
    })
}

fn rect_of(cell: &str) -> Result<Rect> {
    let numbers = cell.split(',').map(f64::from_str).collect::<Result<Vec<_>, _>>()?;
    let [x, y, w, h] = numbers[..] else { bail!("a box has four numbers") };
    Ok(Rect { x, y, w, h })
}

impl Label {
    /// False for a probe without a box or whose face fits its person less than `cos`.
    pub(crate) fn is_sure(&self, cos: f64) -> bool {
        self.role != Role::Probe || (self.rect.is_some() && self.cos.is_none_or(|fit| fit >= cos))
    }

    /// Which face of the photo is labelled.
    pub(crate) fn face<'a>(&self, photo: &'a Photo) -> Option<&'a Face> {
        if let Some(rect) = self.rect {
            return rect.nearest(photo.shown().map(|face| (face, face.rect)), IOU);
        }
        let named = largest(photo, photo.shown().filter(|face| face.name() == self.person.as_deref()));
        named.or_else(|| largest_face(photo))
    }
}

/// The largest face of a photo.
pub(crate) fn largest_face(photo: &Photo) -> Option<&Face> {
    largest(photo, photo.shown())
}

fn largest<'a>(photo: &Photo, faces: impl Iterator<Item = &'a Face>) -> Option<&'a Face> {
    let area = |face: &Face| face.rect.in_pixels(photo).area();
    faces.reduce(|best, next| if area(next) > area(best) { next } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::lines::State;
    use crate::metrics::lines::tests::{face, photos};

    #[test]
    fn labels_are_read() {
        let text = "path\tidentity\trole\tbox\tcos\na.jpg\tAda\tprobe\t0.1,0.2,0.3,0.4\t0.7\nb.jpg\t\tnoface\t\t\n";
        let labels = parse(text).unwrap();
        assert_eq!(labels[0].rect, Some(Rect { x: 0.1, y: 0.2, w: 0.3, h: 0.4 }));
        let rest = Label { photo: "b.jpg".to_owned(), role: Role::NoFace, person: None, rect: None, cos: None };
        assert_eq!(labels[1], rest);
        for wrong in [
            "path\n",
            "path\tidentity\trole\tbox\tcos\na\tb\tc\t\t",
            "path\tidentity\trole\tbox\tcos\na\tb\tprobe\t1,2\t",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_probe_is_sure_when_its_face_is_known_and_fits() {
        let rect = Some(Rect::default());
        let label = |role, rect, cos| Label { photo: String::new(), role, person: None, rect, cos };
        assert!(label(Role::Probe, rect, Some(0.4)).is_sure(0.4) && label(Role::Probe, rect, None).is_sure(0.4));
        assert!(
            !label(Role::Probe, rect, Some(0.39)).is_sure(0.4) && !label(Role::Probe, None, Some(0.9)).is_sure(0.4)
        );
        assert!(label(Role::Stranger, None, Some(0.1)).is_sure(0.4));
    }

    #[test]
    fn the_labelled_face_is_found_by_box_by_name_or_by_size() {
        let faces = vec![
            face("small", [0.0, 0.0, 0.1, 0.1]).suggested("Ada"),
            face("large", [0.5, 0.5, 0.4, 0.4]).suggested("Grace"),
            Face { state: State::Ignored, ..face("ignored", [0.0, 0.5, 0.5, 0.5]) },
        ];
        let photos = photos([("a", faces)]);
        let found = |person: &str, rect: Option<[f64; 4]>| {
            let rect = rect.map(Rect::from);
            let label =
                Label { photo: "a".to_owned(), role: Role::Probe, person: Some(person.to_owned()), rect, cos: None };
            label.face(&photos["a"]).map(|face| face.id.as_str())
        };
        assert_eq!(found("Ada", Some([0.5, 0.5, 0.4, 0.3])), Some("large"));
        assert_eq!(found("Ada", Some([0.0, 0.5, 0.5, 0.5])), None);
        assert_eq!(found("Ada", None), Some("small"));
        assert_eq!(found("Nobody", None), Some("large"));
    }
}
