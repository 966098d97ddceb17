//! Everything that `kith-media` promises, on pictures that the tests make themselves.

#![allow(clippy::unwrap_used)]

mod damage;
mod formats;
mod payload;
mod pictures;
mod thumbnails;
