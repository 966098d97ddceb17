//! People among the keywords, as digiKam has them: the path `People/Name`, or wherever below `People` the name stands already.

use std::collections::BTreeSet;

use kith_domain::{KeywordPath, only_repeating};

use super::words::KeywordWish;
use super::{Wish, key, names};
use crate::keywords::Keyword;

/// The outermost part of the hierarchy.
const ROOT: &str = "People";

/// How the keywords of a file must change, with those of its people.
#[derive(Debug)]
pub(super) struct KeywordChange {
    added: Vec<KeywordPath>,
    removed: Vec<KeywordPath>,
}

impl KeywordChange {
    /// What is wished, and where people are to be keywords too: whoever is wanted comes in, and whoever is taken out of the file
    /// leaves its keywords. What the person said of a keyword goes before. `there` reads what the file says.
    pub(super) fn of(wish: Wish<'_>, there: impl FnOnce() -> Vec<Keyword>) -> Self {
        let (added, removed) = (wish.keywords.added.to_vec(), wish.keywords.removed.to_vec());
        if !wish.people_as_keywords {
            return Self { added, removed };
        }
        let there: Vec<KeywordPath> = there().iter().filter_map(|keyword| KeywordPath::new(&keyword.path)).collect();
        let (new, gone) = (new(wish, &there), gone(wish, &there));
        Self { added: [added, new].concat(), removed: [removed, gone].concat() }
    }

    pub(super) fn wish(&self) -> KeywordWish<'_> {
        KeywordWish { added: &self.added, removed: &self.removed }
    }
}

/// Everybody with a face who is no keyword yet.
fn new(wish: Wish<'_>, there: &[KeywordPath]) -> Vec<KeywordPath> {
    let known: BTreeSet<String> = there.iter().filter_map(person).collect();
    let refused: BTreeSet<String> = wish.keywords.removed.iter().map(KeywordPath::key).collect();
    let has_room = |name: &&str| !name.contains('/') || !name.contains('|');
    let names = names::with_faces(wish.wanted).into_iter().filter(|name| !known.contains(&key(name)));
    let paths = names.filter(has_room).filter_map(|name| KeywordPath::new(&[ROOT, name]));
    paths.filter(|path| !refused.contains(&path.key())).collect()
}

/// Whoever is not in the file any more, with the words that only repeated a part of the path.
fn gone(wish: Wish<'_>, there: &[KeywordPath]) -> Vec<KeywordPath> {
    let wanted: BTreeSet<String> = names::all(wish.wanted).into_iter().map(key).collect();
    let base: BTreeSet<String> = names::all(wish.base).into_iter().map(key).collect();
    let asked: BTreeSet<String> = wish.keywords.added.iter().map(KeywordPath::key).collect();
    let is_gone = |path: &KeywordPath| {
        person(path).is_some_and(|name| base.contains(&name) && !wanted.contains(&name)) && !asked.contains(&path.key())
    };
    let (gone, kept): (Vec<_>, Vec<_>) = there.iter().cloned().partition(is_gone);
    let kept: Vec<_> = kept.into_iter().filter(|path| path.parts().len() > 1).collect();
    let repeating = only_repeating(there, &gone, &[kept, wish.keywords.added.to_vec()].concat());
    [gone, repeating].concat()
}

/// What tells apart the person that a path stands for, if it stands for one.
fn person(path: &KeywordPath) -> Option<String> {
    let [root, .., name] = path.parts() else { return None };
    (key(root) == key(ROOT)).then(|| key(name))
}
