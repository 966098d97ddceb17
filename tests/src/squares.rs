//! Pictures for fast tests: each person is a square of one strong colour, which [`crate::fakes`] find and tell apart.
//!
//! A dark bar in one corner of the square says how the square stands, so that its landmarks are known under all eight
//! orientations. Where it lies when the square stands upright: `BAR`.

use image::{Rgb, RgbImage};

/// How many people there are to be told apart.
pub const PEOPLE: usize = 16;

/// Left, top, right and bottom of the bar in fractions of an upright square.
const BAR: [f32; 4] = [0.12, 0.08, 0.48, 0.28];
/// A place within the bar that lies within none of the seven other bars.
pub(crate) const BAR_PROBE: (f32, f32) = (0.4, 0.18);
/// Difference between the strongest and the weakest of the three colours, for pixels of a person.
pub(crate) const LEAST_SATURATION: u8 = 100;

const HEIGHT: u32 = 64;
const LEAST_WIDTH: u32 = 96;
const SIDE: u32 = 28;
const CELL: u32 = 36;

/// The colour of a person: sixteen around the circle of hues.
pub fn colour(person: usize) -> [u8; 3] {
    const STRONG: f32 = 225.0;
    const WEAK: f32 = 35.0;
    let hue = (person % PEOPLE) as f32 * 6.0 / PEOPLE as f32;
    let channel = |centre: f32| {
        let distance = (hue - centre).abs().min(6.0 - (hue - centre).abs());
        WEAK + (STRONG - WEAK) * (2.0 - distance).clamp(0.0, 1.0)
    };
    [channel(0.0), channel(2.0), channel(4.0)].map(|v| v as u8)
}

/// Whose colour it is: the nearest hue. `None` for greys.
pub fn person(rgb: [u8; 3]) -> Option<usize> {
    let saturation = |c: [u8; 3]| c.iter().max().zip(c.iter().min()).map_or(0, |(a, b)| a - b);
    let scaled = |c: [u8; 3]| {
        let (low, range) = (*c.iter().min().unwrap_or(&0), f32::from(saturation(c)));
        c.map(|v| f32::from(v - low) / range)
    };
    let distance =
        |other: [u8; 3]| -> f32 { scaled(rgb).iter().zip(scaled(other)).map(|(a, b)| (a - b) * (a - b)).sum() };
    (saturation(rgb) >= LEAST_SATURATION)
        .then(|| (0..PEOPLE).min_by(|a, b| distance(colour(*a)).total_cmp(&distance(colour(*b)))))
        .flatten()
}

/// One square for each person, from the left to the right on light grey. The serial number makes pictures of the same
/// people differ.
pub fn paint(people: &[usize], serial: u32) -> RgbImage {
    let width = LEAST_WIDTH.max(people.len() as u32 * CELL);
    let mut picture = RgbImage::from_pixel(width, HEIGHT, Rgb([230; 3]));
    for bit in 0..16 {
        let grey = if serial >> bit & 1 == 1 { 90 } else { 200 };
        fill(&mut picture, [4 + bit * 5, HEIGHT - 6, 8 + bit * 5, HEIGHT - 2], [grey; 3]);
    }
    for (i, person) in people.iter().enumerate() {
        let cell = width / people.len() as u32;
        let (left, top) = (i as u32 * cell + (cell - SIDE) / 2, 12 + (serial + i as u32) % 5 * 3);
        fill(&mut picture, [left, top, left + SIDE, top + SIDE], colour(*person));
        let edge = |fraction: f32| (fraction * SIDE as f32).round() as u32;
        let [l, t, r, b] = BAR.map(edge);
        fill(&mut picture, [left + l, top + t, left + r, top + b], [20; 3]);
    }
    picture
}

fn fill(picture: &mut RgbImage, [left, top, right, bottom]: [u32; 4], colour: [u8; 3]) {
    for (x, y) in (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y))) {
        picture.put_pixel(x, y, Rgb(colour));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_tells_who_it_is_also_when_it_is_a_little_off() {
        for who in 0..PEOPLE {
            let off = [3, -4, 4].iter().zip(colour(who)).map(|(by, v)| v.saturating_add_signed(*by));
            let off: Vec<u8> = off.collect();
            assert_eq!((person(colour(who)), person([off[0], off[1], off[2]])), (Some(who), Some(who)));
        }
        assert_eq!((person([230; 3]), person([20, 60, 20])), (None, None));
    }
}
