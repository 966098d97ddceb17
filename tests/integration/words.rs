//! The person's words survive everything: decisions, undo, scans, turned, moved and copied photos, drives that are away.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use kith_app::Kith;
use kith_app::inner::{Decision, FaceUuid, Lifetime, Link, Mode, Orientation, PartialDate, PersonName, Said};
use kith_app::scan::{Control, ScanRequest};
use kith_tests::album::Album;
use kith_tests::fakes::FakeEyes;
use proptest::prelude::*;

const NAMES: [&str; 3] = ["Anna", "Ben", "Cem"];
const PHOTOS: usize = 4;
const FACES: usize = 2 * PHOTOS;

#[derive(Debug, Clone)]
enum Act {
    Confirm(usize, usize),
    Reject(usize, usize),
    Ignore(usize),
    NotAFace(usize),
    Stranger(usize),
    Later(usize),
    Link(usize, usize, Link),
    Clear(usize),
    Rename(usize, usize),
    Merge(usize, usize),
    Dates(usize, Lifetime),
    KeyFace(usize, usize),
    Hide(usize, bool),
    Undo,
    Redo,
    Scan { again: bool },
    Turn(usize, u32),
    Move(usize),
    Copy(usize),
    Unplug,
    PlugIn,
}

/// What the words should be: the rules once more, as plainly as they can be said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Words {
    verdicts: BTreeMap<usize, Said>,
    rejected: BTreeSet<(usize, &'static str)>,
    links: BTreeMap<(usize, usize), Link>,
    later: BTreeSet<usize>,
    people: BTreeMap<&'static str, About>,
}

/// What is said of a person alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct About {
    life: Lifetime,
    picture: Option<usize>,
    hidden: bool,
}

impl Words {
    /// The face that was chosen as the picture of somebody, as long as it is them.
    fn picture(&self, name: &str) -> Option<usize> {
        let is = Said::Is(PersonName::new(name).unwrap());
        self.people.get(name)?.picture.filter(|face| self.verdicts.get(face) == Some(&is))
    }

    fn holds(&mut self, act: &Act) -> bool {
        let is = |name: &str| Said::Is(PersonName::new(name).unwrap());
        let elsewhere = |words: &Self, face: usize, name| words.verdicts.get(&(face ^ 1)) == Some(&is(name));
        match *act {
            Act::Confirm(face, n) => {
                if elsewhere(self, face, NAMES[n]) {
                    return false;
                }
                self.people.entry(NAMES[n]).or_default();
                self.rejected.remove(&(face, NAMES[n]));
                self.verdicts.insert(face, is(NAMES[n]));
            }
            Act::Reject(face, n) => {
                self.people.entry(NAMES[n]).or_default();
                self.rejected.insert((face, NAMES[n]));
                if self.verdicts.get(&face) == Some(&is(NAMES[n])) {
                    self.verdicts.remove(&face);
                }
            }
            Act::Ignore(face) => drop(self.verdicts.insert(face, Said::Ignored)),
            Act::NotAFace(face) => drop(self.verdicts.insert(face, Said::NotAFace)),
            Act::Stranger(face) => drop(self.verdicts.insert(face, Said::Stranger)),
            Act::Later(face) => drop(self.later.insert(face)),
            Act::Link(a, b, link) => {
                let one_photo = a / 2 == b / 2;
                if a == b || one_photo && link == Link::Same {
                    return false;
                }
                self.links.insert((a.min(b), a.max(b)), link);
            }
            Act::Clear(face) => drop(self.verdicts.remove(&face)),
            Act::Rename(from, to) | Act::Merge(from, to) => {
                let (from, to, merge) = (NAMES[from], NAMES[to], matches!(act, Act::Merge(..)));
                if !self.people.contains_key(from)
                    || self.people.contains_key(to) != (merge || from == to)
                    || merge && from == to
                {
                    return false;
                }
                let picture = self.picture(to).or(self.picture(from));
                let moving: Vec<usize> = (0..FACES).filter(|f| self.verdicts.get(f) == Some(&is(from))).collect();
                if from != to && moving.iter().any(|face| elsewhere(self, *face, to)) {
                    return false;
                }
                self.verdicts.extend(moving.iter().map(|face| (*face, is(to))));
                let rejected: Vec<usize> = (0..FACES).filter(|f| self.rejected.remove(&(*f, from))).collect();
                self.rejected.extend(rejected.iter().map(|face| (*face, to)));
                self.rejected.retain(|(face, name)| *name != to || self.verdicts.get(face) != Some(&is(to)));
                let about = self.people.remove(from).unwrap_or_default();
                let both = |kept: &About| About {
                    life: kept.life.or(about.life),
                    picture: picture.or(kept.picture),
                    hidden: kept.hidden,
                };
                let kept = self.people.get(to).map_or(about, both);
                self.people.insert(to, kept);
            }
            Act::Dates(n, life) => match self.people.get_mut(NAMES[n]) {
                Some(about) if life.is_possible() => about.life = life,
                _ => return false,
            },
            Act::KeyFace(n, face) => match self.people.get_mut(NAMES[n]) {
                Some(about) if self.verdicts.get(&face) == Some(&is(NAMES[n])) => about.picture = Some(face),
                _ => return false,
            },
            Act::Hide(n, hidden) => match self.people.get_mut(NAMES[n]) {
                Some(about) => about.hidden = hidden,
                None => return false,
            },
            _ => return true,
        }
        true
    }
}

