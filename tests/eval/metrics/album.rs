//! Whether the right names are suggested in an album in which some faces are confirmed, and what is left to do for its person.
//!
//! - *Probes* are labelled faces of people who have a confirmed face. Each is right, wrong, nameless, or not found at all. The
//!   other faces of its photo are not judged, but for one thing: the probe's name on a second face is a false name.
//! - *Strangers* are labelled faces of people who have none; where the label has no box, all faces of the photo are strangers.
//!   Any name on them is false, and so is one on a photo of nobody.
//! - *Recall* is right / probes, *precision* right / all names that were judged.
//! - *Corrections* are what it takes until every probe has its name and nothing has a false one: 1 for each wrong, nameless or
//!   missing probe, 1 for each false name, and, when confirming counts, 1 for each person with a right suggestion to confirm
//!   (all at once). They are given for 100 probes.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::gold::{Label, Role};
use super::lines::{Face, Photo, Photos, State};
use super::share;

/// What became of the labelled faces.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Album {
    /// People who have a confirmed face.
    pub(crate) people: usize,
    pub(crate) probes: usize,
    pub(crate) right: usize,
    pub(crate) wrong: usize,
    pub(crate) nameless: usize,
    pub(crate) missing: usize,
    /// People with a right suggestion that is not confirmed.
    pub(crate) confirmable: usize,
    /// Second faces with the name of a probe of their photo.
    pub(crate) doubles: usize,
    /// Those that were found.
    pub(crate) strangers: usize,
    pub(crate) strangers_named: usize,
    pub(crate) empty_photos: usize,
    pub(crate) empty_photo_faces: usize,
    pub(crate) empty_photo_names: usize,
}

impl Album {
    pub(crate) fn recall(&self) -> Option<f64> {
        share(self.right, self.probes)
    }

    pub(crate) fn precision(&self) -> Option<f64> {
        share(self.right, self.right + self.wrong + self.false_names())
    }

    /// The share of strangers that were given a name.
    pub(crate) fn strangers_named(&self) -> Option<f64> {
        share(self.strangers_named, self.strangers)
    }

    /// Corrections for 100 probes.
    pub(crate) fn corrections(&self, confirming: bool) -> Option<f64> {
        let confirming = if confirming { self.confirmable } else { 0 };
        share(100 * (self.wrong + self.nameless + self.missing + self.false_names() + confirming), self.probes)
    }

    /// What confirming alone would take if all names were right, for 100 probes.
    pub(crate) fn confirm_floor(&self) -> Option<f64> {
        share(100 * self.people, self.probes)
    }

    fn false_names(&self) -> usize {
        self.doubles + self.strangers_named + self.empty_photo_names
    }
}

/// Judges what Kith printed of an album by its labels.
pub(crate) fn judge(photos: &Photos, labels: &[Label]) -> Album {
    let mut judge = Judge::new(photos, labels);
    for label in labels {
        judge.label(label);
    }
    judge.rest_of_strangers(labels);
    Album { people: judge.enrolled.len(), confirmable: judge.confirmable.len(), ..judge.album }
}

struct Judge<'a> {
    photos: &'a Photos,
    enrolled: BTreeSet<&'a str>,
    /// Faces that were judged by themselves, by photo.
    judged: BTreeMap<&'a str, BTreeSet<&'a str>>,
    confirmable: BTreeSet<&'a str>,
    album: Album,
}

impl<'a> Judge<'a> {
    fn new(photos: &'a Photos, labels: &'a [Label]) -> Self {
        let enrolled = labels.iter().filter(|label| label.role == Role::Enrol);
        Self {
            photos,
            enrolled: enrolled.filter_map(|label| label.person.as_deref()).collect(),
            judged: BTreeMap::new(),
            confirmable: BTreeSet::new(),
            album: Album::default(),
        }
    }

    fn label(&mut self, label: &'a Label) {
        let photo = self.photos.get(&label.photo);
        match label.role {
            Role::Enrol => {}
            Role::NoFace => self.nobody(photo),
            Role::Stranger if label.rect.is_none() => {}
            Role::Probe | Role::Stranger => {
                let face = photo.and_then(|photo| label.face(photo));
                if let Some(face) = face {
                    self.judged.entry(&label.photo).or_default().insert(&face.id);
                }
                match label.person.as_deref().filter(|person| self.enrolled.contains(person)) {
                    Some(person) if label.role == Role::Probe => self.probe(person, face, photo),
                    // The name of a probe who has no confirmed face cannot be suggested.
                    _ => self.stranger(face),
                }
            }
        }
    }

    fn nobody(&mut self, photo: Option<&Photo>) {
        self.album.empty_photos += 1;
        for face in photo.into_iter().flat_map(Photo::shown) {
            self.album.empty_photo_faces += 1;
            self.album.empty_photo_names += usize::from(face.name().is_some());
        }
    }

