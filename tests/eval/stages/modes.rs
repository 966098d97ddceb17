//! What a whole scan spends its time on.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;
use kith_domain::{Frame, Score};
use kith_media::{Format, Limits, Photo};
use kith_vision::{AnalyzedFace, Analyzer, Mode, Networks, Picture};
use serde::Serialize;

use super::clock::timed;

/// Milliseconds a photo.
#[derive(Debug, Default, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Share {
    /// Reading and decoding, in full only where a small face asks for it.
    decode: f64,
    /// Hashing the compressed picture.
    fingerprint: f64,
    /// Looks at the upright picture, shrinking included.
    look: f64,
    /// The recogniser, which is asked about every place that can still be a face, and looks at turned copies.
    judge: f64,
    /// Small pictures of the faces.
    thumbnail: f64,
}

impl Share {
    fn parts(&mut self) -> [&mut f64; 5] {
        [&mut self.decode, &mut self.fingerprint, &mut self.look, &mut self.judge, &mut self.thumbnail]
    }
}

/// Does with each file what a worker of a scan does, in the thorough mode once, in the others as often as asked for; the
/// shortest time of each part counts.
pub(super) fn share(networks: &Networks, mode: Mode, files: &[PathBuf], repeat: usize) -> Result<Share> {
    let mut analyzer = networks.analyzer()?;
    let repeat = if mode == Mode::Thorough { 1 } else { repeat };
    let mut mean = Share::default();
    for file in files {
        let mut photo = scan(&mut analyzer, mode, file)?;
        for _ in 1..repeat {
            photo = shortest(photo, scan(&mut analyzer, mode, file)?);
        }
        for (sum, part) in mean.parts().into_iter().zip(photo.parts()) {
            *sum += *part / files.len() as f64;
        }
    }
    Ok(mean)
}

fn shortest(mut one: Share, mut other: Share) -> Share {
    for (part, rival) in one.parts().into_iter().zip(other.parts()) {
        *part = part.min(*rival);
    }
    one
}

fn scan(analyzer: &mut Analyzer, mode: Mode, file: &Path) -> Result<Share> {
    let bytes = fs::read(file)?;
    let (_, fingerprint) = timed(|| kith_media::payload_hash(&bytes));
    let mut picture = LazyPhoto::open(file, analyzer.longest_side(mode))?;
    // No place scores that much: the looks alone are made, and the recogniser is asked nothing.
    let (looked, look) = timed(|| analyzer.candidates(&mut picture, mode, Score::new(1.0)));
    looked?;
    let decoded = picture.decoding;
    let (faces, all) = timed(|| analyzer.analyze(&mut picture, mode, None));
    let judge = all - look - (picture.decoding - decoded);
    let faces = faces?;
    let (made, thumbnail) = timed(|| faces.iter().try_for_each(|face| make_thumbnail(&picture, face)));
    made?;
    Ok(Share { decode: picture.decoding, fingerprint, look, judge, thumbnail })
}

fn make_thumbnail(picture: &LazyPhoto, face: &AnalyzedFace) -> Result<()> {
    let (best, (width, height)) = (picture.best(), picture.size());
    let place = face.detection.rect.to_unit(width, height).map(|p| p.to_pixels(best.width(), best.height()));
    place.map(|place| kith_media::face_thumbnail(best, place)).transpose()?;
    Ok(())
}

/// A photo that knows how long decoding it took.
struct LazyPhoto {
    bytes: Vec<u8>,
    named: Option<Format>,
    photo: Photo,
    full: Option<Frame>,
    /// In milliseconds.
    decoding: f64,
}

impl LazyPhoto {
    fn open(file: &Path, longest_side: u32) -> Result<Self> {
        let named = Format::from_name(file.as_os_str());
        let read = || {
            let bytes = fs::read(file)?;
            let photo = kith_media::decode_for(&bytes, named, &Limits::default(), longest_side)?;
            anyhow::Ok((bytes, photo))
        };
        let (read, decoding) = timed(read);
        let (bytes, photo) = read?;
        Ok(Self { bytes, named, photo, full: None, decoding })
    }

    fn best(&self) -> &Frame {
        self.full.as_ref().unwrap_or(&self.photo.frame)
    }
}

impl Picture for LazyPhoto {
    fn frame(&self) -> &Frame {
        &self.photo.frame
    }

    fn size(&self) -> (u32, u32) {
        self.photo.size
    }

    fn full(&mut self) -> &Frame {
        if self.full.is_none() && self.photo.size != (self.photo.frame.width(), self.photo.frame.height()) {
            let (decoded, ms) = timed(|| kith_media::decode(&self.bytes, self.named, &Limits::default()));
            self.full = decoded.ok().map(|photo| photo.frame);
            self.decoding += ms;
        }
        self.best()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_each_part_the_shortest_time_counts() {
        let share = |decode, look| Share { decode, look, ..Share::default() };
        assert_eq!(shortest(share(1.0, 4.0), share(2.0, 3.0)), share(1.0, 3.0));
    }

    #[test]
    fn a_large_photo_is_decoded_in_full_once_and_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("large.jpg");
        image::RgbImage::new(400, 200).save(&file).unwrap();
        let mut photo = LazyPhoto::open(&file, 100).unwrap();
        assert_eq!((photo.best().width(), photo.size()), (100, (400, 200)));
        let before = photo.decoding;
        assert_eq!(photo.full().width(), 400);
        let after = photo.decoding;
        assert_eq!((photo.full().width(), photo.best().width()), (400, 400));
        assert!(before < after && photo.decoding <= after);
    }
}
