//! Choosing among namesakes: all names of a report decide together. A name whose only places lie far from all that the report
//! speaks of means none of them.

use recount_lexicon::gazetteer::{Countries, Gazetteer, PlaceId, PlaceKind};
use recount_lexicon::geo::{Point, distance_km};

use super::senses::{Name, Senses, Spot, are_a_list, holds};
use super::{PlaceMention, Votes};

/// A place of so many people is meant even where the report speaks of no other place of its country.
const WELL_KNOWN: u32 = 180_000;
/// A place of so many people has neighbourhoods.
const CITY: u32 = 100_000;
/// How far from its city a suburb can lie.
const SUBURB_KM: f64 = 40.0;
/// How many tokens the place around an unknown one may stand away in the same sentence.
const REACH: usize = 9;

/// Chooses a place for every mention of a report; `votes` holds the weight of demonyms and groups already.
pub fn resolve(gazetteer: &Gazetteer, countries: &Countries, votes: &mut Votes, mentions: &mut [PlaceMention]) {
    let mut senses = Senses::gather(gazetteer, mentions);
    senses.confirm(mentions);
    senses.weigh_regions();
    vote(&mut senses, votes);
    senses.weigh(countries, votes);
    for i in 0..mentions.len() {
        let Some(name) = senses.of[i] else { continue };
        let around = Around::of(&senses, mentions, i);
        let spots = &senses.names[name].spots;
        let score = |spot: &Spot| spot.base + spot.support + kind(&mentions[i], spot) + around.score(spot);
        let best = spots.iter().max_by(|a, b| score(a).cmp(&score(b)).then_with(|| b.id.cmp(&a.id)));
        let best = best.filter(|spot| around.is_firm(spot) || is_plausible(countries, votes, &mentions[i], spot));
        mentions[i].chosen = best.map(|spot| spot.id);
    }
    for mention in mentions.iter_mut() {
        if let Some(capital) = mention.capital_of.as_deref().and_then(|country| capital_of(gazetteer, countries, country)) {
            mention.chosen = Some(capital);
        }
    }
    leave_far_quarters(gazetteer, mentions);
    contain(gazetteer, mentions);
}

/// "the Karrada neighbourhood" in a report on Baghdad is no village of the name elsewhere: it lies in the city.
fn leave_far_quarters(gazetteer: &Gazetteer, mentions: &mut [PlaceMention]) {
    let city = |mention: &PlaceMention| {
        let place = gazetteer.place(mention.chosen.filter(|_| mention.is_placed && !mention.is_quarter)?);
        (place.kind == PlaceKind::Settlement && place.population >= CITY).then_some(Point { lat: place.lat, lon: place.lon })
    };
    let cities: Vec<(usize, Point)> = mentions.iter().enumerate().filter_map(|(i, mention)| Some((i, city(mention)?))).collect();
    for (i, mention) in mentions.iter_mut().enumerate().filter(|(_, mention)| mention.is_quarter) {
        let Some(place) = mention.chosen.map(|id| gazetteer.place(id)) else { continue };
        let here = Point { lat: place.lat, lon: place.lon };
        let is_far = cities.iter().all(|(_, city)| distance_km(here, *city) > SUBURB_KM);
        let nearest = cities.iter().map(|(city, _)| *city).min_by_key(|city| (city.abs_diff(i), *city));
        if let Some(city) = nearest.filter(|_| is_far && place.population < CITY) {
            mention.chosen = None;
            mention.container = Some(city);
        }
    }
}

/// The capital of the only country of a name ("Somalia") or a people ("Malian").
fn capital_of(gazetteer: &Gazetteer, countries: &Countries, name: &str) -> Option<PlaceId> {
    let country = countries.by_name(name).or_else(|| match countries.by_demonym(name)[..] {
        [only] => Some(only),
        _ => None,
    })?;
    let capitals = gazetteer.find(country.capital.as_deref()?).into_iter().filter(|id| {
        let place = gazetteer.place(*id);
        place.country == country.iso2 && place.kind == PlaceKind::Settlement
    });
    capitals.max_by_key(|id| (gazetteer.place(*id).population, std::cmp::Reverse(*id)))
}

/// The names beside a mention that can hold it or lie in it.
struct Around<'s, 'g> {
    /// "Dallas, Texas": behind a comma.
    outer: &'s [Spot<'g>],
    /// "Kidal in northern Mali", "Mali's Kidal".
    loose: [&'s [Spot<'g>]; 2],
    /// What this one stands behind a comma of.
    inner: &'s [Spot<'g>],
}

impl<'s, 'g> Around<'s, 'g> {
    fn of(senses: &'s Senses<'g>, mentions: &[PlaceMention], i: usize) -> Self {
        let spots = |other: usize| match (senses.of[i], senses.of[other]) {
            (Some(own), Some(other)) if !are_a_list(&senses.names[own], &senses.names[other]) => &senses.names[other].spots[..],
            _ => &[],
        };
        let mut around = Around { outer: &[], loose: [&[], &[]], inner: &[] };
        let gap = |one: &PlaceMention, other: &PlaceMention| other.tokens.start.checked_sub(one.tokens.end);
        if let Some(next) = mentions.get(i + 1) {
            match gap(&mentions[i], next) {
                Some(1) if next.follows_comma => around.outer = spots(i + 1),
                Some(1..=3) => around.loose[0] = spots(i + 1),
                _ => {}
            }
        }
        if let Some(last) = i.checked_sub(1).map(|last| &mentions[last]) {
            match gap(last, &mentions[i]) {
                Some(1) if mentions[i].follows_comma => around.inner = spots(i - 1),
                Some(1..=3) => around.loose[1] = spots(i - 1),
                _ => {}
            }
        }
        around
    }