    fn probe(&mut self, person: &'a str, face: Option<&Face>, photo: Option<&Photo>) {
        self.album.probes += 1;
        let Some(face) = face else {
            self.album.missing += 1;
            return;
        };
        match face.name() {
            None => self.album.nameless += 1,
            Some(name) if name != person => self.album.wrong += 1,
            Some(_) => {
                self.album.right += 1;
                if face.state != State::Confirmed {
                    self.confirmable.insert(person);
                }
            }
        }
        let others = photo.into_iter().flat_map(Photo::shown).filter(|other| other.id != face.id);
        self.album.doubles += others.filter(|other| other.name() == Some(person)).count();
    }

    fn stranger(&mut self, face: Option<&Face>) {
        if let Some(face) = face {
            self.album.strangers += 1;
            self.album.strangers_named += usize::from(face.name().is_some());
        }
    }

    /// All faces of the photos whose strangers have no box, once each.
    fn rest_of_strangers(&mut self, labels: &[Label]) {
        let without_box = labels.iter().filter(|label| label.role == Role::Stranger && label.rect.is_none());
        let names: BTreeSet<&str> = without_box.map(|label| label.photo.as_str()).collect();
        for photo in names {
            let judged = self.judged.get(photo).cloned().unwrap_or_default();
            for face in self.photos.get(photo).into_iter().flat_map(Photo::shown) {
                if !judged.contains(face.id.as_str()) {
                    self.stranger(Some(face));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metrics::lines::Rect;
    use crate::metrics::lines::tests::{face, photos};

    const LEFT: [f64; 4] = [0.0, 0.0, 0.4, 0.4];
    const RIGHT: [f64; 4] = [0.5, 0.0, 0.4, 0.4];

    fn label(photo: &str, role: Role, person: &str, rect: Option<[f64; 4]>) -> Label {
        let rect = rect.map(Rect::from);
        Label { photo: photo.to_owned(), role, person: Some(person.to_owned()), rect, cos: None }
    }

    fn probe(photo: &str, person: &str) -> Label {
        label(photo, Role::Probe, person, Some(LEFT))
    }

    fn near(a: Option<f64>, b: f64) -> bool {
        a.is_some_and(|a| (a - b).abs() < 1e-9)
    }

    /// Two people are enrolled, a third is not.
    fn labels() -> Vec<Label> {
        vec![
            label("0", Role::Enrol, "Ada", Some(LEFT)),
            label("0", Role::Enrol, "Grace", Some(RIGHT)),
            probe("right", "Ada"),
            probe("right again", "Ada"),
            probe("confirmed", "Grace"),
            probe("wrong", "Grace"),
            probe("nameless", "Grace"),
            probe("not found", "Grace"),
            probe("not there", "Grace"),
            probe("stranger", "Emmy"),
            label("stranger", Role::Stranger, "crowd", None),
            label("stranger", Role::Stranger, "crowd", None),
            label("empty", Role::NoFace, "", None),
        ]
    }

    fn answers() -> Photos {
        let confirmed = Face { state: State::Confirmed, person: Some("Grace".to_owned()), ..face("1", LEFT) };
        let ignored = Face { state: State::Ignored, ..face("3", LEFT) };
        photos([
            ("right", vec![face("1", LEFT).suggested("Ada"), face("2", RIGHT).suggested("Ada")]),
            ("right again", vec![face("1", LEFT).suggested("Ada"), face("2", RIGHT).suggested("Grace")]),
            ("confirmed", vec![confirmed]),
            ("wrong", vec![face("1", LEFT).suggested("Ada")]),
            ("nameless", vec![face("1", LEFT)]),
            ("not found", vec![face("1", RIGHT).suggested("Grace")]),
            ("stranger", vec![face("1", LEFT).suggested("Ada"), face("2", RIGHT), ignored]),
            ("empty", vec![face("1", LEFT).suggested("Ada"), face("2", RIGHT)]),
        ])
    }

    #[test]
    fn every_labelled_face_is_judged() {
        let album = judge(&answers(), &labels());
        let expected = Album {
            people: 2,
            probes: 7,
            right: 3,
            wrong: 1,
            nameless: 1,
            missing: 2,
            confirmable: 1,
            doubles: 1,
            strangers: 2,
            strangers_named: 1,
            empty_photos: 1,
            empty_photo_faces: 2,
            empty_photo_names: 1,
        };
        assert_eq!(album, expected);
        assert!(near(album.recall(), 3.0 / 7.0) && near(album.precision(), 3.0 / 7.0));
        assert!(near(album.strangers_named(), 0.5));
        // 1 wrong, 1 nameless, 2 missing, 3 false names, 1 person to confirm.
        assert!(near(album.corrections(false), 700.0 / 7.0) && near(album.corrections(true), 800.0 / 7.0));
        assert!(near(album.confirm_floor(), 200.0 / 7.0));
    }

    #[test]
    fn nothing_labelled_is_no_number() {
        let album = judge(&answers(), &[]);
        assert_eq!(album, Album::default());
        assert_eq!((album.recall(), album.precision(), album.corrections(true)), (None, None, None));
    }

    proptest! {
        #[test]
        fn the_order_of_labels_does_not_matter(order in Just(labels()).prop_shuffle()) {
            prop_assert_eq!(judge(&answers(), &order), judge(&answers(), &labels()));
        }
    }
}
