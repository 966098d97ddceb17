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

/// A day of the calendar: `YYYY-MM-DD` when written, the beginning of each [`CaptureTime::local`] in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    of_month: u8,
}

/// A text that is not a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a day (YYYY-MM-DD)")]
pub struct InvalidDay(pub String);

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
}

impl std::str::FromStr for Day {
    type Err = InvalidDay;

    fn from_str(text: &str) -> Result<Self, InvalidDay> {
        let parts = || {
            let mut parts = text.split('-');
            let day = Self {
                year: parts.next()?.parse().ok()?,
                month: parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?,
                of_month: parts.next()?.parse().ok().filter(|day| (1..=31).contains(day))?,
            };
            // Nothing is left, and every part has its digits.
            (day.to_string() == text).then_some(day)
        };
        parts().ok_or_else(|| InvalidDay(text.to_owned()))
    }
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

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn a_day_is_written_as_it_is_read() {
        for text in ["2024-05-01", "0001-12-31"] {
            assert_eq!(text.parse::<Day>().unwrap().to_string(), text);
        }
        for text in ["", "2024-5-1", "2024-13-01", "2024-05-32", "2024-05-00", "2024-05-01T", "+024-05-01", "2024-05"] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
