//! Where the networks run: on the processor, or on something that may be faster.

use std::{env, fmt};

use crate::{NetworkEntry, VisionError, session::Runtime};

/// An execution provider of ONNX Runtime. The library that is loaded must have been built with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Provider {
    /// The processor; every build has it, and all others are measured by it.
    #[default]
    Cpu,
    /// Apple's Neural Engine and graphics processors.
    CoreMl,
    /// Graphics processors under Windows.
    DirectMl,
    /// NVIDIA's graphics processors.
    Cuda,
    /// Intel's processors, graphics processors and NPUs.
    OpenVino,
    /// Another way to use the processor, common on phones.
    Xnnpack,
}

/// The variable of the environment that names one.
const VARIABLE: &str = "KITH_PROVIDER";

impl Provider {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Cpu, Self::CoreMl, Self::DirectMl, Self::Cuda, Self::OpenVino, Self::Xnnpack];

    /// The word for it in `KITH_PROVIDER`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::CoreMl => "coreml",
            Self::DirectMl => "directml",
            Self::Cuda => "cuda",
            Self::OpenVino => "openvino",
            Self::Xnnpack => "xnnpack",
        }
    }

    /// The one that `KITH_PROVIDER` names; the processor, where it is not set.
    ///
    /// # Errors
    /// [`VisionError::Provider`] when it names none.
    pub fn chosen() -> Result<Self, VisionError> {
        Self::named(&env::var(VARIABLE).unwrap_or_default())
    }

    fn named(name: &str) -> Result<Self, VisionError> {
        let wanted = if name.is_empty() { Self::Cpu.name() } else { name };
        let found = Self::ALL.into_iter().find(|provider| provider.name() == wanted);
        found.ok_or_else(|| VisionError::Provider { variable: VARIABLE, name: name.to_owned() })
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Two answers to the same question are the same when the cosine of the angle between them is at least this. Numbers of 16 bits,
/// with which many providers calculate, keep it above 0.9999.
const SAME: f32 = 0.999;

/// A network to try a provider with.
pub(crate) struct Trial<'a> {
    pub(crate) entry: &'a str,
    pub(crate) onnx: &'a [u8],
    /// Of a square picture that it is asked about, in pixels.
    pub(crate) side: usize,
}

impl<'a> Trial<'a> {
    pub(crate) fn new<C>(entry: &'a NetworkEntry<C>, onnx: &'a [u8], side: usize) -> Self {
        Self { entry: &entry.name, onnx, side }
    }

    /// Whether a provider gives the processor's answers; if not, the reason.
    pub(crate) fn run(&self, runtime: &Runtime, provider: Provider) -> Result<(), String> {
        let answers = |provider| -> Result<Vec<Vec<f32>>, VisionError> {
            let mut network = runtime.network(self.entry, self.onnx, provider, None)?;
            network.run_all([1, 3, self.side, self.side], &pattern(self.side))
        };
        let told = |error: VisionError| match std::error::Error::source(&error) {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        };
        let (wanted, given) = (answers(Provider::Cpu).map_err(told)?, answers(provider).map_err(told)?);
        let same = wanted.len() == given.len() && wanted.iter().zip(&given).all(|(a, b)| agree(a, b));
        if same { Ok(()) } else { Err(format!("its answers to {} are not those of the processor", self.entry)) }
    }
}

/// A picture with edges and slopes in all colours, 0 to 255.
fn pattern(side: usize) -> Vec<f32> {
    let pixel = |i: usize| {
        let (plane, x, y) = (i / (side * side), i % side, i / side % side);
        ((x * (plane + 2) + y * 5) % 256) as f32 * if (x / 16 + y / 16).is_multiple_of(2) { 1.0 } else { 0.5 }
    };
    (0..3 * side * side).map(pixel).collect()
}

fn agree(a: &[f32], b: &[f32]) -> bool {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
    let (aa, bb, ab) = (dot(a, a), dot(b, b), dot(a, b));
    let both_nothing = aa == 0.0 && bb == 0.0;
    let as_long = bb >= aa * f64::from(SAME).powi(2) && aa >= bb * f64::from(SAME).powi(2);
    a.len() == b.len() && (both_nothing || (as_long && ab >= f64::from(SAME) * (aa * bb).sqrt()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_none_is_named() {
        assert_eq!(Provider::named("").unwrap(), Provider::Cpu);
        for provider in Provider::ALL {
            assert_eq!(Provider::named(provider.name()).unwrap(), provider);
        }
        let error = Provider::named("gpu").unwrap_err().to_string();
        assert!(error.contains("\"gpu\"") && error.contains("openvino"), "{error}");
    }

    #[test]
    fn answers_agree_when_they_are_alike_in_every_way() {
        let answer = [1.0, -2.0, 3.0, 0.5];
        let nearly = answer.map(|value: f32| value * 1.0003);
        assert!(agree(&answer, &nearly) && agree(&[0.0; 3], &[0.0; 3]) && agree(&[], &[]));
        for other in [&[1.0, -2.0, 3.0][..], &[1.0, -2.0, 3.0, 0.8], &[2.0, -4.0, 6.0, 1.0], &[f32::NAN; 4], &[0.0; 4]]
        {
            assert!(!agree(&answer, other) && !agree(other, &answer), "{other:?}");
        }
    }

    #[test]
    fn a_pattern_has_all_brightnesses() {
        let pattern = pattern(112);
        assert_eq!(pattern.len(), 3 * 112 * 112);
        assert!(pattern.iter().all(|value| (0.0..=255.0).contains(value)) && pattern.contains(&255.0));
    }
}
