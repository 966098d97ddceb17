//! Points, rectangles and the eight ways a picture can be stored.

/// A place in a picture; the owner of the value says whether in pixels or in fractions of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

impl Point {
    /// A point from its coordinates.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }
}

/// A rectangle in pixels of an upright [`crate::Frame`]; may stick out of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width, above zero.
    pub w: f32,
    /// Height, above zero.
    pub h: f32,
}

impl Rect {
    /// Area shared by both, divided by the area covered by either; 0 when they are apart.
    pub fn iou(self, other: Self) -> f32 {
        let w = (self.x + self.w).min(other.x + other.w) - self.x.max(other.x);
        let h = (self.y + self.h).min(other.y + other.h) - self.y.max(other.y);
        let shared = w.max(0.0) * h.max(0.0);
        let covered = self.w * self.h + other.w * other.h - shared;
        if covered > 0.0 { shared / covered } else { 0.0 }
    }

    /// The same place in a picture that is `by` times as large.
    #[must_use]
    pub fn scaled(self, by: f32) -> Self {
        Self { x: self.x * by, y: self.y * by, w: self.w * by, h: self.h * by }
    }

    /// The same place in fractions of a picture of `width` by `height` pixels; `None` for an empty or infinite rectangle.
    pub fn to_unit(self, width: u32, height: u32) -> Option<UnitRect> {
        let (w, h) = (width as f32, height as f32);
        UnitRect::new(self.x / w, self.y / h, self.w / w, self.h / h)
    }
}

/// A rectangle in fractions of a picture (0..1 from the top left corner), finite and not empty; may stick out of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitRect(Rect);

impl UnitRect {
    /// `None` unless all four numbers are finite and both sides are above zero.
    pub fn new(x: f32, y: f32, w: f32, h: f32) -> Option<Self> {
        let good = [x, y, w, h].iter().all(|v| v.is_finite()) && w > 0.0 && h > 0.0;
        good.then_some(Self(Rect { x, y, w, h }))
    }

    /// Left edge.
    pub const fn x(self) -> f32 {
        self.0.x
    }

    /// Top edge.
    pub const fn y(self) -> f32 {
        self.0.y
    }

    /// Width.
    pub const fn w(self) -> f32 {
        self.0.w
    }

    /// Height.
    pub const fn h(self) -> f32 {
        self.0.h
    }

    /// The middle.
    pub fn centre(self) -> Point {
        Point::new(self.0.x + self.0.w / 2.0, self.0.y + self.0.h / 2.0)
    }

    /// Whether the point lies inside.
    pub fn contains(self, point: Point) -> bool {
        let r = self.0;
        (r.x..=r.x + r.w).contains(&point.x) && (r.y..=r.y + r.h).contains(&point.y)
    }

    /// See [`Rect::iou`].
    pub fn iou(self, other: Self) -> f32 {
        self.0.iou(other.0)
    }

    /// Whether two programs that drew these two rectangles in one picture may mean the same face: they overlap by 0.3, or
    /// lie in each other's middle and one is at most six times as large, as heads with hair are drawn about faces.
    pub fn is_one_face(self, other: Self) -> bool {
        const OVERLAP: f32 = 0.3;
        const LARGER: f32 = 6.0;
        let (a, b) = (self.w() * self.h(), other.w() * other.h());
        let is_around = self.contains(other.centre()) && other.contains(self.centre());
        self.iou(other) >= OVERLAP || is_around && a.max(b) <= LARGER * a.min(b)
    }

    /// The part of it that lies in the picture; `None` if nothing does.
    #[must_use]
    pub fn clipped(self) -> Option<Self> {
        let (left, top) = (self.x().max(0.0), self.y().max(0.0));
        let (right, bottom) = ((self.x() + self.w()).min(1.0), (self.y() + self.h()).min(1.0));
        let inside = self.x() >= 0.0 && self.y() >= 0.0 && self.x() + self.w() <= 1.0 && self.y() + self.h() <= 1.0;
        if inside { Some(self) } else { Self::new(left, top, right - left, bottom - top) }
    }

