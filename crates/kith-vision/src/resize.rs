//! A frame as a network wants it: of the right size, in planes, padded.

use kith_domain::{Detection, Frame};

use crate::{Channels, place::scaled};

/// Size of a resized picture, and of the padded planes that hold it in their top left corner; all in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) padded_width: usize,
    pub(crate) padded_height: usize,
}

impl Size {
    /// The size at which the longer side has `longest_side` pixels, padded to multiples of `step` at the right and the
    /// bottom.
    pub(crate) fn fit(frame: &Frame, longest_side: u32, step: usize) -> Self {
        let scale = f64::from(longest_side) / f64::from(frame.width().max(frame.height()));
        let [width, height] =
            [frame.width(), frame.height()].map(|side| ((f64::from(side) * scale).round() as usize).max(1));
        Self { width, height, padded_width: width.next_multiple_of(step), padded_height: height.next_multiple_of(step) }
    }

    /// From pixels of the resized picture to pixels of the frame.
    pub(crate) fn to_frame(self, frame: &Frame, face: Detection) -> Detection {
        scaled(face, frame.width() as f32 / self.width as f32, frame.height() as f32 / self.height as f32)
    }
}

/// Buffers that are used again for each picture.
#[derive(Debug, Default)]
pub(crate) struct Resizer {
    planes: Vec<f32>,
    row: Vec<f32>,
}

impl Resizer {
    /// Fills three planes of `padded_height x padded_width` with whole numbers of 0 to 255; zero in the padding.
    ///
    /// In a smaller picture each pixel is the mean of the area that it covers in the frame, as by `INTER_AREA` of OpenCV:
    /// nothing aliases, whatever the scale. In a larger one it lies between pixels of the frame, as by `INTER_LINEAR`.
    /// First the rows of the frame are added up, then the columns of the sum.
    pub(crate) fn fill(&mut self, frame: &Frame, size: Size, channels: Channels) -> &[f32] {
        let columns = Coverage::new(frame.width() as usize, size.width);
        let rows = Coverage::new(frame.height() as usize, size.height);
        let stride = frame.width() as usize * 3;
        let plane = size.padded_width * size.padded_height;
        self.planes.reserve_exact((3 * plane).saturating_sub(self.planes.len()));
        self.planes.resize(3 * plane, 0.0);
        self.row.resize(stride, 0.0);
        let (first, rest) = self.planes.split_at_mut(plane);
        let (second, third) = rest.split_at_mut(plane);
        let planes = match channels {
            Channels::Rgb => [first, second, third],
            Channels::Bgr => [third, second, first],
        };
        let mut lines = planes.map(|plane| plane.chunks_exact_mut(size.padded_width));
        for (top, weights) in rows.iter() {
            self.row.fill(0.0);
            let pixels = frame.rgb()[top * stride..].chunks_exact(stride).zip(weights);
            for (pixels, weight) in pixels.filter(|(_, weight)| **weight > 0.0) {
                add_scaled(&mut self.row, pixels, *weight);
            }
            if let [Some(red), Some(green), Some(blue)] = lines.each_mut().map(Iterator::next) {
                write_line([red, green, blue], &self.row, &columns);
            }
        }
        lines.into_iter().flatten().for_each(|padding| padding.fill(0.0));
        &self.planes
    }

    /// A resized copy, not padded.
    pub(crate) fn frame(&mut self, frame: &Frame, longest_side: u32) -> Frame {
        let size = Size::fit(frame, longest_side, 1);
        let planes = self.fill(frame, size, Channels::Rgb);
        let (red, rest) = planes.split_at(size.width * size.height);
        let (green, blue) = rest.split_at(size.width * size.height);
        let pixels = red.iter().zip(green).zip(blue);
        let rgb = pixels.flat_map(|((red, green), blue)| [*red as u8, *green as u8, *blue as u8]).collect();
        Frame::new(size.width as u32, size.height as u32, rgb).unwrap_or_else(|_| frame.clone())
    }
}

fn add_scaled(sum: &mut [f32], pixels: &[u8], weight: f32) {
    for (sum, pixel) in sum.iter_mut().zip(pixels) {
        *sum += weight * f32::from(*pixel);
    }
}

