//! Finding a face again: what keeps the id of a face when its photo is looked at once more.

use crate::{Embedding, FaceId, Orientation, Similarity, UnitRect};

/// Overlap above which two boxes are one face whatever the networks say.
const SAME_PLACE: f32 = 0.5;
/// Overlap above which two boxes with one middle inside the other are one face, where no embedding can tell.
const NEAR_PLACE: f32 = 0.25;

/// Overlap above which a box was not moved: another look at a face never gives quite the same one.
const UNMOVED: f32 = 0.75;

/// A face that the library knows; the box is in fractions of the stored picture.
#[derive(Debug, Clone, Copy)]
pub struct KnownFace<'a> {
    /// Which one.
    pub id: FaceId,
    /// Where.
    pub rect: UnitRect,
    /// Its embedding in the space of the new ones, if there is one.
    pub embedding: Option<&'a Embedding>,
}

/// A face that was just detected; the box is in fractions of the stored picture.
#[derive(Debug, Clone, Copy)]
pub struct FoundFace<'a> {
    /// Where.
    pub rect: UnitRect,
    /// Its embedding, if it has one.
    pub embedding: Option<&'a Embedding>,
}

/// Pairs known faces with newly found ones of the *same picture*: for each found face the index of the known one.
///
/// Boxes that overlap by half are one face. Where only the middle of one lies in the other, the embeddings decide
/// (`same` or more), and without them a quarter of overlap. The best pairs are made first; each face is used once.
pub fn match_faces(known: &[KnownFace], found: &[FoundFace], same: Similarity) -> Vec<Option<usize>> {
    pair_best_first(known.len(), found.len(), |k, f| agreement(&known[k], &found[f], same))
}

/// How an earlier picture and the one that took its place belong together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Carried {
    /// For each found face the index of the known one.
    pub pairs: Vec<Option<usize>>,
    /// How the earlier picture was turned, if the faces show that nothing else was moved: then every other place in it
    /// can be found in the new one too.
    pub turn: Option<Orientation>,
}

/// Pairs the known faces of an earlier picture with those of the one that took its place, under whichever of the
/// eight orientations explains most of them.
///
/// Here box *and* embedding must agree, since the picture is another one. Once they show that nothing was moved, faces
/// that cannot be compared, such as one that was drawn by hand, are paired by their places.
pub fn carried_over(known: &[KnownFace], found: &[FoundFace], same: Similarity) -> Carried {
    let overlap = |turn: Orientation, k: usize, f: usize| turn.rect_to_upright(known[k].rect).iou(found[f].rect);
    let pair_under = |turn: Orientation| {
        let pairs = pair_best_first(known.len(), found.len(), |k, f| {
            let alike = similarity(&known[k], &found[f]).is_some_and(|s| s >= same);
            Some(overlap(turn, k, f)).filter(|overlap| alike && *overlap >= SAME_PLACE)
        });
        (turn, pairs)
    };
    let count = |(_, pairs): &(Orientation, Vec<Option<usize>>)| pairs.iter().flatten().count();
    let Some((turn, mut pairs)) = Orientation::ALL.map(pair_under).into_iter().rev().max_by_key(count) else {
        return Carried::default();
    };
    let mut overlaps = pairs.iter().enumerate().filter_map(|(f, k)| Some(overlap(turn, (*k)?, f))).peekable();
    let is_unmoved = overlaps.peek().is_some() && overlaps.all(|overlap| overlap >= UNMOVED);
    drop(overlaps);
    if is_unmoved {
        pair_by_place(&mut pairs, known, found, turn);
    }
    Carried { pairs, turn: is_unmoved.then_some(turn) }
}

/// Pairs what is left of the known and found faces, where the embeddings cannot tell.
fn pair_by_place(pairs: &mut [Option<usize>], known: &[KnownFace], found: &[FoundFace], turn: Orientation) {
    let turned: Vec<_> = known.iter().map(|k| KnownFace { rect: turn.rect_to_upright(k.rect), ..*k }).collect();
    let placed = pair_best_first(known.len(), found.len(), |k, f| {
        let is_paired = pairs[f].is_some() || pairs.contains(&Some(k));
        let can_tell = similarity(&known[k], &found[f]).is_some();
        agreement(&turned[k], &found[f], Similarity(f32::INFINITY)).filter(|_| !is_paired && !can_tell)
    });
    for (pair, place) in pairs.iter_mut().zip(placed) {
        *pair = pair.or(place);
    }
}

fn similarity(known: &KnownFace, found: &FoundFace) -> Option<Similarity> {
    Some(known.embedding?.similarity(found.embedding?))
}

fn agreement(known: &KnownFace, found: &FoundFace, same: Similarity) -> Option<f32> {
    let overlap = known.rect.iou(found.rect);
    if overlap >= SAME_PLACE {
        return Some(1.0 + overlap);
    }
    let near = known.rect.contains(found.rect.centre()) || found.rect.contains(known.rect.centre());
    let alike = similarity(known, found).map_or(overlap >= NEAR_PLACE, |s| s >= same);
    (near && alike).then_some(overlap)
}

