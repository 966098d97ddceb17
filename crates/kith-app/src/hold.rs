//! What makes a scan wait.

/// Why a scan waits though nobody paused it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// The machine runs on a battery that is so full, in percent.
    Battery(u8),
    /// The machine has just woken up: drives may still be on their way.
    Woken,
}
