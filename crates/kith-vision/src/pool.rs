//! Detectors that threads share, because each of them takes more memory than a thread should keep for itself.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use kith_domain::{Detection, Frame, Score};

use crate::{Detector, VisionError};

/// Makes a detector.
pub(crate) type Open = Box<dyn Fn() -> Result<Box<dyn Detector>, VisionError> + Send + Sync>;

/// A fixed number of detectors, each opened when it is first needed.
pub(crate) struct Pool {
    open: Open,
    /// The last one is the next to be lent: an open one, if there is any.
    idle: Mutex<Vec<Slot>>,
    returned: Condvar,
}

type Slot = Option<Box<dyn Detector>>;

impl Pool {
    /// `size`: how many threads can detect at the same time.
    pub(crate) fn new(size: usize, open: Open) -> Arc<Self> {
        let idle = Mutex::new((0..size.max(1)).map(|_| None).collect());
        Arc::new(Self { open, idle, returned: Condvar::new() })
    }

    /// Waits until a detector is idle.
    fn lend(&self) -> Lent<'_> {
        let mut idle = self.idle();
        loop {
            if let Some(slot) = idle.pop() {
                return Lent { pool: self, slot };
            }
            idle = self.returned.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Slot>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Goes back when it is dropped, also when a detector could not be opened or panicked.
struct Lent<'a> {
    pool: &'a Pool,
    slot: Slot,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        self.pool.idle().push(self.slot.take());
        self.pool.returned.notify_one();
    }
}

/// A detector that is lent for each look.
#[derive(Clone)]
pub(crate) struct Pooled(pub(crate) Arc<Pool>);

impl Detector for Pooled {
    fn detect(&mut self, frame: &Frame, longest_side: u32, min_score: Score) -> Result<Vec<Detection>, VisionError> {
        let mut lent = self.0.lend();
        let detector = match &mut lent.slot {
            Some(detector) => detector,
            none => none.insert((self.0.open)()?),
        };
        detector.detect(frame, longest_side, min_score)
    }
}

#[cfg(test)]
mod tests {
    use std::{
        panic::{AssertUnwindSafe, catch_unwind},
        sync::atomic::{AtomicUsize, Ordering},
        thread,
    };

    use super::*;

    /// Counts how many look at the same time; a longest side of 0 makes it panic.
    struct Counter(Arc<[AtomicUsize; 2]>);

    impl Detector for Counter {
        fn detect(&mut self, _: &Frame, longest_side: u32, _: Score) -> Result<Vec<Detection>, VisionError> {
            assert!(longest_side > 0, "nothing to see");
            let [now, most] = &*self.0;
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            thread::yield_now();
            now.fetch_sub(1, Ordering::SeqCst);
            Ok(Vec::new())
        }
    }

    fn look(pool: &Arc<Pool>, side: u32) -> Result<Vec<Detection>, VisionError> {
        let frame = Frame::new(1, 1, vec![0; 3]).unwrap();
        Pooled(Arc::clone(pool)).detect(&frame, side, Score::new(0.5))
    }

    #[test]
    fn no_more_look_at_once_than_there_are_detectors() {
        let (counts, opened) = (Arc::new([AtomicUsize::new(0), AtomicUsize::new(0)]), Arc::new(AtomicUsize::new(0)));
        let (counter, openings) = (Arc::clone(&counts), Arc::clone(&opened));
        let open = move || -> Result<Box<dyn Detector>, VisionError> {
            openings.fetch_add(1, Ordering::SeqCst);
            Ok(Box::new(Counter(Arc::clone(&counter))))
        };
        let pool = Pool::new(2, Box::new(open));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| (0..50).for_each(|_| assert!(look(&pool, 1).unwrap().is_empty())));
            }
        });
        assert!(counts[1].load(Ordering::SeqCst) <= 2 && opened.load(Ordering::SeqCst) <= 2);
        assert_eq!(pool.idle().len(), 2);
    }

    #[test]
    fn a_detector_that_fails_or_panics_is_there_again() {
        let nothing = || VisionError::NotFound { what: "a detector", looked_for: Vec::new() };
        let closed = Pool::new(1, Box::new(move || Err(nothing())));
        assert!(look(&closed, 1).is_err() && look(&closed, 1).is_err());
        let counts = Arc::new([AtomicUsize::new(0), AtomicUsize::new(0)]);
        let pool = Pool::new(1, Box::new(move || Ok(Box::new(Counter(Arc::clone(&counts))))));
        assert!(catch_unwind(AssertUnwindSafe(|| look(&pool, 0))).is_err());
        assert!(look(&pool, 1).unwrap().is_empty());
    }
}
