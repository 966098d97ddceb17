//! A picture in as many pixels as are needed.

use kith_domain::Frame;

/// A picture that may be at hand in a smaller size than its own. Looking for faces needs few pixels, and decoding a large
/// photograph in full is what a scan spends most time on; only small faces need their own pixels.
pub trait Picture {
    /// In its own size, or smaller, but large enough for all looks ([`crate::Analyzer::longest_side`]).
    fn frame(&self) -> &Frame;

    /// Width and height of its own, in pixels.
    fn size(&self) -> (u32, u32);

    /// In its own size, as far as that can be had.
    fn full(&mut self) -> &Frame;
}

impl Picture for Frame {
    fn frame(&self) -> &Frame {
        self
    }

    fn size(&self) -> (u32, u32) {
        (self.width(), self.height())
    }

    fn full(&mut self) -> &Frame {
        self
    }
}