    fn score(&self, spot: &Spot) -> i64 {
        let inside = |outer: &[Spot]| outer.iter().any(|outer| holds(outer, spot));
        let mut score = if spot.is_confirmed { 3_000 } else { 0 };
        score += if inside(self.outer) { 6_000 } else { 0 };
        score += if self.loose.iter().any(|outer| inside(outer)) { 2_000 } else { 0 };
        score + if self.inner.iter().any(|inner| holds(spot, inner)) { 2_500 } else { 0 }
    }

    fn is_firm(&self, spot: &Spot) -> bool {
        self.score(spot) > 0
    }
}

/// Countries that are named, and those in which alone a name has places.
fn vote(senses: &mut Senses, votes: &mut Votes) {
    for name in &mut senses.names {
        name.vote = vote_of(name);
        votes.add(name.vote.0, name.vote.1);
    }
}

fn vote_of<'g>(name: &Name<'g>) -> (&'g str, i64) {
    let Some(first) = name.spots.first() else { return ("", 0) };
    let mentions = name.mentions.min(3);
    if let Some(country) = name.spots.iter().find(|spot| spot.kind == PlaceKind::Country) {
        // "Georgia", "Jordan": a country, or a state or town elsewhere.
        let is_sure = !name.spots.iter().any(|spot| spot.is_confirmed || spot.population > 1_000_000 && spot.id != country.id);
        return (country.country, if is_sure { 24 + 6 * mentions } else { 4 });
    }
    if let Some(confirmed) = name.spots.iter().find(|spot| spot.is_confirmed) {
        return (confirmed.country, 8);
    }
    if name.spots.iter().all(|spot| spot.country == first.country) {
        return (first.country, 4 * mentions);
    }
    let largest = name.spots.iter().max_by_key(|spot| spot.population).filter(|largest| largest.population > 500_000);
    largest.map_or(("", 0), |largest| (largest.country, 3 * mentions))
}

/// What the word for the sort of place says for a kind.
fn kind(mention: &PlaceMention, spot: &Spot) -> i64 {
    match spot.kind {
        PlaceKind::Region if mention.is_region => 2_400,
        PlaceKind::Settlement if mention.is_region => -800,
        PlaceKind::District if mention.is_district => 1_300,
        _ => 0,
    }
}

/// Whether the report can mean a place: one of the countries it speaks of, or next to one, or known to all.
fn is_plausible(countries: &Countries, votes: &Votes, mention: &PlaceMention, spot: &Spot) -> bool {
    let total = votes.total();
    let own = votes.of(spot.country);
    let doubt = if mention.is_doubtful || mention.is_in_name { 2 } else { 1 } * if spot.is_main_name { 1 } else { 3 };
    let is_large = spot.population >= doubt * WELL_KNOWN;
    if spot.kind == PlaceKind::Country || spot.country.is_empty() || is_large || total < 8 {
        return true;
    }
    if own * 8 >= total || (own > 0 && spot.support >= 500) {
        return true;
    }
    let is_neighbour = votes.iter().any(|(country, weight)| weight * 4 >= total && countries.are_neighbours(country, spot.country));
    is_neighbour && (spot.is_main_name && spot.population >= 50_000 || spot.support >= 900)
}

/// Points a mention that means no place of the map at the place around it: the next one close by, else the region or country named
/// last before it, else the first after it.
fn contain(gazetteer: &Gazetteer, mentions: &mut [PlaceMention]) {
    let is_outer = |mention: &PlaceMention| {
        // "Britain-based": where somebody is at home.
        let at_home = mention.is_modifier && mention.is_doubtful;
        let holds = |id| matches!(gazetteer.place(id).kind, PlaceKind::Region | PlaceKind::Country) || mention.is_region;
        !at_home && mention.chosen.is_some_and(holds)
    };
    let outer: Vec<usize> = (0..mentions.len()).filter(|i| is_outer(&mentions[*i])).collect();
    for i in 0..mentions.len() {
        if mentions[i].chosen.is_some() || mentions[i].container.is_some_and(|container| mentions[container].chosen.is_some()) {
            continue;
        }
        let is_name_of_the_map = !mentions[i].candidates.is_empty();
        if is_name_of_the_map && (!mentions[i].is_placed || mentions[i].is_doubtful) {
            // Rather a person or a thing than a village that the map does not know.
            mentions[i].container = None;
            continue;
        }
        let end = mentions[i].tokens.end;
        let next = mentions
            .get(i + 1)
            .filter(|next| next.chosen.is_some() && next.tokens.start >= end && next.tokens.start - end <= REACH)
            .map(|_| i + 1);
        let at = outer.partition_point(|outer| *outer < i);
        let before = at.checked_sub(1).map(|at| outer[at]);
        mentions[i].container = next.or(before).or_else(|| outer.get(at).copied());
    }
}
