//! Alignment: the similarity transform that puts five landmarks where a recogniser expects them.

use kith_domain::{AlignedFace, Frame, Landmarks, Point};

/// Below this correlation (0..1) with the template the landmarks do not form a face: mirrored ones have 0.01, random ones
/// mostly below 0.3, and the least that 2,000 real faces of WIDER FACE val had is 0.68, in full profile.
const LEAST_LIKENESS: f64 = 0.3;
/// Landmarks closer together than this, in pixels (root mean square from their middle), have no direction.
const LEAST_SPREAD: f64 = 0.5;

/// A rotation, a uniform scale and a shift: `x' = a x - b y + tx`, `y' = b x + a y + ty`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Similarity {
    a: f64,
    b: f64,
    tx: f64,
    ty: f64,
}

impl Similarity {
    /// The transform with the least squared error from `from` to `to`, without reflection; `None` for points that do not
    /// determine one.
    ///
    /// Umeyama (1991) needs a singular value decomposition in general. In the plane, with points as complex numbers
    /// relative to their means, the same minimum is `sum(conj(from) * to) / sum(|from|^2)`.
    pub(crate) fn fit(from: [Point; 5], to: [Point; 5]) -> Option<Self> {
        let (from_mean, to_mean) = (mean(from), mean(to));
        let (mut re, mut im, mut from_square, mut to_square) = (0.0, 0.0, 0.0, 0.0);
        for (p, q) in from.into_iter().zip(to) {
            let (px, py) = (f64::from(p.x) - from_mean.0, f64::from(p.y) - from_mean.1);
            let (qx, qy) = (f64::from(q.x) - to_mean.0, f64::from(q.y) - to_mean.1);
            re += px * qx + py * qy;
            im += px * qy - py * qx;
            from_square += px * px + py * py;
            to_square += qx * qx + qy * qy;
        }
        let likeness = re.hypot(im) / (from_square * to_square).sqrt();
        // The comparisons are false for numbers that are not finite.
        if !(likeness > LEAST_LIKENESS && from_square < f64::MAX && from_square > 5.0 * LEAST_SPREAD * LEAST_SPREAD) {
            return None;
        }
        let (a, b) = (re / from_square, im / from_square);
        let (x, y) = from_mean;
        Some(Self { a, b, tx: to_mean.0 - (a * x - b * y), ty: to_mean.1 - (b * x + a * y) })
    }

    /// The transform that undoes this one.
    fn inverse(self) -> Self {
        let Self { a, b, tx, ty } = self;
        let square = a * a + b * b;
        let (a, b) = (a / square, -b / square);
        Self { a, b, tx: -(a * tx - b * ty), ty: -(b * tx + a * ty) }
    }

    /// How many times as large everything becomes.
    pub(crate) fn scale(self) -> f64 {
        self.a.hypot(self.b)
    }

    fn apply(self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x - self.b * y + self.tx, self.b * x + self.a * y + self.ty)
    }
}

fn mean(points: [Point; 5]) -> (f64, f64) {
    let sum = points.iter().fold((0.0, 0.0), |(x, y), p| (x + f64::from(p.x), y + f64::from(p.y)));
    (sum.0 / 5.0, sum.1 / 5.0)
}

/// Warps a face so that its landmarks (pixels of the frame) come to lie on those of a template (pixels of the crop), with
/// bilinear sampling; black outside the frame. `None` when the landmarks do not determine the warp.
pub(crate) fn align(frame: &Frame, landmarks: &Landmarks, template: [Point; 5], side: u32) -> Option<AlignedFace> {
    let to_frame = Similarity::fit(landmarks.to_array(), template)?.inverse();
    let mut rgb = Vec::with_capacity(3 * (side * side) as usize);
    for y in 0..side {
        for x in 0..side {
            let (x, y) = to_frame.apply(f64::from(x), f64::from(y));
            rgb.extend_from_slice(&sample(frame, x, y));
        }
    }
    Some(AlignedFace { side, rgb })
}

/// The colour at a place between pixels, whose middles have whole coordinates.
///
/// Places are rounded to 1/32 pixel as by `warpAffine` of OpenCV. The picture loses nothing, and the embedding of a tiny
/// face, which is enlarged a lot, agrees with OpenCV's to 0.9999 instead of 0.998.
fn sample(frame: &Frame, x: f64, y: f64) -> [u8; 3] {
    let (x, y) = (floor(x * 32.0 + 0.5), floor(y * 32.0 + 0.5));
    let (left, top) = (x >> 5, y >> 5);
    let (right_part, lower_part) = ((x & 31) as f32 / 32.0, (y & 31) as f32 / 32.0);
    let weights = [
        (1.0 - right_part) * (1.0 - lower_part),
        right_part * (1.0 - lower_part),
        (1.0 - right_part) * lower_part,
        right_part * lower_part,
    ];
    let corners = match block(frame, left, top) {
        Some(corners) => corners,
        None => [(left, top), (left + 1, top), (left, top + 1), (left + 1, top + 1)]
            .map(|(x, y)| pixel(frame, x, y).unwrap_or(&[0; 3])),
    };
    std::array::from_fn(|colour| {
        let parts = corners.iter().zip(weights).map(|(pixel, weight)| weight * f32::from(pixel[colour]));
        (parts.sum::<f32>() + 0.5) as u8
    })
}

/// The largest whole number that is not larger.
fn floor(value: f64) -> i64 {
    let whole = value as i64;
    whole - i64::from((whole as f64) > value)
}

