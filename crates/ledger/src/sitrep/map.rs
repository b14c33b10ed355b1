//! The incidents on a map. How far a place is known is drawn as an area.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use recount::record::codebook::{Codebooks, escaped};

use super::{Item, Spot};

/// Outlines of countries from Natural Earth (public domain), 1:110 million: a ring a line, a code and steps in hundredths
/// of a degree.
const OUTLINES: &str = include_str!("../../data/outlines.tsv");
const WIDTH: f64 = 720.0;
/// The least that a map shows, in degrees.
const LEAST_DEGREES: f64 = 14.0;
/// Room around the incidents, as a share of their extent.
const ROOM: f64 = 0.18;
const KM_A_DEGREE: f64 = 111.2;
const MOST_LABELS: usize = 14;

/// The map as inline SVG; nothing where no incident has a place on it.
pub(super) fn map(items: &[Item]) -> Option<String> {
    let books = Codebooks::builtin();
    let view = View::around(items)?;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} {:.0}\" role=\"img\" aria-labelledby=\"map-title map-desc\" font-family=\"sans-serif\">\n\
         <title id=\"map-title\">Where it happened</title>\n<desc id=\"map-desc\">{}</desc>\n\
         <rect width=\"{WIDTH}\" height=\"{:.0}\" fill=\"#dfe9ef\"/>\n",
        view.height,
        escaped(&described(items)),
        view.height
    );
    let mut names = String::new();
    for (code, ring) in OUTLINES.lines().filter_map(|line| line.split_once('\t')) {
        let seen = clipped(&view.ring(ring), WIDTH, view.height);
        if seen.len() < 3 {
            continue;
        }
        let points: Vec<String> = seen.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
        let _ = writeln!(svg, "<path d=\"M{}Z\" fill=\"#f7f4ec\" stroke=\"#8a8a80\" stroke-width=\"0.8\"/>", points.join("L"));
        names += &view.country(books.country(code), &seen);
    }
    svg += &names;
    for (spot, killed) in items.iter().filter_map(|item| Some((item.spot?, item.killed.as_ref().map_or(0, |count| count.best)))) {
        svg += &view.mark(spot, killed);
    }
    svg += &view.labels(items);
    Some(svg + "</svg>\n")
}

/// What the map shows, and how degrees become points.
struct View {
    west: f64,
    north: f64,
    /// Points a degree of longitude and of latitude.
    scale: (f64, f64),
    height: f64,
}

impl View {
    fn around(items: &[Item]) -> Option<Self> {
        let spots: Vec<Spot> = items.iter().filter_map(|item| item.spot).collect();
        let most = |values: &mut dyn Iterator<Item = f64>| values.reduce(f64::max);
        let (south, north) = (-most(&mut spots.iter().map(|spot| -spot.lat))?, most(&mut spots.iter().map(|spot| spot.lat))?);
        let (west, east) = (-most(&mut spots.iter().map(|spot| -spot.lon))?, most(&mut spots.iter().map(|spot| spot.lon))?);
        let (middle_lat, middle_lon) = ((south + north) / 2.0, (west + east) / 2.0);
        let narrow = middle_lat.to_radians().cos().max(0.2);
        let wide = ((east - west) * (1.0 + 2.0 * ROOM)).max(LEAST_DEGREES / narrow).min(360.0);
        let tall = ((north - south) * (1.0 + 2.0 * ROOM)).max(wide * narrow * 0.45).min(170.0);
        let wide = wide.max(tall / narrow);
        let scale = WIDTH / wide;
        Some(Self {
            west: middle_lon - wide / 2.0,
            north: middle_lat + tall / 2.0,
            scale: (scale, scale / narrow),
            height: (tall * scale / narrow).round(),
        })
    }

    fn point(&self, lat: f64, lon: f64) -> (f64, f64) {
        ((lon - self.west) * self.scale.0, (self.north - lat) * self.scale.1)
    }

    /// The points of a ring.
    fn ring(&self, ring: &str) -> Vec<(f64, f64)> {
        let (mut lon, mut lat) = (0.0, 0.0);
        let step = |step: &str| {
            let (east, north) = step.split_once(',')?;
            Some((east.parse::<f64>().ok()? / 100.0, north.parse::<f64>().ok()? / 100.0))
        };
        let mut points = Vec::new();
        for (east, north) in ring.split(' ').filter_map(step) {
            lon += east;
            lat += north;
            points.push(self.point(lat, lon));
        }
        points
    }

