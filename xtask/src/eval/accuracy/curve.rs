//! Precision against recall, as a picture.

use std::fmt::Write as _;

use crate::numbers::percent;

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 320.0;
/// For the words at the axes.
const MARGIN: f64 = 44.0;
/// Precision at the foot of the picture: below it nothing is of interest.
const FOOT: f64 = 0.5;
const COLOURS: [&str; 2] = ["#1f6f8b", "#c0562b"];

/// One line for each named list of recall and precision.
pub(super) fn picture(curves: &[(&str, &Vec<[f64; 2]>)]) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>\n"
    );
    for step in 0..=5 {
        grid(&mut svg, f64::from(step) / 5.0);
    }
    for (at, ((name, points), colour)) in curves.iter().zip(COLOURS).enumerate() {
        curve(&mut svg, points, colour);
        let y = at_precision(FOOT) - 12.0 - 18.0 * at as f64;
        text(&mut svg, (MARGIN + 10.0, y), "start", colour, name);
    }
    text(&mut svg, (WIDTH / 2.0, HEIGHT - 6.0), "middle", "#333333", "recall");
    text(&mut svg, (4.0, 14.0), "start", "#333333", "precision");
    svg + "</svg>\n"
}

fn at_recall(recall: f64) -> f64 {
    MARGIN + recall * (WIDTH - MARGIN - 24.0)
}

fn at_precision(precision: f64) -> f64 {
    let part = (precision - FOOT) / (1.0 - FOOT);
    HEIGHT - MARGIN - part * (HEIGHT - MARGIN - 24.0)
}

/// A line across and one upright, this far along their axes.
fn grid(svg: &mut String, part: f64) {
    let precision = FOOT + part * (1.0 - FOOT);
    let (x, y) = (at_recall(part), at_precision(precision));
    let path = format!(
        "M{:.1} {y:.1}H{:.1}M{x:.1} {:.1}V{:.1}",
        at_recall(0.0),
        at_recall(1.0),
        at_precision(FOOT),
        at_precision(1.0)
    );
    line(svg, &path, "#dddddd", 1.0);
    text(svg, (MARGIN - 6.0, y + 4.0), "end", "#333333", &percent(precision));
    text(svg, (x, HEIGHT - MARGIN + 18.0), "middle", "#333333", &percent(part));
}

fn curve(svg: &mut String, points: &[[f64; 2]], colour: &str) {
    let shown = points.iter().take_while(|[_, precision]| *precision >= FOOT);
    let place = |[recall, precision]: &[f64; 2]| format!("{:.1} {:.1}", at_recall(*recall), at_precision(*precision));
    let places: Vec<String> = shown.map(place).collect();
    if !places.is_empty() {
        line(svg, &format!("M{}", places.join("L")), colour, 2.0);
    }
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

    #[test]
    fn a_curve_goes_from_corner_to_corner_and_ends_at_the_foot() {
        let points = vec![[0.0, 1.0], [1.0, 0.5], [1.0, 0.4]];
        let svg = picture(&[("one", &points), ("none", &Vec::new())]);
        assert!(svg.contains("d=\"M44.0 24.0L456.0 276.0\" fill=\"none\" stroke=\"#1f6f8b\""), "{svg}");
        assert!(!svg.contains("stroke=\"#c0562b\"") && svg.contains(">none</text>"));
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    }
}
