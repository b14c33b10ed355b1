//! The names of a report and the places each can mean, weighed together. In: all mentions; out: for every name its places with a
//! score from size, country and the other names: "Paris, Tyler and Athens" lie in Texas.

use std::collections::BTreeMap;

use recount_lexicon::gazetteer::{Countries, Gazetteer, PlaceId, PlaceKind};
use recount_lexicon::geo::{Point, distance_km};

use super::{PlaceMention, Votes};

/// Most places weighed for one name, in the order of the map.
const MOST_SPOTS: usize = 48;
/// Most names that lend each other support.
const MOST_NAMES: usize = 40;
/// The largest support from other names close by, and from others of the same country.
const MOST_REGIONAL: i64 = 3_600;
const MOST_NATIONAL: i64 = 600;

/// The least inhabitants of a region that is known by its name alone.
const STATE: u32 = 400_000;

/// What a region loses against the city that gave it its name.
const REGION_OF_A_CITY: i64 = 1_200;
/// What a region gains that something is said to lie in.
const REGION_AROUND: i64 = 1_500;

/// A place that a name can mean.
#[derive(Debug, Clone)]
pub(super) struct Spot<'g> {
    pub(super) id: PlaceId,
    pub(super) name: &'g str,
    pub(super) country: &'g str,
    pub(super) admin1: Option<&'g str>,
    pub(super) admin2: Option<&'g str>,
    pub(super) parent: Option<&'g str>,
    pub(super) point: Point,
    pub(super) radius_km: f64,
    pub(super) population: u32,
    pub(super) kind: PlaceKind,
    pub(super) is_main_name: bool,
    /// By itself: size and kind.
    pub(super) base: i64,
    /// From countries and the other names.
    pub(super) support: i64,
    /// A mention of the report names what is around it right behind it ("Paris, Texas").
    pub(super) is_confirmed: bool,
}

/// A name with all its mentions.
#[derive(Debug, Clone)]
pub(super) struct Name<'g> {
    pub(super) spots: Vec<Spot<'g>>,
    /// How often the report uses it.
    pub(super) mentions: i64,
    /// Another place is named as lying in it ("Taftanaz in Idlib"): a region, not its city.
    pub(super) is_container: bool,
    /// The country that it speaks for, and how much.
    pub(super) vote: (&'g str, i64),
}

/// All names of a report.
#[derive(Debug)]
pub(super) struct Senses<'g> {
    pub(super) names: Vec<Name<'g>>,
    /// The name of each mention.
    pub(super) of: Vec<Option<usize>>,
}

impl<'g> Senses<'g> {
    /// Gathers the names of the mentions.
    pub(super) fn gather(gazetteer: &'g Gazetteer, mentions: &[PlaceMention]) -> Self {
        let mut known: BTreeMap<(PlaceId, usize), usize> = BTreeMap::new();
        let mut senses = Senses { names: Vec::new(), of: Vec::with_capacity(mentions.len()) };
        for mention in mentions {
            let Some(first) = mention.candidates.first() else {
                senses.of.push(None);
                continue;
            };
            let name = *known.entry((first.id, mention.candidates.len())).or_insert_with(|| {
                let spots = mention
                    .candidates
                    .iter()
                    .take(MOST_SPOTS)
                    .map(|candidate| spot(gazetteer, candidate.id, candidate.is_main_name))
                    .collect();
                senses.names.push(Name { spots, mentions: 0, is_container: false, vote: ("", 0) });
                senses.names.len() - 1
            });
            senses.names[name].mentions += 1;
            senses.of.push(Some(name));
        }
        senses
    }

    /// A city and the region of its name: the city is meant, unless something is said to lie in it.
    pub(super) fn weigh_regions(&mut self) {
        for name in &mut self.names {
            let cities: Vec<Spot> =
                name.spots.iter().filter(|spot| spot.kind == PlaceKind::Settlement && spot.population > 0).cloned().collect();
            for region in name.spots.iter_mut().filter(|spot| spot.kind == PlaceKind::Region) {
                if name.is_container {
                    region.base += REGION_AROUND;
                } else if cities.iter().any(|city| holds(region, city) || is_around(region, city)) {
                    region.base -= REGION_OF_A_CITY;
                }
            }
        }
    }

    /// Marks the places that lie in what is named right behind them.
    pub(super) fn confirm(&mut self, mentions: &[PlaceMention]) {
        for i in 1..mentions.len() {
            let (inner, outer) = (&mentions[i - 1], &mentions[i]);
            let gap = outer.tokens.start.checked_sub(inner.tokens.end).filter(|gap| (1..=3).contains(gap));
            let (Some(one), Some(other), Some(gap)) = (self.of[i - 1], self.of[i], gap) else { continue };
            if one == other {
                continue;
            }
            if are_a_list(&self.names[one], &self.names[other]) {
                continue;
            }
            let outside = self.names[other].spots.clone();
            let is_next = outer.follows_comma && gap == 1;
            let mut is_inside = false;
            for spot in &mut self.names[one].spots {
                let inside = outside.iter().any(|outside| outside.kind == PlaceKind::Region && holds(outside, spot));
                // "Karrada in Baghdad" lies in the city.
                is_inside |= inside && spot.parent.is_none();
                spot.is_confirmed |= is_next && (inside || outside.iter().any(|outside| holds(outside, spot)));
            }
            self.names[other].is_container |= is_inside;
        }
    }

