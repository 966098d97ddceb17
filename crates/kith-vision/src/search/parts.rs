//! Closer looks at those parts of a large photo where faces are too small for a look at the whole.
//!
//! A look has a fixed number of pixels, so what it shows of a photo of 24 megapixels is coarse. Where it sees small faces, they
//! are seldom alone: the surroundings are looked at again, in pixels that are closer to the photo's own.

use kith_domain::{Rect, Score};
use serde::Deserialize;

use crate::{
    manifest::score,
    search::fuse::{Look, size},
};

/// When and how parts of a photo are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// The whole has been seen well enough when a look had at least so many pixels along a line for each of the photo's own.
    pub enough: f32,
    /// Places whose height is below this, in pixels of the closest look at the whole, are too small to be seen well.
    pub max_height: f32,
    /// Those with this score, by the network's own, are a reason to look closer.
    #[serde(deserialize_with = "score")]
    pub min_score: Score,
    /// How many times as long as a place its surroundings are.
    pub around: f32,
    /// Longest side of a look at a part, in pixels.
    pub longest_side: u32,
    /// How many times as large as in the photo a part may be shown.
    pub enlarge: f32,
    /// Pixels of a look that the next one shows as well, so that no face is cut by both.
    pub overlap: u32,
    /// Looks at parts of one photo. Where there is more to see, it is seen less closely.
    pub at_most: usize,
}

/// What to look at, and how closely.
#[derive(Debug, PartialEq)]
pub(super) struct CloserLooks {
    /// Pixels of a look for each of the photo.
    pub(super) scale: f32,
    /// In pixels of the photo.
    pub(super) parts: Vec<Rect>,
}

/// The steps in which parts are shown smaller until there are few enough.
const STEP: f32 = 0.9;

impl Parts {
    /// What to look at of a photo of that many pixels, the closest look at which had `seen` pixels for each of its own.
    /// `hints` are places in pixels of the photo.
    pub(super) fn plan(&self, hints: &[Rect], (width, height): (u32, u32), seen: f32) -> CloserLooks {
        let whole = Rect { x: 0.0, y: 0.0, w: width as f32, h: height as f32 };
        let mut regions = together(hints.iter().filter_map(|hint| shared(around(*hint, self.around), whole)).collect());
        if regions.len() > self.at_most {
            regions = regions.into_iter().reduce(both).into_iter().collect();
        }
        let mut scale = self.enlarge;
        while scale > seen / STEP {
            let parts: Vec<Rect> = regions.iter().flat_map(|region| self.tiles(*region, scale)).collect();
            if parts.len() <= self.at_most {
                return CloserLooks { scale, parts };
            }
            scale *= STEP;
        }
        CloserLooks { scale: seen, parts: Vec::new() }
    }

    /// Equal parts of a region, none of them larger than a look.
    fn tiles(&self, region: Rect, scale: f32) -> Vec<Rect> {
        let (longest, overlap) = (self.longest_side as f32 / scale, self.overlap as f32 / scale);
        let number = |length: f32| ((length - overlap) / (longest - overlap)).ceil().max(1.0);
        let (columns, rows) = (number(region.w), number(region.h));
        let side = |length: f32, number: f32| (length + (number - 1.0) * overlap) / number;
        let (w, h) = (side(region.w, columns), side(region.h, rows));
        let places =
            (0..rows as u32).flat_map(|row| (0..columns as u32).map(move |column| (column as f32, row as f32)));
        let tile =
            |(column, row)| Rect { x: region.x + column * (w - overlap), y: region.y + row * (h - overlap), w, h };
        places.map(tile).collect()
    }

    /// The places in looks at the whole, the closest of which has that scale, whose surroundings deserve a closer look.
    pub(super) fn hints(&self, looks: &[Look], scale: f32) -> Vec<Rect> {
        let faces = looks.iter().flat_map(|look| &look.faces);
        let small = faces.filter(|face| face.score >= self.min_score && size(face.rect) * scale < self.max_height);
        small.map(|face| face.rect).collect()
    }
}

/// A rectangle with the same middle and longer sides.
fn around(rect: Rect, times: f32) -> Rect {
    let side = size(rect) * times;
    Rect { x: rect.x + (rect.w - side) / 2.0, y: rect.y + (rect.h - side) / 2.0, w: side, h: side }
}

fn shared(a: Rect, b: Rect) -> Option<Rect> {
    let (x, y) = (a.x.max(b.x), a.y.max(b.y));
    let (w, h) = ((a.x + a.w).min(b.x + b.w) - x, (a.y + a.h).min(b.y + b.h) - y);
    (w > 0.0 && h > 0.0).then_some(Rect { x, y, w, h })
}