/// Four pixels that all lie in the frame, from the upper left one on.
fn block(frame: &Frame, left: i64, top: i64) -> Option<[&[u8]; 4]> {
    let (left, top) = (usize::try_from(left).ok()?, usize::try_from(top).ok()?);
    let stride = frame.width() as usize * 3;
    if left + 1 >= frame.width() as usize || top + 1 >= frame.height() as usize {
        return None;
    }
    let upper = frame.rgb()[top * stride + 3 * left..].get(..6)?;
    let lower = frame.rgb()[(top + 1) * stride + 3 * left..].get(..6)?;
    Some([&upper[..3], &upper[3..], &lower[..3], &lower[3..]])
}

fn pixel(frame: &Frame, x: i64, y: i64) -> Option<&[u8]> {
    let inside = (0..i64::from(frame.width())).contains(&x) && (0..i64::from(frame.height())).contains(&y);
    inside.then(|| &frame.rgb()[3 * (y as usize * frame.width() as usize + x as usize)..][..3])
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: [Point; 5] = [
        Point::new(4.0, 5.0),
        Point::new(12.0, 5.0),
        Point::new(8.0, 8.0),
        Point::new(5.0, 12.0),
        Point::new(11.0, 12.0),
    ];

    fn changed(scale: f32, degrees: f32, dx: f32, dy: f32) -> [Point; 5] {
        let (sin, cos) = degrees.to_radians().sin_cos();
        TEMPLATE.map(|p| Point::new(scale * (cos * p.x - sin * p.y) + dx, scale * (sin * p.x + cos * p.y) + dy))
    }

    /// Colours that are linear in the place, so that bilinear sampling is exact between pixels.
    fn ramp(width: u32, height: u32) -> Frame {
        let rgb = (0..height).flat_map(|y| (0..width).flat_map(move |x| [x as u8, y as u8, (x + y) as u8]));
        Frame::new(width, height, rgb.collect()).unwrap()
    }

    #[test]
    fn a_similarity_is_recovered_and_inverted() {
        for (scale, degrees) in [(0.05, 10.0), (1.0, 180.0), (30.0, -75.0)] {
            let from = changed(scale, degrees, 300.0, -200.0);
            let fit = Similarity::fit(from, TEMPLATE);
            // The smallest one is a face of half a pixel.
            assert_eq!(fit.is_some(), scale > 0.1);
            let Some(fit) = fit else { continue };
            for (p, q) in from.into_iter().zip(TEMPLATE) {
                let (x, y) = fit.apply(f64::from(p.x), f64::from(p.y));
                assert!((x - f64::from(q.x)).abs() < 1e-3 && (y - f64::from(q.y)).abs() < 1e-3);
                let (x, y) = fit.inverse().apply(x, y);
                assert!((x - f64::from(p.x)).abs() < 1e-3 && (y - f64::from(p.y)).abs() < 1e-3);
            }
        }
    }

    #[test]
    fn landmarks_that_form_no_face_are_refused() {
        let spot = [Point::new(50.0, 50.0); 5];
        let left_and_right_exchanged = [1, 0, 2, 4, 3].map(|i| Point::new(TEMPLATE[i].x * 9.0, TEMPLATE[i].y * 9.0));
        for points in
            [spot, left_and_right_exchanged, [Point::new(f32::NAN, 0.0); 5], [Point::new(f32::INFINITY, 1.0); 5]]
        {
            assert!(Similarity::fit(points, TEMPLATE).is_none(), "{points:?}");
        }
        let mut one_is_lost = TEMPLATE.map(|p| Point::new(p.x * 9.0, p.y * 9.0));
        assert!(Similarity::fit(one_is_lost, TEMPLATE).is_some());
        one_is_lost[2].x = f32::NAN;
        assert!(Similarity::fit(one_is_lost, TEMPLATE).is_none());
    }

    #[test]
    fn a_face_that_stands_in_place_is_copied() {
        let frame = ramp(40, 40);
        let face = align(&frame, &Landmarks::from_array(changed(1.0, 0.0, 7.0, 3.0)), TEMPLATE, 16).unwrap();
        for (i, rgb) in face.rgb.chunks_exact(3).enumerate() {
            let (x, y) = (i as u8 % 16 + 7, i as u8 / 16 + 3);
            assert_eq!(rgb, [x, y, x + y]);
        }
    }

    #[test]
    fn a_turned_and_larger_face_is_turned_back_and_shrunk() {
        let frame = ramp(120, 120);
        let face = align(&frame, &Landmarks::from_array(changed(2.5, 90.0, 60.0, 10.0)), TEMPLATE, 16).unwrap();
        for (i, rgb) in face.rgb.chunks_exact(3).enumerate() {
            let (x, y) = ((i % 16) as f32, (i / 16) as f32);
            let wanted = (60.0 - 2.5 * y, 10.0 + 2.5 * x);
            assert!(
                (f32::from(rgb[0]) - wanted.0).abs() <= 0.6 && (f32::from(rgb[1]) - wanted.1).abs() <= 0.6,
                "{i} {rgb:?}"
            );
        }
    }

    #[test]
    fn outside_the_frame_is_black() {
        let white = Frame::new(8, 8, vec![255; 8 * 8 * 3]).unwrap();
        let face = align(&white, &Landmarks::from_array(TEMPLATE), TEMPLATE, 16).unwrap();
        let white = face.rgb.chunks_exact(3).filter(|rgb| **rgb == [255; 3]).count();
        let black = face.rgb.chunks_exact(3).filter(|rgb| **rgb == [0; 3]).count();
        assert_eq!((white, black), (64, 16 * 16 - 64));
        let far = TEMPLATE.map(|p| Point::new(p.x * 1e9, p.y * 1e9));
        let face =
            align(&Frame::new(8, 8, vec![255; 192]).unwrap(), &Landmarks::from_array(far), TEMPLATE, 16).unwrap();
        assert!(face.rgb[3..].iter().all(|v| *v == 0));
    }
}
