//! Who is to be written into a file: the confirmed faces of its photo, at the places that the file knows.

use kith_domain::{Orientation, UnitRect};
use kith_metadata::{Face, People};
use kith_store::{FaceView, Lists, Sources, ToldFace};

/// The people that a file is to say, in the stored picture. Where the file has a place for a face, it stays: programs draw
/// boxes in different ways, and none of them is wrong.
pub(super) fn wanted(faces: &[FaceView], base: &[ToldFace]) -> Vec<ToldFace> {
    let confirmed: Vec<_> =
        faces.iter().filter_map(|face| Some((face.rect, face.person.as_ref()?.1.as_str()))).collect();
    let mut pairs = Vec::new();
    for (number, (rect, name)) in confirmed.iter().enumerate() {
        for (known, told) in base.iter().enumerate().filter(|(_, told)| told.rect.is_one_face(*rect)) {
            pairs.push((told.name.as_deref() == Some(*name), told.rect.iou(*rect), number, known));
        }
    }
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
    let mut places: Vec<Option<usize>> = vec![None; confirmed.len()];
    for (_, _, number, known) in pairs {
        if places[number].is_none() && !places.contains(&Some(known)) {
            places[number] = Some(known);
        }
    }
    let face = |((rect, name), place): (&(UnitRect, &str), &Option<usize>)| ToldFace {
        name: Some((*name).to_owned()),
        rect: place.map_or(*rect, |known| base[known].rect),
        sources: Sources::NONE,
        lists: Lists::NONE,
        ours: true,
    };
    confirmed.iter().zip(&places).map(face).collect()
}

/// Those of the faces that Kith may change, in the upright picture.
pub(super) fn people(faces: &[ToldFace], orientation: Orientation) -> People {
    let face = |told: &ToldFace| Some(Face { name: told.name.clone()?, rect: orientation.rect_to_upright(told.rect) });
    People { faces: faces.iter().filter(|told| told.ours).filter_map(face).collect(), names: Vec::new() }
}

#[cfg(test)]
mod tests {
    use kith_domain::{DaySpan, FaceOrigin, FaceUuid, PersonId, PersonName, PersonUuid, PhotoId, Seen, Verdict};

    use super::*;

    fn rect(x: f32, side: f32) -> UnitRect {
        UnitRect::new(x, 0.2, side, side).unwrap()
    }

    fn face(rect: UnitRect, name: Option<&str>) -> FaceView {
        let person = name.map(|name| (PersonUuid([1; 16]), PersonName::new(name).unwrap()));
        FaceView {
            uuid: FaceUuid([1; 16]),
            photo: PhotoId(1),
            orientation: Orientation::Normal,
            taken: None,
            taken_on: None,
            days: DaySpan::default(),
            rect,
            landmarks: None,
            origin: FaceOrigin::Machine,
            score: None,
            quality: None,
            verdict: person
                .as_ref()
                .map_or(Verdict::Open, |_| Verdict::Confirmed { person: PersonId(1), twice: false }),
            seen: Seen::New,
            person,
            suggestion: None,
            group: None,
        }
    }

    fn told(name: &str, rect: UnitRect) -> ToldFace {
        ToldFace { name: Some(name.to_owned()), rect, sources: Sources::NONE, lists: Lists::NONE, ours: true }
    }

    #[test]
    fn only_confirmed_faces_are_wanted_and_known_places_stay() {
        let faces =
            [face(rect(0.1, 0.2), Some("Bertha")), face(rect(0.4, 0.2), None), face(rect(0.7, 0.2), Some("Cem"))];
        let base = [told("Anna", rect(0.08, 0.25)), ToldFace { name: None, ..told("", rect(0.4, 0.2)) }];
        let now = wanted(&faces, &base);
        assert_eq!(now, [told("Bertha", base[0].rect), told("Cem", rect(0.7, 0.2))]);
        assert_eq!(people(&base, Orientation::Normal).faces.len(), 1);
        let theirs = [ToldFace { ours: false, ..base[0].clone() }];
        assert_eq!(people(&theirs, Orientation::Normal).faces.len(), 0);
    }

    #[test]
    fn the_same_name_goes_first() {
        let faces = [face(rect(0.1, 0.2), Some("Anna")), face(rect(0.18, 0.2), Some("Ben"))];
        let base = [told("Ben", rect(0.16, 0.2)), told("Anna", rect(0.12, 0.2))];
        assert_eq!(wanted(&faces, &base), [told("Anna", base[1].rect), told("Ben", base[0].rect)]);
    }
}