fn both(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    Rect { x, y, w: (a.x + a.w).max(b.x + b.w) - x, h: (a.y + a.h).max(b.y + b.h) - y }
}

/// Joins rectangles that touch, until none do.
fn together(rects: Vec<Rect>) -> Vec<Rect> {
    let mut apart: Vec<Rect> = Vec::new();
    for mut rect in rects {
        while let Some(at) = apart.iter().position(|other| shared(*other, rect).is_some()) {
            rect = both(apart.swap_remove(at), rect);
        }
        apart.push(rect);
    }
    apart
}

#[cfg(test)]
mod tests {
    use kith_domain::{Detection, Landmarks, Point};
    use proptest::prelude::*;

    use super::*;

    fn parts() -> Parts {
        Parts {
            enough: 0.75,
            max_height: 40.0,
            min_score: Score::new(0.3),
            around: 5.0,
            longest_side: 1000,
            enlarge: 1.5,
            overlap: 100,
            at_most: 4,
        }
    }

    fn square(x: f32, y: f32, side: f32) -> Rect {
        Rect { x, y, w: side, h: side }
    }

    #[test]
    fn the_surroundings_of_a_small_face_are_looked_at_enlarged() {
        let looks = parts().plan(&[square(1000.0, 1000.0, 40.0)], (6000, 4000), 0.25);
        assert_eq!(looks, CloserLooks { scale: 1.5, parts: vec![square(920.0, 920.0, 200.0)] });
        let corner = parts().plan(&[square(0.0, 3960.0, 40.0)], (6000, 4000), 0.25);
        assert_eq!(corner.parts, [square(0.0, 3880.0, 120.0)]);
    }

    #[test]
    fn neighbours_share_a_look_and_others_have_their_own() {
        let hints = [square(1000.0, 1000.0, 40.0), square(3000.0, 1000.0, 40.0), square(1150.0, 1000.0, 40.0)];
        let looks = parts().plan(&hints, (6000, 4000), 0.25);
        assert_eq!(looks.parts.len(), 2);
        assert!(looks.parts.contains(&Rect { x: 920.0, y: 920.0, w: 350.0, h: 200.0 }));
    }

    #[test]
    fn where_there_is_more_to_see_it_is_seen_less_closely() {
        let hints: Vec<Rect> = (0..30).map(|k| square(100.0 * k as f32, 100.0 * k as f32, 40.0)).collect();
        let looks = parts().plan(&hints, (4000, 4000), 0.25);
        assert_eq!(looks.parts.len(), 4);
        assert!(looks.scale < 0.7 && looks.scale > 0.55, "{looks:?}");
        assert_eq!(parts().plan(&hints, (4000, 4000), 0.7).parts, []);
        assert_eq!(parts().plan(&[], (4000, 4000), 0.25).parts, []);
    }

    #[test]
    fn only_small_and_likely_places_are_hints() {
        let landmarks = Landmarks::from_array([Point::new(0.0, 0.0); 5]);
        let face = |(score, side)| Detection { rect: square(0.0, 0.0, side), score: Score::new(score), landmarks };
        let faces = [(0.3, 79.0), (0.29, 70.0), (0.9, 81.0), (0.9, 60.0)].map(face).to_vec();
        let hints = parts().hints(&[Look { scale: 0.5, part: None, faces }], 0.5);
        assert_eq!(hints.iter().map(|hint| hint.w).collect::<Vec<_>>(), [79.0, 60.0]);
    }

    proptest! {
        #[test]
        fn every_hint_lies_whole_in_a_look_that_is_no_larger_than_allowed(
            hints in prop::collection::vec((0.0f32..5900.0, 0.0f32..3900.0, 8.0f32..100.0), 1..40)
        ) {
            let hints: Vec<Rect> = hints.into_iter().map(|(x, y, side)| square(x, y, side)).collect();
            let looks = parts().plan(&hints, (6000, 4000), 0.1);
            let CloserLooks { scale, parts: places } = looks;
            prop_assert!(places.len() <= 4);
            prop_assert!(places.iter().all(|part| part.w.max(part.h) * scale <= 1000.1));
            let cut = |hint: &Rect| {
                let inside = |part: &Rect| {
                    part.x <= hint.x + 0.1 && part.y <= hint.y + 0.1
                        && part.x + part.w >= (hint.x + hint.w).min(6000.0) - 0.1
                        && part.y + part.h >= (hint.y + hint.h).min(4000.0) - 0.1
                };
                !places.iter().any(inside)
            };
            let small = hints.iter().filter(|hint| hint.w * scale <= 100.0);
            prop_assert!(places.is_empty() || small.filter(|hint| cut(hint)).count() == 0);
        }
    }
}
