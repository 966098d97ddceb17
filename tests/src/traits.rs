//! Who a drawn person is.

use crate::canvas::{Colour, mix};
use crate::random::Random;

/// How the hair is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hair {
    /// None but at the sides.
    Bald,
    /// Short all around.
    Short,
    /// Down to the jaw.
    Bob,
    /// Down to the shoulders.
    Long,
}

/// What makes a person: lengths in units of the face, colours in 0..=255.
#[derive(Debug, Clone)]
pub struct Traits {
    pub(crate) skin: Colour,
    pub(crate) hair_colour: Colour,
    pub(crate) iris: Colour,
    pub(crate) clothes: Colour,
    pub(crate) hair: Hair,
    pub(crate) head: (f32, f32),
    pub(crate) jaw: f32,
    pub(crate) eye_distance: f32,
    pub(crate) eye: (f32, f32),
    pub(crate) eye_slant: f32,
    pub(crate) brow: (f32, f32),
    pub(crate) brow_height: f32,
    pub(crate) brow_slant: f32,
    pub(crate) nose: (f32, f32),
    pub(crate) mouth: (f32, f32),
    pub(crate) mouth_height: f32,
    pub(crate) lips: Colour,
    pub(crate) glasses: bool,
    pub(crate) beard: f32,
    pub(crate) moustache: f32,
}

const SKINS: [Colour; 6] =
    [[246., 214., 190.], [232., 190., 160.], [214., 164., 128.], [176., 124., 92.], [130., 88., 64.], [96., 64., 48.]];
/// The first four go with every skin.
const HAIRS: [Colour; 7] = [
    [28., 22., 20.],
    [58., 38., 26.],
    [118., 116., 116.],
    [84., 54., 36.],
    [206., 166., 96.],
    [160., 72., 34.],
    [196., 194., 190.],
];
const IRISES: [Colour; 4] = [[70., 44., 26.], [66., 110., 150.], [80., 112., 70.], [110., 80., 46.]];
const CLOTHES: [Colour; 7] = [
    [52., 84., 130.],
    [150., 54., 52.],
    [70., 104., 76.],
    [226., 222., 212.],
    [62., 60., 70.],
    [206., 156., 64.],
    [122., 88., 140.],
];

impl Traits {
    /// The person of a seed.
    pub fn new(seed: u64) -> Self {
        let r = &mut Random::new(seed);
        let skin = r.pick(&SKINS);
        let hair_colour = r.pick(if skin[0] > 200.0 { &HAIRS } else { &HAIRS[..4] });
        let hair = r.pick(&[Hair::Bald, Hair::Short, Hair::Short, Hair::Bob, Hair::Long]);
        let may_have_beard = matches!(hair, Hair::Bald | Hair::Short);
        let bearded = may_have_beard && r.between(0.0, 1.0) < 0.45;
        Self {
            skin,
            hair_colour,
            iris: r.pick(&IRISES),
            clothes: r.pick(&CLOTHES),
            hair,
            head: (r.between(0.86, 1.1), r.between(1.16, 1.48)),
            jaw: r.between(0.5, 0.95),
            eye_distance: r.between(0.34, 0.5),
            eye: (r.between(0.14, 0.23), r.between(0.06, 0.125)),
            eye_slant: r.between(-0.22, 0.22),
            brow: (r.between(0.19, 0.32), r.between(0.025, 0.095)),
            brow_height: r.between(0.19, 0.36),
            brow_slant: r.between(-0.25, 0.28),
            nose: (r.between(0.11, 0.29), r.between(0.46, 0.74)),
            mouth: (r.between(0.22, 0.46), r.between(0.05, 0.15)),
            mouth_height: r.between(0.88, 1.04),
            lips: mix(skin, r.pick(&[[176., 56., 66.], [150., 70., 66.], [196., 96., 96.]]), r.between(0.4, 0.85)),
            glasses: r.between(0.0, 1.0) < 0.25,
            beard: if bearded { r.between(0.55, 0.95) } else { 0.0 },
            moustache: if bearded { r.between(0.5, 1.0) } else { 0.0 },
        }
    }
}