/// The same things done to a library and to the model.
struct World {
    kith: Kith,
    album: Album,
    faces: Vec<FaceUuid>,
    places: Vec<PathBuf>,
    copies: usize,
    now: Words,
    before: Vec<Words>,
    after: Vec<Words>,
}

impl World {
    async fn new() -> Self {
        let album = Album::new();
        let places: Vec<PathBuf> = (0..PHOTOS).map(|k| PathBuf::from(format!("{}/{k}.jpg", k % 2))).collect();
        for (k, place) in places.iter().enumerate() {
            album.paint(place, &[2 * k, 2 * k + 1]);
        }
        let kith = Kith::open(&album.library(), Some(Arc::new(FakeEyes::default()))).await.unwrap();
        let mut world = Self {
            kith,
            album,
            faces: Vec::new(),
            places,
            copies: 0,
            now: Words::default(),
            before: Vec::new(),
            after: Vec::new(),
        };
        world.scan(false).await;
        world.faces = world.faces_by_person().await;
        world
    }

    /// The faces in the order of the people who were painted.
    async fn faces_by_person(&self) -> Vec<FaceUuid> {
        let mut faces = Vec::new();
        let collect = |line: kith_app::browse::PhotoLine| {
            let mut of_photo: Vec<_> = line.faces.iter().map(|f| (f.rect.x(), f.id)).collect();
            of_photo.sort_by(|a, b| a.0.total_cmp(&b.0));
            faces.push((line.photo, of_photo));
            Ok::<(), kith_app::AppError>(())
        };
        kith_app::browse::photo_lines(self.kith.library(), false, false, collect).await.unwrap();
        faces.sort_by_key(|(photo, _)| photo.rsplit('/').next().unwrap().to_owned());
        let faces: Vec<FaceUuid> = faces.into_iter().flat_map(|(_, f)| f).map(|(_, id)| id).collect();
        assert_eq!(faces.len(), FACES, "every painted face is found");
        faces
    }

    async fn scan(&self, again: bool) {
        let request = ScanRequest { paths: vec![self.album.root()], mode: Mode::Balanced, again, jobs: Some(2) };
        self.kith.scan(&request, &Arc::new(Control::default()), |_| ()).await.unwrap();
    }

