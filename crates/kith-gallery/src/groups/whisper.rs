//! Chinese whispers (Biemann 2006): groups from a graph of neighbours, without their number being known.

use super::neighbours::Neighbours;

/// Rounds after which labels have settled in practice; a bound, since two labels may swap for ever.
const ROUNDS: usize = 30;

/// Each face takes, again and again, the label that weighs most among its neighbours, in an order that is mixed the same way
/// each time. Neighbours with less evidence than `least` are not listened to, and faces that `hold` keep their labels.
pub(super) fn whisper(neighbours: &Neighbours, least: f32, labels: &mut [u32], hold: impl Fn(u32) -> bool) {
    let order = mixed(neighbours.len());
    let mut weights = Vec::new();
    for _ in 0..ROUNDS {
        let mut changed = false;
        for &face in order.iter().filter(|face| !hold(**face)) {
            let heard = neighbours.of(face).filter(|(_, evidence)| *evidence >= least);
            let loudest = loudest(heard.map(|(other, evidence)| (labels[other as usize], evidence)), &mut weights);
            let loudest = loudest.unwrap_or(labels[face as usize]);
            changed |= loudest != labels[face as usize];
            labels[face as usize] = loudest;
        }
        if !changed {
            break;
        }
    }
}

fn loudest(heard: impl Iterator<Item = (u32, f32)>, weights: &mut Vec<(u32, f32)>) -> Option<u32> {
    weights.clear();
    for (label, weight) in heard {
        match weights.iter_mut().find(|(known, _)| *known == label) {
            Some((_, sum)) => *sum += weight,
            None => weights.push((label, weight)),
        }
    }
    weights.iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(label, _)| *label)
}

/// The numbers below `n` in an order that looks random and is always the same (a multiplicative hash).
fn mixed(n: usize) -> Vec<u32> {
    let mut order: Vec<u32> = (0..n as u32).collect();
    order.sort_by_key(|&k| (u64::from(k) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weak_bridge_does_not_make_two_groups_one() {
        let mut neighbours = Neighbours::none(6);
        for [a, b] in [[0, 1], [0, 2], [1, 2], [3, 4], [3, 5], [4, 5]] {
            neighbours.note(a, b, 9.0);
        }
        neighbours.note(2, 3, 8.0);
        let mut labels = [0, 1, 2, 3, 4, 5];
        whisper(&neighbours, 5.0, &mut labels, |_| false);
        assert!(labels[0] == labels[1] && labels[1] == labels[2] && labels[3] == labels[4] && labels[4] == labels[5]);
        assert_ne!(labels[0], labels[5]);
    }

    #[test]
    fn who_holds_keeps_the_label_and_is_heard() {
        let mut neighbours = Neighbours::none(3);
        neighbours.note(0, 1, 9.0);
        neighbours.note(1, 2, 9.0);
        let mut labels = [0, 1, 2];
        whisper(&neighbours, 5.0, &mut labels, |face| face == 0);
        assert_eq!(labels, [0, 0, 0]);
        whisper(&neighbours, 9.5, &mut labels, |_| false);
        assert_eq!(labels, [0, 0, 0]);
    }
}
