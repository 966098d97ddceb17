//! Decisions as lines of JSON.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use kith_app::Kith;
use kith_app::inner::{Decision, FaceId, FaceUuid, KeywordPath, Lifetime, Link, PartialDate, PersonName, UnitRect};
use serde::{Deserialize, Deserializer};

/// One line. Which fields it has says what it means; a line with other fields is none of these.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Line {
    Confirm(Confirm),
    Reject(Reject),
    Ignore(Ignore),
    NotAFace(NotAFace),
    Stranger(Stranger),
    Later(Later),
    Same(Same),
    Different(Different),
    Unsure(Unsure),
    Clear(Clear),
    Rename(Rename),
    Dates(Dates),
    KeyFace(KeyFace),
    Hide(Hide),
    Merge(Merge),
    Draw(Draw),
    AddKeyword(AddKeyword),
    TakeKeyword(TakeKeyword),
    LeavePhotoOut(LeavePhotoOut),
    LeaveFolderOut(LeaveFolderOut),
}

/// Declares the objects that a line can be; none of them takes a field that it does not know.
macro_rules! lines {
    ($($name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty),+ })+) => {
    $(
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $name { $($(#[$attribute])* $field: $type),+ }
    )+

    /// The names of all forms of a line.
    #[cfg(test)]
    const FORMS: &[&str] = &[$(stringify!($name)),+];
    };
}

lines! {
    Confirm { face: String, person: String }
    Reject { face: String, reject: String }
    Ignore { face: String, ignore: True }
    NotAFace { face: String, not_a_face: True }
    Stranger { face: String, stranger: True }
    Later { face: String, later: True }
    Same { face: String, same: String }
    Different { face: String, different: String }
    Unsure { face: String, unsure: String }
    Clear { face: String, clear: True }
    Rename { rename: String, to: String }
    Dates {
        person: String,
        #[serde(deserialize_with = "given")] born: Option<String>,
        #[serde(deserialize_with = "given")] died: Option<String>
    }
    KeyFace { person: String, key_face: String }
    Hide { person: String, hidden: bool }
    Merge { merge: String, into: String }
    Draw { photo: String, root: PathBuf, #[serde(rename = "box")] rect: [f32; 4], person: Option<String> }
    AddKeyword { photo: String, root: PathBuf, keyword: Vec<String> }
    TakeKeyword { photo: String, root: PathBuf, without_keyword: Vec<String> }
    LeavePhotoOut { photo: String, root: PathBuf, left_out: bool }
    LeaveFolderOut { folder: String, root: PathBuf, left_out: bool }
}

/// A text, or null, but never left out.
fn given<'a, D: Deserializer<'a>>(from: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(from)
}

/// The word `true`, the only one that means something here.
#[derive(Debug, Deserialize)]
#[serde(try_from = "bool")]
struct True;

impl TryFrom<bool> for True {
    type Error = &'static str;

    fn try_from(value: bool) -> Result<Self, Self::Error> {
        if value { Ok(Self) } else { Err("must be true") }
    }
}

/// Reads all lines; the number of a line stands beside its decision.
pub(crate) async fn decisions(kith: &Kith, text: &str) -> Result<Vec<(usize, Decision)>> {
    let mut decisions = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let decision = decision(kith, line).await.with_context(|| format!("line {number}"))?;
        decisions.push((number, decision));
    }
    Ok(decisions)
}

async fn decision(kith: &Kith, text: &str) -> Result<Decision> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|error| {
        // Its own number of the line would always be 1.
        anyhow!("this is no JSON: {}", error.to_string().split(" at line ").next().unwrap_or_default())
    })?;
    let line = Line::deserialize(&value).map_err(|_| anyhow!("this is no decision: {value}"))?;
    Ok(match line {
        Line::Confirm(Confirm { face, person }) => {
            Decision::Confirm { face: find(kith, &face).await?, person: PersonName::new(&person)?, allow_twice: false }
        }
        Line::Reject(Reject { face, reject }) => {
            Decision::Reject { face: find(kith, &face).await?, person: PersonName::new(&reject)? }
        }
        Line::Ignore(Ignore { face, ignore: True }) => Decision::Ignore { face: find(kith, &face).await? },
        Line::NotAFace(NotAFace { face, not_a_face: True }) => Decision::NotAFace { face: find(kith, &face).await? },
        Line::Stranger(Stranger { face, stranger: True }) => Decision::Stranger { face: find(kith, &face).await? },
        Line::Later(Later { face, later: True }) => Decision::Later { face: find(kith, &face).await? },
        Line::Same(Same { face, same }) => link(kith, &face, &same, Link::Same).await?,
        Line::Different(Different { face, different }) => link(kith, &face, &different, Link::Different).await?,
        Line::Unsure(Unsure { face, unsure }) => link(kith, &face, &unsure, Link::Unsure).await?,
        Line::Clear(Clear { face, clear: True }) => Decision::Clear { face: find(kith, &face).await? },
        Line::Rename(Rename { rename, to }) => {
            Decision::Rename { person: PersonName::new(&rename)?, to: PersonName::new(&to)? }
        }
        Line::Dates(Dates { person, born, died }) => {
            let life = Lifetime { born: date(born.as_deref())?, died: date(died.as_deref())? };
            Decision::Dates { person: PersonName::new(&person)?, life }
        }
        Line::KeyFace(KeyFace { person, key_face }) => {
            Decision::KeyFace { person: PersonName::new(&person)?, face: find(kith, &key_face).await? }
        }
        Line::Hide(Hide { person, hidden }) => Decision::Hide { person: PersonName::new(&person)?, hidden },
        Line::Merge(Merge { merge, into }) => {
            Decision::Merge { person: PersonName::new(&merge)?, into: PersonName::new(&into)?, allow_twice: false }
        }
        Line::Draw(draw) => self::draw(kith, draw).await?,
        Line::AddKeyword(AddKeyword { photo, root, keyword }) => {
            self::keyword(kith, (&root, &photo), &keyword, true).await?
        }
        Line::TakeKeyword(TakeKeyword { photo, root, without_keyword }) => {
            self::keyword(kith, (&root, &photo), &without_keyword, false).await?
        }
        Line::LeavePhotoOut(LeavePhotoOut { photo, root, left_out }) => {
            kith.leaving_out(&root, &photo, false, left_out).await?
        }
        Line::LeaveFolderOut(LeaveFolderOut { folder, root, left_out }) => {
            kith.leaving_out(&root, &folder, true, left_out).await?
        }
    })
}

