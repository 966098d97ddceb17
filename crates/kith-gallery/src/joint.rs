//! The faces of one photo seen together: nobody is in it twice.

/// People whom several faces of a photo resemble and who are weighed exactly; others take part one by one.
const PEOPLE: usize = 10;

/// A person who may be a face: how many times as likely as that the face is a stranger's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pair {
    /// Which face of the photo.
    pub(crate) face: usize,
    /// Which person.
    pub(crate) person: usize,
    /// At least 0.
    pub(crate) odds: f64,
}

/// The probability of each pair, if each face is one person or a stranger and each person at most one face.
///
/// All ways to give faces to people are added up, each weighing the product of its odds. That is done face by face with the
/// sets of people who are given away; only those whom several faces resemble need be in such a set. If they are more than
/// [`PEOPLE`], the others are weighed against their own face and their own person alone.
pub(crate) fn probabilities(pairs: &[Pair]) -> Vec<f64> {
    let faces = pairs.iter().map(|pair| pair.face + 1).max().unwrap_or(0);
    let mut people: Vec<usize> = pairs.iter().map(|pair| pair.person).collect();
    people.sort_unstable();
    if people.windows(2).all(|two| two[0] != two[1]) {
        return pairs.iter().map(|pair| alone(pairs, *pair)).collect();
    }
    let is_wanted_twice = |pair: &Pair| {
        let first = people.partition_point(|person| *person < pair.person);
        people.get(first + 1) == Some(&pair.person)
    };
    let likeliest = likeliest(pairs.iter().filter(|pair| is_wanted_twice(pair)));
    let bit = |person: usize| likeliest.iter().position(|p| *p == person).map(|k| 1_usize << k);
    let mut rows: Vec<Vec<(usize, f64, usize)>> = vec![Vec::new(); faces];
    let mut rest = vec![0.0; faces];
    for (k, pair) in pairs.iter().enumerate() {
        match bit(pair.person) {
            Some(bit) => rows[pair.face].push((bit, pair.odds, k)),
            None => rest[pair.face] += pair.odds,
        }
    }
    let mut found = vec![0.0; pairs.len()];
    let mut nobodies = vec![0.0; faces];
    let sets = 1_usize << likeliest.len();
    let before = ways(rows.iter().zip(&rest), sets);
    let after = ways(rows.iter().zip(&rest).rev(), sets);
    for (face, row) in rows.iter().enumerate() {
        let (left, right) = (&before[face], &after[faces - 1 - face]);
        let unless = |bit: usize| compatible(left, right, bit);
        let nobody = (1.0 + rest[face]) * unless(0);
        let weights: Vec<f64> = row.iter().map(|(bit, odds, _)| odds * unless(*bit)).collect();
        let all = nobody + weights.iter().sum::<f64>();
        for ((_, _, k), weight) in row.iter().zip(&weights) {
            found[*k] = weight / all;
        }
        nobodies[face] = unless(0) / all;
    }
    for (k, pair) in pairs.iter().enumerate().filter(|(_, pair)| bit(pair.person).is_none()) {
        found[k] = if is_wanted_twice(pair) { alone(pairs, *pair) } else { pair.odds * nobodies[pair.face] };
    }
    found
}

/// A pair weighed against all others of its face and of its person.
fn alone(pairs: &[Pair], pair: Pair) -> f64 {
    let rivals = pairs.iter().filter(|other| other.face == pair.face || other.person == pair.person);
    pair.odds / (1.0 + rivals.map(|other| other.odds).sum::<f64>())
}

fn likeliest<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Vec<usize> {
    let mut best: Vec<Pair> = Vec::new();
    for pair in pairs {
        match best.iter_mut().find(|held| held.person == pair.person) {
            Some(held) => held.odds = held.odds.max(pair.odds),
            None => best.push(*pair),
        }
    }
    best.sort_by(|a, b| b.odds.total_cmp(&a.odds).then(a.person.cmp(&b.person)));
    best.into_iter().take(PEOPLE).map(|pair| pair.person).collect()
}

