//! What the program `kith` says about pictures. Only the listed ones are put before it, in a folder of their own.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use serde_json::json;
use tempfile::TempDir;

use crate::metrics::{
    gold::{Label, Role},
    lines::{self, Photos},
};

/// Runs `kith` and keeps what it prints: each question is asked once.
pub(super) struct Outputs<'a> {
    kith: &'a Path,
    folder: &'a Path,
}

impl<'a> Outputs<'a> {
    pub(super) fn new(kith: &'a Path, folder: &'a Path) -> Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self { kith, folder })
    }

    /// What `kith detect` finds.
    pub(super) fn detect(&self, name: &str, folder: &Path, photos: &[String], flags: &[&str]) -> Result<Photos> {
        let ask = || {
            let pictures = linked(folder, photos)?;
            Ok([output(Command::new(self.kith).arg("detect").args(flags).arg(pictures.path()), "")?])
        };
        Ok(self.kept([name], ask)?.remove(0))
    }

    /// What is in a library of pictures after a scan, embeddings included.
    pub(super) fn portraits(&self, name: &str, folder: &Path, photos: &[String]) -> Result<Photos> {
        let ask = || Ok([Library::scan(self.kith, folder, photos)?.faces(&["--embeddings"])?]);
        Ok(self.kept([name], ask)?.remove(0))
    }

    /// What is in the library of an album, before and after the faces to enrol are confirmed.
    pub(super) fn album(&self, folder: &Path, labels: &[Label]) -> Result<[Photos; 2]> {
        let ask = || {
            let photos: Vec<String> = labels.iter().map(|label| label.photo.clone()).collect();
            let library = Library::scan(self.kith, folder, &photos)?;
            let nameless = library.faces(&[])?;
            library.assign(&decisions(&lines::parse(&nameless)?, labels))?;
            Ok([nameless, library.faces(&[])?])
        };
        let both = self.kept(["album-nameless", "album"], ask)?;
        both.try_into().ok().context("both were asked for")
    }

    /// What a script says of the faces of the album; it puts a file of each name into the folder after `--out`.
    pub(super) fn by_script<const N: usize>(
        &self,
        names: &[String; N],
        python: &Path,
        script: &Path,
        tell: impl FnOnce(&mut Command, &Path),
    ) -> Result<Vec<Photos>> {
        let ask = || {
            let scratch = tempfile::tempdir()?;
            let mut command = Command::new(python);
            tell(command.arg(script), &self.folder.join("album-nameless.jsonl"));
            output(command.arg("--out").arg(scratch.path()), "")?;
            let texts = names.iter().map(|name| fs::read_to_string(scratch.path().join(format!("{name}.jsonl"))));
            let texts = texts.collect::<Result<Vec<_>, _>>()?;
            texts.try_into().ok().context("each name has a file")
        };
        self.kept(names.each_ref().map(String::as_str), ask)
    }

    /// The kept answers of these names, or else those of `ask`, which are kept.
    fn kept<const N: usize>(&self, names: [&str; N], ask: impl FnOnce() -> Result<[String; N]>) -> Result<Vec<Photos>> {
        let files: Vec<PathBuf> = names.iter().map(|name| self.folder.join(format!("{name}.jsonl"))).collect();
        if !files.iter().all(|file| file.exists()) {
            eprintln!("asking kith: {}", names.join(", "));
            for (file, text) in files.iter().zip(ask()?) {
                fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
            }
        }
        let read =
            |file: &PathBuf| lines::parse(&fs::read_to_string(file)?).with_context(|| file.display().to_string());
        files.iter().map(read).collect()
    }
}

/// A library that goes away afterwards, with its pictures.
struct Library<'a> {
    kith: &'a Path,
    folder: TempDir,
    pictures: TempDir,
}

impl<'a> Library<'a> {
    fn scan(kith: &'a Path, folder: &Path, photos: &[String]) -> Result<Self> {
        let library = Self { kith, folder: tempfile::tempdir()?, pictures: linked(folder, photos)? };
        output(library.command("scan").arg(library.pictures.path()), "")?;
        Ok(library)
    }

    fn command(&self, word: &str) -> Command {
        let mut command = Command::new(self.kith);
        // Not yet there, so that kith makes it as private as a library is.
        command.arg("--library").arg(self.folder.path().join("library")).arg(word);
        command
    }

