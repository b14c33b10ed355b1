//! From a mention to the published place.

use recount_lexicon::gazetteer::{Gazetteer, PlaceId, PlaceKind};
use recount_model::{Evidence, Place, PlaceKind as ModelKind};
use recount_text::Text;

use super::PlaceMention;

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
    let owned = |name: Option<&str>| name.map(str::to_owned);
    Place {
        name: record.name.to_owned(),
        as_written: text.document[mention.span].to_owned(),
        country: Some(record.country.to_owned()).filter(|country| !country.is_empty()),
        admin1: owned(record.admin1),
        admin2: owned(record.admin2),
        district: if kind == ModelKind::District { Some(record.name.to_owned()) } else { None },
        lat: Some(record.lat),
        lon: Some(record.lon),
        radius_km: Some(record.radius_km.round().max(1.0) as u32),
        kind,
        relation: mention.relation,
        gazetteer_id: Some(record.gazetteer_id),
        evidence: vec![Evidence::new(mention.span, "place.name")],
    }
}