    /// The name of a country in the middle of what is seen of it, where there is room.
    fn country(&self, name: &str, seen: &[(f64, f64)]) -> String {
        const LEAST_SHARE: f64 = 0.03;
        let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
        for (i, one) in seen.iter().enumerate() {
            let two = seen[(i + 1) % seen.len()];
            let cross = one.0 * two.1 - two.0 * one.1;
            area += cross / 2.0;
            x += (one.0 + two.0) * cross / 6.0;
            y += (one.1 + two.1) * cross / 6.0;
        }
        if area.abs() < WIDTH * self.height * LEAST_SHARE {
            return String::new();
        }
        const HALF_LETTER: f64 = 4.6;
        let half = HALF_LETTER * name.chars().count() as f64;
        let (x, y, name) = ((x / area).clamp(half + 2.0, WIDTH - half - 2.0), (y / area).clamp(14.0, self.height - 6.0), escaped(name));
        format!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\" font-size=\"13\" letter-spacing=\"1\" fill=\"#8a8778\">{name}</text>\n"
        )
    }

    /// The area in which it was, and a dot that grows with the dead; an area without a known place has no dot.
    fn mark(&self, spot: Spot, killed: u32) -> String {
        let (x, y) = self.point(spot.lat, spot.lon);
        let extent = (f64::from(spot.radius_km) / KM_A_DEGREE * self.scale.1).clamp(5.0, WIDTH);
        if spot.is_area {
            return format!(
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{extent:.1}\" fill=\"#9b2226\" fill-opacity=\"0.12\" stroke=\"#9b2226\" stroke-dasharray=\"4 3\"/>\n"
            );
        }
        let dot = 3.0 + f64::from(killed).sqrt().min(9.0);
        format!(
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{extent:.1}\" fill=\"#9b2226\" fill-opacity=\"0.15\"/>\
             <circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{dot:.1}\" fill=\"#9b2226\" fill-opacity=\"0.75\" stroke=\"#fff\" stroke-width=\"0.8\"/>\n"
        )
    }

    /// Names of the places with most dead, none over another.
    fn labels(&self, items: &[Item]) -> String {
        let mut places: BTreeMap<&str, (Spot, u32)> = BTreeMap::new();
        for item in items.iter().filter(|item| !item.place.is_empty()) {
            if let Some(spot) = item.spot {
                places.entry(&item.place).or_insert((spot, 0)).1 += item.killed.as_ref().map_or(0, |count| count.best);
            }
        }
        let mut places: Vec<(&str, Spot, u32)> = places.into_iter().map(|(name, (spot, killed))| (name, spot, killed)).collect();
        places.sort_by_key(|(name, _, killed)| (std::cmp::Reverse(*killed), *name));
        let mut taken: Vec<[f64; 4]> = Vec::new();
        let mut svg = String::new();
        for (name, spot, _) in places {
            const LETTER: f64 = 6.6;
            let (x, y) = self.point(spot.lat, spot.lon);
            let width = LETTER * name.chars().count() as f64;
            let is_right = x + 12.0 + width < WIDTH;
            let left = if is_right { x + 10.0 } else { x - 10.0 - width };
            let own = [left, y - 8.0, left + width, y + 6.0];
            let is_over = |other: &[f64; 4]| own[0] < other[2] && other[0] < own[2] && own[1] < other[3] && other[1] < own[3];
            if taken.len() < MOST_LABELS && !taken.iter().any(is_over) {
                let (x, anchor) = if is_right { (x + 10.0, "start") } else { (x - 10.0, "end") };
                let name = escaped(&super::html::plain(name));
                let _ = writeln!(
                    svg,
                    "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" font-size=\"12\" fill=\"#111\" stroke=\"#fff\" stroke-width=\"2.5\" paint-order=\"stroke\">{name}</text>",
                    y + 4.0
                );
                taken.push(own);
            }
        }
        svg
    }
}

/// What of a polygon lies within the picture: cut at each of its edges in turn.
fn clipped(ring: &[(f64, f64)], width: f64, height: f64) -> Vec<(f64, f64)> {
    type Depth = fn(&(f64, f64), f64, f64) -> f64;
    let edges: [Depth; 4] = [|p, _, _| p.0, |p, width, _| width - p.0, |p, _, _| p.1, |p, _, height| height - p.1];
    let mut points = ring.to_vec();
    for depth in edges {
        let before = std::mem::take(&mut points);
        for (i, one) in before.iter().enumerate() {
            let two = &before[(i + 1) % before.len()];
            let (inside, next) = (depth(one, width, height), depth(two, width, height));
            if inside >= 0.0 {
                points.push(*one);
            }
            if (inside >= 0.0) != (next >= 0.0) {
                let share = inside / (inside - next);
                points.push((one.0 + (two.0 - one.0) * share, one.1 + (two.1 - one.1) * share));
            }
        }
    }
    points
}

/// The map in words.
fn described(items: &[Item]) -> String {
    let mut places: Vec<&str> = items.iter().filter(|item| item.spot.is_some()).map(|item| item.place.as_str()).collect();
    places.dedup();
    super::html::plain(&places.join(", "))
}
