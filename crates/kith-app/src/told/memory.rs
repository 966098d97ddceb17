//! What is remembered of a photo in a file.
//!
//! One row for each face that is told: its name and place, which files say so in which lists, and whether Kith may change it
//! there. Files that speak of people are believed; of those that are away, damaged or stripped, the last word stays.

use kith_store::{Lists, Sources, ToldFace};

use super::{Told, is_same};

/// Whether a list says the same of a place.
pub(super) fn knows(list: &[ToldFace], face: &ToldFace) -> bool {
    list.iter().any(|known| is_same(known, face))
}

/// Whether files say exactly what they are remembered to say.
pub(super) fn is_the_same(memory: &[ToldFace], told: &Told) -> bool {
    let is_equal = |a: &ToldFace, b: &ToldFace| ToldFace { ours: a.ours, ..b.clone() } == *a;
    memory.len() == told.to_remember().count() && memory.iter().zip(told.to_remember()).all(|(a, b)| is_equal(a, b))
}

/// The memory after a look. `elsewhere` is what other files are remembered to say of the photo, and `holds` tells whether
/// the library says the same of a face.
pub(super) fn after_look(
    memory: &[ToldFace],
    elsewhere: &[ToldFace],
    told: &Told,
    holds: impl Fn(&ToldFace) -> bool,
) -> Vec<ToldFace> {
    let is_ours =
        |face: &ToldFace| holds(face) || memory.iter().chain(elsewhere).any(|known| known.ours && is_same(known, face));
    remembered(memory, told.to_remember().cloned(), told.heard, is_ours)
}

/// The memory before Kith writes: whenever the process ends, the next one knows Kith's own words.
pub(crate) fn announced(memory: &[ToldFace], wanted: &[ToldFace]) -> Vec<ToldFace> {
    let is_new =
        |face: &&ToldFace| !memory.iter().any(|known| known.ours && known.name == face.name && known.rect == face.rect);
    let new = wanted.iter().filter(is_new).map(|face| ToldFace {
        sources: Sources::NONE,
        lists: Lists::NONE,
        ours: true,
        ..face.clone()
    });
    memory.iter().cloned().chain(new).collect()
}

/// The memory after nothing came of a writing that was `announced` to it, with what was settled meanwhile.
pub(crate) fn taken_back(now: &[ToldFace], before: &[ToldFace], announced: &[ToldFace]) -> Vec<ToldFace> {
    now.iter().filter(|known| before.contains(known) || !announced.contains(known)).cloned().collect()
}

/// The memory after Kith wrote `wanted` to `target`, when the files say what is `told`. What others added since the last
/// look stays news for the next one.
pub(crate) fn written(memory: &[ToldFace], wanted: &[ToldFace], told: &Told, target: Sources) -> Vec<ToldFace> {
    let is_known = |face: &&ToldFace| knows(memory, face) || knows(wanted, face);
    let is_ours =
        |face: &ToldFace| knows(wanted, face) || memory.iter().any(|known| known.ours && is_same(known, face));
    remembered(memory, told.all().filter(is_known).cloned(), told.heard.with(target), is_ours)
}

fn remembered(
    memory: &[ToldFace],
    said: impl Iterator<Item = ToldFace>,
    heard: Sources,
    is_ours: impl Fn(&ToldFace) -> bool,
) -> Vec<ToldFace> {
    // In which lists a file has them that was not heard, nobody knows any more; but what is out of date stays so.
    let kept = |known: &ToldFace| (known.sources.without(heard), Lists::both_of(known.outdated_in().without(heard)));
    let mut faces: Vec<ToldFace> = said
        .map(|face| {
            let (mut sources, mut lists) = (face.sources, face.lists);
            for (of, out_of_date) in memory.iter().filter(|known| is_same(known, &face)).map(kept) {
                (sources, lists) = (sources.with(of), lists.with(out_of_date));
            }
            ToldFace { sources, lists, ours: is_ours(&face), ..face }
        })
        .collect();
    for known in memory {
        let (sources, lists) = kept(known);
        if (!sources.is_empty() || lists != Lists::NONE) && !knows(&faces, known) {
            faces.push(ToldFace { sources, lists, ..known.clone() });
        }
    }
    faces
}

