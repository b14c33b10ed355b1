//! Features of place: how far apart, and whether one holds the other.

use recount_lexicon::geo::{Point, distance_km};

use super::Feature;
use crate::telling::{Spot, Telling};

/// Two maps may put one place so far apart.
const SAME_KM: f64 = 5.0;

pub(super) fn compare(one: &Telling, two: &Telling, features: &mut Vec<Feature>) {
    let (Some(one), Some(two)) = (&one.spot, &two.spot) else {
        features.push(of_countries(one, two));
        return;
    };
    of_places(one, two, features);
    if one.country == two.country
        && let (Some(one), Some(two)) = (&one.region, &two.region)
    {
        features.push(if one == two { Feature::RegionSame } else { Feature::RegionOther });
    }
    if let (Some(one), Some(two)) = (&one.district, &two.district)
        && one != two
    {
        features.push(Feature::PlaceOtherDistrict);
    }
}

/// Where one names no place, its parties may tell the country.
fn of_countries(one: &Telling, two: &Telling) -> Feature {
    let country = |telling: &Telling| telling.spot.as_ref().map_or_else(|| telling.implied.clone(), |spot| spot.country.clone());
    match (country(one), country(two)) {
        (Some(one), Some(two)) if one == two => Feature::PlaceImplied,
        (Some(_), Some(_)) => Feature::PlaceOtherCountry,
        _ => Feature::PlaceUnknown,
    }
}

fn of_places(one: &Spot, two: &Spot, features: &mut Vec<Feature>) {
    if one.country.is_some() && two.country.is_some() && one.country != two.country {
        features.push(Feature::PlaceOtherCountry);
        return;
    }
    match (one.is_country, two.is_country) {
        (true, true) => return features.push(Feature::PlaceOnlyCountry),
        (true, false) | (false, true) => return features.push(Feature::PlaceCountry),
        (false, false) => {}
    }
    let (Some(from), Some(to)) = (one.point, two.point) else {
        features.extend((one.name == two.name).then_some(Feature::PlaceSame));
        return;
    };
    let kilometres = distance_km(Point { lat: from.0, lon: from.1 }, Point { lat: to.0, lon: to.1 });
    let holds = |area: &Spot, spot: &Spot| area.is_area && !spot.is_area && kilometres <= area.radius_km + spot.radius_km;
    let is_same = kilometres <= SAME_KM && one.name == two.name;
    let is_held = !is_same && (holds(one, two) || holds(two, one));
    let is_pinned = !one.is_area && !two.is_area;
    let rows = [
        (is_same, Feature::PlaceSame),
        (is_pinned && kilometres > 40.0, Feature::PlaceApart40),
        (is_pinned && kilometres > 150.0, Feature::PlaceApart150),
        (is_held, Feature::PlaceHolds),
        (!is_held && kilometres > 10.0, Feature::PlaceGap10),
        (!is_held && kilometres > 40.0, Feature::PlaceGap40),
        (!is_held && kilometres > 150.0, Feature::PlaceGap150),
    ];
    features.extend(rows.into_iter().filter(|row| row.0).map(|row| row.1));
}
