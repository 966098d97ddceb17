//! Why a file gives no picture.

use image::ImageError;

use crate::Format;

/// Why a file gives no picture, and whose fault that is. Shown to the person as it is written here.
#[derive(Debug, thiserror::Error)]
pub enum DecodeFailure {
    /// The drive or the system failed.
    #[error("the file could not be read: {0}")]
    Io(#[from] std::io::Error),
    /// The file is damaged, or no picture at all.
    #[error("the file is damaged: {0}")]
    Malformed(String),
    /// A picture of a kind that this version does not read.
    #[error("{0}")]
    Unsupported(String),
    /// A picture that would need more than [`crate::Limits`] allow.
    #[error("{0}")]
    Limit(String),
}

impl DecodeFailure {
    pub(crate) fn from_image(format: Format, error: ImageError) -> Self {
        match error {
            // The bytes are in memory: what a decoder calls an input error is an early end of them.
            ImageError::IoError(source) => Self::Malformed(format!("{format}: {source}")),
            ImageError::Decoding(source) => Self::Malformed(format!("{format}: {}", innermost(&source))),
            ImageError::Parameter(source) => Self::Malformed(format!("{format}: {source}")),
            ImageError::Limits(source) => Self::Limit(format!("this {format} file is too large: {source}")),
            ImageError::Unsupported(source) => {
                Self::Unsupported(format!("this kind of {format} file is not read: {source}"))
            }
            ImageError::Encoding(source) => Self::Malformed(format!("{format}: {source}")),
        }
    }

    /// The pixels are fewer, or others, than the header told.
    pub(crate) fn wrong_size(format: Format, width: u32, height: u32) -> Self {
        Self::Malformed(format!("{format}: there are not the {width} x {height} pixels that its header tells of"))
    }
}

/// The decoder's own words, without what each layer adds around them, in one line.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}
