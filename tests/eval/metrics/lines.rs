//! What `kith faces` and `kith detect` print: a photo a line.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

/// Photos by their path below the folder that was looked at.
pub(crate) type Photos = BTreeMap<String, Photo>;

/// A photo; one that could not be read has no size and no faces.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Photo {
    #[serde(rename = "photo")]
    path: String,
    /// In pixels, as the picture is shown.
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) faces: Vec<Face>,
}

/// A face that Kith found.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Face {
    pub(crate) id: String,
    /// In parts of the picture's sides.
    #[serde(rename = "box")]
    pub(crate) rect: Rect,
    pub(crate) score: Option<f64>,
    pub(crate) embedding: Option<Vec<f32>>,
    pub(crate) quality: Option<f32>,
    pub(crate) state: State,
    pub(crate) person: Option<String>,
    pub(crate) suggestion: Option<Suggestion>,
    /// The group of an unknown face; none when it is alone.
    pub(crate) cluster: Option<String>,
}

/// What is known about a face.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    #[default]
    Unknown,
    Suggested,
    Confirmed,
    Ignored,
}

/// The name that Kith suggests.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Suggestion {
    pub(crate) person: String,
    pub(crate) similarity: f64,
}

impl Photo {
    /// The faces that are shown to the person.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Face> {
        self.faces.iter().filter(|face| face.is_shown())
    }
}

impl Face {
    /// Whether the person sees it.
    pub(crate) fn is_shown(&self) -> bool {
        self.state != State::Ignored
    }

    /// A face that was not found by the machine has no score and is as sure as can be.
    pub(crate) fn score(&self) -> f64 {
        self.score.unwrap_or(1.0)
    }

    /// The name that stands at the face: the confirmed one, or else the suggested one.
    pub(crate) fn name(&self) -> Option<&str> {
        match self.state {
            State::Confirmed => self.person.as_deref(),
            State::Ignored => None,
            State::Unknown | State::Suggested => self.suggestion.as_ref().map(|suggestion| suggestion.person.as_str()),
        }
    }
}

/// Left, top, width and height.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(from = "[f64; 4]")]
pub(crate) struct Rect {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) w: f64,
    pub(crate) h: f64,
}

impl From<[f64; 4]> for Rect {
    fn from([x, y, w, h]: [f64; 4]) -> Self {
        Self { x, y, w, h }
    }
}

impl Rect {
    /// From parts of the sides of a photo to pixels.
    pub(crate) fn in_pixels(self, photo: &Photo) -> Self {
        let (width, height) = (f64::from(photo.width), f64::from(photo.height));
        Self { x: self.x * width, y: self.y * height, w: self.w * width, h: self.h * height }
    }

    pub(crate) fn area(self) -> f64 {
        self.w * self.h
    }

    /// The area that both cover over the area that either covers, 0 to 1.
    pub(crate) fn iou(self, other: Self) -> f64 {
        let width = (self.x + self.w).min(other.x + other.w) - self.x.max(other.x);
        let height = (self.y + self.h).min(other.y + other.h) - self.y.max(other.y);
        let both = width.max(0.0) * height.max(0.0);
        let either = self.area() + other.area() - both;
        if either > 0.0 { both / either } else { 0.0 }
    }

    /// Which of the others it overlaps most, at least by `iou`; the first of equals.
    pub(crate) fn nearest<T>(self, others: impl IntoIterator<Item = (T, Self)>, iou: f64) -> Option<T> {
        let overlaps = others.into_iter().map(|(other, rect)| (other, self.iou(rect)));
        let close = overlaps.filter(|(_, overlap)| *overlap >= iou);
        close.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(other, _)| other)
    }
}

/// Reads what Kith printed.
pub(crate) fn parse(text: &str) -> Result<Photos> {
    let mut photos = Photos::new();
    for (at, line) in text.lines().enumerate() {
        let photo: Photo = serde_json::from_str(line).with_context(|| format!("line {} is no photo", at + 1))?;
        let before = photos.insert(photo.path.clone(), photo);
        ensure!(before.is_none(), "line {}: the photo was there before", at + 1);
    }
    Ok(photos)
}

