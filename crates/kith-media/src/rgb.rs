//! Pixels of any kind -> 8-bit RGB, in the same memory where they fit.

use image::ColorType;

const MAX_CHANNELS: usize = 4;

/// Makes interleaved RGB of what a decoder wrote; transparent pixels lie on white. `None` for kinds that no decoder
/// here gives.
pub(crate) fn to_rgb(color: ColorType, bytes: Vec<u8>) -> Option<Vec<u8>> {
    match color {
        ColorType::Rgb8 => Some(bytes),
        ColorType::L8 => Some(bytes.iter().flat_map(|v| [*v; 3]).collect()),
        ColorType::La8 => Some(bytes.as_chunks::<2>().0.iter().flat_map(|[v, a]| on_white([*v; 3], *a)).collect()),
        ColorType::Rgba8 => Some(shrink::<4>(bytes, |[r, g, b, a]| on_white([r, g, b], a))),
        ColorType::L16 => Some(bytes.as_chunks::<2>().0.iter().flat_map(|v| [narrow(*v); 3]).collect()),
        ColorType::La16 => Some(shrink::<4>(bytes, |p| {
            let [v, a] = samples(&p).map(narrow);
            on_white([v; 3], a)
        })),
        ColorType::Rgb16 => Some(shrink::<6>(bytes, |p| samples(&p).map(narrow))),
        ColorType::Rgba16 => Some(shrink::<8>(bytes, |p| {
            let [r, g, b, a] = samples(&p).map(narrow);
            on_white([r, g, b], a)
        })),
        ColorType::Rgb32F => Some(shrink::<12>(bytes, |p| samples(&p).map(fraction))),
        ColorType::Rgba32F => Some(shrink::<16>(bytes, |p| {
            let [r, g, b, a] = samples(&p).map(fraction);
            on_white([r, g, b], a)
        })),
        _ => None,
    }
}

/// Replaces every pixel of `SIZE` bytes by three, in place.
fn shrink<const SIZE: usize>(mut bytes: Vec<u8>, rgb: impl Fn([u8; SIZE]) -> [u8; 3]) -> Vec<u8> {
    let pixels = bytes.len() / SIZE;
    for i in 0..pixels {
        let mut pixel = [0; SIZE];
        pixel.copy_from_slice(&bytes[i * SIZE..(i + 1) * SIZE]);
        bytes[i * 3..i * 3 + 3].copy_from_slice(&rgb(pixel));
    }
    bytes.truncate(pixels * 3);
    bytes.shrink_to_fit();
    bytes
}

/// Cuts a pixel into its samples of `BYTES` bytes.
fn samples<const BYTES: usize, const CHANNELS: usize>(pixel: &[u8]) -> [[u8; BYTES]; CHANNELS] {
    const { assert!(CHANNELS <= MAX_CHANNELS) };
    std::array::from_fn(|i| std::array::from_fn(|byte| pixel[i * BYTES + byte]))
}

fn narrow(sample: [u8; 2]) -> u8 {
    ((u32::from(u16::from_ne_bytes(sample)) * 255 + 32_767) / 65_535) as u8
}

fn fraction(sample: [u8; 4]) -> u8 {
    (f32::from_ne_bytes(sample).clamp(0.0, 1.0) * 255.0).round() as u8
}

fn on_white(rgb: [u8; 3], alpha: u8) -> [u8; 3] {
    let a = u32::from(alpha);
    rgb.map(|c| ((u32::from(c) * a + 255 * (255 - a) + 127) / 255) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(values: &[u16]) -> Vec<u8> {
        values.iter().flat_map(|v| v.to_ne_bytes()).collect()
    }

    #[test]
    fn every_kind_of_pixel_becomes_rgb() {
        let red_over_grey = [255, 0, 0, 128, 128, 128];
        let float: Vec<u8> = [1.0f32, 0.0, -3.0, 0.5, 0.5, f32::NAN].iter().flat_map(|v| v.to_ne_bytes()).collect();
        let cases = [
            (ColorType::L8, vec![7, 8], vec![7, 7, 7, 8, 8, 8]),
            (ColorType::La8, vec![7, 255, 8, 0], vec![7, 7, 7, 255, 255, 255]),
            (ColorType::Rgb8, red_over_grey.to_vec(), red_over_grey.to_vec()),
            (ColorType::Rgba8, vec![255, 0, 0, 255, 1, 2, 3, 0], vec![255, 0, 0, 255, 255, 255]),
            (ColorType::Rgba8, vec![0, 0, 0, 128], vec![127, 127, 127]),
            (ColorType::L16, wide(&[0x0100, 0xFFFF]), vec![1, 1, 1, 255, 255, 255]),
            (ColorType::La16, wide(&[0x8080, 0xFFFF, 0, 0]), vec![128, 128, 128, 255, 255, 255]),
            (ColorType::Rgb16, wide(&[0xFFFF, 0, 0x7F7F]), vec![255, 0, 127]),
            (ColorType::Rgba16, wide(&[0xFFFF, 0, 0, 0xFFFF, 0, 0, 0, 0]), vec![255, 0, 0, 255, 255, 255]),
            (ColorType::Rgb32F, float, vec![255, 0, 0, 128, 128, 0]),
        ];
        for (color, bytes, rgb) in cases {
            assert_eq!(to_rgb(color, bytes), Some(rgb), "{color:?}");
        }
    }
}
