//! People among the keywords, as digiKam has them: the path `People/Name`, or wherever below `People` the name stands already.

use std::collections::{BTreeMap, BTreeSet};

use kith_domain::{KeywordPath, only_repeating};

use super::list::SAME_PLACE;
use super::words::KeywordWish;
use super::{Wish, key, names};
use crate::keywords::Keyword;

/// The outermost part of the hierarchy.
const ROOT: &str = "People";

/// How people are written among the keywords of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PersonWords<'a> {
    /// Whether people are to be keywords.
    pub are_wanted: bool,
    /// What Kith put into the file for people: only this, and paths of people below `People`, may it take out.
    pub ours: &'a [KeywordPath],
}

/// How the keywords of a file must change, with those of its people.
#[derive(Debug, Default)]
pub(super) struct KeywordChange {
    added: Vec<KeywordPath>,
    removed: Vec<KeywordPath>,
    /// What is Kith's then.
    pub(super) ours: Vec<KeywordPath>,
}

impl KeywordChange {
    /// What is wished, and what becomes of people who are keywords: whoever is wanted comes in, and whoever is taken out of the
    /// file leaves its keywords. What the person said of a keyword goes before. `there` reads what the file says.
    pub(super) fn of(wish: Wish<'_>, there: impl FnOnce() -> Vec<Keyword>) -> Self {
        let KeywordWish { kept, added, removed } = wish.keywords;
        let PersonWords { are_wanted, ours } = wish.person_words;
        if !are_wanted && ours.is_empty() {
            return Self { added: [kept, added].concat(), removed: removed.to_vec(), ours: Vec::new() };
        }
        let said = there();
        let there: Vec<KeywordPath> = said.iter().filter_map(|keyword| KeywordPath::new(&keyword.path)).collect();
        let people = PeopleThere { wish, there: [kept, &there].concat() };
        let gone = people.gone();
        let fresh = if are_wanted { people.fresh() } else { Vec::new() };
        let ours = ours_then(&people, &gone, &fresh);
        let kept: Vec<KeywordPath> = without(kept, &gone);
        let repeated: Vec<KeywordPath> = fresh.iter().map(KeywordPath::word).collect();
        let removed = [without(removed, &repeated), without(&gone, &repeated)].concat();
        Self { added: [kept, added.to_vec(), fresh].concat(), removed, ours }
    }

    pub(super) fn wish(&self) -> KeywordWish<'_> {
        KeywordWish { kept: &[], added: &self.added, removed: &self.removed }
    }
}

/// The words that are not among others.
fn without(words: &[KeywordPath], others: &[KeywordPath]) -> Vec<KeywordPath> {
    let others = keys(others);
    words.iter().filter(|word| !others.contains(&word.key())).cloned().collect()
}

fn keys(words: &[KeywordPath]) -> BTreeSet<String> {
    words.iter().map(KeywordPath::key).collect()
}

/// What Kith put in before and puts in now, without what others said too.
fn ours_then(people: &PeopleThere<'_>, gone: &[KeywordPath], new: &[KeywordPath]) -> Vec<KeywordPath> {
    let before = without(&without(people.wish.person_words.ours, gone), people.wish.keywords.added);
    let words: Vec<KeywordPath> = new.iter().flat_map(|path| [path.clone(), path.word()]).collect();
    let fresh = without(&without(&words, &without(&people.there, gone)), people.wish.keywords.added);
    let mut known = BTreeSet::new();
    [before, fresh].concat().into_iter().filter(|word| known.insert(word.key())).collect()
}

/// A file with its keywords, and with those that a new list of it is to have.
struct PeopleThere<'a> {
    wish: Wish<'a>,
    there: Vec<KeywordPath>,
}

impl PeopleThere<'_> {
    /// Everybody with a face who is no keyword yet.
    fn fresh(&self) -> Vec<KeywordPath> {
        let known: BTreeSet<String> = self.there.iter().filter_map(person).collect();
        let refused = keys(self.wish.keywords.removed);
        let places = self.places();
        // A name with both has no room in any list.
        let has_room = |name: &&str| !name.contains('/') || !name.contains('|');
        let names = names::with_faces(self.wish.wanted).into_iter().filter(|name| !known.contains(&key(name)));
        let path = |name: &str| {
            let above = places.get(&key(name)).cloned().unwrap_or_else(|| vec![ROOT.to_owned()]);
            KeywordPath::new(&[above, vec![name.to_owned()]].concat())
        };
        let paths = names.filter(has_room).filter_map(path);
        paths.filter(|path| !refused.contains(&path.key())).collect()
    }

    /// Whoever is not in the file any more: what Kith put in for them, and the paths that other programs gave them, with the words
    /// that only repeated a part of these.
    fn gone(&self) -> Vec<KeywordPath> {
        let wanted: BTreeSet<String> = names::all(self.wish.wanted).into_iter().map(key).collect();
        let stays = |word: &KeywordPath| word.parts().last().is_some_and(|name| wanted.contains(&key(name)));
        let ours: Vec<KeywordPath> = self.wish.person_words.ours.iter().filter(|word| !stays(word)).cloned().collect();
        let foreign = without(&self.foreign(), &ours);
        let kept: Vec<KeywordPath> = without(&self.there, &foreign).into_iter().filter(is_path).collect();
        let kept = [kept, self.wish.keywords.added.to_vec()].concat();
        let repeating = only_repeating(&self.there, &foreign, &kept);
        without(&[ours, foreign, repeating].concat(), self.wish.keywords.added)
    }

    /// The paths of people who leave the file, which may come from another program.
    fn foreign(&self) -> Vec<KeywordPath> {
        if !self.wish.person_words.are_wanted {
            return Vec::new();
        }
        let wanted: BTreeSet<String> = names::all(self.wish.wanted).into_iter().map(key).collect();
        let base: BTreeSet<String> = names::all(self.wish.base).into_iter().map(key).collect();
        let above: BTreeSet<String> = self.there.iter().flat_map(KeywordPath::above).map(|path| path.key()).collect();
        // What has others below it is no person.
        let is_gone = |path: &&KeywordPath| {
            let left = person(path).is_some_and(|name| base.contains(&name) && !wanted.contains(&name));
            left && !above.contains(&path.key())
        };
        self.there.iter().filter(is_gone).cloned().collect()
    }

    /// Where those stand who have a new name: in the place of the old one.
    fn places(&self) -> BTreeMap<String, Vec<String>> {
        let mut places = BTreeMap::new();
        for path in self.foreign() {
            let Some((old, above)) = path.parts().split_last() else { continue };
            let mut before = self.wish.base.faces.iter().filter(|face| key(&face.name) == key(old));
            let now =
                before.find_map(|old| self.wish.wanted.faces.iter().find(|new| new.rect.iou(old.rect) >= SAME_PLACE));
            if let Some(now) = now {
                places.insert(key(&now.name), above.to_vec());
            }
        }
        places
    }
}

fn is_path(word: &KeywordPath) -> bool {
    word.parts().len() > 1
}

/// What tells apart the person that a path stands for, if it stands for one.
fn person(path: &KeywordPath) -> Option<String> {
    let [root, .., name] = path.parts() else { return None };
    (key(root) == key(ROOT)).then(|| key(name))
}
