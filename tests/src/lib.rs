//! What tests are made of.
//!
//! - [`fixtures`]: the committed pictures and how they are drawn, from seeds ([`traits`], [`drawn_faces`],
//!   [`scenes`], [`canvas`]).
//! - [`album`]: photos in a temporary folder that are painted, turned, moved, copied and taken away.
//! - [`fakes`]: a detector and an embedder that find what an album paints ([`squares`]), in a millisecond.
//! - [`exif`], [`pictures`]: metadata and files as cameras write them.
//!
//! ```
//! use kith_app::Eyes;
//! use kith_media::{Limits, decode};
//! let album = kith_tests::album::Album::new();
//! album.paint("2024/two people.jpg", &[0, 7]);
//! let mut frame = decode(&album.bytes("2024/two people.jpg"), None, &Limits::default())?.frame;
//! let mut analyzer = kith_tests::fakes::FakeEyes::default().analyzer()?;
//! assert_eq!(analyzer.analyze(&mut frame, kith_vision::Mode::Balanced, None)?.len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod album;
pub mod canvas;
pub mod drawn_faces;
pub mod exif;
pub mod fakes;
pub mod fixtures;
pub mod pictures;
pub mod random;
mod sample_album;
pub mod scenes;
pub mod squares;
pub mod traits;
