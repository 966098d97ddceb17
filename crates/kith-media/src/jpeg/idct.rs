//! The inverse cosine transform to fewer samples than there are coefficients.
//!
//! Each of `n` samples is the mean of `8 / n` samples of the full transform, as far as the first `n` frequencies give
//! it: the mean of two neighbouring cosines of frequency `u` is the cosine between them times `cos(u pi / 16)`.

use std::f32::consts::PI;

/// Coefficients of one block in natural order, rows are vertical frequencies; scaled by [`weight`].
pub(super) type Block = [f32; 64];

/// Writes samples around 0 into rows of `stride`. `used` is the number of rows of the block that are not zero, or 0 when
/// it has nothing but its first coefficient.
pub(super) type Idct = fn(block: &Block, used: usize, out: &mut [i16], stride: usize);

/// The transform to `horizontal` by `vertical` samples; `None` for sizes that no common sampling needs.
pub(super) fn idct(horizontal: usize, vertical: usize) -> Option<Idct> {
    Some(match (horizontal, vertical) {
        (1, 1) => transform::<1, 1>,
        (2, 2) => transform::<2, 2>,
        (4, 4) => transform::<4, 4>,
        (8, 8) => transform::<8, 8>,
        (2, 1) => transform::<2, 1>,
        (4, 2) => transform::<4, 2>,
        (8, 4) => transform::<8, 4>,
        (1, 2) => transform::<1, 2>,
        (2, 4) => transform::<2, 4>,
        (4, 8) => transform::<4, 8>,
        _ => return None,
    })
}

/// What a coefficient of frequency `u` is multiplied with, in one direction, for `n` samples.
pub(super) fn weight(u: usize, n: usize) -> f32 {
    if u >= n {
        return 0.0;
    }
    let norm = if u == 0 { (1.0f32 / 8.0).sqrt() } else { 0.5 };
    // The mean of 2, 4, 8 cosines: one factor for each halving.
    let mut mean = 1.0;
    let mut samples = 8;
    while samples > n {
        mean *= (u as f32 * PI / (2 * samples) as f32).cos();
        samples /= 2;
    }
    norm * mean
}

/// `cos((2 i + 1) u pi / (2 n))` for the first half of the samples; the second half differs by the sign of odd `u`.
const fn basis<const N: usize>() -> [[f32; 8]; 4] {
    const EIGHT: [f32; 8] =
        [1.0, 0.980_785_25, 0.923_879_5, 0.831_469_6, 0.707_106_77, 0.555_570_25, 0.382_683_43, 0.195_090_32];
    let mut table = [[0.0; 8]; 4];
    let mut i = 0;
    while 2 * i < N {
        let mut u = 0;
        while u < N {
            // In sixteenths of pi; the cosine has a period of 32 of them and is even.
            let angle = (2 * i + 1) * u * (8 / N) % 32;
            let angle = if angle > 16 { 32 - angle } else { angle };
            table[i][u] = if angle == 8 {
                0.0
            } else if angle < 8 {
                EIGHT[angle]
            } else {
                -EIGHT[16 - angle]
            };
            u += 1;
        }
        i += 1;
    }
    table
}

#[inline]
fn transform<const H: usize, const V: usize>(block: &Block, used: usize, out: &mut [i16], stride: usize) {
    if used == 0 {
        let mean = rounded(block[0]);
        out.chunks_mut(stride).take(V).for_each(|line| line.iter_mut().take(H).for_each(|sample| *sample = mean));
        return;
    }
    let mut columns = [[0.0; H]; V];
    for (row, coefficients) in columns.iter_mut().zip(block.as_chunks::<8>().0) {
        row.copy_from_slice(&coefficients[..H]);
    }
    let rows = one_way::<V, H>(&columns, used.min(V));
    let mut turned = [[0.0; V]; H];
    for (x, column) in turned.iter_mut().enumerate() {
        for (y, value) in column.iter_mut().enumerate() {
            *value = rows[y][x];
        }
    }
    let samples = one_way::<H, V>(&turned, H);
    for (y, line) in out.chunks_mut(stride).take(V).enumerate() {
        for (sample, column) in line.iter_mut().zip(&samples) {
            *sample = rounded(column[y]);
        }
    }
}

/// The transform along the first index, for all `LANES` at once.
#[inline]
fn one_way<const N: usize, const LANES: usize>(frequencies: &[[f32; LANES]; N], used: usize) -> [[f32; LANES]; N] {
    let basis = const { basis::<N>() };
    let mut samples = [[0.0; LANES]; N];
    if N == 1 {
        return *frequencies;
    }
    for i in 0..N / 2 {
        let (mut even, mut odd) = ([0.0; LANES], [0.0; LANES]);
        for (u, values) in frequencies.iter().enumerate().take(used) {
            let sum = if u % 2 == 0 { &mut even } else { &mut odd };
            for (sum, value) in sum.iter_mut().zip(values) {
                *sum += basis[i][u] * value;
            }
        }
        for lane in 0..LANES {
            samples[i][lane] = even[lane] + odd[lane];
            samples[N - 1 - i][lane] = even[lane] - odd[lane];
        }
    }
    samples
}

/// To the nearest whole number: adding 1.5 * 2^23 leaves it in the lowest bits. Faster than a saturating cast; what
/// does not fit is cut off, which only a broken file has.
#[inline]
fn rounded(value: f32) -> i16 {
    (value + 12_582_912.0).to_bits() as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the definition (T.81, A.3.3), then the mean of the samples that lie together.
    fn expected(coefficients: &[f32; 64], h: usize, v: usize) -> Vec<f32> {
        let norm = |u: usize| if u == 0 { (0.5f32).sqrt() } else { 1.0 };
        let cosine = |x: usize, u: usize| ((2 * x + 1) as f32 * u as f32 * PI / 16.0).cos();
        let sample = |x: usize, y: usize| -> f32 {
            (0..64)
                .map(|i| (i % 8, i / 8, coefficients[i]))
                .map(|(u, w, c)| norm(u) * norm(w) * c * cosine(x, u) * cosine(y, w) / 4.0)
                .sum()
        };
        let (a, b) = (8 / h, 8 / v);
        let mean = |x: usize, y: usize| -> f32 {
            (0..a * b).map(|i| sample(x * a + i % a, y * b + i / a)).sum::<f32>() / (a * b) as f32
        };
        (0..h * v).map(|i| mean(i % h, i / h)).collect()
    }

    #[test]
    fn the_samples_are_means_of_the_full_transform() {
        for (h, v) in [(1, 1), (2, 2), (4, 4), (8, 8), (2, 1), (4, 2), (8, 4), (1, 2), (2, 4), (4, 8)] {
            // Frequencies that this size can show; higher ones are left out by design.
            let kept = |i: usize| i % 8 < h && i / 8 < v;
            let value = |i: usize| if kept(i) { ((i * 37 % 101) as f32 - 50.0) * 2.0 } else { 0.0 };
            let coefficients: [f32; 64] = std::array::from_fn(value);
            let block = std::array::from_fn(|i| coefficients[i] * weight(i % 8, h) * weight(i / 8, v));
            let mut out = [i16::MAX; 64];
            idct(h, v).unwrap()(&block, 8, &mut out, h);
            for (seen, right) in out.iter().zip(expected(&coefficients, h, v)) {
                assert!((f32::from(*seen) - right).abs() < 0.51, "{h} x {v}: {seen} {right}");
            }
        }
        assert!(idct(16, 8).is_none());
    }
}