    async fn act(&mut self, act: &Act) {
        match act {
            Act::Undo => self.undo().await,
            Act::Redo => self.redo().await,
            Act::Scan { again } => self.scan(*again).await,
            Act::Turn(photo, exif) => {
                self.on_disk(|w| w.album.turn(&w.places[*photo], Orientation::from_exif(*exif)));
            }
            Act::Move(photo) => {
                let to = PathBuf::from(format!("moved/{photo}-{}.jpg", self.copies));
                self.copies += 1;
                self.on_disk(|w| w.album.rename(&w.places[*photo], &to));
                if self.album.is_online() {
                    self.places[*photo] = to;
                }
            }
            Act::Copy(photo) => {
                let to = PathBuf::from(format!("copies/{photo}-{}.jpg", self.copies));
                self.copies += 1;
                self.on_disk(|w| w.album.copy(&w.places[*photo], &to));
            }
            Act::Unplug => self.album.unplug(),
            Act::PlugIn => self.album.plug_in(),
            decision => self.decide(decision).await,
        }
    }

    fn on_disk(&self, change: impl Fn(&Self)) {
        if self.album.is_online() {
            change(self);
        }
    }

    async fn decide(&mut self, act: &Act) {
        let mut expected = self.now.clone();
        let holds = expected.holds(act);
        let done = self.kith.decide(&[self.decision(act).await]).await;
        assert_eq!(done.is_ok(), holds, "{act:?}: {done:?}");
        if holds && expected != self.now {
            self.before.push(std::mem::replace(&mut self.now, expected));
            self.after.clear();
        }
    }

    async fn decision(&self, act: &Act) -> Decision {
        let name = |n: &usize| PersonName::new(NAMES[*n]).unwrap();
        let allow_twice = false;
        match act {
            Act::Confirm(f, n) => Decision::Confirm { face: self.id(*f).await, person: name(n), allow_twice },
            Act::Reject(f, n) => Decision::Reject { face: self.id(*f).await, person: name(n) },
            Act::Ignore(f) => Decision::Ignore { face: self.id(*f).await },
            Act::NotAFace(f) => Decision::NotAFace { face: self.id(*f).await },
            Act::Stranger(f) => Decision::Stranger { face: self.id(*f).await },
            Act::Later(f) => Decision::Later { face: self.id(*f).await },
            Act::Link(a, b, link) => Decision::Link { face: self.id(*a).await, other: self.id(*b).await, link: *link },
            Act::Clear(f) => Decision::Clear { face: self.id(*f).await },
            Act::Rename(a, b) => Decision::Rename { person: name(a), to: name(b) },
            Act::Merge(a, b) => Decision::Merge { person: name(a), into: name(b), allow_twice },
            Act::Dates(n, life) => Decision::Dates { person: name(n), life: *life },
            Act::KeyFace(n, f) => Decision::KeyFace { person: name(n), face: self.id(*f).await },
            Act::Hide(n, hidden) => Decision::Hide { person: name(n), hidden: *hidden },
            other => unreachable!("{other:?} is no decision"),
        }
    }

    async fn id(&self, face: usize) -> kith_app::inner::FaceId {
        self.kith.library().face_by_uuid(self.faces[face]).await.unwrap().expect("a face keeps its id")
    }

    async fn undo(&mut self) {
        let undone = self.kith.undo(1).await.unwrap();
        assert_eq!(undone as usize, self.before.len().min(1));
        if let Some(words) = self.before.pop() {
            self.after.push(std::mem::replace(&mut self.now, words));
        }
    }

    async fn redo(&mut self) {
        let redone = self.kith.redo(1).await.unwrap();
        assert_eq!(redone as usize, self.after.len().min(1));
        if let Some(words) = self.after.pop() {
            self.before.push(std::mem::replace(&mut self.now, words));
        }
    }