    fn faces(&self, flags: &[&str]) -> Result<String> {
        output(self.command("faces").args(flags), "")
    }

    fn assign(&self, decisions: &str) -> Result<()> {
        output(self.command("assign").arg("-"), decisions).map(drop)
    }
}

/// Lines for `kith assign` that confirm the faces to enrol, as far as they were found.
fn decisions(photos: &Photos, labels: &[Label]) -> String {
    let enrolled = labels.iter().filter(|label| label.role == Role::Enrol);
    let faces = enrolled.filter_map(|label| Some((label.face(photos.get(&label.photo)?)?, label.person.as_ref()?)));
    faces.fold(String::new(), |mut lines, (face, person)| {
        let decision = json!({ "face": face.id, "person": person });
        // Writing to a text cannot fail.
        let _ = writeln!(lines, "{decision}");
        lines
    })
}

/// A folder with these pictures of another one and nothing else: as links where the disk allows it.
fn linked(folder: &Path, photos: &[String]) -> Result<TempDir> {
    let copy = tempfile::tempdir()?;
    for photo in photos.iter().collect::<BTreeSet<_>>() {
        let (from, to) = (folder.join(photo), copy.path().join(photo));
        fs::create_dir_all(to.parent().unwrap_or(copy.path()))?;
        fs::hard_link(&from, &to)
            .or_else(|_| fs::copy(&from, &to).map(drop))
            .with_context(|| format!("cannot copy {}", from.display()))?;
    }
    Ok(copy)
}

/// What a program prints when it is given this text; its messages go to the terminal.
fn output(command: &mut Command, input: &str) -> Result<String> {
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = child.with_context(|| format!("{} cannot be started", command.get_program().display()))?;
    child.stdin.take().context("a pipe was asked for")?.write_all(input.as_bytes())?;
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "{} ended with {}", command.get_program().display(), output.status);
    Ok(String::from_utf8(output.stdout)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"photo":"a.jpg","width":9,"height":9,"faces":[{"id":"7","box":[0.0,0.0,0.5,0.5],"score":0.9,"embedding":null,"state":"unknown","person":null,"suggestion":null,"cluster":null}]}"#;

    #[test]
    fn a_question_is_asked_once() {
        let folder = tempfile::tempdir().unwrap();
        let outputs = Outputs::new(Path::new("kith"), folder.path()).unwrap();
        let first = outputs.kept(["x", "y"], || Ok([LINE.to_owned(), String::new()])).unwrap();
        assert_eq!((first[0]["a.jpg"].faces.len(), first[1].len()), (1, 0));
        let again = outputs.kept(["x", "y"], || anyhow::bail!("asked again")).unwrap();
        assert_eq!(again[0]["a.jpg"].faces[0].id, "7");
        assert!(outputs.kept(["z"], || anyhow::bail!("asked")).is_err());
    }

    #[test]
    fn found_faces_are_enrolled_by_their_box() {
        let photos = lines::parse(LINE).unwrap();
        let label = |photo: &str, role, x: f64| Label {
            photo: photo.to_owned(),
            role,
            person: Some("Ada \"A\"".to_owned()),
            rect: Some([x, 0.0, 0.5, 0.5].into()),
            cos: None,
        };
        let labels = [
            label("a.jpg", Role::Enrol, 0.1),
            label("a.jpg", Role::Enrol, 0.5),
            label("b.jpg", Role::Enrol, 0.0),
            label("a.jpg", Role::Probe, 0.0),
        ];
        assert_eq!(decisions(&photos, &labels), "{\"face\":\"7\",\"person\":\"Ada \\\"A\\\"\"}\n");
    }

    #[test]
    fn only_listed_pictures_are_put_before_kith() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for name in ["a", "b/c", "d"] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        let copy = linked(folder.path(), &["b/c", "a", "b/c"].map(str::to_owned)).unwrap();
        assert_eq!(fs::read_to_string(copy.path().join("b/c")).unwrap(), "b/c");
        assert!(copy.path().join("a").exists() && !copy.path().join("d").exists());
        assert!(linked(folder.path(), &["e".to_owned()]).is_err());
    }
}
