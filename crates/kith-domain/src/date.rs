//! Days, and dates of which only a part is known.

use std::str::FromStr;

use crate::{DatePrecision, DateSource};

/// The first year that a date can have: four digits without a leading zero.
const FIRST_YEAR: u16 = 1000;
/// Characters of a date without its day, and of one that is only a year.
const MONTH: usize = 7;
const YEAR: usize = 4;

/// A day of the calendar: year, month and day. `YYYY-MM-DD` when written, the beginning of each
/// [`CaptureTime::local`](crate::CaptureTime::local) in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(u16, u8, u8);

/// A year, a month or a day, as far as it is known: `1984`, `1984-05` or `1984-05-12`. Two of them are compared by the
/// [first](Self::first) and the [last](Self::last) day that each can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// It is not written as one.
    #[error("a date is a year, a year and a month, or a day: 1984, 1984-05 or 1984-05-12")]
    Form,
    /// The year has a zero before it.
    #[error("a year is 1000 or later")]
    Year,
    /// No month has that number.
    #[error("a month is 01 to 12")]
    Month,
    /// The month has no such day.
    #[error("that month has no such day")]
    Day,
}

impl PartialDate {
    /// The date at the beginning of a local time, `YYYY-MM-DDThh:mm:ss`, as far as it is known.
    ///
    /// # Errors
    /// When there is none, or no such day.
    pub fn of_local(local: &str, precision: DatePrecision) -> Result<Self, DateError> {
        let known = match precision {
            DatePrecision::Year => YEAR,
            DatePrecision::Month => MONTH,
            DatePrecision::Day | DatePrecision::Second => "YYYY-MM-DD".len(),
        };
        local.get(..known).ok_or(DateError::Form)?.parse()
    }

    /// The first day that it can mean.
    pub fn first(self) -> Day {
        Day(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that it can mean.
    pub fn last(self) -> Day {
        let month = self.month.unwrap_or(12);
        Day(self.year, month, self.day.unwrap_or(days_of_month(self.year, month)))
    }
}

impl FromStr for Day {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let PartialDate { year, month, day } = text.parse()?;
        month.zip(day).map(|(month, day)| Self(year, month, day)).ok_or(DateError::Form)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self(year, month, day) = self;
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let mut parts = text.split('-');
        let mut part = |digits: usize| match parts.next() {
            Some(part) if part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()) => {
                part.parse().map(Some).map_err(|_| DateError::Form)
            }
            Some(_) => Err(DateError::Form),
            None => Ok(None),
        };
        let (year, month, day): (Option<u16>, Option<u16>, Option<u16>) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return Err(DateError::Form);
        }
        let year = year.filter(|year| *year >= FIRST_YEAR).ok_or(DateError::Year)?;
        let month = month.map(|month| within(month, 12).ok_or(DateError::Month)).transpose()?;
        let day = day.zip(month).map(|(day, month)| within(day, days_of_month(year, month)).ok_or(DateError::Day));
        Ok(Self { year, month, day: day.transpose()? })
    }
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.into_iter().chain(self.day).try_for_each(|part| write!(f, "-{part:02}"))
    }
}

fn within(number: u16, most: u8) -> Option<u8> {
    u8::try_from(number).ok().filter(|number| (1..=most).contains(number))
}

/// How many days a month has; months are numbered from 1.
pub const fn days_of_month(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days between which something was: no first or no last one where nothing is known. The default is any day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct DaySpan {
    /// It was on no earlier day.
    pub first: Option<Day>,
    /// It was on no later day.
    pub last: Option<Day>,
}

impl DaySpan {
    /// When a photo with that date was taken. Only an original date says so: another one may be that of a scan of an old
    /// print, or of an edit, and the picture was there before.
    pub fn of_photo(date: PartialDate, source: DateSource) -> Self {
        let is_original = source == DateSource::Original;
        Self { first: is_original.then(|| date.first()), last: Some(date.last()) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_is_as_long_as_it_is_known() {
        for text in ["1984", "1984-05", "1984-05-12", "2000-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
        let unlike = ["", "84", "19840", "1984-", "1984-5", "1984-05-", "1984-05-12-01", "+984", " 1984", "1984-05-1a"];
        let impossible = [
            (DateError::Form, &unlike[..]),
            (DateError::Year, &["0084", "0999-05"]),
            (DateError::Month, &["1984-13", "1984-00", "1984-13-01"]),
            (DateError::Day, &["1984-05-32", "1984-05-00", "1900-02-29"]),
        ];
        for (why, texts) in impossible {
            for text in texts {
                assert_eq!(text.parse::<PartialDate>(), Err(why), "{text}");
            }
        }
    }

    #[test]
    fn a_day_is_a_whole_date() {
        assert_eq!("2024-05-01".parse::<Day>().unwrap().to_string(), "2024-05-01");
        for text in ["2024", "2024-05"] {
            assert_eq!(text.parse::<Day>(), Err(DateError::Form), "{text}");
        }
        assert_eq!("2023-02-29".parse::<Day>(), Err(DateError::Day));
    }

    #[test]
    fn a_date_may_mean_any_day_of_its_month_or_year() {
        let ends = |text| [date(text).first(), date(text).last()];
        assert_eq!(ends("1984"), [date("1984-01-01").first(), date("1984-12-31").last()]);
        assert_eq!(ends("2023-02"), [date("2023-02-01").first(), date("2023-02-28").last()]);
        assert_eq!(date("1984-05-12").first(), date("1984-05-12").last());
    }

    #[test]
    fn of_a_local_time_counts_what_is_known() {
        let of = |precision| PartialDate::of_local("1984-05-01T00:00:00", precision).map(|date| date.to_string());
        assert_eq!(of(DatePrecision::Year).as_deref(), Ok("1984"));
        assert_eq!(of(DatePrecision::Month).as_deref(), Ok("1984-05"));
        assert_eq!(of(DatePrecision::Second).as_deref(), Ok("1984-05-01"));
        assert_eq!(PartialDate::of_local("19", DatePrecision::Year), Err(DateError::Form));
    }

    #[test]
    fn a_date_that_is_not_the_original_one_only_says_that_a_picture_is_no_younger() {
        let span = |source| DaySpan::of_photo(date("2004"), source);
        let first = Some(date("2004").first());
        assert_eq!(span(DateSource::Original), DaySpan { first, last: Some(date("2004").last()) });
        for source in [DateSource::Digitized, DateSource::Modified] {
            assert_eq!(span(source), DaySpan { first: None, last: Some(date("2004").last()) });
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_is_written(text in "[0-9]{4}(-[0-9]{2}){0,2}") {
            if let Ok(date) = text.parse::<PartialDate>() {
                prop_assert_eq!(date.to_string(), text);
                prop_assert!(date.first() <= date.last());
            }
        }
    }
}
