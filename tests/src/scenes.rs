//! Where the drawn people are: backgrounds without a face in them.

use kith_domain::Point;

use crate::canvas::{Canvas, Colour, Ellipse, mix};
use crate::random::Random;

/// A place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// Grass, leaves and flowers.
    Garden,
    /// Sand, sea and sky.
    Beach,
    /// A wall with pictures, in the light of a lamp.
    Room,
    /// Coloured lights in the dark.
    Party,
    /// Snow and firs.
    Winter,
    /// A plain cloth.
    Studio,
}

impl Scene {
    /// Paints the place; the seed moves leaves, lights and snow.
    pub fn paint(self, canvas: &mut Canvas, seed: u64) {
        let random = &mut Random::new(seed);
        match self {
            Self::Garden => garden(canvas, random),
            Self::Beach => beach(canvas, random),
            Self::Room => room(canvas, random),
            Self::Party => party(canvas, random),
            Self::Winter => winter(canvas, random),
            Self::Studio => studio(canvas, random),
        }
    }
}

/// Colours at heights from the top, with everything between them mixed.
fn bands(canvas: &mut Canvas, stops: &[(f32, Colour)]) {
    canvas.shade(|_, y, _| {
        let below = stops.iter().position(|(at, _)| *at >= y).unwrap_or(stops.len() - 1).max(1);
        let ((top, above), (bottom, under)) = (stops[below - 1], stops[below]);
        mix(above, under, ((y - top) / (bottom - top)).clamp(0.0, 1.0))
    });
}

/// A soft disc; place and size in fractions of the height, x from the left.
fn disc(canvas: &mut Canvas, at: (f32, f32), radii: (f32, f32), colour: Colour, opacity: f32, softness: f32) {
    let h = canvas.height() as f32;
    canvas.ellipse(&Ellipse {
        centre: Point::new(at.0 * h, at.1 * h),
        radii: (radii.0 * h, radii.1 * h),
        turn: (1.0, 0.0),
        colour,
        opacity,
        softness,
        hole: 0.0,
    });
}

/// Many discs at random places between two heights.
fn scatter(
    canvas: &mut Canvas,
    random: &mut Random,
    (count, softness): (usize, f32),
    heights: (f32, f32),
    sizes: (f32, f32),
    colours: &[Colour],
) {
    let wide = canvas.width() as f32 / canvas.height() as f32;
    for _ in 0..count {
        let at = (random.between(0.0, wide), random.between(heights.0, heights.1));
        let size = random.between(sizes.0, sizes.1);
        let opacity = random.between(0.35, 0.8);
        disc(canvas, at, (size, size * random.between(0.7, 1.0)), random.pick(colours), opacity, softness);
    }
}

fn garden(canvas: &mut Canvas, random: &mut Random) {
    bands(canvas, &[(0.0, [206., 226., 236.]), (0.4, [150., 186., 140.]), (1.0, [92., 140., 74.])]);
    let leaves = [[74., 122., 62.], [112., 158., 84.], [60., 102., 66.], [150., 184., 104.]];
    scatter(canvas, random, (70, 0.7), (0.0, 0.62), (0.04, 0.13), &leaves);
    scatter(canvas, random, (26, 1.0), (0.0, 0.3), (0.02, 0.06), &[[236., 244., 226.]]);
    let flowers = [[226., 96., 112.], [240., 206., 92.], [236., 236., 232.], [160., 104., 170.]];
    scatter(canvas, random, (60, 0.8), (0.72, 1.0), (0.008, 0.02), &flowers);
}

fn beach(canvas: &mut Canvas, random: &mut Random) {
    let (sky, sea, sand) = ([150., 196., 232.], [58., 128., 160.], [222., 200., 158.]);
    bands(
        canvas,
        &[
            (0.0, sky),
            (0.46, [216., 232., 240.]),
            (0.465, sea),
            (0.66, [110., 176., 186.]),
            (0.68, [240., 240., 234.]),
            (0.7, sand),
            (1.0, [206., 180., 136.]),
        ],
    );
    scatter(canvas, random, (14, 1.4), (0.05, 0.3), (0.05, 0.14), &[[250., 250., 250.]]);
    scatter(canvas, random, (50, 0.9), (0.48, 0.64), (0.004, 0.012), &[[214., 236., 240.], [90., 150., 176.]]);
    scatter(canvas, random, (50, 1.0), (0.72, 1.0), (0.005, 0.02), &[[196., 172., 128.], [234., 216., 180.]]);
}