    /// Adds what countries and the other names say for each place.
    pub(super) fn weigh(&mut self, countries: &Countries, votes: &Votes) {
        let first = votes.first();
        let total = votes.total();
        let n = self.names.len().min(MOST_NAMES);
        for i in 0..self.names.len() {
            for j in 0..self.names[i].spots.len() {
                let spot = &self.names[i].spots[j];
                // No name speaks for itself.
                let (voted, weight) = self.names[i].vote;
                let own = votes.of(spot.country) - if voted == spot.country { weight } else { 0 };
                let own = own.clamp(0, 40) * 40 + 1_200 * own.max(0) / (total - weight + 1).max(1);
                let is_neighbour = first.is_some_and(|first| countries.are_neighbours(first, spot.country));
                let country = own.max(if is_neighbour { 300 } else { 0 });
                let others = (0..n).filter(|other| *other != i).map(|other| support(spot, &self.names[other]));
                let (regional, national) = others.fold((0, 0), |sum, (regional, national)| (sum.0 + regional, sum.1 + national));
                self.names[i].spots[j].support = country + regional.min(MOST_REGIONAL) + national.min(MOST_NATIONAL);
            }
        }
    }
}

/// Whether a city lies in the circle of a region of its country.
fn is_around(region: &Spot, city: &Spot) -> bool {
    region.country == city.country && distance_km(region.point, city.point) < region.radius_km.max(60.0)
}

fn spot(gazetteer: &Gazetteer, id: PlaceId, is_main_name: bool) -> Spot<'_> {
    let record = gazetteer.place(id);
    let size = i64::from(record.population.max(1).ilog2()) * 100;
    let kind = match record.kind {
        PlaceKind::Country => 5_800,
        PlaceKind::Region if record.country.is_empty() => 4_200,
        PlaceKind::Region if record.population > 1_000_000 => 1_500,
        PlaceKind::Region => 600,
        PlaceKind::District => 1_200,
        PlaceKind::Settlement => 800,
        PlaceKind::Facility | PlaceKind::Natural => 900,
    };
    Spot {
        id,
        name: record.name,
        country: record.country,
        admin1: record.admin1,
        admin2: record.admin2,
        parent: record.parent,
        point: Point { lat: record.lat, lon: record.lon },
        radius_km: record.radius_km,
        population: record.population,
        kind: record.kind,
        is_main_name,
        base: size + kind + if is_main_name { 300 } else { 0 },
        support: 0,
        is_confirmed: false,
    }
}

/// "China, Japan", "Nevada, Ohio": two countries or two states are no town and its country.
pub(super) fn are_a_list(one: &Name, other: &Name) -> bool {
    let has = |name: &Name, kind: PlaceKind, least: u32| name.spots.iter().any(|spot| spot.kind == kind && spot.population >= least);
    let both = |kind: PlaceKind, least: u32| has(one, kind, least) && has(other, kind, least);
    both(PlaceKind::Country, 0)
        || (both(PlaceKind::Region, STATE) && !one.spots.iter().any(|spot| spot.kind == PlaceKind::Settlement && spot.population > STATE))
}

/// Whether one place lies in the other: "Dallas, Texas".
pub(super) fn holds(outer: &Spot, inner: &Spot) -> bool {
    if outer.country != inner.country || outer.id == inner.id {
        return false;
    }
    match outer.kind {
        PlaceKind::Country => inner.kind != PlaceKind::Country,
        PlaceKind::Region => {
            inner.kind != PlaceKind::Region && (inner.admin1 == Some(outer.name) || inner.admin2 == Some(outer.name))
                || inner.admin2.is_some() && inner.admin1 == Some(outer.name)
        }
        _ => inner.parent == Some(outer.name),
    }
}

/// What another name says for a place: because it lies close by, and because it lies in the same country.
fn support(spot: &Spot, other: &Name) -> (i64, i64) {
    let top = other.spots.iter().map(|spot| spot.base).max().unwrap_or(0);
    // A name of many places says little for each.
    let weight = match other.spots.len() {
        0..=2 => 1_000,
        3..=6 => 700,
        7..=15 => 500,
        _ => 350,
    };
    let likely = |near: &Spot| if near.is_confirmed { 1_000 } else { (1_000 - (top - near.base) / 2).max(300) };
    let regional = other.spots.iter().map(|near| affinity(spot, near) * likely(near)).max().unwrap_or(0);
    let same_country = other.spots.iter().filter(|near| near.country == spot.country && near.kind != PlaceKind::Country).map(likely).max();
    (regional / 1_000 * weight / 1_000, if regional > 0 { 0 } else { same_country.unwrap_or(0) * 120 / 1_000 * weight / 1_000 })
}

/// How much one place makes the other likely because it lies in it or close by.
fn affinity(one: &Spot, other: &Spot) -> i64 {
    if one.id == other.id || other.kind == PlaceKind::Country {
        return 0;
    }
    let same_country = one.country == other.country && !one.country.is_empty();
    if same_country && holds(other, one) {
        return 1_000;
    }
    if same_country && holds(one, other) {
        return 600;
    }
    let nearby = (one.point.lat - other.point.lat).abs() < 3.0;
    let km = if nearby { distance_km(one.point, other.point) - one.radius_km.min(60.0) - other.radius_km.min(60.0) } else { 999.0 };
    let same_region = same_country && one.admin1.is_some() && one.admin1 == other.admin1;
    match (same_country, same_region) {
        (true, true) if km < 60.0 => 900,
        (true, true) => 600,
        (true, false) if km < 100.0 => 600,
        (true, false) if km < 250.0 => 250,
        (false, _) if km < 100.0 => 350,
        _ => 0,
    }
}
