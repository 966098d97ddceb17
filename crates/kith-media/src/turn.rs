//! Turning pixels upright without a second copy of them: a picture of 100 megapixels has 300 MB.

use kith_domain::Orientation;

type Pixel = [u8; 3];

/// Makes stored pixels upright; `width` and `height` are those of the stored picture.
pub(crate) fn upright(rgb: &mut [u8], width: usize, height: usize, orientation: Orientation) {
    let (pixels, _) = rgb.as_chunks_mut::<3>();
    let shown_width = if orientation.swaps_sides() {
        transpose(pixels, width, height);
        height
    } else {
        width
    };
    match orientation {
        Orientation::Normal | Orientation::Transpose => {}
        Orientation::FlipHorizontal | Orientation::Rotate90 => {
            pixels.chunks_exact_mut(shown_width).for_each(<[Pixel]>::reverse);
        }
        Orientation::FlipVertical | Orientation::Rotate270 => flip_rows(pixels, shown_width),
        Orientation::Rotate180 | Orientation::Transverse => pixels.reverse(),
    }
}

fn flip_rows(pixels: &mut [Pixel], width: usize) {
    let rows = pixels.len() / width;
    let (top, bottom) = pixels.split_at_mut(rows / 2 * width);
    let mirrored = bottom.chunks_exact_mut(width).rev();
    top.chunks_exact_mut(width).zip(mirrored).for_each(|(above, below)| above.swap_with_slice(below));
}

/// Exchanges rows and columns in place.
///
/// First every band of rows by itself, through a small buffer; after that the picture is a table of runs, one for each
/// band and column, and the runs change places along the cycles of the permutation. Whole runs are moved instead of
/// pixels because each move costs a miss of the cache.
fn transpose(pixels: &mut [Pixel], width: usize, height: usize) {
    const LONGEST_RUN: usize = 64;
    let run = (1..=LONGEST_RUN.min(height)).rev().find(|rows| height.is_multiple_of(*rows)).unwrap_or(1);
    let mut band = vec![[0; 3]; width * run];
    for rows in pixels.chunks_exact_mut(width * run) {
        band.copy_from_slice(rows);
        for (x, column) in rows.chunks_exact_mut(run).enumerate() {
            for (y, pixel) in column.iter_mut().enumerate() {
                *pixel = band[y * width + x];
            }
        }
    }
    transpose_runs(pixels, width, height / run, run);
}

/// Exchanges rows and columns of a table of `columns` by `rows` runs of `run` pixels.
fn transpose_runs(pixels: &mut [Pixel], columns: usize, rows: usize, run: usize) {
    let mut moved = vec![0u64; (columns * rows).div_ceil(64)];
    let mut carried = vec![[0; 3]; run];
    for first in 0..columns * rows {
        if moved[first / 64] >> (first % 64) & 1 == 1 {
            continue;
        }
        carried.copy_from_slice(&pixels[first * run..(first + 1) * run]);
        let mut at = first;
        loop {
            at = (at % columns) * rows + at / columns;
            carried.swap_with_slice(&mut pixels[at * run..(at + 1) * run]);
            moved[at / 64] |= 1 << (at % 64);
            if at == first {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use kith_domain::Point;
    use proptest::prelude::*;

    use super::*;

    /// Where the law of the domain says that each stored pixel is seen.
    fn expected(stored: &[u8], width: usize, height: usize, orientation: Orientation) -> Vec<u8> {
        let (shown_width, shown_height) = orientation.size(width as u32, height as u32);
        let mut shown = vec![0; stored.len()];
        for (i, pixel) in stored.chunks_exact(3).enumerate() {
            let middle = |at: usize, side: usize| (at as f32 + 0.5) / side as f32;
            let p = orientation.point_to_upright(Point::new(middle(i % width, width), middle(i / width, height)));
            let at = |p: f32, side: u32| (p * side as f32).floor() as usize;
            let to = at(p.y, shown_height) * shown_width as usize + at(p.x, shown_width);
            shown[to * 3..to * 3 + 3].copy_from_slice(pixel);
        }
        shown
    }

    proptest! {
        #[test]
        fn pixels_are_turned_as_the_domain_says(width in 1usize..150, height in 1usize..150, seed in any::<u8>()) {
            let stored: Vec<u8> = (0..width * height * 3).map(|i| (i * 31 + i / 251) as u8 ^ seed).collect();
            for orientation in Orientation::ALL {
                let mut shown = stored.clone();
                upright(&mut shown, width, height, orientation);
                prop_assert!(shown == expected(&stored, width, height, orientation), "{:?}", orientation);
            }
        }
    }
}
