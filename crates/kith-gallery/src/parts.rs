//! Work that threads share.

use std::num::NonZeroUsize;

/// Lets threads work on consecutive parts of some items: `work(first, part)` with the number of the part's first item. All parts
/// but the last hold the same multiple of `grain`. Returns what each gave, in their order.
pub(crate) fn in_parts<T: Send, R: Send>(
    items: &mut [T],
    grain: usize,
    threads: NonZeroUsize,
    work: impl Fn(usize, &mut [T]) -> R + Sync,
) -> Vec<R> {
    let share = items.len().div_ceil(threads.get()).max(1).next_multiple_of(grain);
    let work = &work;
    std::thread::scope(|scope| {
        let mut parts = items.chunks_mut(share).enumerate();
        let first = parts.next();
        let others: Vec<_> = parts.map(|(k, part)| scope.spawn(move || work(k * share, part))).collect();
        let mut all: Vec<R> = first.map(|(_, part)| work(0, part)).into_iter().collect();
        all.extend(
            others.into_iter().map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))),
        );
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_comes_once_and_parts_keep_their_order() {
        for (number, threads) in [(0, 1), (1, 4), (7, 1), (7, 2), (64, 3), (65, 2)] {
            let mut items: Vec<usize> = (0..number).collect();
            let threads = NonZeroUsize::new(threads).unwrap();
            let seen = in_parts(&mut items, 8, threads, |first, part| {
                assert!(first % 8 == 0 && part.first().is_none_or(|item| *item == first));
                part.to_vec()
            });
            assert!(seen.len() <= threads.get());
            assert_eq!(seen.concat(), items);
        }
    }
}
