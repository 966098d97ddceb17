//! The faces that are held in memory: one place for each, with a row of numbers.

use kith_domain::{Embedding, FaceId, PhotoId};
use rustc_hash::FxHashMap;

use crate::product::Rows;

/// What a place holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Nothing.
    Free,
    /// A face for which someone is sought.
    Open,
    /// A face that teaches what a person looks like (an index of people).
    Teaches(u32),
}

/// No place: the end of a chain.
const END: u32 = u32::MAX;

/// All faces by their places.
#[derive(Debug, Default)]
pub(crate) struct Faces {
    pub(crate) rows: Rows,
    pub(crate) ids: Vec<FaceId>,
    pub(crate) photos: Vec<PhotoId>,
    pub(crate) reliability: Vec<f32>,
    pub(crate) places: Vec<Place>,
    /// The next place of the same photo.
    next: Vec<u32>,
    first: FxHashMap<PhotoId, u32>,
    place_of: FxHashMap<FaceId, u32>,
    free: Vec<u32>,
}

impl Faces {
    /// How many places there are, free ones included.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// Where a face is held.
    pub(crate) fn find(&self, face: FaceId) -> Option<u32> {
        self.place_of.get(&face).copied()
    }

    /// What a place holds.
    pub(crate) fn place(&self, at: u32) -> Place {
        self.places[at as usize]
    }

    /// Which face is at a place.
    pub(crate) fn id(&self, at: u32) -> FaceId {
        self.ids[at as usize]
    }

    /// The photo of the face at a place.
    pub(crate) fn photo(&self, at: u32) -> PhotoId {
        self.photos[at as usize]
    }

    /// How far the face at a place points to its person.
    pub(crate) fn reliability(&self, at: u32) -> f32 {
        self.reliability[at as usize]
    }

    /// Gives a new face a place.
    pub(crate) fn add(&mut self, face: FaceId, photo: PhotoId, embedding: &Embedding, reliability: f32) -> u32 {
        let at = if let Some(at) = self.free.pop() {
            self.rows.set_vector(at, embedding.vector());
            at
        } else {
            self.rows.push_vector(embedding.vector());
            self.ids.push(face);
            self.photos.push(photo);
            self.reliability.push(reliability);
            self.places.push(Place::Free);
            self.next.push(END);
            self.places.len() as u32 - 1
        };
        let k = at as usize;
        (self.ids[k], self.photos[k], self.reliability[k]) = (face, photo, reliability);
        self.next[k] = self.first.insert(photo, at).unwrap_or(END);
        self.place_of.insert(face, at);
        at
    }

    /// Whether the face at a place is as given.
    pub(crate) fn is(&self, at: u32, photo: PhotoId, embedding: &Embedding, reliability: f32) -> bool {
        self.photo(at) == photo
            && self.reliability(at).to_bits() == reliability.to_bits()
            && embedding.vector() == self.rows.row(at)
    }

    /// Frees a place.
    pub(crate) fn remove(&mut self, at: u32) {
        let (photo, after) = (self.photo(at), self.next[at as usize]);
        let before = self.of_photo(photo).find(|other| self.next[*other as usize] == at);
        match before {
            Some(before) => self.next[before as usize] = after,
            None if after == END => {
                self.first.remove(&photo);
            }
            None => {
                self.first.insert(photo, after);
            }
        }
        self.place_of.remove(&self.id(at));
        self.places[at as usize] = Place::Free;
        self.free.push(at);
    }

    /// The places of a photo's faces.
    pub(crate) fn of_photo(&self, photo: PhotoId) -> impl Iterator<Item = u32> + '_ {
        let first = self.first.get(&photo).copied();
        std::iter::successors(first, |at| Some(self.next[*at as usize]).filter(|next| *next != END))
    }

    /// The places from `first` on where someone is sought for a face, with what else is held for each.
    pub(crate) fn open_of<'a, T>(&'a self, first: usize, each: &'a mut [T]) -> impl Iterator<Item = (u32, &'a mut T)> {
        let all = (first as u32..).zip(&self.places[first..]).zip(each);
        all.filter(|((_, place), _)| **place == Place::Open).map(|((at, _), one)| (at, one))
    }

    /// All places where someone is sought for a face.
    pub(crate) fn open(&self) -> impl Iterator<Item = u32> + '_ {
        (0..).zip(&self.places).filter(|(_, place)| **place == Place::Open).map(|(at, _)| at)
    }
}
