//! What identifies a photo and when it was taken.

/// The hash of a photo's compressed image data (BLAKE3, 32 bytes): what stays the same when only metadata change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PayloadHash(pub [u8; 32]);

/// Where the capture time was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateSource {
    /// EXIF `DateTimeOriginal`.
    Original,
    /// EXIF `DateTimeDigitized`.
    Digitized,
    /// EXIF `DateTime`, which programs also change when they edit.
    Modified,
}

/// How much of the date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DatePrecision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// Year, month and day.
    Day,
    /// Down to the second.
    Second,
}

/// When a photo was taken, by the clock on the wall where it was taken.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CaptureTime {
    /// `YYYY-MM-DDThh:mm:ss` without a zone; unknown parts are `01` or `00`.
    pub local: String,
    /// Minutes east of Greenwich, where the camera said so.
    pub utc_offset_minutes: Option<i16>,
    /// Where it was read.
    pub source: DateSource,
    /// How much of it is known.
    pub precision: DatePrecision,
}
