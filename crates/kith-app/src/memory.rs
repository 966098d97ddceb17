//! Memory for pixels, which is shared by all that look at photos.

use std::sync::{Condvar, Mutex, PoisonError};

/// So many bytes, of which everyone takes what they need and waits until that is free.
#[derive(Debug)]
pub(crate) struct Memory {
    all: u64,
    free: Mutex<u64>,
    given_back: Condvar,
}

/// Memory that somebody holds until this is dropped.
#[derive(Debug)]
pub(crate) struct Held<'a> {
    memory: &'a Memory,
    bytes: u64,
}

impl Memory {
    /// All of it is free.
    pub(crate) fn new(bytes: u64) -> Self {
        Self { all: bytes, free: Mutex::new(bytes), given_back: Condvar::new() }
    }

    /// Waits until so much is free; never for more than there is in all.
    pub(crate) fn hold(&self, bytes: u64) -> Held<'_> {
        let bytes = bytes.min(self.all);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.given_back.wait_while(free, |free| *free < bytes).unwrap_or_else(PoisonError::into_inner);
        *free -= bytes;
        Held { memory: self, bytes }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        *self.memory.free.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.memory.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn nobody_gets_what_others_hold() {
        let (memory, taken) = (Memory::new(10), AtomicU64::new(0));
        let take = &|bytes| {
            for _ in 0..500 {
                let held = memory.hold(bytes);
                assert!(taken.fetch_add(bytes, Ordering::SeqCst) + bytes <= 10);
                thread::yield_now();
                taken.fetch_sub(bytes, Ordering::SeqCst);
                drop(held);
            }
        };
        thread::scope(|scope| {
            for bytes in [6, 4, 5, 10] {
                scope.spawn(move || take(bytes));
            }
        });
        assert_eq!(*memory.free.lock().unwrap(), 10);
    }

    #[test]
    fn who_needs_more_than_there_is_gets_all_of_it() {
        let memory = Memory::new(10);
        assert_eq!(memory.hold(11).bytes, 10);
        assert_eq!(*memory.free.lock().unwrap(), 10);
    }
}