    /// The same place in pixels of a picture of `width` by `height` pixels.
    pub fn to_pixels(self, width: u32, height: u32) -> Rect {
        let (w, h) = (width as f32, height as f32);
        Rect { x: self.0.x * w, y: self.0.y * h, w: self.0.w * w, h: self.0.h * h }
    }
}

/// How the stored picture must be turned to stand upright: the EXIF tag `Orientation` (0x0112), values 1 to 8.
///
/// The name is what is *done to the stored picture* to show it. Numbers in 0..1 are mapped, so that nothing here
/// needs the size of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Orientation {
    /// 1: stored upright.
    #[default]
    Normal,
    /// 2: mirrored left to right.
    FlipHorizontal,
    /// 3: upside down.
    Rotate180,
    /// 4: mirrored top to bottom.
    FlipVertical,
    /// 5: mirrored along the main diagonal.
    Transpose,
    /// 6: must be turned 90 degrees clockwise.
    Rotate90,
    /// 7: mirrored along the other diagonal.
    Transverse,
    /// 8: must be turned 270 degrees clockwise.
    Rotate270,
}

impl Orientation {
    /// All eight, in the order of their EXIF numbers.
    pub const ALL: [Self; 8] = [
        Self::Normal,
        Self::FlipHorizontal,
        Self::Rotate180,
        Self::FlipVertical,
        Self::Transpose,
        Self::Rotate90,
        Self::Transverse,
        Self::Rotate270,
    ];

    /// From the EXIF number; anything outside 1..=8 means that the picture is not turned.
    pub fn from_exif(value: u32) -> Self {
        (value as usize).checked_sub(1).and_then(|i| Self::ALL.get(i)).copied().unwrap_or_default()
    }

    /// The EXIF number, 1 to 8.
    pub fn to_exif(self) -> u8 {
        self as u8 + 1
    }

    /// Whether showing the picture exchanges its width and height.
    pub fn swaps_sides(self) -> bool {
        matches!(self, Self::Transpose | Self::Rotate90 | Self::Transverse | Self::Rotate270)
    }

    /// The size as shown, from the size as stored (and the other way round: the exchange is its own inverse).
    pub fn size(self, width: u32, height: u32) -> (u32, u32) {
        if self.swaps_sides() { (height, width) } else { (width, height) }
    }

    /// Where a point of the stored picture (fractions) is seen.
    pub fn point_to_upright(self, p: Point) -> Point {
        let Point { x, y } = p;
        match self {
            Self::Normal => p,
            Self::FlipHorizontal => Point::new(1.0 - x, y),
            Self::Rotate180 => Point::new(1.0 - x, 1.0 - y),
            Self::FlipVertical => Point::new(x, 1.0 - y),
            Self::Transpose => Point::new(y, x),
            Self::Rotate90 => Point::new(1.0 - y, x),
            Self::Transverse => Point::new(1.0 - y, 1.0 - x),
            Self::Rotate270 => Point::new(y, 1.0 - x),
        }
    }

    /// Where a point that is seen (fractions) lies in the stored picture.
    pub fn point_to_stored(self, p: Point) -> Point {
        self.inverse().point_to_upright(p)
    }

    /// Where a rectangle of the stored picture is seen.
    pub fn rect_to_upright(self, r: UnitRect) -> UnitRect {
        let a = self.point_to_upright(Point::new(r.x(), r.y()));
        let b = self.point_to_upright(Point::new(r.x() + r.w(), r.y() + r.h()));
        let (w, h) = if self.swaps_sides() { (r.h(), r.w()) } else { (r.w(), r.h()) };
        UnitRect(Rect { x: a.x.min(b.x), y: a.y.min(b.y), w, h })
    }

    /// Where a rectangle that is seen lies in the stored picture.
    pub fn rect_to_stored(self, r: UnitRect) -> UnitRect {
        self.inverse().rect_to_upright(r)
    }