fn date(text: Option<&str>) -> Result<Option<PartialDate>> {
    text.map(|text| text.parse().with_context(|| format!("{text:?} is no date"))).transpose()
}

async fn link(kith: &Kith, face: &str, other: &str, link: Link) -> Result<Decision> {
    Ok(Decision::Link { face: find(kith, face).await?, other: find(kith, other).await?, link })
}

async fn draw(kith: &Kith, Draw { photo, root, rect, person }: Draw) -> Result<Decision> {
    let [x, y, w, h] = rect;
    let shown = UnitRect::new(x, y, w, h).context("a box needs a width and a height above zero")?;
    let is_in_photo = w <= 1.0 && h <= 1.0;
    let shown = shown.clipped().filter(|_| is_in_photo);
    let shown = shown.context("a box is in fractions of the photo, from 0 to 1")?;
    let person = person.map(|name| PersonName::new(&name)).transpose()?;
    Ok(kith.drawing(&root, &photo, shown, person).await?)
}

async fn keyword(kith: &Kith, (root, photo): (&Path, &str), parts: &[String], has: bool) -> Result<Decision> {
    let keyword =
        KeywordPath::new(parts).context("a keyword is a list of words, from the outermost to the word itself")?;
    let (photo, _) = kith.photo_at(root, photo).await?;
    Ok(Decision::Keyword { photo, keyword, has })
}

async fn find(kith: &Kith, id: &str) -> Result<FaceId> {
    let missing = || anyhow!("there is no face {id:?}");
    let uuid: FaceUuid = id.parse().map_err(|_| missing())?;
    kith.library().face_by_uuid(uuid).await?.ok_or_else(missing)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::args::ASSIGN;

    #[test]
    fn the_help_shows_each_form_of_a_line_once() {
        let examples: Vec<&str> = ASSIGN.lines().filter_map(|line| line.trim().strip_prefix('{')).collect();
        let forms: HashSet<_> = examples
            .iter()
            .map(|example| {
                let end = example.rfind('}').unwrap();
                let line: Line = serde_json::from_str(&format!("{{{}", &example[..=end])).unwrap();
                std::mem::discriminant(&line)
            })
            .collect();
        assert_eq!((examples.len(), forms.len()), (FORMS.len(), FORMS.len()));
    }
}