/// Adds up columns, rounds as a picture of 8 bits would be, and blackens what is left of the lines.
fn write_line([red, green, blue]: [&mut [f32]; 3], row: &[f32], columns: &Coverage) {
    let lines = [&mut *red, &mut *green, &mut *blue];
    // Nearly all lines are made of two or three pixels for one, and a compiler that knows the number makes better loops.
    match columns.taps {
        2 => add_columns(lines, row, columns.starts.iter().zip(columns.weights.as_chunks::<2>().0)),
        3 => add_columns(lines, row, columns.starts.iter().zip(columns.weights.as_chunks::<3>().0)),
        _ => add_columns(lines, row, columns.iter()),
    }
    let width = columns.starts.len();
    for line in [red, green, blue] {
        let (filled, padding) = line.split_at_mut(width);
        for value in filled {
            *value = floor(*value);
        }
        padding.fill(0.0);
    }
}

/// Writes the weighted sums of pixels, and a half more.
fn add_columns<'a, W: AsRef<[f32]> + ?Sized + 'a>(
    [red, green, blue]: [&mut [f32]; 3],
    row: &[f32],
    columns: impl Iterator<Item = (&'a usize, &'a W)>,
) {
    let lines = red.iter_mut().zip(green.iter_mut()).zip(blue.iter_mut());
    for (((red, green), blue), (left, weights)) in lines.zip(columns) {
        let weights = weights.as_ref();
        let pixels = &row[3 * left..][..3 * weights.len()];
        let mut sum = [0.5; 3];
        for (pixel, weight) in pixels.as_chunks::<3>().0.iter().zip(weights) {
            for (sum, value) in sum.iter_mut().zip(pixel) {
                *sum += weight * value;
            }
        }
        [*red, *green, *blue] = sum;
    }
}

/// From here on there are no fractions of an `f32`.
const WHOLE: f32 = 8_388_608.0;

/// The whole number at or below one of 0 to 256. As quick for eight as for one, which a cast that minds its limits is not.
fn floor(value: f32) -> f32 {
    let nearest = (value + WHOLE) - WHOLE;
    if nearest > value { nearest - 1.0 } else { nearest }
}

/// Which pixels of a line make up each pixel of a shorter or longer line, and with which weights.
struct Coverage {
    /// The first one for each.
    starts: Vec<usize>,
    /// For each as many as for all others; some of them may be zero.
    weights: Vec<f32>,
    /// How many that is.
    taps: usize,
}

impl Coverage {
    fn new(length: usize, resized: usize) -> Self {
        let parts: Vec<(usize, Vec<f32>)> =
            if resized > length { between(length, resized).collect() } else { areas(length, resized).collect() };
        let taps = parts.iter().map(|(_, weights)| weights.len()).max().unwrap_or(1);
        let mut coverage = Self { starts: Vec::new(), weights: Vec::new(), taps };
        for (first, weights) in parts {
            // At the end of the line there are no more pixels, so the zeros come before.
            let start = first.min(length - taps);
            coverage.starts.push(start);
            coverage.weights.extend(std::iter::repeat_n(0.0, first - start).chain(weights));
            coverage.weights.resize(coverage.starts.len() * taps, 0.0);
        }
        coverage
    }

    /// First pixel and weights for each pixel of the new line.
    fn iter(&self) -> impl Iterator<Item = (&usize, &[f32])> {
        self.starts.iter().zip(self.weights.chunks_exact(self.taps))
    }
}

/// For a longer line: the two pixels on whose sides the middle of each new one lies.
fn between(length: usize, longer: usize) -> impl Iterator<Item = (usize, Vec<f32>)> {
    (0..longer).map(move |to| {
        let middle = ((to as f64 + 0.5) * length as f64 / longer as f64 - 0.5).clamp(0.0, (length - 1) as f64);
        let part = middle.fract() as f32;
        (middle as usize, std::iter::once(1.0 - part).chain((part > 0.0).then_some(part)).collect())
    })
}

/// For a shorter line: all pixels that each new one covers.
fn areas(length: usize, shrunk: usize) -> impl Iterator<Item = (usize, Vec<f32>)> {
    let step = length as f64 / shrunk as f64;
    (0..shrunk).map(move |to| {
        let (start, end) = (to as f64 * step, (to + 1) as f64 * step);
        let covered = |from: usize| end.min(from as f64 + 1.0) - start.max(from as f64);
        // Rounding can leave a sliver of a neighbour, which is not worth a pixel of its own.
        let mut parts = (start as usize..length).map(|from| (from, covered(from))).skip_while(|part| part.1 < 1e-6);
        let (first, part) = parts.next().unwrap_or((length - 1, step));
        let rest = parts.map(|part| part.1).take_while(|part| *part > 1e-6);
        (first, std::iter::once(part).chain(rest).map(|part| (part / step) as f32).collect())
    })
}