    /// What undoes this one: only the two quarter turns are not their own inverse.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Rotate90 => Self::Rotate270,
            Self::Rotate270 => Self::Rotate90,
            same => same,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_orientation() -> impl Strategy<Value = Orientation> {
        (1u32..=8).prop_map(Orientation::from_exif)
    }

    #[test]
    fn exif_numbers_outside_the_standard_do_not_turn() {
        for value in [0, 9, 65_535] {
            assert_eq!(Orientation::from_exif(value), Orientation::Normal);
        }
        assert!((1..=8).all(|n| u32::from(Orientation::from_exif(n).to_exif()) == n));
    }

    #[test]
    fn a_camera_held_upright_stores_its_top_at_the_left() {
        // EXIF 6: row 0 of the stored picture is the right side as seen, column 0 is the top.
        let seen = Orientation::Rotate90.point_to_upright(Point::new(0.0, 0.25));
        assert_eq!(seen, Point::new(0.75, 0.0));
        let seen = Orientation::Rotate270.point_to_upright(Point::new(0.0, 0.25));
        assert_eq!(seen, Point::new(0.25, 1.0));
    }

    proptest! {
        #[test]
        fn there_and_back(o in any_orientation(), x in 0.0f32..1.0, y in 0.0f32..1.0, w in 0.01f32..1.0, h in 0.01f32..1.0) {
            let p = Point::new(x, y);
            let back = o.point_to_stored(o.point_to_upright(p));
            prop_assert!((back.x - x).abs() < 1e-6 && (back.y - y).abs() < 1e-6);
            let r = UnitRect::new(x, y, w, h).unwrap();
            prop_assert!(o.rect_to_stored(o.rect_to_upright(r)).iou(r) > 0.999);
        }

        #[test]
        fn a_rectangle_keeps_its_middle(o in any_orientation(), x in 0.0f32..1.0, y in 0.0f32..1.0, w in 0.01f32..1.0, h in 0.01f32..1.0) {
            let r = UnitRect::new(x, y, w, h).unwrap();
            let (a, b) = (o.rect_to_upright(r).centre(), o.point_to_upright(r.centre()));
            prop_assert!((a.x - b.x).abs() < 1e-5 && (a.y - b.y).abs() < 1e-5);
        }

        #[test]
        fn what_is_clipped_lies_in_the_picture_and_in_what_it_was(x in -1.0f32..2.0, y in -1.0f32..2.0, w in 0.01f32..1.0, h in 0.01f32..1.0) {
            let whole = UnitRect::new(x, y, w, h).unwrap();
            let is_outside = x >= 1.0 || y >= 1.0 || x + w <= 0.0 || y + h <= 0.0;
            let clipped = whole.clipped();
            prop_assert_eq!(clipped.is_none(), is_outside);
            if let Some(part) = clipped {
                prop_assert!(part.x() >= 0.0 && part.y() >= 0.0);
                prop_assert!(part.x() + part.w() <= 1.0 + 1e-6 && part.y() + part.h() <= 1.0 + 1e-6);
                prop_assert!(part.x() >= x && part.x() + part.w() <= x + w + 1e-6);
                prop_assert_eq!(part.clipped().map(|again| again.iou(part) > 0.999), Some(true));
            }
        }

        #[test]
        fn iou_is_symmetric_and_bounded(ax in 0.0f32..1.0, ay in 0.0f32..1.0, bx in 0.0f32..1.0, by in 0.0f32..1.0) {
            let (a, b) = (UnitRect::new(ax, ay, 0.3, 0.4).unwrap(), UnitRect::new(bx, by, 0.4, 0.3).unwrap());
            prop_assert!((a.iou(b) - b.iou(a)).abs() < 1e-6);
            prop_assert!((0.0..=1.0).contains(&a.iou(b)));
            prop_assert!((a.iou(a) - 1.0).abs() < 1e-5);
        }
    }
}
