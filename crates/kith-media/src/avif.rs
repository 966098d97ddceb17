//! AVIF: AV1 pictures in a HEIF container.

mod yuv;

use heifer_isobmff::boxes::{ColorInfo, Property};
use heifer_isobmff::{HeifFile, ItemId};
use re_rav1d::pixel::YUVRange;
use re_rav1d::{Decoder, Picture, Settings};

use yuv::Meaning;

use crate::colour::Space;
use crate::decode::{Header, Limits, Opened, Stored};
use crate::heif::{self, picture};
use crate::{DecodeFailure, Format, colour};

/// Bytes that RGB, and what the decoder keeps about a pixel, take beside the planes.
const RGB_AND_BLOCKS: u64 = 5;

/// Reads the tables.
pub(crate) fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Opened<'a>, DecodeFailure> {
    let format = Format::Avif;
    let file = heif::parse(bytes, format)?;
    // What a crop leaves out is shown: it is rare, and the decoder knows nothing of it.
    let shape = picture::shape(&file, format, false)?;
    let (width, height) = (shape.width, shape.height);
    let bytes_per_pixel = bytes_per_pixel(&file);
    let memory = (u64::from(width) * u64::from(height)).saturating_mul(bytes_per_pixel);
    let header = Header { format, width, height, orientation: shape.orientation, memory };
    let most_pixels = u32::try_from(limits.max_memory / bytes_per_pixel).unwrap_or(u32::MAX);
    Opened::new(header, limits, move |_| {
        let mut rgb = vec![255; width as usize * height as usize * 3];
        let canvas = Canvas { file: &file, width, height, most_pixels };
        if let Some(space) = canvas.paint(&mut rgb)? {
            colour::to_srgb(&mut rgb, space);
        }
        Ok(Stored { width, height, reduction: 1, rgb, turn: shape.orientation })
    })
}

/// By what `av1C` says (AV1 in ISOBMFF, 2.3): depth, and how many samples of chroma there are.
fn bytes_per_pixel(file: &HeifFile<'_>) -> u64 {
    let flags = picture::coded_properties(file).find_map(|property| match property {
        Property::Unknown(kind, content) if kind.0 == *b"av1C" => content.get(2).copied(),
        _ => None,
    });
    let flags = flags.unwrap_or(0b0100_0000);
    let bit = |number: u8| flags >> number & 1 == 1;
    let bytes = if bit(6) { 2 } else { 1 };
    let samples = if bit(3) && bit(2) { 2 } else { 3 };
    let alpha = u64::from(heif::alpha_of(file, file.primary_id).is_some());
    RGB_AND_BLOCKS + bytes * (samples + alpha)
}

/// The whole picture, which tiles may make up.
struct Canvas<'a> {
    file: &'a HeifFile<'a>,
    width: u32,
    height: u32,
    most_pixels: u32,
}

impl Canvas<'_> {
    /// Gives the colour space of what was painted.
    fn paint(&self, rgb: &mut [u8]) -> Result<Option<Space<'_>>, DecodeFailure> {
        let id = self.file.primary_id;
        let mut space = picture::colour_space(self.file);
        self.each_part(id, |picture, meaning, at| {
            space.get_or_insert_with(|| own_space(picture));
            yuv::paint(picture, meaning, rgb, (self.width, self.height), at);
        })?;
        if let Some(alpha) = heif::alpha_of(self.file, id) {
            self.each_part(alpha, |picture, meaning, at| {
                yuv::lay_on_white(picture, meaning, rgb, (self.width, self.height), at);
            })?;
        }
        Ok(space)
    }

    /// Decodes an item, tile by tile, and says where each tile belongs.
    fn each_part(&self, id: ItemId, mut each: impl FnMut(&Picture, Meaning, (u32, u32))) -> Result<(), DecodeFailure> {
        let kind = self.file.item(id).map_err(damaged)?.item_type.0;
        if kind == *b"av01" {
            let picture = self.decode(id)?;
            if picture.width() < self.width || picture.height() < self.height {
                return Err(DecodeFailure::wrong_size(Format::Avif, self.width, self.height));
            }
            each(&picture, self.meaning(&picture, [id, id]), (0, 0));
            return Ok(());
        }
        if kind != *b"grid" {
            return Err(DecodeFailure::Unsupported("this kind of AVIF file is not read".to_owned()));
        }
        let grid = self.file.grid(id).map_err(damaged)?;
        let (columns, rows) = (u32::from(grid.columns), u32::from(grid.rows));
        let tiles = self.file.referenced_items(id, b"dimg");
        if tiles.len() as u32 != columns * rows || grid.output_width < self.width || grid.output_height < self.height {
            return Err(damaged("the tiles do not make up the picture"));
        }
        let mut size = (0, 0);
        for (i, tile) in (0..).zip(tiles) {
            let decoded = self.decode(*tile)?;
            if i == 0 {
                size = (decoded.width(), decoded.height());
            }
            let same = size == (decoded.width(), decoded.height());
            let pixels = u64::from(size.0) * u64::from(size.1);
            let whole = u64::from(self.width) * u64::from(self.height);
            let worth = picture::is_worth((columns * rows).into(), pixels, whole);
            if !same || !worth || size.0 * columns < self.width || size.1 * rows < self.height {
                return Err(damaged("the tiles do not make up the picture"));
            }
            let meaning = self.meaning(&decoded, [id, *tile]);
            each(&decoded, meaning, (i % columns * size.0, i / columns * size.1));
        }
        Ok(())
    }

    fn decode(&self, id: ItemId) -> Result<Picture, DecodeFailure> {
        let data = self.file.item_data(id).map_err(damaged)?.into_owned();
        // The decoder, when built with its assertions, ends the process over an empty input.
        if data.is_empty() {
            return Err(damaged("a picture without data"));
        }
        let mut settings = Settings::new();
        // Photos are what is looked at in parallel, not the parts of one.
        settings.set_n_threads(1);
        settings.set_max_frame_delay(1);
        settings.set_all_layers(false);
        settings.set_frame_size_limit(self.most_pixels);
        let mut decoder = Decoder::with_settings(&settings).map_err(damaged)?;
        match decoder.send_data(data, None, None, None) {
            Err(error) if !error.is_again() => return Err(damaged(error)),
            _ => {}
        }
        decoder.get_picture().map_err(damaged)
    }

    /// What the numbers mean: the container's word counts more than the picture's own.
    fn meaning(&self, picture: &Picture, items: [ItemId; 2]) -> Meaning {
        let declared = |id: ItemId| {
            self.file.item_properties(id).ok()?.find_map(|property| match property {
                Property::Color(ColorInfo::Nclx { matrix, full_range, .. }) => {
                    Some(Meaning { matrix: *matrix, full_range: *full_range })
                }
                _ => None,
            })
        };
        items.into_iter().find_map(declared).unwrap_or_else(|| Meaning {
            matrix: picture.matrix_coefficients() as u16,
            full_range: picture.color_range() == YUVRange::Full,
        })
    }
}

/// What the picture itself says of its colours, which counts where the container is silent.
fn own_space(picture: &Picture) -> Space<'static> {
    let (primaries, transfer) = (picture.color_primaries() as u16, picture.transfer_characteristic() as u16);
    Space::CodePoints { primaries, transfer }
}

fn damaged(reason: impl std::fmt::Display) -> DecodeFailure {
    heif::damaged(Format::Avif, reason)
}
