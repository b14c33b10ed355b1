//! From a mention to the published place.

use recount_lexicon::gazetteer::{Gazetteer, PlaceId, PlaceKind, PlaceRecord};
use recount_lexicon::geo::{Point, destination};
use recount_model::{Evidence, Place, PlaceKind as ModelKind};
use recount_text::Text;

use super::PlaceMention;

/// A distance beyond this is no way to tell a place.
const FARTHEST_KM: f64 = 1_000.0;

/// The published place of a resolved mention.
pub fn place_of(gazetteer: &Gazetteer, text: &Text, mention: &PlaceMention, id: PlaceId) -> Place {
    let record = gazetteer.place(id);
    let kind = match record.kind {
        PlaceKind::Country => ModelKind::Country,
        PlaceKind::Region => ModelKind::Region,
        PlaceKind::Settlement if mention.is_region => ModelKind::Region,
        PlaceKind::Settlement => ModelKind::Settlement,
        PlaceKind::District => ModelKind::District,
        PlaceKind::Facility => ModelKind::Facility,
        PlaceKind::Natural => ModelKind::Natural,
    };
    let (lat, lon, radius_km) = position(&record, mention);
    let owned = |name: Option<&str>| name.map(str::to_owned);
    Place {
        name: record.name.to_owned(),
        as_written: text.document[mention.span].to_owned(),
        country: Some(record.country.to_owned()).filter(|country| !country.is_empty()),
        admin1: owned(record.admin1),
        admin2: owned(record.admin2),
        district: if kind == ModelKind::District { Some(record.name.to_owned()) } else { None },
        lat: Some(lat),
        lon: Some(lon),
        radius_km: Some(radius_km.round().max(1.0) as u32),
        kind,
        relation: mention.relation,
        gazetteer_id: Some(record.gazetteer_id.to_string()),
        evidence: vec![Evidence::new(mention.span, "place.name")],
    }
}

/// Where the words put the act: "35 km north-east of Kidal" lies there, give or take a seventh of the way; "35 km from Kidal"
/// lies somewhere on that circle.
fn position(record: &PlaceRecord, mention: &PlaceMention) -> (f64, f64, f64) {
    let place = Point { lat: record.lat, lon: record.lon };
    let distance = mention.distance_km.filter(|km| *km < FARTHEST_KM);
    match (distance, mention.bearing) {
        (Some(km), Some(bearing)) => {
            let there = destination(place, bearing, km);
            let exact = |degrees: f64| (degrees * 1e4).round() / 1e4;
            (exact(there.lat), exact(there.lon), (km / 7.0).max(5.0))
        }
        (Some(km), None) => (place.lat, place.lon, record.radius_km.max(km)),
        (None, _) => (place.lat, place.lon, record.radius_km),
    }
}
