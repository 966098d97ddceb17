//! A decoded picture.

/// An upright picture: 8-bit RGB, rows from the top, no padding, `3 * width * height` bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Frame {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

/// The bytes do not make a picture of that size.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{width} x {height} pixels do not fit {bytes} bytes of RGB")]
pub struct FrameError {
    /// Claimed width in pixels.
    pub width: u32,
    /// Claimed height in pixels.
    pub height: u32,
    /// Bytes given.
    pub bytes: usize,
}

impl Frame {
    /// Takes interleaved RGB bytes.
    ///
    /// # Errors
    /// When a side is zero or the number of bytes is not `3 * width * height`.
    pub fn new(width: u32, height: u32, rgb: Vec<u8>) -> Result<Self, FrameError> {
        let wanted = u64::from(width) * u64::from(height) * 3;
        if wanted == 0 || wanted != rgb.len() as u64 {
            return Err(FrameError { width, height, bytes: rgb.len() });
        }
        Ok(Self { width, height, rgb })
    }

    /// Width in pixels, at least 1.
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels, at least 1.
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// Interleaved RGB, rows from the top.
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// The RGB bytes, without a copy.
    pub fn into_rgb(self) -> Vec<u8> {
        self.rgb
    }
}

impl std::fmt::Debug for Frame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Frame({} x {})", self.width, self.height)
    }
}