fn pair_best_first(known: usize, found: usize, worth: impl Fn(usize, usize) -> Option<f32>) -> Vec<Option<usize>> {
    let mut pairs: Vec<(f32, usize, usize)> = (0..known)
        .flat_map(|k| (0..found).map(move |f| (k, f)))
        .filter_map(|(k, f)| worth(k, f).map(|w| (w, k, f)))
        .collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut taken = vec![false; known];
    let mut matched = vec![None; found];
    for (_, k, f) in pairs {
        if !taken[k] && matched[f].is_none() {
            taken[k] = true;
            matched[f] = Some(k);
        }
    }
    matched
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAME: Similarity = Similarity(0.4);

    fn rect(x: f32, y: f32, w: f32, h: f32) -> UnitRect {
        UnitRect::new(x, y, w, h).unwrap()
    }

    fn face(axis: usize) -> Embedding {
        let mut v = vec![0.01; 4];
        v[axis] = 1.0;
        Embedding::new(v).unwrap()
    }

    #[test]
    fn half_an_overlap_is_the_same_face_whatever_it_looks_like() {
        let (a, b) = (face(0), face(1));
        let known = [KnownFace { id: FaceId(1), rect: rect(0.1, 0.1, 0.2, 0.2), embedding: Some(&a) }];
        let found = [FoundFace { rect: rect(0.12, 0.12, 0.2, 0.2), embedding: Some(&b) }];
        assert_eq!(match_faces(&known, &found, SAME), [Some(0)]);
    }

    #[test]
    fn a_box_inside_another_is_the_same_face_only_if_it_looks_alike() {
        let (a, b) = (face(0), face(1));
        let known = [KnownFace { id: FaceId(1), rect: rect(0.0, 0.0, 0.8, 0.8), embedding: Some(&a) }];
        let inside = rect(0.35, 0.35, 0.1, 0.1);
        assert_eq!(match_faces(&known, &[FoundFace { rect: inside, embedding: Some(&a) }], SAME), [Some(0)]);
        assert_eq!(match_faces(&known, &[FoundFace { rect: inside, embedding: Some(&b) }], SAME), [None]);
        assert_eq!(match_faces(&known, &[FoundFace { rect: inside, embedding: None }], SAME), [None]);
    }

    #[test]
    fn each_face_is_used_once_and_the_best_pair_wins() {
        let known = [KnownFace { id: FaceId(1), rect: rect(0.1, 0.1, 0.2, 0.2), embedding: None }];
        let found =
            [rect(0.14, 0.1, 0.2, 0.2), rect(0.11, 0.1, 0.2, 0.2)].map(|rect| FoundFace { rect, embedding: None });
        assert_eq!(match_faces(&known, &found, SAME), [None, Some(0)]);
    }

    #[test]
    fn an_edited_picture_keeps_its_faces_under_any_turn() {
        let (a, b) = (face(0), face(1));
        let known = [
            KnownFace { id: FaceId(1), rect: rect(0.1, 0.2, 0.1, 0.2), embedding: Some(&a) },
            KnownFace { id: FaceId(2), rect: rect(0.6, 0.5, 0.2, 0.3), embedding: Some(&b) },
        ];
        for turn in Orientation::ALL {
            let found = [1, 0]
                .map(|k: usize| FoundFace { rect: turn.rect_to_upright(known[k].rect), embedding: known[k].embedding });
            let carried = carried_over(&known, &found, SAME);
            assert_eq!(carried, Carried { pairs: vec![Some(1), Some(0)], turn: Some(turn) });
        }
        let stranger = FoundFace { rect: known[0].rect, embedding: Some(&b) };
        assert_eq!(carried_over(&known[..1], &[stranger], SAME), Carried { pairs: vec![None], turn: None });
        let drawn = KnownFace { id: FaceId(3), rect: rect(0.4, 0.4, 0.2, 0.2), embedding: None };
        let seen = FoundFace { rect: rect(0.42, 0.42, 0.2, 0.2), embedding: Some(&b) };
        let anchor = FoundFace { rect: known[0].rect, embedding: Some(&a) };
        let carried = carried_over(&[known[0], drawn], &[seen, anchor], SAME);
        assert_eq!(carried.pairs, [Some(1), Some(0)], "a drawn face is the one that is found at its place");
        assert_eq!(carried_over(&[drawn], &[seen], SAME).pairs, [None], "if it is known that nothing was moved");
        let unlike = KnownFace { embedding: Some(&a), ..drawn };
        assert_eq!(carried_over(&[known[0], unlike], &[seen, anchor], SAME).pairs, [None, Some(0)]);
        let moved = FoundFace { rect: rect(0.1, 0.25, 0.1, 0.2), embedding: Some(&a) };
        assert_eq!(carried_over(&known[..1], &[moved], SAME), Carried { pairs: vec![Some(0)], turn: None });
    }
}
