//! Turns that go to whoever asked last: what the person looks at now comes before what has scrolled away.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

/// A number of turns that can be taken at the same time.
pub(crate) struct LatestFirst {
    line: Mutex<Line>,
}

struct Line {
    free: usize,
    waiting: Vec<oneshot::Sender<()>>,
}

/// A turn that lasts until this is dropped.
pub(crate) struct Turn<'a>(&'a LatestFirst);

impl LatestFirst {
    pub(crate) fn new(turns: usize) -> Self {
        Self { line: Mutex::new(Line { free: turns, waiting: Vec::new() }) }
    }

    /// Waits for a turn. Whoever stops waiting loses the turn that is on its way.
    pub(crate) async fn turn(&self) -> Turn<'_> {
        if let Some(call) = self.stand_in_line() {
            // Nobody is forgotten: the line lives as long as those in it.
            let _ = call.await;
        }
        Turn(self)
    }

    fn stand_in_line(&self) -> Option<oneshot::Receiver<()>> {
        let mut line = self.line();
        if line.free > 0 {
            line.free -= 1;
            return None;
        }
        let (caller, call) = oneshot::channel();
        line.waiting.push(caller);
        Some(call)
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut line = self.0.line();
        while let Some(caller) = line.waiting.pop() {
            if caller.send(()).is_ok() {
                return;
            }
        }
        line.free += 1;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[tokio::test]
    async fn whoever_came_last_is_served_first_and_everybody_is_served() {
        let turns = Arc::new(LatestFirst::new(1));
        let served = Arc::new(Mutex::new(Vec::new()));
        let first = turns.turn().await;
        let mut waiting = Vec::new();
        for number in 0..5 {
            let (turns, served) = (Arc::clone(&turns), Arc::clone(&served));
            waiting.push(tokio::spawn(async move {
                let _turn = turns.turn().await;
                served.lock().unwrap().push(number);
            }));
            tokio::task::yield_now().await;
        }
        drop(first);
        for one in waiting {
            one.await.unwrap();
        }
        assert_eq!(*served.lock().unwrap(), [4, 3, 2, 1, 0]);
    }

    #[tokio::test]
    async fn whoever_went_away_is_passed_over() {
        let turns = LatestFirst::new(1);
        let first = turns.turn().await;
        drop(turns.stand_in_line());
        drop(first);
        drop(turns.turn().await);
        assert_eq!(turns.line().free, 1);
    }
}
