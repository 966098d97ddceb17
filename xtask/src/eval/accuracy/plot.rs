//! Curves as pictures.

use std::fmt::Write as _;

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 320.0;
/// For the words at the axes, left and below; and what is free above and to the right.
const MARGIN: f64 = 44.0;
const EDGE: f64 = 24.0;
const COLOURS: [&str; 3] = ["#1f6f8b", "#c0562b", "#6b6b6b"];
const INK: &str = "#333333";

/// Curves in one pair of axes.
pub(super) struct Plot<'a> {
    pub(super) across: Axis<'a>,
    pub(super) up: Axis<'a>,
    /// Each with its name; what lies outside the axes is not shown.
    pub(super) curves: Vec<(&'a str, Vec<[f64; 2]>)>,
    /// Whether the names stand at the right side, or at the left one: where no curve is.
    pub(super) names_right: bool,
}

/// What one direction of a picture means.
pub(super) struct Axis<'a> {
    pub(super) title: &'a str,
    /// The values at its ends.
    pub(super) ends: [f64; 2],
    /// How many parts its marks make of it.
    pub(super) parts: u32,
    /// Whether ten times as much is one step further.
    pub(super) by_tens: bool,
    pub(super) shown: fn(f64) -> String,
}

impl Axis<'_> {
    /// How far along the axis a value lies, from 0 to 1 within it.
    fn along(&self, value: f64) -> f64 {
        let measure = |value: f64| if self.by_tens { value.log10() } else { value };
        let [first, last] = self.ends.map(measure);
        (measure(value) - first) / (last - first)
    }

    /// The value this far along the axis.
    fn value(&self, part: f64) -> f64 {
        let [first, last] = self.ends;
        if self.by_tens { first * (last / first).powf(part) } else { first + part * (last - first) }
    }

    /// The places of its marks along the axis, each with what stands beside it.
    fn marks(&self) -> impl Iterator<Item = (f64, String)> {
        let part = |mark| f64::from(mark) / f64::from(self.parts);
        (0..=self.parts).map(move |mark| (part(mark), (self.shown)(self.value(part(mark)))))
    }
}

impl Plot<'_> {
    /// The picture as SVG.
    pub(super) fn picture(&self) -> String {
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\">\n\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>\n"
        );
        self.grid(&mut svg);
        for (at, ((name, points), colour)) in self.curves.iter().zip(COLOURS).enumerate() {
            self.curve(&mut svg, points, colour);
            let y = top(0.0) - 12.0 - 18.0 * at as f64;
            let (x, anchor) = if self.names_right { (left(1.0) - 10.0, "end") } else { (left(0.0) + 10.0, "start") };
            text(&mut svg, (x, y), anchor, colour, name);
        }
        text(&mut svg, (f64::midpoint(left(0.0), left(1.0)), HEIGHT - 6.0), "middle", INK, self.across.title);
        text(&mut svg, (4.0, 14.0), "start", INK, self.up.title);
        svg + "</svg>\n"
    }

    fn grid(&self, svg: &mut String) {
        for (part, shown) in self.across.marks() {
            line(svg, &format!("M{:.1} {:.1}V{:.1}", left(part), top(0.0), top(1.0)), "#dddddd", 1.0);
            text(svg, (left(part), top(0.0) + 18.0), "middle", INK, &shown);
        }
        for (part, shown) in self.up.marks() {
            line(svg, &format!("M{:.1} {:.1}H{:.1}", left(0.0), top(part), left(1.0)), "#dddddd", 1.0);
            text(svg, (left(0.0) - 6.0, top(part) + 4.0), "end", INK, &shown);
        }
    }

    fn curve(&self, svg: &mut String, points: &[[f64; 2]], colour: &str) {
        let along = points.iter().map(|[x, y]| [self.across.along(*x), self.up.along(*y)]);
        let shown = along.filter(|place| place.iter().all(|part| (0.0..=1.0).contains(part)));
        let places: Vec<String> = shown.map(|[x, y]| format!("{:.1} {:.1}", left(x), top(y))).collect();
        if !places.is_empty() {
            line(svg, &format!("M{}", places.join("L")), colour, 2.0);
        }
    }
}

fn left(part: f64) -> f64 {
    MARGIN + part * (WIDTH - MARGIN - EDGE)
}

fn top(part: f64) -> f64 {
    HEIGHT - MARGIN - part * (HEIGHT - MARGIN - EDGE)
}

fn line(svg: &mut String, path: &str, colour: &str, width: f64) {
    // Writing to a text cannot fail.
    let _ = writeln!(svg, "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"/>");
}

fn text(svg: &mut String, (x, y): (f64, f64), anchor: &str, colour: &str, words: &str) {
    let _ = writeln!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{words}</text>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(ends: [f64; 2], by_tens: bool) -> Axis<'static> {
        Axis { title: "so much", ends, parts: 2, by_tens, shown: |value| format!("{value:.3}") }
    }

    fn plot(across: Axis<'static>, points: Vec<[f64; 2]>) -> String {
        let up = axis([0.5, 1.0], false);
        Plot { across, up, curves: vec![("one", points), ("none", Vec::new())], names_right: false }.picture()
    }

    #[test]
    fn a_curve_goes_from_corner_to_corner_and_ends_at_the_foot() {
        let svg = plot(axis([0.0, 1.0], false), vec![[0.0, 1.0], [1.0, 0.5], [1.0, 0.4]]);
        assert!(svg.contains("d=\"M44.0 24.0L456.0 276.0\" fill=\"none\" stroke=\"#1f6f8b\""), "{svg}");
        assert!(!svg.contains("stroke=\"#c0562b\"") && svg.contains(">none</text>"));
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    }

    #[test]
    fn an_axis_by_tens_has_ten_times_as_much_at_each_step() {
        let svg = plot(axis([0.001, 0.1], true), vec![[0.01, 0.75]]);
        assert!(svg.contains("d=\"M250.0 150.0\""), "{svg}");
        for mark in ["0.001", "0.010", "0.100", "0.500", "0.750", "1.000"] {
            assert!(svg.contains(&format!(">{mark}</text>")), "{mark}");
        }
    }
}
