//! `kith export`: all people and faces, as JSON Lines or as a table.

use std::io::Write;

use anyhow::Result;
use kith_app::Kith;
use kith_app::browse::{Exported, export};
use kith_app::inner::FaceState;
use serde::Serialize;

use crate::args::ExportForm;
use crate::lines::{corners, print};

#[derive(Debug, Serialize)]
struct FaceLine {
    person: Option<String>,
    state: Option<&'static str>,
    photo: Option<String>,
    root: Option<String>,
    face: Option<String>,
    #[serde(rename = "box")]
    rect: Option<[f32; 4]>,
}

/// Prints every face of every photo, and everybody who has none.
pub(crate) async fn run(kith: &Kith, form: ExportForm) -> Result<()> {
    if form == ExportForm::Csv {
        row(&["person", "state", "photo", "root", "face", "x", "y", "w", "h"].map(str::to_owned))?;
    }
    export(kith.library(), |exported| {
        let line = line(exported);
        if form == ExportForm::Json {
            return print(&line);
        }
        let [x, y, w, h] = line.rect.map_or_else(Default::default, |rect| rect.map(|number| number.to_string()));
        let [person, photo, root, face] =
            [line.person, line.photo, line.root, line.face].map(Option::unwrap_or_default);
        row(&[person, line.state.unwrap_or_default().to_owned(), photo, root, face, x, y, w, h])
    })
    .await
}

fn line(Exported { person, face }: Exported) -> FaceLine {
    let Some(face) = face else {
        return FaceLine { person, state: None, photo: None, root: None, face: None, rect: None };
    };
    let state = match face.state {
        FaceState::Unknown => "unknown",
        FaceState::Suggested => "suggested",
        FaceState::Confirmed => "confirmed",
        FaceState::Ignored => "ignored",
    };
    FaceLine {
        person,
        state: Some(state),
        photo: Some(face.photo),
        root: Some(face.root),
        face: Some(face.id.to_string()),
        rect: Some(corners(face.rect)),
    }
}

/// A row of a table as RFC 4180 has it, but for the ends of lines.
fn row(fields: &[String]) -> Result<()> {
    let quoted = |field: &String| {
        let is_plain = !field.contains([',', '"', '\n', '\r']);
        if is_plain { field.clone() } else { format!("\"{}\"", field.replace('"', "\"\"")) }
    };
    let text = fields.iter().map(quoted).collect::<Vec<_>>().join(",");
    writeln!(std::io::stdout().lock(), "{text}")?;
    Ok(())
}