#[cfg(test)]
mod tests {
    use kith_domain::UnitRect;

    use super::*;

    fn face(name: &str, x: f32, sources: Sources, ours: bool) -> ToldFace {
        ToldFace {
            name: Some(name.to_owned()),
            rect: UnitRect::new(x, 0.2, 0.2, 0.2).unwrap(),
            sources,
            lists: Lists::NONE,
            ours,
        }
    }

    fn told(faces: Vec<ToldFace>, heard: Sources) -> Told {
        Told { faces, heard, ..Told::default() }
    }

    #[test]
    fn who_speaks_is_believed_and_of_the_others_the_last_word_stays() {
        let (photo, sidecar) = (Sources::PHOTO, Sources::SIDECAR);
        let memory = [face("Anna", 0.1, photo.with(sidecar), true), face("Ben", 0.4, sidecar, false)];
        let now = told(vec![face("Cem", 0.7, photo, false)], photo);
        let after = after_look(&memory, &[], &now, |_| false);
        let expected =
            [face("Cem", 0.7, photo, false), face("Anna", 0.1, sidecar, true), face("Ben", 0.4, sidecar, false)];
        assert_eq!(after, expected);
        let both = told(now.faces, photo.with(sidecar));
        assert_eq!(after_look(&memory, &[], &both, |_| true), [face("Cem", 0.7, photo, true)]);
    }

    #[test]
    fn what_was_announced_is_remembered_until_the_file_is_read() {
        let sidecar = Sources::SIDECAR;
        let memory = [face("Anna", 0.1, sidecar, true)];
        let wanted = [face("Bertha", 0.1, Sources::NONE, true)];
        let during = announced(&memory, &wanted);
        assert_eq!(during, [&memory[..], &wanted].concat());
        let says = |name| told(vec![face(name, 0.1, sidecar, false)], sidecar);
        assert_eq!(after_look(&during, &[], &says("Bertha"), |_| false), [face("Bertha", 0.1, sidecar, true)]);
        assert_eq!(after_look(&during, &[], &says("Anna"), |_| false), memory);
        assert_eq!(taken_back(&during, &memory, &during), memory);
        // What the person said meanwhile stays.
        let settled = face("Cem", 0.1, Sources::NONE, true);
        let now = [&during[..], std::slice::from_ref(&settled)].concat();
        assert_eq!(taken_back(&now, &memory, &during), [memory[0].clone(), settled]);
        // News of others is left to the next look.
        let news = told(vec![face("Bertha", 0.1, sidecar, false), face("Cem", 0.7, sidecar, false)], sidecar);
        assert_eq!(written(&during, &wanted, &news, sidecar), [face("Bertha", 0.1, sidecar, true)]);
        assert_eq!(written(&memory, &[], &Told::default(), sidecar), []);
    }

    #[test]
    fn what_is_out_of_date_stays_so_while_its_file_is_away() {
        let (photo, sidecar) = (Sources::PHOTO, Sources::SIDECAR);
        let in_lists = |sources, lists| ToldFace { lists, ..face("Anna", 0.1, sources, true) };
        let (both, one) = (Lists::both_of(sidecar), Lists { microsoft: sidecar, ..Lists::NONE });
        let before = [in_lists(sidecar, both)];
        let says = |lists| told(vec![in_lists(sidecar, lists)], sidecar).seen_from(&before);
        assert_eq!(says(both).faces, before);
        let (now, outdated) = (says(one), in_lists(Sources::NONE, both));
        assert_eq!((now.faces.len(), after_look(&before, &[], &now, |_| false)), (0, vec![outdated.clone()]));
        let remembered = std::slice::from_ref(&outdated);
        let away = told(vec![face("Ben", 0.7, photo, false)], photo).seen_from(remembered);
        assert_eq!(after_look(remembered, &[], &away, |_| false)[1], outdated);
        let again = told(vec![in_lists(sidecar, one)], sidecar).seen_from(remembered);
        assert!(is_the_same(remembered, &again));
        // Of a file that is away itself nobody knows what it will say.
        assert_eq!(after_look(&before, &[], &Told::default(), |_| false), [in_lists(sidecar, Lists::NONE)]);
    }
}
