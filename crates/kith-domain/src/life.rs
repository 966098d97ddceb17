//! From when until when somebody lived.

use crate::{DaySpan, PartialDate};

/// When somebody was born and died, as far as anybody said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Lifetime {
    /// When they were born.
    pub born: Option<PartialDate>,
    /// When they died.
    pub died: Option<PartialDate>,
}

/// Why somebody cannot be in a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutOfLife {
    /// It was taken before they were born.
    BeforeBirth(PartialDate),
    /// It was taken after they died.
    AfterDeath(PartialDate),
}

impl Lifetime {
    /// Whether nobody would have died before they were born.
    pub fn is_possible(self) -> bool {
        self.born.zip(self.died).is_none_or(|(born, died)| born.first() <= died.last())
    }

    /// Why somebody cannot be in a photo that was taken on one of these days; none if they can.
    pub fn bars(self, taken: DaySpan) -> Option<OutOfLife> {
        let before = self.born.filter(|born| taken.last.is_some_and(|last| last < born.first()));
        let after = self.died.filter(|died| taken.first.is_some_and(|first| first > died.last()));
        before.map(OutOfLife::BeforeBirth).or_else(|| after.map(OutOfLife::AfterDeath))
    }

    /// The same, with what is not known taken from another, unless both together are impossible.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let both = Self { born: self.born.or(other.born), died: self.died.or(other.died) };
        if both.is_possible() { both } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DateSource;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    fn life(born: &str, died: &str) -> Lifetime {
        let known = |text: &str| (!text.is_empty()).then(|| date(text));
        Lifetime { born: known(born), died: known(died) }
    }

    #[test]
    fn nobody_dies_before_they_are_born() {
        for (born, died) in [("1984", "1984"), ("1984-05", "1984"), ("1984", "1984-01-01"), ("1984", ""), ("", "1900")]
        {
            assert!(life(born, died).is_possible(), "{born} {died}");
        }
        for (born, died) in [("1984", "1983"), ("1984-05", "1984-04"), ("1984-05-12", "1984-05-11")] {
            assert!(!life(born, died).is_possible(), "{born} {died}");
        }
    }

    #[test]
    fn only_days_that_are_wholly_out_of_a_life_are_barred() {
        let on = |text, source| DaySpan::of_photo(date(text), source);
        let of = life("1984-05", "2010");
        let bars = |text| of.bars(on(text, DateSource::Original));
        for text in ["1984", "1984-05", "1984-05-01", "1999", "2010-12-31"] {
            assert_eq!(bars(text), None, "{text}");
        }
        for text in ["1983", "1984-04-30", "1984-04"] {
            assert_eq!(bars(text), Some(OutOfLife::BeforeBirth(date("1984-05"))), "{text}");
        }
        assert_eq!(bars("2011-01"), Some(OutOfLife::AfterDeath(date("2010"))));
        assert_eq!(of.bars(on("2011", DateSource::Digitized)), None, "an old print may be scanned later");
        assert_eq!(of.bars(on("1983", DateSource::Digitized)), bars("1983"));
        assert_eq!(of.bars(DaySpan::default()), None);
    }

    #[test]
    fn what_is_not_known_is_taken_over_if_it_can_be() {
        assert_eq!(life("1984", "").or(life("1985", "2010")), life("1984", "2010"));
        assert_eq!(life("1984", "").or(life("1900", "1950")), life("1984", ""));
    }
}
