//! A small painter of soft shapes. Only `+ - * /` and square roots are used, so that every machine paints the same bytes.

use image::RgbImage;
use kith_domain::Point;

/// Red, green and blue in 0..=255.
pub type Colour = [f32; 3];

/// Somewhere between two colours: 0 is the first, 1 the second.
pub fn mix(a: Colour, b: Colour, part: f32) -> Colour {
    std::array::from_fn(|i| a[i] + (b[i] - a[i]) * part)
}

/// An ellipse of one colour that fades out towards its edge.
#[derive(Debug, Clone, Copy)]
pub struct Ellipse {
    /// Its middle in pixels.
    pub centre: Point,
    /// Half its width and height in pixels.
    pub radii: (f32, f32),
    /// Cosine and sine of the angle by which it is turned clockwise.
    pub turn: (f32, f32),
    /// Its colour.
    pub colour: Colour,
    /// How much of it is seen in the middle, 0..=1.
    pub opacity: f32,
    /// The part of its radius over which it fades out, above 0.
    pub softness: f32,
    /// The part of its radius up to which it is empty; 0 for a filled one.
    pub hole: f32,
}

/// A picture while it is painted.
#[derive(Debug, Clone)]
pub struct Canvas {
    width: u32,
    height: u32,
    pixels: Vec<Colour>,
    /// How much of each pixel may be painted; everything, when there is none.
    stencil: Option<Vec<f32>>,
}

impl Canvas {
    /// One colour everywhere.
    pub fn new(width: u32, height: u32, colour: Colour) -> Self {
        Self { width, height, pixels: vec![colour; (width * height) as usize], stencil: None }
    }

    /// Width in pixels.
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// Changes every pixel; `change` gets its place in fractions of the picture and its colour.
    pub fn shade(&mut self, change: impl Fn(f32, f32, Colour) -> Colour) {
        for (i, pixel) in self.pixels.iter_mut().enumerate() {
            let (x, y) = (i as u32 % self.width, i as u32 / self.width);
            *pixel = change((x as f32 + 0.5) / self.width as f32, (y as f32 + 0.5) / self.height as f32, *pixel);
        }
    }

    /// From now on only what lies within one of the shapes is painted.
    pub fn within(&mut self, shapes: &[Ellipse]) {
        let mut stencil = vec![0.0f32; self.pixels.len()];
        for shape in shapes {
            self.covered(shape, |i, part| stencil[i] = stencil[i].max(part));
        }
        self.stencil = Some(stencil);
    }

    /// From now on everything is painted.
    pub fn everywhere(&mut self) {
        self.stencil = None;
    }

    /// Paints an ellipse; what lies outside of the picture is left out.
    pub fn ellipse(&mut self, shape: &Ellipse) {
        let stencil = self.stencil.take();
        let mut pixels = std::mem::take(&mut self.pixels);
        self.covered(shape, |i, part| {
            let part = part * shape.opacity * stencil.as_ref().map_or(1.0, |stencil| stencil[i]);
            pixels[i] = mix(pixels[i], shape.colour, part);
        });
        (self.stencil, self.pixels) = (stencil, pixels);
    }

    /// Calls `each` with every pixel that a shape touches, and how much of it.
    fn covered(&self, shape: &Ellipse, mut each: impl FnMut(usize, f32)) {
        let reach = shape.radii.0.max(shape.radii.1) * (1.0 + shape.softness) + 1.0;
        let (left, right) = span(shape.centre.x, reach, self.width);
        let (top, bottom) = span(shape.centre.y, reach, self.height);
        for y in top..bottom {
            for x in left..right {
                let (dx, dy) = (x as f32 + 0.5 - shape.centre.x, y as f32 + 0.5 - shape.centre.y);
                let part = coverage(shape, dx, dy);
                if part > 0.0 {
                    each(y * self.width as usize + x, part);
                }
            }
        }
    }

    /// The finished picture.
    pub fn finish(&self) -> RgbImage {
        let bytes = self.pixels.iter().flatten().map(|v| (v + 0.5).clamp(0.0, 255.0) as u8).collect();
        RgbImage::from_raw(self.width, self.height, bytes).expect("one colour for each pixel")
    }
}

/// The pixels that a shape can touch along one side.
fn span(centre: f32, reach: f32, side: u32) -> (usize, usize) {
    let within = |v: f32| v.clamp(0.0, side as f32) as usize;
    (within(centre - reach), within(centre + reach + 1.0))
}

/// How much of an ellipse is seen at a distance from its middle: 1 inside, falling smoothly to 0 around its edge.
fn coverage(shape: &Ellipse, dx: f32, dy: f32) -> f32 {
    let (cos, sin) = shape.turn;
    let x = (dx * cos + dy * sin) / shape.radii.0;
    let y = (dy * cos - dx * sin) / shape.radii.1;
    let distance = (x * x + y * y).sqrt();
    let outer = smooth((1.0 + shape.softness / 2.0 - distance) / shape.softness);
    let inner =
        if shape.hole > 0.0 { smooth((distance - shape.hole + shape.softness / 2.0) / shape.softness) } else { 1.0 };
    outer * inner
}

/// 0 up to 0, 1 from 1 on, without an edge between.
fn smooth(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
