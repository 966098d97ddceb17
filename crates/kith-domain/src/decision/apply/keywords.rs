//! What is said of keywords: of one photo, or of all photos that have one.

use super::super::facts::Holding;
use super::{Change, Maker, Refusal};
use crate::{KeywordPath, PhotoId};

impl Maker<'_> {
    pub(super) fn keyword(&mut self, photo: PhotoId, keyword: &KeywordPath, has: bool) -> Result<(), Refusal> {
        let holding = self.facts.holding(photo, keyword).ok_or(Refusal::NoSuchPhoto(photo))?;
        match (has, holding) {
            (true, Holding::Without) => {
                // A word of its own that is a part of the new path stands for itself again when that is taken back.
                for key in keyword.repeated() {
                    if let Some(keyword) = self.known_keyword(photo, &key) {
                        self.make(Change::Keyword { photo, keyword, after: false });
                    }
                }
                self.make(Change::Keyword { photo, keyword: keyword.clone(), after: true });
            }
            (false, Holding::Own) => {
                let keyword = self.known_keyword(photo, &keyword.key()).unwrap_or_else(|| keyword.clone());
                self.make(Change::Keyword { photo, keyword, after: false });
            }
            _ => {}
        }
        Ok(())
    }

    /// A keyword of a photo as it is written there.
    fn known_keyword(&self, photo: PhotoId, key: &str) -> Option<KeywordPath> {
        self.facts.keywords.get(&photo)?.get(key).cloned()
    }

    pub(super) fn rename_keyword(
        &mut self,
        keyword: &KeywordPath,
        to: &KeywordPath,
        merge: bool,
    ) -> Result<(), Refusal> {
        let held = self.held(keyword)?;
        if to.key() == keyword.key() {
            return Ok(());
        }
        if to.is_within(keyword) {
            return Err(Refusal::KeywordBelowItself(keyword.clone()));
        }
        if !merge && (keyword.is_within(to) || self.facts.held_within(to).next().is_some()) {
            return Err(Refusal::KeywordTaken(to.clone()));
        }
        let new = |(photo, old): &(PhotoId, KeywordPath)| old.moved(keyword, to).map(|new| (*photo, new));
        let moved: Option<Vec<_>> = held.iter().map(new).collect();
        let moved = moved.ok_or_else(|| Refusal::KeywordTooDeep(to.clone()))?;
        // What one is to be called may be what another was called.
        for (photo, old) in held {
            self.keyword(photo, &old, false)?;
        }
        for (photo, new) in moved {
            self.keyword(photo, &new, true)?;
        }
        Ok(())
    }

    pub(super) fn delete_keyword(&mut self, keyword: &KeywordPath) -> Result<(), Refusal> {
        for (photo, held) in self.held(keyword)? {
            self.keyword(photo, &held, false)?;
        }
        Ok(())
    }

    /// What photos have of a keyword and of all that lies below it.
    fn held(&self, keyword: &KeywordPath) -> Result<Vec<(PhotoId, KeywordPath)>, Refusal> {
        let held: Vec<_> = self.facts.held_within(keyword).map(|(photo, held)| (photo, held.clone())).collect();
        if held.is_empty() { Err(Refusal::NoSuchKeyword(keyword.clone())) } else { Ok(held) }
    }
}
