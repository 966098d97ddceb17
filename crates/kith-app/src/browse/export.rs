//! All people and faces, for other programs: JSON Lines, or a table.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use kith_domain::{Lifetime, PersonName};
use kith_store::Library;

use super::lines::{FaceLine, photo_lines};
use crate::dto::{ExportForm, ExportLine};
use crate::error::{AppError, Result};

const COLUMNS: [&str; 11] = ["person", "state", "photo", "root", "face", "x", "y", "w", "h", "born", "died"];

/// Writes every face of every file, and then everybody who has none; returns how many lines that were, without the heading
/// of a table. `unwritable` says what it means that `out` takes no more.
///
/// # Errors
/// When the library cannot be read, or `out` cannot be written.
pub async fn export(
    library: &Library,
    form: ExportForm,
    out: &mut (dyn Write + Send),
    unwritable: impl Fn(io::Error) -> AppError,
) -> Result<u32> {
    let mut lines = 0;
    if form == ExportForm::Csv {
        writeln!(out, "{}", COLUMNS.join(",")).map_err(&unwritable)?;
    }
    let people = library.people().await?;
    let lives: HashMap<PersonName, Lifetime> = people.iter().map(|person| (person.name.clone(), person.life)).collect();
    photo_lines::<AppError>(library, false, false, |line| {
        for face in line.faces {
            let life = face.person.as_ref().and_then(|name| lives.get(name)).copied().unwrap_or_default();
            put(out, form, &face_line(&line.photo, &line.root, face, life)).map_err(&unwritable)?;
            lines += 1;
        }
        Ok(())
    })
    .await?;
    for person in people.into_iter().filter(|person| person.confirmed == 0) {
        let name = Some(person.name.to_string());
        put(out, form, &ExportLine { person: name, ..dated(person.life) }).map_err(&unwritable)?;
        lines += 1;
    }
    out.flush().map_err(&unwritable)?;
    Ok(lines)
}

/// Exports to a file, which has all of it or stays as it was.
///
/// # Errors
/// When the library cannot be read, or the file cannot be written.
pub async fn export_file(library: &Library, form: ExportForm, path: &Path) -> Result<u32> {
    let unwritable = |source| AppError::Unwritable { path: path.to_owned(), source };
    let mut name = OsString::from(path);
    name.push(format!(".{}.part", std::process::id()));
    let part = Path::new(&name);
    let mut file = BufWriter::new(File::create_new(part).map_err(unwritable)?);
    let lines = export(library, form, &mut file, unwritable).await;
    let kept = lines.and_then(|lines| std::fs::rename(part, path).map(|()| lines).map_err(unwritable));
    if kept.is_err()
        && let Err(error) = std::fs::remove_file(part)
    {
        tracing::warn!(%error, part = %crate::shown_path(part), "a part of an export stays");
    }
    kept
}

/// A line of which only the dates are known.
fn dated(life: Lifetime) -> ExportLine {
    let [born, died] = [life.born, life.died].map(|date| date.map(|date| date.to_string()));
    ExportLine { born, died, ..ExportLine::default() }
}

fn face_line(photo: &str, root: &str, face: FaceLine, life: Lifetime) -> ExportLine {
    ExportLine {
        person: face.person.map(|name| name.to_string()),
        state: Some(face.state.word()),
        photo: Some(photo.to_owned()),
        root: Some(root.to_owned()),
        face: Some(face.id.to_string()),
        rect: Some([face.rect.x(), face.rect.y(), face.rect.w(), face.rect.h()]),
        ..dated(life)
    }
}

fn put(out: &mut dyn Write, form: ExportForm, line: &ExportLine) -> io::Result<()> {
    match form {
        ExportForm::Json => serde_json::to_writer(&mut *out, line)?,
        ExportForm::Csv => out.write_all(row(line).as_bytes())?,
    }
    out.write_all(b"\n")
}

/// A row of a table as RFC 4180 has it, but for the ends of lines.
fn row(line: &ExportLine) -> String {
    let numbers = line.rect.map_or_else(Default::default, |rect| rect.map(|number| number.to_string()));
    let [person, photo, root, face, born, died] =
        [&line.person, &line.photo, &line.root, &line.face, &line.born, &line.died]
            .map(|text| text.as_deref().unwrap_or_default());
    let (person, photo) = (&as_text(person), &as_text(photo));
    let texts = [person, line.state.unwrap_or_default(), photo, root, face].into_iter().map(quoted);
    texts.chain(numbers).chain([born, died].map(str::to_owned)).collect::<Vec<_>>().join(",")
}

/// A name as spreadsheets take it for a text: without a sign before it, some names would be formulas that they work out.
/// <https://owasp.org/www-community/attacks/CSV_Injection>
fn as_text(name: &str) -> String {
    if name.starts_with(['=', '+', '-', '@']) { format!("'{name}") } else { name.to_owned() }
}

fn quoted(field: &str) -> String {
    let is_plain = !field.contains([',', '"', '\n', '\r']);
    if is_plain { field.to_owned() } else { format!("\"{}\"", field.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_a_formula_in_a_table_and_json_is_exact() {
        let line = ExportLine {
            person: Some("=HYPERLINK(\"x\",1)".to_owned()),
            photo: Some("-1.jpg".to_owned()),
            rect: Some([-0.25, 0.5, 0.25, 0.125]),
            born: Some("1984-05".to_owned()),
            ..ExportLine::default()
        };
        let put = |form| {
            let mut out = Vec::new();
            put(&mut out, form, &line).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(put(ExportForm::Csv), "\"'=HYPERLINK(\"\"x\"\",1)\",,'-1.jpg,,,-0.25,0.5,0.25,0.125,1984-05,\n");
        let json: serde_json::Value = serde_json::from_str(&put(ExportForm::Json)).unwrap();
        assert_eq!((&json["person"], &json["photo"]), (&"=HYPERLINK(\"x\",1)".into(), &"-1.jpg".into()));
        assert_eq!(as_text("Anna = +"), "Anna = +");
    }
}