    async fn assert_same(&self, after: &Act) {
        let words = self.kith.library().words().await.unwrap();
        let said: BTreeSet<(FaceUuid, Said)> = words.into_iter().map(|word| (word.face, word.said)).collect();
        let verdicts = self.now.verdicts.iter().map(|(f, said)| (self.faces[*f], said.clone()));
        let rejected =
            self.now.rejected.iter().map(|(f, name)| (self.faces[*f], Said::IsNot(PersonName::new(name).unwrap())));
        let of_two = |((a, b), link): (&(usize, usize), &Link)| {
            [(*a, *b), (*b, *a)].map(|(one, other)| (self.faces[one], Said::With(self.faces[other], *link)))
        };
        let links = self.now.links.iter().flat_map(of_two);
        let later = self.now.later.iter().map(|face| (self.faces[*face], Said::Later));
        let expected = verdicts.chain(rejected).chain(links).chain(later).collect();
        assert_eq!(said, expected, "after {after:?}");
        let people = self.kith.library().people().await.unwrap();
        let lives = people.iter().map(|p| (p.name.to_string(), p.life, p.hidden));
        let expected = self.now.people.iter().map(|(name, about)| ((*name).to_owned(), about.life, about.hidden));
        assert_eq!(lives.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "after {after:?}");
        for person in people {
            let chosen = self.now.picture(person.name.as_str()).map(|face| self.faces[face]);
            let shown = person.key_face.map(|(face, _)| face);
            assert!(chosen.is_none() || shown == chosen, "{chosen:?} is not {shown:?} after {after:?}");
        }
    }
}

fn date() -> impl Strategy<Value = Option<PartialDate>> {
    prop::option::of(prop::sample::select(vec!["1984", "1984-05", "2010-12-31"]).prop_map(|text| text.parse().unwrap()))
}

fn any_act() -> impl Strategy<Value = Act> {
    let (face, name, photo) = (|| 0..FACES, || 0..NAMES.len(), || 0..PHOTOS);
    prop_oneof![
        4 => (face(), name()).prop_map(|(f, n)| Act::Confirm(f, n)),
        2 => (face(), name()).prop_map(|(f, n)| Act::Reject(f, n)),
        1 => face().prop_map(Act::Ignore),
        1 => face().prop_map(Act::NotAFace),
        1 => face().prop_map(Act::Stranger),
        1 => face().prop_map(Act::Later),
        2 => (face(), face(), prop::sample::select(vec![Link::Same, Link::Different, Link::Unsure]))
            .prop_map(|(a, b, link)| Act::Link(a, b, link)),
        1 => face().prop_map(Act::Clear),
        1 => (name(), name()).prop_map(|(a, b)| Act::Rename(a, b)),
        1 => (name(), name()).prop_map(|(a, b)| Act::Merge(a, b)),
        2 => (name(), date(), date()).prop_map(|(n, born, died)| Act::Dates(n, Lifetime { born, died })),
        3 => (name(), face()).prop_map(|(n, f)| Act::KeyFace(n, f)),
        2 => (name(), any::<bool>()).prop_map(|(n, hidden)| Act::Hide(n, hidden)),
        2 => Just(Act::Undo),
        2 => Just(Act::Redo),
        3 => any::<bool>().prop_map(|again| Act::Scan { again }),
        1 => (photo(), 1u32..=8).prop_map(|(p, o)| Act::Turn(p, o)),
        1 => photo().prop_map(Act::Move),
        1 => photo().prop_map(Act::Copy),
        1 => Just(Act::Unplug),
        2 => Just(Act::PlugIn),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_happens_to_photos_changes_what_was_said(acts in prop::collection::vec(any_act(), 1..40)) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let mut world = World::new().await;
            for act in &acts {
                world.act(act).await;
                world.assert_same(act).await;
            }
            world.album.plug_in();
            world.scan(true).await;
            world.assert_same(&Act::Scan { again: true }).await;
            assert_eq!(world.faces_of_live_photos().await, world.faces.iter().copied().collect::<BTreeSet<_>>());
            assert_eq!(world.kith.problems().await.unwrap(), []);
        });
    }
}

impl World {
    async fn faces_of_live_photos(&self) -> BTreeSet<FaceUuid> {
        let mut faces = BTreeSet::new();
        let collect = |line: kith_app::browse::PhotoLine| {
            faces.extend(line.faces.iter().map(|face| face.id));
            Ok::<(), kith_app::AppError>(())
        };
        kith_app::browse::photo_lines(self.kith.library(), false, false, collect).await.unwrap();
        faces
    }
}
