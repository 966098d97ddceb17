//! Planes of luma and chroma -> RGB (ITU-T H.273).

use re_rav1d::{Picture, PixelLayout, PlanarImageComponent};

/// What the numbers of a picture mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning {
    /// Code point of H.273, table 4.
    pub(super) matrix: u16,
    /// Whether black is 0 and white the largest number.
    pub(super) full_range: bool,
}

impl Meaning {
    /// The shares of red and blue in luma. What is not told is that of JPEG, as other programs take it.
    const fn shares(self) -> (f32, f32) {
        match self.matrix {
            1 => (0.2126, 0.0722),
            4 => (0.30, 0.11),
            7 => (0.212, 0.087),
            9 | 10 => (0.2627, 0.0593),
            _ => (0.299, 0.114),
        }
    }
}

/// Offset and factor that lead to 0..=1 for luma, and to -0.5..=0.5 for chroma.
struct Range {
    luma: (f32, f32),
    chroma: (f32, f32),
}

impl Range {
    fn of(picture: &Picture, full: bool) -> Self {
        let bits = picture.bits_per_component().map_or(8, |bits| bits.0) as i32;
        let unit = 2f32.powi(bits - 8);
        let (middle, largest) = (128.0 * unit, 2f32.powi(bits) - 1.0);
        if full {
            Self { luma: (0.0, largest.recip()), chroma: (middle, largest.recip()) }
        } else {
            Self { luma: (16.0 * unit, (219.0 * unit).recip()), chroma: (middle, (224.0 * unit).recip()) }
        }
    }
}

/// Paints a picture into a canvas of RGB; what sticks out is left away.
pub(super) fn paint(picture: &Picture, meaning: Meaning, rgb: &mut [u8], canvas: (u32, u32), at: (u32, u32)) {
    let range = Range::of(picture, meaning.full_range);
    let (red, blue) = meaning.shares();
    let green = 1.0 - red - blue;
    let (halved_x, halved_y, grey) = match picture.pixel_layout() {
        PixelLayout::I400 => (0, 0, true),
        PixelLayout::I420 => (1, 1, false),
        PixelLayout::I422 => (1, 0, false),
        PixelLayout::I444 => (0, 0, false),
    };
    let luma = Plane::of(picture, PlanarImageComponent::Y);
    let chroma = (!grey).then(|| [PlanarImageComponent::U, PlanarImageComponent::V].map(|c| Plane::of(picture, c)));
    each_line(picture, rgb, canvas, at, |y, line| {
        for (x, pixel) in line.as_chunks_mut::<3>().0.iter_mut().enumerate() {
            let l = (luma.sample(x, y) - range.luma.0) * range.luma.1;
            let [u, v] = chroma.as_ref().map_or([0.0; 2], |planes| {
                planes.each_ref().map(|p| (p.sample(x >> halved_x, y >> halved_y) - range.chroma.0) * range.chroma.1)
            });
            *pixel = match meaning.matrix {
                // Not luma and chroma, but green, blue and red.
                0 if !grey => [v + 0.5, l, u + 0.5],
                8 => [l - u + v, l + u, l - u - v],
                _ => {
                    let (r, b) = (l + 2.0 * (1.0 - red) * v, l + 2.0 * (1.0 - blue) * u);
                    [r, (l - red * r - blue * b) / green, b]
                }
            }
            .map(byte);
        }
    });
}

/// Takes the luma of a picture as the opacity of what was painted.
pub(super) fn lay_on_white(picture: &Picture, meaning: Meaning, rgb: &mut [u8], canvas: (u32, u32), at: (u32, u32)) {
    let range = Range::of(picture, meaning.full_range);
    let luma = Plane::of(picture, PlanarImageComponent::Y);
    each_line(picture, rgb, canvas, at, |y, line| {
        for (x, pixel) in line.as_chunks_mut::<3>().0.iter_mut().enumerate() {
            let opacity = ((luma.sample(x, y) - range.luma.0) * range.luma.1).clamp(0.0, 1.0);
            *pixel = pixel.map(|c| byte(1.0 - opacity * (1.0 - f32::from(c) / 255.0)));
        }
    });
}

fn byte(value: f32) -> u8 {
    (value * 255.0 + 0.5) as u8
}

/// The parts of the canvas' lines on which a picture lies.
fn each_line(
    picture: &Picture,
    rgb: &mut [u8],
    canvas: (u32, u32),
    at: (u32, u32),
    mut each: impl FnMut(usize, &mut [u8]),
) {
    let width = picture.width().min(canvas.0.saturating_sub(at.0)) as usize;
    let height = picture.height().min(canvas.1.saturating_sub(at.1)) as usize;
    let lines = rgb.chunks_exact_mut(canvas.0 as usize * 3).skip(at.1 as usize).take(height);
    for (y, line) in lines.enumerate() {
        each(y, &mut line[at.0 as usize * 3..][..width * 3]);
    }
}

/// One plane of samples.
struct Plane {
    bytes: re_rav1d::Plane,
    /// Bytes of a line.
    stride: usize,
    wide: bool,
}

impl Plane {
    fn of(picture: &Picture, component: PlanarImageComponent) -> Self {
        let wide = picture.bit_depth() > 8;
        Self { bytes: picture.plane(component), stride: picture.stride(component) as usize, wide }
    }

    #[inline]
    fn sample(&self, x: usize, y: usize) -> f32 {
        let bytes: &[u8] = &self.bytes;
        if self.wide {
            let at = y * self.stride + 2 * x;
            f32::from(u16::from_ne_bytes([bytes[at], bytes[at + 1]]))
        } else {
            f32::from(bytes[y * self.stride + x])
        }
    }
}
