//! Everything that `kith-media` promises, on pictures that the tests make themselves.

#![allow(clippy::unwrap_used)]

mod camera;
mod colours;
mod damage;
mod formats;
mod payload;
mod pictures;
mod raw;
mod reduced;
mod samples;
mod seeds;
mod thumbnails;