#[cfg(test)]
mod tests {
    use kith_domain::Frame;

    use super::*;

    fn frame(width: u32, height: u32) -> Frame {
        let rgb = (0..width * height).flat_map(|i| [(i * 7 % 256) as u8, (i * 13 % 256) as u8, (i % 251) as u8]);
        Frame::new(width, height, rgb.collect()).unwrap()
    }

    #[test]
    fn pictures_are_resized_and_padded() {
        let size = |w, h| {
            let s = Size::fit(&frame(w, h), 64, 32);
            (s.width, s.height, s.padded_width, s.padded_height)
        };
        assert_eq!(size(128, 96), (64, 48, 64, 64));
        assert_eq!(size(40, 10), (64, 16, 64, 32));
        assert_eq!(size(1, 1000), (1, 64, 32, 64));
    }

    #[test]
    fn a_larger_picture_lies_between_the_pixels_of_the_smaller_one() {
        let frame = Frame::new(2, 1, vec![10, 10, 10, 50, 50, 50]).unwrap();
        let larger = Resizer::default().frame(&frame, 4);
        // The middles of the new pixels lie at -0.25, 0.25, 0.75 and 1.25.
        let grey: Vec<u8> = larger.rgb().iter().step_by(3).copied().collect();
        assert_eq!((larger.width(), larger.height(), grey), (4, 2, [10, 20, 40, 50].repeat(2)));
    }

    #[test]
    fn a_copy_of_the_same_size_is_the_same() {
        let frame = frame(7, 5);
        assert!(Resizer::default().frame(&frame, 7) == frame);
    }

    #[test]
    fn without_shrinking_every_number_is_kept() {
        let frame = frame(5, 3);
        let size = Size::fit(&frame, 5, 32);
        for (channels, order) in [(Channels::Rgb, [0, 1, 2]), (Channels::Bgr, [2, 1, 0])] {
            let mut shrinker = Resizer { planes: vec![9.0; 4000], row: vec![9.0; 99] };
            let planes = shrinker.fill(&frame, size, channels);
            assert_eq!(planes.len(), 3 * 32 * 32);
            for (plane, colour) in order.into_iter().enumerate() {
                for (i, value) in planes[plane * 1024..][..1024].iter().enumerate() {
                    let (x, y) = (i % 32, i / 32);
                    let wanted = if x < 5 && y < 3 { frame.rgb()[(y * 5 + x) * 3 + colour] } else { 0 };
                    assert!((value - f32::from(wanted)).abs() < 1e-3, "{channels:?} {x} {y}: {value} {wanted}");
                }
            }
        }
    }

    #[test]
    fn a_pixel_is_the_mean_of_what_it_covers() {
        // 5 pixels become 2: the middle one counts half on both sides.
        let grey = [10, 20, 30, 40, 50].map(|v| [v; 3]).concat();
        let frame = Frame::new(5, 1, grey).unwrap();
        let size = Size { width: 2, height: 1, padded_width: 2, padded_height: 1 };
        let planes = Resizer::default().fill(&frame, size, Channels::Rgb).to_vec();
        let wanted = [(10.0 + 20.0 + 15.0) / 2.5, (15.0 + 40.0 + 50.0) / 2.5].repeat(3);
        assert!(planes.iter().zip(&wanted).all(|(a, b)| (a - b).abs() < 1e-3), "{planes:?}");
    }

    #[test]
    fn weights_add_up_to_one_at_any_scale() {
        for (length, resized) in [(4000, 1280), (1281, 1280), (30_000, 7), (7, 7), (1, 1), (7, 9), (1, 5), (1024, 2048)]
        {
            let coverage = Coverage::new(length, resized);
            let pixels: Vec<_> = coverage.iter().collect();
            assert_eq!(pixels.len(), resized);
            let (last, weights) = pixels[resized - 1];
            assert_eq!((*pixels[0].0, last + weights.len()), (0, length));
            assert!(pixels.iter().all(|(_, weights)| (weights.iter().sum::<f32>() - 1.0).abs() < 1e-3));
        }
    }
}
