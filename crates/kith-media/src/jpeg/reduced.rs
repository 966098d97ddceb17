//! Decoding at a half, a quarter or an eighth of the size: most of the arithmetic is left out, and the small picture
//! needs no upsampling of its chroma.
//!
//! Only the JPEGs that cameras and telephones write: sequential, 8 bits, Huffman, grey or YCbCr, all components in one
//! scan. Anything else, and anything that is not perfectly in order, is `None`: the full decoder knows what to do.

use std::ops::Range;

use super::bits::Bits;
use super::colour::{grey_to_rgb, ycbcr_to_rgb};
use super::huffman::Huffman;
use super::idct::{Block, Idct, idct, weight};
use super::{EOI, SOS, segments};

/// Natural places of the coefficients in their order of coding, and room behind the end for a run that is too long.
#[rustfmt::skip]
const ZIGZAG: [u8; 80] = [
     0,  1,  8, 16,  9,  2,  3, 10, 17, 24, 32, 25, 18, 11,  4,  5,
    12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13,  6,  7, 14, 21, 28,
    35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
    58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63,
];

/// How many times smaller a picture may be decoded so that its longer side keeps at least `longest_side`.
pub(crate) fn reduction(width: u32, height: u32, longest_side: u32) -> u32 {
    let longer = width.max(height);
    [8, 4, 2].into_iter().find(|by| longer.div_ceil(*by) >= longest_side).unwrap_or(1)
}

/// Decodes at `1 / by` of the size (`by` is 2, 4 or 8), rounded up; gives width, height and RGB.
pub(crate) fn decode(bytes: &[u8], by: u32) -> Option<(u32, u32, Vec<u8>)> {
    let plan = Plan::read(bytes, by as usize)?;
    let mut rgb = vec![0; plan.width * plan.height * 3];
    plan.decode(&mut rgb)?;
    Some((plan.width as u32, plan.height as u32, rgb))
}

/// One of the colours a picture is stored in.
struct Component {
    /// Blocks of one MCU, across and down.
    blocks: (usize, usize),
    /// Samples that are made of one block, across and down.
    samples: (usize, usize),
    idct: Idct,
    /// By the order of coding: quantization and what the transform wants.
    factors: [f32; 80],
    /// The last coefficient in the order of coding that the transform looks at.
    last: usize,
    dc: Huffman,
    ac: Huffman,
}

/// Everything that the headers say.
struct Plan<'a> {
    width: usize,
    height: usize,
    /// MCUs in a row.
    across: usize,
    components: Vec<Component>,
    /// MCUs between two restart markers; 0 for none.
    restart: usize,
    scan: &'a [u8],
}

