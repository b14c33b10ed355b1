//! Distances and directions on the globe: two points come in, kilometres, degrees and compass words go out.
//!
//! ```
//! use recount_lexicon::geo::{Point, bearing_deg, compass_word, distance_km};
//! let (mopti, douentza) = (Point { lat: 14.4843, lon: -4.1830 }, Point { lat: 15.0061, lon: -2.9517 });
//! assert_eq!(distance_km(mopti, douentza).round(), 145.0);
//! assert_eq!(compass_word(bearing_deg(mopti, douentza)), "north-east");
//! ```

/// The mean radius of the earth in kilometres.
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// The eight compass words, clockwise from north.
pub const COMPASS: [&str; 8] = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

/// A point on the globe in degrees, north and east positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The latitude, -90 to 90.
    pub lat: f64,
    /// The longitude, -180 to 180.
    pub lon: f64,
}

/// Is the great-circle distance in kilometres.
pub fn distance_km(from: Point, to: Point) -> f64 {
    let half_lat = (to.lat - from.lat).to_radians() / 2.0;
    let half_lon = (to.lon - from.lon).to_radians() / 2.0;
    let chord = half_lat.sin().powi(2) + from.lat.to_radians().cos() * to.lat.to_radians().cos() * half_lon.sin().powi(2);
    2.0 * EARTH_RADIUS_KM * chord.sqrt().min(1.0).asin()
}

/// Is the direction in which the great circle leaves `from` for `to`: 0 to 360 degrees, clockwise from north.
pub fn bearing_deg(from: Point, to: Point) -> f64 {
    let (from_lat, to_lat) = (from.lat.to_radians(), to.lat.to_radians());
    let turn = (to.lon - from.lon).to_radians();
    let east = turn.sin() * to_lat.cos();
    let north = from_lat.cos() * to_lat.sin() - from_lat.sin() * to_lat.cos() * turn.cos();
    let bearing = east.atan2(north).to_degrees().rem_euclid(360.0);
    if bearing >= 360.0 { 0.0 } else { bearing }
}

/// Is the point that lies `km` kilometres from `from` in the direction of `bearing` degrees.
pub fn destination(from: Point, bearing: f64, km: f64) -> Point {
    let (lat, bearing, angle) = (from.lat.to_radians(), bearing.to_radians(), km / EARTH_RADIUS_KM);
    let to_lat = (lat.sin() * angle.cos() + lat.cos() * angle.sin() * bearing.cos()).clamp(-1.0, 1.0).asin();
    let turn = (bearing.sin() * angle.sin() * lat.cos()).atan2(angle.cos() - lat.sin() * to_lat.sin());
    let lon = (from.lon + turn.to_degrees() + 180.0).rem_euclid(360.0) - 180.0;
    Point { lat: to_lat.to_degrees(), lon }
}

/// Is the compass word nearest to a bearing.
pub fn compass_word(bearing: f64) -> &'static str {
    let sector = (bearing.rem_euclid(360.0) / 45.0).round();
    COMPASS[sector as usize % COMPASS.len()]
}

/// Is the bearing that a direction word names, in degrees: "north", "northeastern", "north-east", "NE", "southerly".
pub fn bearing_of_word(word: &str) -> Option<f64> {
    let mut plain: String = word.chars().filter(char::is_ascii_alphabetic).collect();
    plain.make_ascii_lowercase();
    for ending in ["wards", "ward", "ernmost", "ern", "erly"] {
        if let Some(stem) = plain.strip_suffix(ending) {
            plain.truncate(stem.len());
            break;
        }
    }
    let sector = match plain.as_str() {
        "north" | "n" => 0,
        "northeast" | "ne" => 1,
        "east" | "e" => 2,
        "southeast" | "se" => 3,
        "south" | "s" => 4,
        "southwest" | "sw" => 5,
        "west" | "w" => 6,
        "northwest" | "nw" => 7,
        _ => return None,
    };
    Some(f64::from(sector) * 45.0)
}

/// Is the smaller angle between two bearings, 0 to 180 degrees.
pub fn angle_between(one: f64, other: f64) -> f64 {
    let turn = (one - other).rem_euclid(360.0);
    turn.min(360.0 - turn)
}

/// Is the middle of several points on the globe; nothing for no points, or for points that cancel each other.
pub fn middle(points: impl Iterator<Item = Point>) -> Option<Point> {
    let (mut x, mut y, mut z) = (0.0, 0.0, 0.0);
    for point in points {
        let (lat, lon) = (point.lat.to_radians(), point.lon.to_radians());
        x += lat.cos() * lon.cos();
        y += lat.cos() * lon.sin();
        z += lat.sin();
    }
    let across = f64::hypot(x, y);
    let is_lost = f64::hypot(across, z) < 1e-9;
    (!is_lost).then(|| Point { lat: z.atan2(across).to_degrees(), lon: y.atan2(x).to_degrees() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LONDON: Point = Point { lat: 51.5074, lon: -0.1278 };
    const PARIS: Point = Point { lat: 48.8566, lon: 2.3522 };

    #[test]
    fn known_distances_hold() {
        assert!((distance_km(LONDON, PARIS) - 343.6).abs() < 1.0);
        assert_eq!(distance_km(LONDON, LONDON), 0.0);
    }

    #[test]
    fn direction_words_are_read_in_all_forms() {
        assert_eq!(bearing_of_word("northern"), Some(0.0));
        assert_eq!(bearing_of_word("north-eastern"), Some(45.0));
        assert_eq!(bearing_of_word("Southwest"), Some(225.0));
        assert_eq!(bearing_of_word("westwards"), Some(270.0));
        assert_eq!(bearing_of_word("central"), None);
    }

    #[test]
    fn the_middle_knows_the_date_line() {
        let points = [Point { lat: 0.0, lon: 179.0 }, Point { lat: 0.0, lon: -179.0 }];
        assert!(middle(points.into_iter()).is_some_and(|point| point.lon.abs() > 179.9));
        assert_eq!(middle(std::iter::empty()), None);
    }

    proptest! {
        #[test]
        fn going_there_arrives_there(lat in -80.0..80.0f64, lon in -180.0..180.0f64, bearing in 0.0..360.0f64, km in 1.0..2000.0f64) {
            let from = Point { lat, lon };
            let to = destination(from, bearing, km);
            prop_assert!((distance_km(from, to) - km).abs() < 0.01);
            prop_assert!(angle_between(bearing_deg(from, to), bearing) < 0.01);
        }
    }
}
