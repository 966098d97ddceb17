//! Chinese whispers (Biemann 2006): groups from a graph of neighbours, without their number being known.

use std::collections::BTreeMap;

/// Rounds after which labels have settled in practice; a bound, since two labels may swap for ever.
const ROUNDS: usize = 30;

/// A label for each face: it takes, again and again, the one that weighs most among its neighbours, in an order that is mixed
/// the same way each time.
pub(super) fn whisper(edges: &[Vec<(usize, f32)>]) -> Vec<usize> {
    let mut labels: Vec<usize> = (0..edges.len()).collect();
    let order = mixed(edges.len());
    for _ in 0..ROUNDS {
        let mut changed = false;
        for &face in &order {
            let loudest = loudest(&edges[face], &labels).unwrap_or(labels[face]);
            changed |= loudest != labels[face];
            labels[face] = loudest;
        }
        if !changed {
            break;
        }
    }
    labels
}

fn loudest(neighbours: &[(usize, f32)], labels: &[usize]) -> Option<usize> {
    let mut weights: BTreeMap<usize, f32> = BTreeMap::new();
    for (other, weight) in neighbours {
        *weights.entry(labels[*other]).or_default() += weight;
    }
    weights.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(label, _)| label)
}

/// The numbers below `n` in an order that looks random and is always the same (a multiplicative hash).
fn mixed(n: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&k| (k as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weak_bridge_does_not_make_two_groups_one() {
        let clique =
            |faces: [usize; 3]| move |face: usize| faces.into_iter().filter(move |f| *f != face).map(|f| (f, 9.0));
        let mut edges: Vec<Vec<(usize, f32)>> = (0..3).map(|f| clique([0, 1, 2])(f).collect()).collect();
        edges.extend((3..6).map(|f| clique([3, 4, 5])(f).collect::<Vec<_>>()));
        edges[2].push((3, 8.0));
        edges[3].push((2, 8.0));
        let labels = whisper(&edges);
        assert!(labels[0] == labels[1] && labels[1] == labels[2] && labels[3] == labels[4] && labels[4] == labels[5]);
        assert_ne!(labels[0], labels[5]);
    }
}
