//! Numbers, and how a reader gets them.

/// The middle one of numbers in ascending order, the upper one of two; not a number when there are none.
pub(crate) fn median(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = numbers.into_iter().collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Three digits that mean something, at most two of them after the point; a dash for what could not be measured.
pub(crate) fn short(number: f64) -> String {
    match number.abs() {
        size if !size.is_finite() => "–".to_owned(),
        size if size < 9.995 => format!("{number:.2}"),
        size if size < 99.95 => format!("{number:.1}"),
        _ => format!("{number:.0}"),
    }
}

/// With commas between thousands.
pub(crate) fn grouped(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", grouped(number / 1000), number % 1000) }
}

/// How many times as much.
pub(crate) fn times(number: f64) -> String {
    if number.is_finite() { format!("{number:.2}x") } else { short(number) }
}

/// A part of the whole, in whole percent.
pub(crate) fn percent(part: f64) -> String {
    if part.is_finite() { format!("{:.0} %", 100.0 * part) } else { short(part) }
}

/// A row of a Markdown table.
pub(crate) fn row<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> String {
    cells.into_iter().fold("|".to_owned(), |line, cell| line + " " + cell.as_ref() + " |")
}

/// A Markdown table whose first column has words and whose others have numbers.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let line = head.iter().enumerate().map(|(at, _)| if at == 0 { "---" } else { "---:" });
    let lines = [row(head), row(line)].into_iter().chain(rows.iter().map(row));
    lines.map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one() {
        assert!((median([3.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
        assert!((median([4.0, 1.0]) - 4.0).abs() < 1e-9);
        assert!(median([]).is_nan());
    }

    #[test]
    fn numbers_have_three_digits() {
        let shown = [0.0, 1.234, 9.999, 56.78, 99.96, 1234.5, -3.456, f64::NAN].map(short);
        assert_eq!(shown, ["0.00", "1.23", "10.0", "56.8", "100", "1234", "-3.46", "–"]);
        assert_eq!((times(1.234).as_str(), times(f64::INFINITY).as_str()), ("1.23x", "–"));
        assert_eq!((percent(0.456).as_str(), percent(f64::NAN).as_str()), ("46 %", "–"));
    }

    #[test]
    fn thousands_are_apart() {
        assert_eq!([7, 999, 1000, 4_284_025].map(grouped), ["7", "999", "1,000", "4,284,025"]);
    }

    #[test]
    fn a_table_is_markdown() {
        let rows = vec![vec!["x".to_owned(), "1".to_owned()]];
        assert_eq!(table(&["a", "b"], &rows), "| a | b |\n| --- | ---: |\n| x | 1 |\n");
    }
}
