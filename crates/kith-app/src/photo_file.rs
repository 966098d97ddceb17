//! A file on the disk as a picture.

use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::LazyLock;

use kith_domain::Frame;
use kith_media::{DecodeFailure, Format, Limits, Photo};
use kith_vision::Picture;

use crate::memory::{Held, Memory};
use crate::paths::check_is_file;

/// Bytes for each core of photos that are held in full beside a smaller copy. Small faces ask for them; of photos with 12
/// megapixels two cores hold one, and four cores three, while the others go on with what needs fewer pixels.
const IN_FULL_OF_CORE: u64 = 30 << 20;

static IN_FULL: LazyLock<Memory> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Memory::new(cores as u64 * IN_FULL_OF_CORE)
});

/// A photo that is decoded no further than is needed.
pub(crate) struct PhotoFile {
    bytes: Vec<u8>,
    named: Option<Format>,
    /// What was decoded first.
    pub(crate) photo: Photo,
    /// All of it, once that was tried; nothing, where it failed.
    full: OnceCell<Full>,
}

struct Full {
    frame: Option<Frame>,
    _held: Held<'static>,
}

impl PhotoFile {
    /// Decodes the bytes of a file so that the longer side has at least `longest_side` pixels, or as many as there are.
    pub(crate) fn decode(bytes: Vec<u8>, named: Option<Format>, longest_side: u32) -> Result<Self, DecodeFailure> {
        let photo = kith_media::decode_for(&bytes, named, &Limits::default(), longest_side)?;
        Ok(Self { bytes, named, photo, full: OnceCell::new() })
    }

    /// Reads and decodes a file.
    pub(crate) fn open(path: &Path, longest_side: u32) -> Result<Self, DecodeFailure> {
        check_is_file(path)?;
        let bytes = kith_media::read(std::fs::File::open(path)?, &Limits::default())?;
        Self::decode(bytes, path.file_name().and_then(Format::from_name), longest_side)
    }

    /// The bytes of the file.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The best that was decoded.
    pub(crate) fn best(&self) -> &Frame {
        self.full.get().and_then(|full| full.frame.as_ref()).unwrap_or(&self.photo.frame)
    }
}

impl Picture for PhotoFile {
    fn frame(&self) -> &Frame {
        &self.photo.frame
    }

    fn size(&self) -> (u32, u32) {
        self.photo.size
    }

    fn full(&mut self) -> &Frame {
        let (width, height) = self.photo.size;
        if (width, height) != (self.photo.frame.width(), self.photo.frame.height()) {
            self.full.get_or_init(|| {
                let held = IN_FULL.hold(u64::from(width) * u64::from(height) * 3);
                let photo = kith_media::decode(&self.bytes, self.named, &Limits::default()).ok();
                Full { frame: photo.map(|photo| photo.frame), _held: held }
            });
        }
        self.best()
    }
}

/// What `look` sees in a photo. A panic costs that photo only: it is a reason like any other.
pub(crate) fn survive<T>(look: impl FnOnce() -> T) -> Result<T, &'static str> {
    catch_unwind(AssertUnwindSafe(look)).map_err(|_| "reading it made the program stumble")
}