/// What tables were defined so far, by their number.
#[derive(Default)]
struct Tables<'a> {
    /// By the order of coding.
    quantization: [Option<[u16; 64]>; 4],
    /// The bytes of the tables for DC and AC coefficients: 16 counts, then the symbols.
    codes: [[Option<&'a [u8]>; 4]; 2],
}

impl<'a> Plan<'a> {
    fn read(bytes: &'a [u8], by: usize) -> Option<Self> {
        let mut tables = Tables::default();
        let (mut frame, mut restart) = (None, 0);
        let mut pieces = segments(bytes)?;
        while let Some(Ok(segment)) = pieces.next() {
            let body = segment.bytes.get(4..).unwrap_or_default();
            match segment.marker {
                0xDB => tables.read_quantization(body)?,
                0xC4 => tables.read_codes(body)?,
                0xC0 | 0xC1 if frame.is_none() => frame = Some(body),
                0xC0..=0xCF => return None,
                0xDD => restart = usize::from(u16::from_be_bytes(*body.first_chunk()?)),
                0xEE if body.starts_with(b"Adobe") && body.get(11) != Some(&1) => return None,
                SOS => {
                    let is_last = pieces.next()?.ok()?.marker == EOI;
                    let length = usize::from(u16::from_be_bytes(*segment.bytes.get(2..)?.first_chunk()?));
                    return Self::of(frame?, segment.bytes.get(4..2 + length)?, &tables, by)
                        .filter(|_| is_last)
                        .map(|plan| Self { restart, scan: &segment.bytes[2 + length..], ..plan });
                }
                _ => {}
            }
        }
        None
    }

    /// Of the bodies of the frame header (T.81, B.2.2) and the scan header (B.2.3).
    fn of(frame: &[u8], scan: &[u8], tables: &Tables, by: usize) -> Option<Self> {
        let &[8, h1, h0, w1, w0, count @ (1 | 3), ref specified @ ..] = frame else { return None };
        let side = |high, low| usize::from(u16::from_be_bytes([high, low]));
        let (width, height) = (side(w1, w0), side(h1, h0));
        let specified: Vec<[u8; 3]> = specified.as_chunks().0.iter().take(count.into()).copied().collect();
        let (selected, end) = scan.strip_prefix(&[count])?.split_at_checked(usize::from(count) * 2)?;
        let in_order = specified.iter().zip(selected.as_chunks::<2>().0).all(|(c, s)| c[0] == s[0]);
        let is_rgb = specified.iter().map(|c| c[0]).eq(*b"RGB");
        if width * height == 0 || specified.len() != count.into() || !in_order || is_rgb || end != [0, 63, 0] {
            return None;
        }
        let mut factors: Vec<(usize, usize)> =
            specified.iter().map(|c| (usize::from(c[1] >> 4), usize::from(c[1] & 15))).collect();
        if count == 1 {
            // A scan of one component has one block in each unit, whatever its factors are.
            factors = vec![(1, 1)];
        }
        let most = factors.iter().fold((0, 0), |most: (usize, usize), f| (most.0.max(f.0), most.1.max(f.1)));
        let components = specified.iter().zip(&factors).zip(selected.as_chunks::<2>().0).map(|((c, f), s)| {
            let samples = (8 * most.0 / f.0.max(1) / by, 8 * most.1 / f.1.max(1) / by);
            let exact = (1..=4).contains(&f.0) && (1..=4).contains(&f.1) && most.0 % f.0 == 0 && most.1 % f.1 == 0;
            exact.then(|| Component::new(*f, samples, tables, c[2], s[1]))?
        });
        Some(Self {
            width: width.div_ceil(by),
            height: height.div_ceil(by),
            across: width.div_ceil(8 * most.0.max(1)),
            components: components.collect::<Option<_>>()?,
            restart: 0,
            scan: &[],
        })
    }

    fn decode(&self, rgb: &mut [u8]) -> Option<()> {
        let first = self.components.first()?;
        let stride = self.across * first.blocks.0 * first.samples.0;
        let rows = first.blocks.1 * first.samples.1;
        let mut planes = vec![vec![0i16; stride * rows]; self.components.len()];
        let (data, intervals) = without_stuffing(self.scan)?;
        let mut intervals = intervals.into_iter();
        let mut bits = Bits::new(&data[intervals.next()?]);
        let mut predictions = [0; 3];
        let mut until_restart = self.restart;
        for lines in rgb.chunks_mut(self.width * 3 * rows) {
            for x in 0..self.across {
                if self.restart != 0 {
                    if until_restart == 0 {
                        if !bits.is_at_end() {
                            return None;
                        }
                        bits = Bits::new(&data[intervals.next()?]);
                        (predictions, until_restart) = ([0; 3], self.restart);
                    }
                    until_restart -= 1;
                }
                for ((component, plane), prediction) in self.components.iter().zip(&mut planes).zip(&mut predictions) {
                    component.decode(&mut bits, prediction, plane, x, stride)?;
                }
            }
            if bits.is_beyond_end() {
                return None;
            }
            self.paint(&planes, stride, lines);
        }
        (bits.is_at_end() && intervals.next().is_none()).then_some(())
    }

    /// Makes RGB of the samples of one row of MCUs.
    fn paint(&self, planes: &[Vec<i16>], stride: usize, lines: &mut [u8]) {
        for (y, out) in lines.chunks_exact_mut(self.width * 3).enumerate() {
            let line = |i: usize| &planes[i][y * stride..][..self.width];
            if planes.len() == 1 {
                grey_to_rgb(line(0), out);
            } else {
                ycbcr_to_rgb([line(0), line(1), line(2)], out);
            }
        }
    }
}

impl Component {
    fn new(
        blocks: (usize, usize),
        samples: (usize, usize),
        tables: &Tables,
        quantization: u8,
        codes: u8,
    ) -> Option<Self> {
        let quantization = tables.quantization.get(usize::from(quantization))?.as_ref()?;
        let weight = |k: usize| {
            let place = usize::from(ZIGZAG[k]);
            weight(place % 8, samples.0) * weight(place / 8, samples.1)
        };
        let mut factors = [0.0; 80];
        for (k, factor) in factors.iter_mut().enumerate().take(64) {
            *factor = f32::from(quantization[k]) * weight(k);
        }
        let last = (0..64).rev().find(|k| weight(*k) > 0.0)?;
        let table = |class: usize, number: u8| {
            let (counts, symbols) = tables.codes[class].get(usize::from(number))?.as_ref()?.split_first_chunk()?;
            Huffman::new(counts, symbols)
        };
        let (dc, ac) = (table(0, codes >> 4)?, table(1, codes & 15)?);
        Some(Self { blocks, samples, idct: idct(samples.0, samples.1)?, factors, last, dc, ac })
    }

    /// Decodes what one MCU has of this component into its plane.
    fn decode(
        &self,
        bits: &mut Bits,
        prediction: &mut i32,
        plane: &mut [i16],
        mcu: usize,
        stride: usize,
    ) -> Option<()> {
        for y in 0..self.blocks.1 {
            for x in 0..self.blocks.0 {
                let mut block = [0.0; 64];
                let used = self.decode_block(bits, prediction, &mut block)?;
                let start = y * self.samples.1 * stride + (mcu * self.blocks.0 + x) * self.samples.0;
                (self.idct)(&block, used, plane.get_mut(start..)?, stride);
            }
        }
        Some(())
    }

    /// Gives how many rows of the block are not zero; 0 when it has nothing but its mean.
    fn decode_block(&self, bits: &mut Bits, prediction: &mut i32, block: &mut Block) -> Option<usize> {
        bits.refill();
        let (length, size) = self.dc.next(bits);
        if length == 0 || size > 11 {
            return None;
        }
        bits.skip(length);
        *prediction = prediction.wrapping_add(bits.signed(size.into()));
        block[0] = *prediction as f32 * self.factors[0];
        let mut used = 0;
        let mut k = 1;
        while k < 64 {
            bits.refill();
            let (length, symbol) = self.ac.next(bits);
            let (run, size) = (usize::from(symbol >> 4), u32::from(symbol & 15));
            if length == 0 {
                return None;
            }
            if symbol == 0 {
                bits.skip(length);
                return Some(used);
            }
            k += run;
            if k <= self.last && size > 0 {
                bits.skip(length);
                let place = usize::from(ZIGZAG[k]);
                block[place % 64] = bits.signed(size) as f32 * self.factors[k];
                used = used.max(place / 8 + 1);
            } else {
                bits.skip(length + size);
            }
            k += 1;
        }
        (k == 64).then_some(used)
    }
}

impl<'a> Tables<'a> {
    /// T.81, B.2.4.1.
    fn read_quantization(&mut self, mut body: &[u8]) -> Option<()> {
        while let Some((&kind, rest)) = body.split_first() {
            let bytes = 1 + usize::from(kind >> 4);
            let (values, rest) = rest.split_at_checked(64 * bytes)?;
            let value = |i: usize| values[i * bytes..][..bytes].iter().fold(0, |all, byte| all << 8 | u16::from(*byte));
            *self.quantization.get_mut(usize::from(kind & 15))? = Some(std::array::from_fn(value));
            body = rest;
        }
        Some(())
    }

    /// T.81, B.2.4.2.
    fn read_codes(&mut self, mut body: &'a [u8]) -> Option<()> {
        while let Some((&kind, rest)) = body.split_first() {
            let counts: usize = rest.get(..16)?.iter().map(|count| usize::from(*count)).sum();
            let (table, rest) = rest.split_at_checked(16 + counts)?;
            *self.codes.get_mut(usize::from(kind >> 4))?.get_mut(usize::from(kind & 15))? = Some(table);
            body = rest;
        }
        Some(())
    }
}

/// Entropy-coded data without stuffed bytes, and where the parts between restart markers lie in them. `None` when the
/// markers do not count from 0 to 7 and again: a part is missing or at a wrong place.
fn without_stuffing(scan: &[u8]) -> Option<(Vec<u8>, Vec<Range<usize>>)> {
    let mut data = Vec::with_capacity(scan.len());
    let mut intervals = Vec::new();
    let mut start = 0;
    let mut pieces = scan.split(|byte| *byte == 0xFF);
    data.extend_from_slice(pieces.next().unwrap_or_default());
    for piece in pieces {
        match piece.split_first() {
            Some((0, rest)) => {
                data.push(0xFF);
                data.extend_from_slice(rest);
            }
            Some((marker @ 0xD0..=0xD7, rest)) => {
                if usize::from(marker - 0xD0) != intervals.len() % 8 {
                    return None;
                }
                intervals.push(start..data.len());
                start = data.len();
                data.extend_from_slice(rest);
            }
            // Fill bytes before a marker.
            _ => {}
        }
    }
    intervals.push(start..data.len());
    Some((data, intervals))
}
