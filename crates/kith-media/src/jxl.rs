//! JPEG XL.

use image::ColorType;
use jxl_oxide::{AllocTracker, EnumColourEncoding, JxlImage, JxlThreadPool, PixelFormat, RenderingIntent};
use kith_domain::Orientation;

use crate::decode::{Header, Limits, Opened, Stored};
use crate::{DecodeFailure, Format, colour, rgb};

/// Bytes for each pixel at the worst moment: the channels as 32-bit numbers, before and after filters, and the result.
const BYTES_PER_PIXEL: u64 = 28;

/// Reads the header.
pub(crate) fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Opened<'a>, DecodeFailure> {
    let mut image = JxlImage::builder()
        .pool(JxlThreadPool::none())
        .alloc_tracker(AllocTracker::with_limit(limits.max_memory as usize))
        .read(bytes)
        .map_err(failure)?;
    let stored = image.image_header();
    let (width, height) = (stored.size.width, stored.size.height);
    let orientation = Orientation::from_exif(stored.metadata.orientation);
    let memory = (u64::from(width) * u64::from(height)).saturating_mul(BYTES_PER_PIXEL);
    let header = Header { format: Format::Jxl, width, height, orientation, memory };
    Opened::new(header, limits, move |_| {
        image.request_color_encoding(EnumColourEncoding::srgb(RenderingIntent::Relative));
        render(&image)
    })
}

fn render(image: &JxlImage) -> Result<Stored, DecodeFailure> {
    let frame = image.render_frame(0).map_err(failure)?;
    let mut stream = frame.stream();
    let (width, height) = (stream.width(), stream.height());
    let mut pixels = vec![0u8; width as usize * height as usize * stream.channels() as usize];
    stream.write_to_buffer(&mut pixels);
    let kind = match (image.pixel_format(), stream.channels()) {
        (PixelFormat::Gray, 1) => ColorType::L8,
        (PixelFormat::Graya, 2) => ColorType::La8,
        (PixelFormat::Rgb, 3) => ColorType::Rgb8,
        (PixelFormat::Rgba, 4) => ColorType::Rgba8,
        (other, _) => {
            return Err(DecodeFailure::Unsupported(format!("JPEG XL files of kind {other:?} are not read")));
        }
    };
    let mut rgb = rgb::to_rgb(kind, pixels)
        .ok_or_else(|| DecodeFailure::Unsupported(format!("JPEG XL files of kind {kind:?} are not read")))?;
    colour::to_srgb(&mut rgb, colour::Space::Profile(&image.rendered_icc()));
    Ok(Stored { width, height, reduction: 1, rgb, turn: Orientation::Normal })
}

fn failure(error: Box<dyn std::error::Error + Send + Sync>) -> DecodeFailure {
    DecodeFailure::Malformed(format!("{}: {error}", Format::Jxl))
}