#[cfg(test)]
pub(in crate::metrics) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(in crate::metrics) fn face(id: &str, rect: [f64; 4]) -> Face {
        Face { id: id.to_owned(), rect: rect.into(), ..Face::default() }
    }

    impl Face {
        pub(in crate::metrics) fn scored(self, score: f64) -> Self {
            Self { score: Some(score), ..self }
        }

        pub(in crate::metrics) fn suggested(self, person: &str) -> Self {
            let suggestion = Some(Suggestion { person: person.to_owned(), similarity: 0.5 });
            Self { state: State::Suggested, suggestion, ..self }
        }
    }

    /// Photos of 100 x 100 pixels.
    pub(in crate::metrics) fn photos<const N: usize>(named: [(&str, Vec<Face>); N]) -> Photos {
        let photo = |(name, faces): (&str, _)| {
            (name.to_owned(), Photo { path: name.to_owned(), width: 100, height: 100, faces })
        };
        named.into_iter().map(photo).collect()
    }

    #[test]
    fn a_line_is_read_with_what_is_not_there() {
        let text = r#"{"photo":"a/b.jpg","root":"/r","width":9,"height":8,"error":null,"faces":[{"id":"1","box":[0.1,0.2,0.3,0.4],"score":null,"landmarks":null,"embedding":[1.0,2.0],"quality":null,"state":"suggested","person":null,"suggestion":{"person":"Ada","similarity":0.5,"probability":0.9},"cluster":"g1","reason":null}]}"#;
        let photos = parse(text).unwrap();
        let face = &photos["a/b.jpg"].faces[0];
        assert_eq!((face.name(), face.cluster.as_deref()), (Some("Ada"), Some("g1")));
        assert_eq!((face.rect, face.score()), (Rect { x: 0.1, y: 0.2, w: 0.3, h: 0.4 }, 1.0));
        assert!(parse("{}").is_err() && parse(&format!("{text}\n{text}")).is_err());
    }

    #[test]
    fn a_decision_comes_before_a_suggestion() {
        let mut face = face("1", [0.0, 0.0, 1.0, 1.0]).suggested("Ada");
        face.person = Some("Grace".to_owned());
        let name = |state| Face { state, ..face.clone() }.name().map(str::to_owned);
        assert_eq!(name(State::Suggested).as_deref(), Some("Ada"));
        assert_eq!(name(State::Confirmed).as_deref(), Some("Grace"));
        assert_eq!(name(State::Ignored), None);
    }

    #[test]
    fn overlaps_are_parts_of_the_union() {
        let rect = |x, y, w, h| Rect { x, y, w, h };
        // 2 x 4 in common, 16 + 16 - 8 together.
        assert!((rect(0.0, 0.0, 4.0, 4.0).iou(rect(2.0, 0.0, 4.0, 4.0)) - 8.0 / 24.0).abs() < 1e-12);
        let others = [(1, rect(9.0, 9.0, 1.0, 1.0)), (2, rect(0.0, 0.0, 4.0, 2.0)), (3, rect(0.0, 2.0, 4.0, 2.0))];
        assert_eq!(rect(0.0, 0.0, 4.0, 4.0).nearest(others, 0.5), Some(2));
        assert_eq!(rect(0.0, 0.0, 4.0, 4.0).nearest(others, 0.6), None);
    }

    proptest! {
        #[test]
        fn overlap_is_mutual_and_whole_only_with_itself(a in prop::array::uniform4(0.1..9.0), b in prop::array::uniform4(0.1..9.0)) {
            let [a, b] = [a, b].map(Rect::from);
            prop_assert!((a.iou(b) - b.iou(a)).abs() < 1e-12);
            prop_assert!((a.iou(a) - 1.0).abs() < 1e-9);
            prop_assert!((0.0..=1.0 + 1e-9).contains(&a.iou(b)));
        }
    }
}
