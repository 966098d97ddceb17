//! The small JPEGs that screens show.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use kith_domain::{Frame, Rect};

/// How far the crop of a face reaches beyond its box on every side, in parts of the box's longer side.
const MARGIN: f32 = 0.25;
/// A small face gets more surroundings until its crop has this many pixels a side ...
const LEAST_SIDE: f32 = 96.0;
/// ... but never more than this many times the longer side of its box.
const MOST_SURROUNDINGS: f32 = 2.0;
/// Longest side of a face tile in pixels: the largest tile of the grid, with something left for dense screens.
const TILE: u32 = 256;
const QUALITY: u8 = 85;
/// What is shown beside a picture that is too narrow for a square.
const PADDING: u8 = 128;

/// Why no small picture was made.
#[derive(Debug, thiserror::Error)]
pub enum ThumbnailError {
    /// The box has no finite size or place.
    #[error("the box of the face is empty or not finite")]
    Box,
    /// Scaling failed.
    #[error("the picture could not be scaled")]
    Scale(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Writing the JPEG failed.
    #[error("the JPEG could not be written")]
    Encode(#[source] image::ImageError),
}

/// A square in whole pixels of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Square {
    /// May be negative, or reach beyond the far edge, only where the picture is narrower than the square.
    x: i64,
    y: i64,
    side: u32,
}

/// The tile of one face: its box with surroundings, square, at most 256 pixels a side, never enlarged; as JPEG.
///
/// `face` is in pixels of the frame and may stick out of it; the square is moved into the picture, and padded with
/// grey only where the picture itself is too narrow.
///
/// # Errors
/// When the box is empty or not finite, or when scaling or writing fails.
pub fn face_thumbnail(frame: &Frame, face: Rect) -> Result<Vec<u8>, ThumbnailError> {
    let square = around(face, frame.width(), frame.height()).ok_or(ThumbnailError::Box)?;
    let crop = cut(frame, square);
    let side = square.side.min(TILE);
    jpeg(&scale(&crop, (square.side, square.side), (side, side))?, side, side)
}

/// The whole picture, its longer side at most `longest` pixels, never enlarged; as JPEG.
///
/// # Errors
/// When scaling or writing fails.
pub fn preview(frame: &Frame, longest: u32) -> Result<Vec<u8>, ThumbnailError> {
    let size = size_within(frame, longest);
    jpeg(&scale(frame.rgb(), (frame.width(), frame.height()), size)?, size.0, size.1)
}

/// The whole picture in pixels, its longer side at most `longest`, never enlarged.
///
/// # Errors
/// When scaling fails.
pub fn shrunk(frame: &Frame, longest: u32) -> Result<Frame, ThumbnailError> {
    let size = size_within(frame, longest);
    let rgb = scale(frame.rgb(), (frame.width(), frame.height()), size)?;
    Frame::new(size.0, size.1, rgb).map_err(|error| ThumbnailError::Scale(error.into()))
}

fn size_within(frame: &Frame, longest: u32) -> (u32, u32) {
    let (width, height) = (frame.width(), frame.height());
    let within = |side: u32| {
        let exact = u64::from(side) * u64::from(longest.max(1)) / u64::from(width.max(height));
        side.min(exact.max(1) as u32)
    };
    (within(width), within(height))
}

fn around(face: Rect, width: u32, height: u32) -> Option<Square> {
    let numbers = [face.x, face.y, face.w, face.h];
    if numbers.iter().any(|v| !v.is_finite()) || face.w <= 0.0 || face.h <= 0.0 {
        return None;
    }
    let longer = face.w.max(face.h);
    let wanted = (longer * (1.0 + 2.0 * MARGIN)).max(LEAST_SIDE.min(longer * MOST_SURROUNDINGS));
    // More than the picture's shorter side is taken only for a face that would not be whole otherwise.
    let most = (width.min(height) as f32).max(longer.min(width.max(height) as f32));
    let side = wanted.min(most).round().max(1.0) as u32;
    let place = |start: f32, extent: f32, picture: u32| {
        let free = i64::from(picture) - i64::from(side);
        let start = (start + (extent - side as f32) / 2.0).round() as i64;
        if free >= 0 { start.clamp(0, free) } else { free / 2 }
    };
    Some(Square { x: place(face.x, face.w, width), y: place(face.y, face.h, height), side })
}

/// The pixels of the square, with grey where the picture has none.
fn cut(frame: &Frame, square: Square) -> Vec<u8> {
    let (width, side) = (frame.width() as usize, square.side as usize);
    let mut pixels = vec![PADDING; side * side * 3];
    let left = square.x.max(0) as usize;
    let indent = square.x.min(0).unsigned_abs() as usize;
    let columns = (side - indent).min(width - left);
    for (row, line) in pixels.chunks_exact_mut(side * 3).enumerate() {
        let y = square.y + row as i64;
        if (0..i64::from(frame.height())).contains(&y) {
            let start = (y as usize * width + left) * 3;
            line[indent * 3..(indent + columns) * 3].copy_from_slice(&frame.rgb()[start..start + columns * 3]);
        }
    }
    pixels
}

fn scale(rgb: &[u8], from: (u32, u32), to: (u32, u32)) -> Result<Vec<u8>, ThumbnailError> {
    if from == to {
        return Ok(rgb.to_vec());
    }
    let failed = |source: Box<dyn std::error::Error + Send + Sync>| ThumbnailError::Scale(source);
    let source = ImageRef::new(from.0, from.1, rgb, PixelType::U8x3).map_err(|e| failed(e.into()))?;
    let mut target = Image::new(to.0, to.1, PixelType::U8x3);
    Resizer::new().resize(&source, &mut target, &ResizeOptions::new()).map_err(|e| failed(e.into()))?;
    Ok(target.into_vec())
}

fn jpeg(rgb: &[u8], width: u32, height: u32) -> Result<Vec<u8>, ThumbnailError> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode(rgb, width, height, image::ExtendedColorType::Rgb8)
        .map_err(ThumbnailError::Encode)?;
    Ok(bytes)
}
