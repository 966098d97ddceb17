//! YCbCr -> RGB, as JFIF defines it (ITU-T T.871, section 7).

/// Pixels that are computed together.
const LANES: usize = 16;

/// Samples around 0 become grey pixels.
pub(super) fn grey_to_rgb(grey: &[i16], rgb: &mut [u8]) {
    for (value, pixel) in grey.iter().zip(rgb.as_chunks_mut::<3>().0) {
        *pixel = [byte(value.saturating_add(128)); 3];
    }
}

/// Samples around 0 of equally long lines become pixels.
pub(super) fn ycbcr_to_rgb([y, cb, cr]: [&[i16]; 3], rgb: &mut [u8]) {
    let (whole, rest) = rgb.as_chunks_mut::<{ 3 * LANES }>();
    let (ys, y) = y.as_chunks::<LANES>();
    let (cbs, cb) = cb.as_chunks::<LANES>();
    let (crs, cr) = cr.as_chunks::<LANES>();
    for (((y, cb), cr), pixels) in ys.iter().zip(cbs).zip(crs).zip(whole) {
        let [r, g, b] = colours(y, cb, cr);
        for (i, pixel) in pixels.as_chunks_mut::<3>().0.iter_mut().enumerate() {
            *pixel = [r[i], g[i], b[i]];
        }
    }
    for (((y, cb), cr), pixel) in y.iter().zip(cb).zip(cr).zip(rest.as_chunks_mut::<3>().0) {
        *pixel = colours(&[*y], &[*cb], &[*cr]).map(|[value]| value);
    }
}

/// Numbers of 16 bits throughout, because processors handle many of them at once.
#[inline]
fn colours<const N: usize>(y: &[i16; N], cb: &[i16; N], cr: &[i16; N]) -> [[u8; N]; 3] {
    let mut out = [[0; N]; 3];
    for i in 0..N {
        let y = y[i].clamp(-128, 127) + 128;
        let (cb, cr) = (cb[i].clamp(-128, 127), cr[i].clamp(-128, 127));
        out[0][i] = byte(y + cr + times(cr, 0.402));
        out[1][i] = byte(y - cr + times(cr, 0.285_864) - times(cb, 0.344_136));
        out[2][i] = byte(y + cb + cb - times(cb, 0.228));
    }
    out
}

/// Rounded product; `factor` is below a half.
#[inline]
const fn times(value: i16, factor: f32) -> i16 {
    let product = (2 * value as i32 * (factor * 65_536.0) as i32) >> 16;
    (product as i16 + 1) >> 1
}

#[inline]
fn byte(value: i16) -> u8 {
    value.clamp(0, 255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_those_of_the_standard() {
        for (y, cb, cr) in (0..256).step_by(5).flat_map(|y| (0..256).map(move |c| (y, c, (c * 7 + y) % 256))) {
            let (luma, blue, red) = (f64::from(y), f64::from(cb - 128), f64::from(cr - 128));
            let right = [luma + 1.402 * red, luma - 0.344_136 * blue - 0.714_136 * red, luma + 1.772 * blue];
            let line = |value: i32| vec![(value - 128) as i16; 17];
            let mut rgb = [0; 51];
            ycbcr_to_rgb([&line(y), &line(cb), &line(cr)], &mut rgb);
            for (i, seen) in rgb.iter().enumerate() {
                let right = right[i % 3].clamp(0.0, 255.0);
                assert!((f64::from(*seen) - right).abs() <= 1.3, "{y} {cb} {cr}: {seen} {right}");
            }
        }
    }

    #[test]
    fn impossible_samples_are_cut_off() {
        let mut rgb = [1; 6];
        ycbcr_to_rgb([&[i16::MIN, i16::MAX], &[i16::MIN, i16::MAX], &[i16::MAX, i16::MIN]], &mut rgb);
        assert_eq!((rgb[0], rgb[5]), (178, 255));
        grey_to_rgb(&[i16::MIN, i16::MAX], &mut rgb);
        assert_eq!(rgb, [0, 0, 0, 255, 255, 255]);
    }
}
