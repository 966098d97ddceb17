//! A JPEG writer as plain as the standard allows, because encoders for tests do not subsample chroma.

use std::f32::consts::PI;

use image::RgbImage;

const QUANTIZATION: u8 = 4;
/// Symbols with codes of 8 bits; the others have 12, so that decoders meet long ones.
const SHORT: usize = 100;

/// Baseline JPEG. `sampling`: how many blocks of luma stand across and down for one of each chroma; `restart`: units
/// between restart markers, 0 for none.
pub(crate) fn camera_jpeg(picture: &RgbImage, sampling: (u32, u32), restart: u16) -> Vec<u8> {
    let (h, v) = sampling;
    let mut bytes = b"\xFF\xD8\xFF\xDB\0\x43\0".to_vec();
    bytes.extend([QUANTIZATION; 64]);
    bytes.extend([0xFF, 0xC0, 0, 17, 8]);
    bytes.extend([picture.height() as u16, picture.width() as u16].iter().flat_map(|side| side.to_be_bytes()));
    bytes.extend([3, 1, (h << 4 | v) as u8, 0, 2, 0x11, 0, 3, 0x11, 0]);
    bytes.extend([0xFF, 0xC4, 0, 19 + 12, 0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    bytes.extend(0..12);
    bytes.extend([
        0xFF,
        0xC4,
        0,
        19 + 162,
        0x10,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        SHORT as u8,
        0,
        0,
        0,
        162 - SHORT as u8,
        0,
        0,
        0,
        0,
    ]);
    bytes.extend(symbols());
    if restart > 0 {
        bytes.extend([0xFF, 0xDD, 0, 4]);
        bytes.extend(restart.to_be_bytes());
    }
    bytes.extend([0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0]);
    let mut writer = Writer { bytes, bits: 0, count: 0, predictions: [0; 3] };
    let (across, down) = (picture.width().div_ceil(8 * h), picture.height().div_ceil(8 * v));
    for unit in 0..across * down {
        if restart > 0 && unit > 0 && unit % u32::from(restart) == 0 {
            let number = (unit / u32::from(restart) - 1) % 8;
            writer.finish();
            writer.bytes.extend([0xFF, 0xD0 + number as u8]);
            writer.predictions = [0; 3];
        }
        let (x, y) = (unit % across * 8 * h, unit / across * 8 * v);
        for block in 0..h * v {
            writer.block(0, &samples(picture, 0, (x + block % h * 8, y + block / h * 8), (1, 1)));
        }
        writer.block(1, &samples(picture, 1, (x, y), sampling));
        writer.block(2, &samples(picture, 2, (x, y), sampling));
    }
    writer.finish();
    [writer.bytes, vec![0xFF, 0xD9]].concat()
}

/// All pairs of a run and a size, "end of block" and "16 zeros".
fn symbols() -> Vec<u8> {
    let pairs = (0..16u8).flat_map(|run| (1..=10).map(move |size| run << 4 | size));
    [0, 0xF0].into_iter().chain(pairs).collect()
}

/// Block of one component, each sample the mean of `step` pixels; the edge of the picture is repeated.
fn samples(picture: &RgbImage, component: usize, (x, y): (u32, u32), step: (u32, u32)) -> [f32; 64] {
    let pixel = |x: u32, y: u32| {
        let [r, g, b] = picture.get_pixel(x.min(picture.width() - 1), y.min(picture.height() - 1)).0.map(f32::from);
        match component {
            0 => 0.299 * r + 0.587 * g + 0.114 * b - 128.0,
            1 => -0.168_736 * r - 0.331_264 * g + 0.5 * b,
            _ => 0.5 * r - 0.418_688 * g - 0.081_312 * b,
        }
    };
    std::array::from_fn(|i| {
        let (left, top) = (x + i as u32 % 8 * step.0, y + i as u32 / 8 * step.1);
        let all = (0..step.0 * step.1).map(|j| pixel(left + j % step.0, top + j / step.0));
        all.sum::<f32>() / (step.0 * step.1) as f32
    })
}

struct Writer {
    bytes: Vec<u8>,
    bits: u32,
    count: u32,
    predictions: [i32; 3],
}

impl Writer {
    fn put(&mut self, value: u32, count: u32) {
        for bit in (0..count).rev() {
            self.bits = self.bits << 1 | (value >> bit & 1);
            self.count += 1;
            if self.count == 8 {
                let byte = self.bits as u8;
                self.bytes.push(byte);
                if byte == 0xFF {
                    self.bytes.push(0);
                }
                (self.bits, self.count) = (0, 0);
            }
        }
    }

    fn finish(&mut self) {
        while self.count > 0 {
            self.put(1, 1);
        }
    }

    fn number(&mut self, value: i32) {
        let size = size(value);
        self.put((if value < 0 { value + (1 << size) - 1 } else { value }) as u32, size);
    }

    fn block(&mut self, component: usize, samples: &[f32; 64]) {
        let coefficients = transformed(samples);
        let difference = coefficients[0] - self.predictions[component];
        self.predictions[component] = coefficients[0];
        self.put(size(difference), 4);
        self.number(difference);
        let mut run = 0;
        for value in &coefficients[1..] {
            if *value == 0 {
                run += 1;
                continue;
            }
            while run > 15 {
                self.symbol(0xF0);
                run -= 16;
            }
            self.symbol(run << 4 | size(*value) as u8);
            self.number(*value);
            run = 0;
        }
        if run > 0 {
            self.symbol(0);
        }
    }

    fn symbol(&mut self, symbol: u8) {
        let place = symbols().iter().position(|s| *s == symbol).unwrap();
        if place < SHORT {
            self.put(place as u32, 8);
        } else {
            self.put(((SHORT << 4) + place - SHORT) as u32, 12);
        }
    }
}

fn size(value: i32) -> u32 {
    32 - value.unsigned_abs().leading_zeros()
}

/// The cosine transform by its definition, quantized, in the order of coding.
fn transformed(samples: &[f32; 64]) -> Vec<i32> {
    let norm = |u: usize| if u == 0 { 0.5f32.sqrt() } else { 1.0 };
    let cosine = |x: usize, u: usize| ((2 * x + 1) as f32 * u as f32 * PI / 16.0).cos();
    let coefficient = |u: usize, v: usize| {
        let sum: f32 = (0..64).map(|i| samples[i] * cosine(i % 8, u) * cosine(i / 8, v)).sum();
        (norm(u) * norm(v) * sum / 4.0 / f32::from(QUANTIZATION)).round() as i32
    };
    let mut order: Vec<(usize, usize)> = (0..64).map(|i| (i % 8, i / 8)).collect();
    // Along the diagonals, upwards on the even ones and downwards on the odd ones.
    order.sort_by_key(|(u, v)| (u + v, if (u + v) % 2 == 0 { *u } else { *v }));
    order.into_iter().map(|(u, v)| coefficient(u, v)).collect()
}
