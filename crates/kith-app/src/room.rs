//! Memory that workers share.

use std::sync::{Condvar, Mutex, PoisonError};

/// So many bytes for all workers together; who needs more than are free waits, and who needs more than there are waits until it
/// is alone.
#[derive(Debug)]
pub(crate) struct Room {
    all: u64,
    free: Mutex<u64>,
    given_back: Condvar,
}

/// Memory that a worker holds until this is dropped.
#[derive(Debug)]
pub(crate) struct Held<'a> {
    room: &'a Room,
    bytes: u64,
}

impl Room {
    /// So many bytes.
    pub(crate) fn new(bytes: u64) -> Self {
        Self { all: bytes, free: Mutex::new(bytes), given_back: Condvar::new() }
    }

    /// Waits until so much is free; never for more than there is in all.
    pub(crate) fn hold(&self, bytes: u64) -> Held<'_> {
        let bytes = bytes.min(self.all);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.given_back.wait_while(free, |free| *free < bytes).unwrap_or_else(PoisonError::into_inner);
        *free -= bytes;
        Held { room: self, bytes }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        *self.room.free.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.room.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn no_more_is_held_at_once_than_there_is() {
        let (room, now, most) = (Room::new(10), AtomicU64::new(0), AtomicU64::new(0));
        thread::scope(|scope| {
            for bytes in [3, 4, 6, 25] {
                let (room, now, most) = (&room, &now, &most);
                scope.spawn(move || {
                    for _ in 0..200 {
                        let held = room.hold(bytes);
                        most.fetch_max(now.fetch_add(held.bytes, Ordering::SeqCst) + held.bytes, Ordering::SeqCst);
                        thread::yield_now();
                        now.fetch_sub(held.bytes, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!((3..=10).contains(&most.into_inner()) && *room.free.lock().unwrap() == 10);
    }
}
