//! What is wanted, and whether it is reached.

use crate::numbers;

/// Something wanted.
pub(crate) struct Aim {
    pub(crate) what: String,
    pub(crate) wanted: f64,
    pub(crate) measured: f64,
    /// Whether more is better.
    pub(crate) more: bool,
    pub(crate) shown: fn(f64) -> String,
}

impl Aim {
    /// False also for what could not be measured.
    fn is_reached(&self) -> bool {
        if self.more { self.measured >= self.wanted } else { self.measured <= self.wanted }
    }

    fn row(&self) -> Vec<String> {
        let least = if self.more { "at least" } else { "at most" };
        let (wanted, measured) = ((self.shown)(self.wanted), (self.shown)(self.measured));
        let reached = if self.is_reached() { "yes" } else { "no" };
        vec![self.what.clone(), format!("{least} {wanted}"), measured, reached.to_owned()]
    }
}

/// A table of what is wanted and what is measured.
pub(crate) fn table(aims: impl IntoIterator<Item = Aim>) -> String {
    let rows: Vec<_> = aims.into_iter().map(|aim| aim.row()).collect();
    numbers::table(&["what", "wanted", "measured", "reached"], &rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_is_reached_from_its_side_and_by_a_number_only() {
        let aim = |measured, more| Aim { what: "x".to_owned(), wanted: 1.0, measured, more, shown: numbers::short };
        let reached = [(1.0, true), (0.9, true), (1.0, false), (1.1, false), (f64::NAN, true), (f64::NAN, false)]
            .map(|(measured, more)| aim(measured, more).is_reached());
        assert_eq!(reached, [true, false, true, false, false, false]);
        let text = table([aim(1.5, true), aim(f64::NAN, false)]);
        assert!(text.contains("| x | at least 1.00 | 1.50 | yes |") && text.contains("| x | at most 1.00 | – | no |"));
    }
}
