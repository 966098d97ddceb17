//! What a photo says about itself in its metadata: at present, when it was taken.
//!
//! The only user of EXIF crates, but for the orientation, which `kith-media` applies where it decodes. The crate is
//! pure: bytes in, facts out. It reads no file and no clock, and the time of a file never becomes the time of a photo.
//!
//! Invariant: metadata that are missing, damaged or nonsense are an answer (`None`, or less precision) and never an
//! error, so that they cannot cost a photo.
//!
//! ```
//! assert_eq!(kith_metadata::capture_time(b"no photo at all"), None);
//! ```

mod capture_time;

pub use capture_time::capture_time;
