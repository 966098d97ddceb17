//! What `kith faces` says, in words for a person.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use anyhow::{Context, Result};
use serde::Deserialize;

/// Longer lists end with "and N more".
const SHOWN: usize = 12;

/// One line of `kith faces`, as far as the summary needs it.
#[derive(Deserialize)]
struct Line {
    photo: String,
    error: Option<String>,
    faces: Vec<Face>,
}

#[derive(Deserialize)]
struct Face {
    id: String,
    state: String,
    person: Option<String>,
    suggestion: Option<Suggestion>,
    cluster: Option<String>,
}

#[derive(Deserialize)]
struct Suggestion {
    person: String,
}

/// How many faces a person has.
#[derive(Default, Debug, PartialEq, Eq)]
struct Faces {
    confirmed: usize,
    suggested: usize,
}

/// The counts of a library.
#[derive(Default, Debug)]
pub(super) struct Summary {
    photos: usize,
    faces: usize,
    /// Photo and reason
    unreadable: Vec<(String, String)>,
    people: BTreeMap<String, Faces>,
    /// Sizes, largest first
    groups: Vec<usize>,
    /// Unknown faces that resemble no other
    alone: usize,
    ignored: usize,
}

impl Summary {
    /// Reads JSON Lines of `kith faces`. Copies of a photo have a line each and show the same faces, which count once.
    pub(super) fn of(lines: &str) -> Result<Self> {
        let mut summary = Self::default();
        let mut groups = BTreeMap::<String, usize>::new();
        let mut seen = HashSet::new();
        for line in lines.lines() {
            let photo: Line = serde_json::from_str(line).with_context(|| format!("not a line of faces: {line}"))?;
            summary.photos += 1;
            for face in photo.faces {
                if seen.insert(face.id.clone()) {
                    summary.add(face, &mut groups);
                }
            }
            summary.unreadable.extend(photo.error.map(|reason| (photo.photo, reason)));
        }
        summary.faces = seen.len();
        summary.groups = groups.into_values().collect();
        summary.groups.sort_unstable_by(|a, b| b.cmp(a));
        Ok(summary)
    }

    fn add(&mut self, face: Face, groups: &mut BTreeMap<String, usize>) {
        match (face.state.as_str(), face.person, face.suggestion, face.cluster) {
            ("ignored", ..) => self.ignored += 1,
            (_, Some(person), ..) => self.people.entry(person).or_default().confirmed += 1,
            (_, None, Some(suggestion), _) => self.people.entry(suggestion.person).or_default().suggested += 1,
            (_, None, None, Some(cluster)) => *groups.entry(cluster).or_default() += 1,
            (_, None, None, None) => self.alone += 1,
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "Photos      {}", self.photos)?;
        writeln!(out, "Faces       {}", self.faces)?;
        let people = self.people.iter().map(|(name, Faces { confirmed, suggested })| match suggested {
            0 => format!("{name}: {confirmed} confirmed"),
            _ => format!("{name}: {confirmed} confirmed, {suggested} suggested"),
        });
        list(out, "People", self.people.len(), people)?;
        let grouped: usize = self.groups.iter().sum();
        writeln!(out, "Groups      {} of unknown people, {grouped} faces", self.groups.len())?;
        if !self.groups.is_empty() {
            let sizes: Vec<_> = self.groups.iter().take(SHOWN).map(ToString::to_string).collect();
            let more = if self.groups.len() > SHOWN { ", …" } else { "" };
            writeln!(out, "            with {}{more} faces", sizes.join(", "))?;
        }
        writeln!(out, "Alone       {} unknown faces that resemble no other", self.alone)?;
        if self.ignored > 0 {
            writeln!(out, "Ignored     {}", self.ignored)?;
        }
        let unreadable = self.unreadable.iter().map(|(photo, reason)| format!("{photo}: {reason}"));
        list(out, "Unreadable", self.unreadable.len(), unreadable)
    }
}

/// A heading with a count, then the first entries.
fn list(
    out: &mut fmt::Formatter<'_>,
    heading: &str,
    count: usize,
    entries: impl Iterator<Item = String>,
) -> fmt::Result {
    writeln!(out, "{heading:<11} {count}")?;
    for entry in entries.take(SHOWN) {
        writeln!(out, "            {entry}")?;
    }
    if count > SHOWN {
        writeln!(out, "            and {} more", count - SHOWN)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = concat!(
        r#"{"photo":"a.jpg","root":"/p","width":4,"height":3,"error":null,"faces":["#,
        r#"{"id":"1","state":"confirmed","person":"Anna","suggestion":null,"cluster":null},"#,
        r#"{"id":"2","state":"unknown","person":null,"suggestion":null,"cluster":"7"},"#,
        r#"{"id":"3","state":"unknown","person":null,"suggestion":null,"cluster":null}]}"#,
        "\n",
        r#"{"photo":"b.jpg","root":"/p","width":4,"height":3,"error":null,"faces":["#,
        r#"{"id":"4","state":"suggested","person":null,"suggestion":{"person":"Anna","similarity":0.6},"cluster":null},"#,
        r#"{"id":"5","state":"unknown","person":null,"suggestion":null,"cluster":"7"},"#,
        r#"{"id":"6","state":"ignored","person":null,"suggestion":null,"cluster":null,"reason":"ignored"}]}"#,
        "\n",
        r#"{"photo":"broken.jpg","root":"/p","width":0,"height":0,"error":"cut short","faces":[]}"#,
        "\n",
    );

    #[test]
    fn every_face_is_counted_once() {
        let summary = Summary::of(LINES).unwrap();
        assert_eq!((summary.photos, summary.faces), (3, 6));
        assert_eq!(summary.people["Anna"], Faces { confirmed: 1, suggested: 1 });
        assert_eq!(summary.groups, [2]);
        assert_eq!((summary.alone, summary.ignored), (1, 1));
    }

    #[test]
    fn the_faces_of_a_copied_photo_count_once() {
        let copied = LINES.to_owned() + &LINES.lines().next().unwrap().replace("a.jpg", "copy.jpg");
        let summary = Summary::of(&copied).unwrap();
        assert_eq!((summary.photos, summary.faces), (4, 6));
        assert_eq!((summary.people["Anna"].confirmed, summary.alone), (1, 1));
    }

    #[test]
    fn the_summary_names_people_groups_and_reasons() {
        let text = Summary::of(LINES).unwrap().to_string();
        for part in ["Anna: 1 confirmed, 1 suggested", "1 of unknown people, 2 faces", "broken.jpg: cut short"] {
            assert!(text.contains(part), "{part} in\n{text}");
        }
    }

    #[test]
    fn long_lists_are_cut_and_say_so() {
        let line = r#"{"photo":"x.jpg","error":"empty file","faces":[]}"#;
        let text = Summary::of(&[line; SHOWN + 3].join("\n")).unwrap().to_string();
        assert_eq!(text.matches("x.jpg: empty file").count(), SHOWN);
        assert!(text.contains("and 3 more"), "{text}");
    }

    #[test]
    fn a_line_that_is_no_photo_is_an_error() {
        assert!(Summary::of("{\"photo\": 3}").is_err());
    }
}
