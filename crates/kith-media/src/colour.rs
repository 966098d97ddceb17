//! Colour spaces: pictures of wide gamut look faded where they are taken for sRGB.

#[cfg(any(feature = "heic", feature = "avif"))]
mod code_points;

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Rows are converted in pieces of this many pixels, so that no second picture is needed.
const PIECE: usize = 4096;

/// What the numbers of a picture mean.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Space<'a> {
    /// An embedded ICC profile.
    Profile(&'a [u8]),
    /// Code points of ITU-T H.273, tables 2 and 3.
    #[cfg(any(feature = "heic", feature = "avif"))]
    CodePoints {
        /// Which red, green and blue.
        primaries: u16,
        /// How numbers become light.
        transfer: u16,
    },
}

/// Converts RGB in place to sRGB. A space that is broken or unknown, is not for RGB, or is sRGB itself changes nothing.
pub(crate) fn to_srgb(rgb: &mut [u8], space: Space) {
    let source = match space {
        Space::Profile(profile) => ColorProfile::new_from_slice(profile).ok(),
        #[cfg(any(feature = "heic", feature = "avif"))]
        Space::CodePoints { primaries, transfer } => code_points::profile(primaries, transfer),
    };
    let Some(source) = source else { return };
    if source.color_space != DataColorSpace::Rgb || is_srgb(&source) {
        return;
    }
    let (srgb, options) = (ColorProfile::new_srgb(), TransformOptions::default());
    let Ok(transform) = source.create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, options) else { return };
    let mut piece = [0; PIECE * 3];
    for pixels in rgb.chunks_mut(PIECE * 3) {
        let copy = &mut piece[..pixels.len()];
        copy.copy_from_slice(pixels);
        if transform.transform(copy, pixels).is_err() {
            return;
        }
    }
}

/// Most photos carry a profile of sRGB, and there are many: what they do to some colours tells them.
fn is_srgb(profile: &ColorProfile) -> bool {
    const SAMPLES: [u8; 24] =
        [0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 128, 128, 128, 200, 120, 90, 40, 90, 160];
    let srgb = ColorProfile::new_srgb();
    let mut seen = [0; 24];
    profile
        .create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, TransformOptions::default())
        .is_ok_and(|transform| transform.transform(&SAMPLES, &mut seen).is_ok())
        && SAMPLES.iter().zip(seen).all(|(a, b)| a.abs_diff(b) <= 2)
}