/// For each face the weight of every set of people that the faces before it can have taken. Each row is scaled, since only
/// shares are asked for.
fn ways<'a>(rows: impl Iterator<Item = (&'a Vec<(usize, f64, usize)>, &'a f64)>, sets: usize) -> Vec<Vec<f64>> {
    let mut now = vec![0.0; sets];
    now[0] = 1.0;
    let mut all = Vec::new();
    for (row, rest) in rows {
        let mut next: Vec<f64> = now.iter().map(|weight| weight * (1.0 + rest)).collect();
        for (bit, odds, _) in row {
            for set in (0..sets).filter(|set| set & bit == 0) {
                next[set | bit] += now[set] * odds;
            }
        }
        let whole: f64 = next.iter().sum();
        for weight in &mut next {
            *weight /= whole;
        }
        all.push(std::mem::replace(&mut now, next));
    }
    all
}

/// The weight of all pairs of sets that share nobody and leave out `without`.
fn compatible(left: &[f64], right: &[f64], without: usize) -> f64 {
    let everybody = left.len() - 1;
    // right_within[set]: the weight of all sets inside of it.
    let mut right_within = right.to_vec();
    for bit in (0..).map(|k| 1_usize << k).take_while(|bit| *bit <= everybody) {
        for set in (0..right.len()).filter(|set| set & bit != 0) {
            right_within[set] += right_within[set & !bit];
        }
    }
    (0..left.len())
        .filter(|set| set & without == 0)
        .map(|set| left[set] * right_within[everybody & !set & !without])
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn odds(pairs: &[(usize, usize, f64)]) -> Vec<Pair> {
        pairs.iter().map(|&(face, person, odds)| Pair { face, person, odds }).collect()
    }

    /// Adds up all ways one by one.
    fn by_hand(pairs: &[Pair]) -> Vec<f64> {
        fn go(
            pairs: &[Pair],
            face: usize,
            faces: usize,
            taken: &mut Vec<usize>,
            weight: f64,
            sums: &mut [f64],
            all: &mut f64,
        ) {
            if face == faces {
                *all += weight;
                for k in taken {
                    sums[*k] += weight;
                }
                return;
            }
            go(pairs, face + 1, faces, taken, weight, sums, all);
            for (k, pair) in pairs.iter().enumerate().filter(|(_, pair)| pair.face == face) {
                if taken.iter().all(|t| pairs[*t].person != pair.person) {
                    taken.push(k);
                    go(pairs, face + 1, faces, taken, weight * pair.odds, sums, all);
                    taken.pop();
                }
            }
        }
        let (mut sums, mut all) = (vec![0.0; pairs.len()], 0.0);
        let faces = pairs.iter().map(|pair| pair.face + 1).max().unwrap_or(0);
        go(pairs, 0, faces, &mut Vec::new(), 1.0, &mut sums, &mut all);
        sums.iter().map(|sum| sum / all).collect()
    }

    #[test]
    fn of_two_faces_like_one_person_the_one_that_is_like_a_second_gives_way() {
        let found = probabilities(&odds(&[(0, 0, 1000.0), (0, 1, 100.0), (1, 0, 100.0)]));
        assert!(found[1] > 0.8 && found[2] > 0.8 && found[0] < 0.2, "{found:?}");
        assert_eq!(probabilities(&[]), Vec::<f64>::new());
    }

    #[test]
    fn twins_in_one_photo_stay_open() {
        let found = probabilities(&odds(&[(0, 0, 1e9), (1, 0, 1e9)]));
        assert!(found.iter().all(|p| (p - 0.5).abs() < 1e-6));
    }

    proptest! {
        #[test]
        fn sums_are_those_made_by_hand(table in prop::collection::btree_map((0usize..4, 0usize..4), -6.0f64..12.0, 0..12)) {
            let pairs: Vec<Pair> =
                table.into_iter().map(|((face, person), log)| Pair { face, person, odds: log.exp() }).collect();
            for (a, b) in probabilities(&pairs).iter().zip(by_hand(&pairs)) {
                prop_assert!((a - b).abs() < 1e-6, "{a} {b}");
            }
        }

        #[test]
        fn nobody_is_likely_twice(table in prop::collection::btree_map((0usize..30, 0usize..20), -6.0f64..30.0, 0..200)) {
            let pairs: Vec<Pair> =
                table.into_iter().map(|((face, person), log)| Pair { face, person, odds: log.exp() }).collect();
            let found = probabilities(&pairs);
            for person in 0..20 {
                let likely = found.iter().zip(&pairs).filter(|(p, pair)| pair.person == person && **p > 0.5).count();
                prop_assert!(likely <= 1);
            }
        }
    }
}
