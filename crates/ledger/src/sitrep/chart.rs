//! The dead over time, as a bar chart.

use std::fmt::Write as _;

use recount::record::codebook::escaped;

use super::Bar;

const WIDTH: f64 = 720.0;
/// Room for the last label.
const RIGHT: f64 = 14.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 36.0;
const BOTTOM: f64 = 48.0;
const TOP: f64 = 14.0;
/// So many labels fit below the bars.
const MOST_LABELS: usize = 12;

/// The chart as inline SVG; nothing where nobody was killed.
pub(super) fn chart(bars: &[Bar]) -> Option<String> {
    let most = bars.iter().map(|bar| bar.killed + bar.attackers).max().filter(|most| *most > 0)?;
    let step = step(most);
    let top = most.div_ceil(step) * step;
    let height = HEIGHT - TOP - BOTTOM;
    let y = |n: u32| TOP + height - f64::from(n) / f64::from(top) * height;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"chart-title chart-desc\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <title id=\"chart-title\">Killed over time</title>\n<desc id=\"chart-desc\">{}</desc>\n",
        escaped(&described(bars))
    );
    for n in (0..=top).step_by(step as usize) {
        let y = y(n);
        let _ = writeln!(
            svg,
            "<path d=\"M{LEFT} {y:.1}H{}\" stroke=\"#ddd\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#444\">{n}</text>",
            WIDTH - RIGHT,
            LEFT - 5.0,
            y + 4.0
        );
    }
    let slot = (WIDTH - RIGHT - LEFT) / bars.len() as f64;
    let every = bars.len().div_ceil(MOST_LABELS);
    for (i, bar) in bars.iter().enumerate() {
        let x = LEFT + slot * i as f64;
        let width = (slot * 0.7).clamp(1.0, 60.0);
        let left = x + (slot - width) / 2.0;
        let (base, middle, upper) = (y(0), y(bar.killed), y(bar.killed + bar.attackers));
        let _ =
            write!(svg, "<rect x=\"{left:.1}\" y=\"{middle:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"#9b2226\"/>", base - middle);
        let _ = writeln!(
            svg,
            "<rect x=\"{left:.1}\" y=\"{upper:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"#8d99ae\"/>",
            middle - upper
        );
        if i % every == 0 {
            let _ = writeln!(
                svg,
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#444\">{}</text>",
                x + slot / 2.0,
                HEIGHT - BOTTOM + 15.0,
                escaped(&bar.label)
            );
        }
    }
    let legend = HEIGHT - 8.0;
    let _ = writeln!(
        svg,
        "<rect x=\"{LEFT}\" y=\"{:.1}\" width=\"10\" height=\"10\" fill=\"#9b2226\"/><text x=\"{:.1}\" y=\"{legend}\" fill=\"#222\">of those attacked</text>\
         <rect x=\"{:.1}\" y=\"{:.1}\" width=\"10\" height=\"10\" fill=\"#8d99ae\"/><text x=\"{:.1}\" y=\"{legend}\" fill=\"#222\">attackers</text>\n</svg>",
        legend - 9.0,
        LEFT + 14.0,
        LEFT + 130.0,
        legend - 9.0,
        LEFT + 144.0
    );
    Some(svg)
}

/// A round step that gives some five lines.
fn step(most: u32) -> u32 {
    const LINES: u32 = 5;
    let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];
    steps.into_iter().find(|step| most.div_ceil(*step) <= LINES).unwrap_or(most.div_ceil(LINES))
}

/// The bars in words, for those who do not see them.
fn described(bars: &[Bar]) -> String {
    let told = bars.iter().filter(|bar| bar.killed + bar.attackers > 0);
    told.map(|bar| format!("{}: {} killed, {} attackers killed", bar.label, bar.killed, bar.attackers)).collect::<Vec<_>>().join("; ")
}
