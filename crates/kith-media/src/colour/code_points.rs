//! Colour spaces by the numbers of ITU-T H.273, which the container of HEIC and AVIF tells where there is no profile.

use moxcms::{
    CicpColorPrimaries, CicpProfile, ColorProfile, MatrixCoefficients, ToneReprCurve, TransferCharacteristics,
};

const UNSPECIFIED: u16 = 2;
const SRGB_PRIMARIES: u16 = 1;
const SRGB_TRANSFER: u16 = 13;
const PQ: u16 = 16;
const HLG: u16 = 18;

/// Luminance of a white sheet in pictures of high dynamic range, in cd/m² (ITU-R BT.2408, section 2.1).
const WHITE: f64 = 203.0;

/// The profile of a space; `None` when nobody gave the numbers a meaning.
pub(super) fn profile(primaries: u16, transfer: u16) -> Option<ColorProfile> {
    // What is not told is as in most pictures.
    let or = |number: u16, usual: u16| if number == UNSPECIFIED { usual } else { number };
    let (primaries, transfer) = (or(primaries, SRGB_PRIMARIES), or(transfer, SRGB_TRANSFER));
    if !matches!(primaries, 1 | 4..=9 | 11 | 12 | 22) || !matches!(transfer, 1 | 4..=18) {
        return None;
    }
    let mut profile = ColorProfile::new_from_cicp(CicpProfile {
        color_primaries: CicpColorPrimaries::try_from(primaries as u8).ok()?,
        transfer_characteristics: TransferCharacteristics::try_from(transfer as u8).ok()?,
        matrix_coefficients: MatrixCoefficients::Identity,
        full_range: true,
    });
    let light = match transfer {
        PQ => pq,
        HLG => hlg,
        _ => return Some(profile),
    };
    let curve =
        ToneReprCurve::Lut((0..=255).map(|value| (shown(light(f64::from(value) / 255.0)) * 65_535.0) as u16).collect());
    // The numbers would count more than the curves.
    profile.cicp = None;
    (profile.red_trc, profile.green_trc, profile.blue_trc) = (Some(curve.clone()), Some(curve.clone()), Some(curve));
    Some(profile)
}

/// Light, white being 1, of a number of the perceptual quantizer (ITU-R BT.2100, table 4).
fn pq(value: f64) -> f64 {
    const M1: f64 = 1305.0 / 8192.0;
    const M2: f64 = 2523.0 / 32.0;
    const C1: f64 = 107.0 / 128.0;
    const C2: f64 = 2413.0 / 128.0;
    const C3: f64 = 2392.0 / 128.0;
    let power = value.powf(M2.recip());
    ((power - C1).max(0.0) / (C2 - C3 * power)).powf(M1.recip()) * 10_000.0 / WHITE
}

/// Light, white being 1, of a number of hybrid log-gamma on a screen of 1000 cd/m² (ITU-R BT.2100, table 5); each colour
/// by itself.
fn hlg(value: f64) -> f64 {
    const A: f64 = 0.178_832_77;
    const B: f64 = 0.284_668_92;
    const C: f64 = 0.559_910_73;
    let scene = if value <= 0.5 { value * value / 3.0 } else { (((value - C) / A).exp() + B) / 12.0 };
    scene.powf(1.2) * 1000.0 / WHITE
}

/// What a common screen shows of light: up to half of white all of it, of more the less the more it is.
fn shown(light: f64) -> f64 {
    const KNEE: f64 = 0.5;
    let above = (light - KNEE).max(0.0) / (1.0 - KNEE);
    light.min(KNEE) + (1.0 - KNEE) * above / (1.0 + above)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_sheets_are_as_bright_as_the_reports_say() {
        // BT.2408, table 1: 58 % of PQ and 75 % of HLG; BT.2100: all of them are 10 000 and 1000 cd/m².
        for (light, expected) in [(pq(0.5807), 1.0), (hlg(0.75), 1.0), (pq(1.0), 49.26), (hlg(1.0), 4.926)] {
            assert!((light / expected - 1.0).abs() < 0.01, "{light} {expected}");
        }
        assert_eq!((pq(0.0), hlg(0.0)), (0.0, 0.0));
        assert!((hlg(0.5) - hlg(0.500_001)).abs() < 1e-4);
    }

    #[test]
    fn brighter_is_never_darker_and_nothing_is_cut_off() {
        for light in [pq, hlg] {
            let seen: Vec<f64> = (0..=255).map(|value| shown(light(f64::from(value) / 255.0))).collect();
            assert!(seen.is_sorted() && seen[0] == 0.0 && seen[255] < 1.0 && seen[255] > 0.88);
        }
        assert_eq!((shown(0.3), shown(1.0)), (0.3, 0.75));
    }

    #[test]
    fn numbers_without_meaning_have_no_profile() {
        for (primaries, transfer) in
            [(0, 13), (3, 13), (10, 13), (23, 13), (257, 13), (1, 0), (1, 3), (1, 19), (1, 269)]
        {
            assert!(profile(primaries, transfer).is_none(), "{primaries} {transfer}");
        }
        for (primaries, transfer) in [(1, 13), (2, 2), (9, 16), (12, 13), (22, 1), (11, 17)] {
            assert!(profile(primaries, transfer).is_some(), "{primaries} {transfer}");
        }
    }
}
