//! Where the data sets are below their folder, and what their lists say.
//!
//! | path | what |
//! |---|---|
//! | `detection/wider/gt.txt`, `images/` | photographs of WIDER FACE, and their faces in its format |
//! | `noface/labels.tsv` | `path label` of pictures beside it: `clean` and `nohuman` show no person |
//! | `identity/lfw/NAME/` | Labeled Faces in the Wild |
//! | `identity/celeba_wild/NUMBER/` | CelebA before cropping |
//! | `identity/celeb20/NAME/` | press photographs of a few people, many of each |
//! | `identity/lfw_pairs.tsv` | `a b same`: paths below `identity/lfw`, 1 for the same person |
//! | `album/album_dev.tsv` | `path identity role box cos`: paths below the folder of the data sets |

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};

use crate::metrics::{
    detection::{self, Truths},
    gold::{self, Label, Role},
    verification::{self, Pair},
};

/// Labels of pictures that show no person.
const NOBODY: [&str; 2] = ["clean", "nohuman"];

/// The folder of the data sets.
pub(super) struct Sets<'a>(&'a Path);

impl<'a> Sets<'a> {
    pub(super) fn new(root: &'a Path) -> Self {
        Self(root)
    }

    pub(super) fn root(&self) -> &Path {
        self.0
    }

    pub(super) fn wider_images(&self) -> PathBuf {
        self.0.join("detection/wider/images")
    }

    pub(super) fn wider(&self) -> Result<Truths> {
        detection::parse_wider(&self.read("detection/wider/gt.txt")?)
    }

    pub(super) fn noface(&self) -> PathBuf {
        self.0.join("noface")
    }

    /// The pictures below [`Self::noface`] that show no person.
    pub(super) fn without_people(&self) -> Result<Vec<String>> {
        let text = self.read("noface/labels.tsv")?;
        let rows = text.lines().filter_map(|line| line.split_once('\t'));
        Ok(rows.filter(|(_, label)| NOBODY.contains(label)).map(|(path, _)| path.to_owned()).collect())
    }

    pub(super) fn lfw(&self) -> PathBuf {
        self.0.join("identity/lfw")
    }

    /// All pictures below [`Self::lfw`].
    pub(super) fn lfw_photos(&self) -> Result<Vec<String>> {
        photos_of_people(&self.lfw())
    }

    pub(super) fn lfw_pairs(&self) -> Result<Vec<Pair>> {
        verification::parse_pairs(&self.read("identity/lfw_pairs.tsv")?)
    }

    pub(super) fn album_list(&self) -> PathBuf {
        self.0.join("album/album_dev.tsv")
    }

    pub(super) fn album(&self) -> Result<Vec<Label>> {
        gold::parse(&self.read("album/album_dev.tsv")?)
    }

    fn read(&self, path: &str) -> Result<String> {
        let path = self.0.join(path);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    }
}

/// All pictures below a folder, sorted; each in the folder of its person.
pub(super) fn photos_of_people(folder: &Path) -> Result<Vec<String>> {
    let mut photos = Vec::new();
    for person in names(folder)? {
        photos.extend(names(&folder.join(&person))?.into_iter().map(|photo| format!("{person}/{photo}")));
    }
    ensure!(!photos.is_empty(), "there is nothing in {}", folder.display());
    Ok(photos)
}

/// What is in a folder, sorted.
fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let name = |entry: std::io::Result<fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
    let mut names = entries.map(name).collect::<Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

/// A label for each photo that lies in the folder of its person.
pub(super) fn labels_by_folder(photos: &[String]) -> Vec<Label> {
    let label = |photo: &String| Label {
        photo: photo.clone(),
        role: Role::Probe,
        person: photo.split_once('/').map(|(person, _)| person.to_owned()),
        rect: None,
        cos: None,
    };
    photos.iter().map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_found_below_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let put = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        put("noface/labels.tsv", "path\tlabel\na.jpg\tclean\nb.jpg\tdepicted\nc.jpg\tnohuman\n");
        put("identity/lfw/B_B/B_B_0001.jpg", "");
        put("identity/lfw/A_A/A_A_0002.jpg", "");
        put("identity/lfw/A_A/A_A_0001.jpg", "");
        let sets = Sets::new(folder.path());
        assert_eq!(sets.without_people().unwrap(), ["a.jpg", "c.jpg"]);
        let photos = sets.lfw_photos().unwrap();
        assert_eq!(photos, ["A_A/A_A_0001.jpg", "A_A/A_A_0002.jpg", "B_B/B_B_0001.jpg"]);
        assert_eq!(labels_by_folder(&photos)[2].person.as_deref(), Some("B_B"));
        assert!(sets.album().unwrap_err().to_string().contains("album_dev.tsv"));
    }
}