fn room(canvas: &mut Canvas, random: &mut Random) {
    bands(
        canvas,
        &[(0.0, [214., 196., 168.]), (0.78, [196., 172., 140.]), (0.79, [120., 86., 62.]), (1.0, [96., 66., 46.])],
    );
    let wide = canvas.width() as f32 / canvas.height() as f32;
    let colours = [[92., 122., 140.], [150., 104., 84.], [110., 130., 96.]];
    for i in 0..3 {
        let left = 0.08 + 0.36 * i as f32 + random.between(0.0, 0.06);
        let (top, colour) = (random.between(0.06, 0.12), colours[i % 3]);
        canvas.shade(|x, y, under| frame_on_wall(x - left, (y - top) / wide, colour).unwrap_or(under));
    }
    disc(canvas, (wide * 0.92, 0.2), (0.5, 0.5), [255., 236., 190.], 0.6, 1.8);
}

/// A picture on a wall, by the place within it in fractions of the width.
fn frame_on_wall(x: f32, y: f32, colour: Colour) -> Option<Colour> {
    const SIZE: (f32, f32) = (0.2, 0.15);
    const BORDER: f32 = 0.012;
    let inside = |margin: f32| (margin..SIZE.0 - margin).contains(&x) && (margin..SIZE.1 - margin).contains(&y);
    if inside(BORDER) {
        Some(mix(colour, [240., 236., 226.], (y / SIZE.1) * 0.6))
    } else {
        inside(0.0).then_some([70., 52., 40.])
    }
}

fn party(canvas: &mut Canvas, random: &mut Random) {
    bands(canvas, &[(0.0, [52., 44., 82.]), (0.6, [92., 62., 96.]), (1.0, [60., 44., 66.])]);
    let lights = [[255., 206., 120.], [250., 130., 110.], [140., 190., 250.], [180., 240., 170.], [250., 170., 220.]];
    scatter(canvas, random, (46, 0.5), (0.0, 0.7), (0.02, 0.06), &lights);
    let wide = canvas.width() as f32 / canvas.height() as f32;
    for i in 0..24 {
        let along = i as f32 / 23.0;
        let sag = 0.05 + 0.24 * along * (1.0 - along);
        disc(canvas, (along * wide, sag), (0.014, 0.018), lights[i % 5], 1.0, 0.4);
    }
}

fn winter(canvas: &mut Canvas, random: &mut Random) {
    bands(
        canvas,
        &[(0.0, [176., 198., 220.]), (0.5, [226., 234., 242.]), (0.52, [238., 242., 248.]), (1.0, [250., 251., 253.])],
    );
    let wide = canvas.width() as f32 / canvas.height() as f32;
    for i in 0..9 {
        let x = wide * (i as f32 + random.between(0.1, 0.9)) / 9.0;
        let size = random.between(0.7, 1.2);
        for (step, width) in [0.05, 0.08, 0.11, 0.14].into_iter().enumerate() {
            let y = 0.5 - (0.32 - 0.085 * step as f32) * size;
            disc(canvas, (x, y), (width * size, 0.06 * size), [62., 88., 84.], 0.95, 0.5);
            disc(canvas, (x, y - 0.03 * size), (width * size * 0.8, 0.022 * size), [244., 248., 252.], 0.85, 0.8);
        }
    }
    scatter(canvas, random, (140, 0.9), (0.0, 1.0), (0.003, 0.009), &[[255., 255., 255.]]);
}

fn studio(canvas: &mut Canvas, random: &mut Random) {
    let cloth = random.pick(&[[132., 150., 170.], [170., 156., 140.], [140., 158., 142.], [164., 148., 166.]]);
    bands(canvas, &[(0.0, mix(cloth, [40., 40., 50.], 0.35)), (0.5, cloth), (1.0, mix(cloth, [40., 40., 50.], 0.45))]);
    let wide = canvas.width() as f32 / canvas.height() as f32;
    disc(canvas, (wide * 0.5, 0.42), (0.55, 0.55), mix(cloth, [255.; 3], 0.5), 0.7, 1.8);
}
