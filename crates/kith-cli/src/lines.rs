//! What is printed: the JSON objects of the contract, field by field.

use std::io::Write;

use kith_app::browse::{self, FaceLine};
use kith_app::files::{Detected, Picture};
use kith_app::inner::{Landmarks, UnitRect, Verdict};
use serde::Serialize;

/// Prints one line.
pub(crate) fn print(line: &impl Serialize) -> anyhow::Result<()> {
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    std::io::stdout().lock().write_all(&text)?;
    Ok(())
}

/// Says something to the person, in one line. Where nobody listens any more, the work goes on.
pub(crate) fn say(text: impl std::fmt::Display) {
    drop(writeln!(std::io::stderr().lock(), "kith: {}", without_controls(&text.to_string())));
}

/// A file may have any name: what would give orders to a terminal, or look like another line, is spelled out.
fn without_controls(text: &str) -> String {
    let spelled = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(spelled).collect()
}

/// "1 photo", "2 photos".
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", noun(number, one, many))
}

/// The word that fits a number.
pub(crate) fn noun<'a>(number: usize, one: &'a str, many: &'a str) -> &'a str {
    if number == 1 { one } else { many }
}

/// Someone.
#[derive(Debug, Serialize)]
pub(crate) struct PersonLine {
    pub(crate) person: String,
    pub(crate) confirmed: u32,
    pub(crate) suggested: u32,
    pub(crate) born: Option<String>,
    pub(crate) died: Option<String>,
    pub(crate) hidden: bool,
}

/// Something that is wrong with a library.
#[derive(Debug, Serialize)]
pub(crate) struct ProblemLine<'a> {
    pub(crate) problem: &'static str,
    pub(crate) photo: Option<String>,
    pub(crate) detail: &'a str,
}

/// A photo.
#[derive(Debug, Serialize)]
pub(crate) struct PhotoLine {
    photo: String,
    root: String,
    width: u32,
    height: u32,
    error: Option<String>,
    faces: Vec<Face>,
}

#[derive(Debug, Serialize)]
struct Face {
    id: String,
    #[serde(rename = "box")]
    rect: [f32; 4],
    score: Option<f32>,
    landmarks: Option<[[f32; 2]; 5]>,
    embedding: Option<Vec<f32>>,
    quality: Option<f32>,
    state: &'static str,
    person: Option<String>,
    suggestion: Option<Suggestion>,
    cluster: Option<String>,
    reason: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Suggestion {
    person: String,
    similarity: f32,
    probability: f32,
}

impl From<browse::PhotoLine> for PhotoLine {
    fn from(line: browse::PhotoLine) -> Self {
        Self {
            photo: line.photo,
            root: line.root,
            width: line.width,
            height: line.height,
            error: line.error,
            faces: line.faces.into_iter().map(Face::from).collect(),
        }
    }
}

impl From<FaceLine> for Face {
    fn from(line: FaceLine) -> Self {
        Self {
            id: line.id.to_string(),
            rect: corners(line.rect),
            score: line.score,
            landmarks: line.landmarks.map(points),
            embedding: line.embedding,
            quality: line.quality,
            state: line.state.word(),
            person: line.person.map(|name| name.to_string()),
            suggestion: line.suggestion.map(|s| Suggestion {
                person: s.person.to_string(),
                similarity: s.similarity,
                probability: s.probability,
            }),
            cluster: line.group,
            reason: match line.verdict {
                Verdict::Open | Verdict::Confirmed { .. } => None,
                Verdict::Ignored => Some("ignored"),
                Verdict::NotAFace => Some("not_a_face"),
                Verdict::Stranger => Some("stranger"),
            },
        }
    }
}

impl From<Detected> for PhotoLine {
    fn from(detected: Detected) -> Self {
        let (picture, error) = match detected.outcome {
            Ok(picture) => (picture, None),
            Err(reason) => (Picture { width: 0, height: 0, faces: Vec::new() }, Some(reason)),
        };
        let (width, height) = (picture.width, picture.height);
        let face = |(index, (detection, embedding)): (usize, (kith_app::inner::Detection, Option<_>))| {
            let scale =
                |p: kith_app::inner::Point| kith_app::inner::Point::new(p.x / width as f32, p.y / height as f32);
            Some(Face {
                id: index.to_string(),
                rect: corners(detection.rect.to_unit(width, height)?),
                score: Some(detection.score.value()),
                landmarks: Some(points(detection.landmarks.map(scale))),
                embedding: embedding.map(|e: kith_app::inner::Embedding| e.vector().to_vec()),
                quality: None,
                state: "unknown",
                person: None,
                suggestion: None,
                cluster: None,
                reason: None,
            })
        };
        let faces = picture.faces.into_iter().enumerate().filter_map(face).collect();
        Self { photo: detected.photo, root: detected.root, width, height, error, faces }
    }
}

/// Left, top, width, height.
pub(crate) fn corners(rect: UnitRect) -> [f32; 4] {
    [rect.x(), rect.y(), rect.w(), rect.h()]
}

fn points(landmarks: Landmarks) -> [[f32; 2]; 5] {
    landmarks.to_array().map(|p| [p.x, p.y])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_one_line_without_orders_to_the_terminal() {
        assert_eq!(without_controls("a\u{1b}[31mb\nc\u{9b}"), "a\\u{1b}[31mb\\nc\\u{9b}");
        assert_eq!(without_controls("Zoë’s “photo” 📷.jpg"), "Zoë’s “photo” 📷.jpg");
    }
}
