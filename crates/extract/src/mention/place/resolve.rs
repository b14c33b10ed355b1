//! Choosing among namesakes: all names of a report decide together.

use recount_lexicon::gazetteer::{Countries, Gazetteer, PlaceId, PlaceKind, PlaceRecord};
use recount_model::{Evidence, Place, PlaceKind as ModelKind};
use recount_text::Text;

use super::PlaceMention;

/// How often the report speaks of each country.
#[derive(Debug, Clone, Default)]
pub struct Votes {
    countries: Vec<(String, i64)>,
}

impl Votes {
    /// Adds weight to a country.
    pub fn add(&mut self, country: &str, weight: i64) {
        if country.is_empty() {
            return;
        }
        match self.countries.iter_mut().find(|(known, _)| known == country) {
            Some((_, sum)) => *sum += weight,
            None => self.countries.push((country.to_owned(), weight)),
        }
    }

    fn of(&self, country: &str) -> i64 {
        self.countries.iter().find(|(known, _)| known == country).map_or(0, |(_, sum)| *sum)
    }

    /// The country with most weight.
    pub fn first(&self) -> Option<&str> {
        self.countries.iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0))).map(|(country, _)| country.as_str())
    }
}

/// Chooses a place for every mention of a report; `votes` holds the weight of demonyms and groups already.
pub fn resolve(gazetteer: &Gazetteer, countries: &Countries, votes: &mut Votes, mentions: &mut [PlaceMention]) {
    for mention in mentions.iter() {
        let records: Vec<PlaceRecord> = mention.candidates.iter().map(|candidate| gazetteer.place(candidate.id)).collect();
        if let Some(country) = records.iter().find(|record| record.kind == PlaceKind::Country) {
            votes.add(country.country, 30);
        } else if records.windows(2).all(|pair| pair[0].country == pair[1].country) {
            votes.add(records[0].country, 6);
        } else if records[0].population > 500_000 {
            votes.add(records[0].country, 4);
        }
    }
    let names: Vec<String> = region_names(gazetteer, mentions);
    for i in 0..mentions.len() {
        let next = mentions.get(i + 1).filter(|next| next.follows_comma || next.tokens.start == mentions[i].tokens.end + 2);
        let container = next.map(|next| &next.candidates);
        let best = mentions[i]
            .candidates
            .iter()
            .map(|candidate| {
                let record = gazetteer.place(candidate.id);
                let mut score = score(countries, votes, &mentions[i], &record, candidate.is_main_name, &names);
                if let Some(container) = container {
                    score += containment(gazetteer, &record, container);
                }
                (score, candidate.id)
            })
            .max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
        mentions[i].chosen = best.map(|(_, id)| id);
    }
}

fn region_names(gazetteer: &Gazetteer, mentions: &[PlaceMention]) -> Vec<String> {
    let records = mentions.iter().flat_map(|mention| mention.candidates.iter().map(|candidate| gazetteer.place(candidate.id)));
    records.filter(|record| matches!(record.kind, PlaceKind::Region)).map(|record| record.name.to_owned()).collect()
}

/// "Dallas, Texas": the second name contains the first.
fn containment(gazetteer: &Gazetteer, record: &PlaceRecord, container: &[recount_lexicon::gazetteer::Candidate]) -> i64 {
    let inside = container.iter().any(|candidate| {
        let outer = gazetteer.place(candidate.id);
        match outer.kind {
            PlaceKind::Country => outer.country == record.country && record.kind != PlaceKind::Country,
            PlaceKind::Region => outer.country == record.country && record.admin1 == Some(outer.name) && record.kind != PlaceKind::Region,
            _ => record.parent == Some(outer.name) && outer.country == record.country,
        }
    });
    if inside { 6_000 } else { 0 }
}

fn score(countries: &Countries, votes: &Votes, mention: &PlaceMention, record: &PlaceRecord, main: bool, regions: &[String]) -> i64 {
    let population = i64::from(record.population.max(1)).ilog2() as i64 * 100;
    let kind = match record.kind {
        PlaceKind::Country => 6_000,
        PlaceKind::Region if mention.is_region => 4_000,
        PlaceKind::Region => 600,
        PlaceKind::District if mention.is_district => 2_500,
        PlaceKind::District => 1_200,
        PlaceKind::Settlement if mention.is_region => 0,
        PlaceKind::Settlement => 800,
        PlaceKind::Facility | PlaceKind::Natural => 900,
    };
    let own = votes.of(record.country);
    let country = (own.min(40) * 80).max(neighbour(countries, votes, record.country));
    let region = if record.admin1.is_some_and(|admin| regions.iter().any(|region| region == admin)) { 1_200 } else { 0 };
    population + kind + country + region + if main { 300 } else { 0 }
}

fn neighbour(countries: &Countries, votes: &Votes, country: &str) -> i64 {
    match votes.first() {
        Some(first) if countries.are_neighbours(first, country) => 300,
        _ => 0,
    }
}

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
