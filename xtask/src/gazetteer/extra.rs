//! `places-extra.tsv`: places from general knowledge. A row that names a place we already have mends that place instead of doubling it.

use anyhow::{Context, Result, bail};
use recount_lexicon::fold::name_key;
use recount_lexicon::gazetteer::{PlaceKind, PlaceRow, settlement_radius_km};
use recount_lexicon::geo::{Point, distance_km};
use std::collections::BTreeMap;

/// The columns of the file.
const HEADER: &str = "name\taliases\tcountry\tadmin1\tkind\tparent\tlat\tlon\tradius_km\tpopulation";
/// A settlement of the same name within this distance is the same settlement.
const SAME_KM: f64 = 25.0;
/// A settlement of the name of a district within this distance is that district.
const PART_KM: f64 = 8.0;

/// What became of our rows.
pub(super) struct Joined {
    pub(super) new: usize,
    pub(super) mended: usize,
}

/// Reads the file.
pub(super) fn read(text: &str) -> Result<Vec<PlaceRow>> {
    let mut lines = text.lines().enumerate();
    if lines.next().map(|(_, line)| line) != Some(HEADER) {
        bail!("line 1: the columns must be {}", HEADER.replace('\t', " "));
    }
    let rows = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    rows.map(|(i, line)| row(line).with_context(|| format!("line {}", i + 1))).collect()
}

fn row(line: &str) -> Result<PlaceRow> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [name, aliases, country, admin1, kind, parent, lat, lon, radius, population] = columns.as_slice() else {
        bail!("{} columns instead of 10", columns.len());
    };
    let kind = PlaceKind::from_word(kind).with_context(|| format!("unknown kind {kind:?}"))?;
    let population = if population.is_empty() { 0 } else { population.parse().context("population")? };
    let slug = name_key(name).replace(' ', "-");
    Ok(PlaceRow {
        name: (*name).to_owned(),
        aliases: aliases.split('|').filter(|alias| !alias.is_empty()).map(str::to_owned).collect(),
        country: (*country).to_owned(),
        admin1: (*admin1).to_owned(),
        admin2: String::new(),
        parent: (*parent).to_owned(),
        kind,
        lat: lat.parse().context("lat")?,
        lon: lon.parse().context("lon")?,
        radius_km: if radius.is_empty() { settlement_radius_km(population) } else { radius.parse().context("radius_km")? },
        population,
        gazetteer_id: if country.is_empty() { format!("recount:{slug}") } else { format!("recount:{}-{slug}", country.to_lowercase()) },
    })
}

/// Joins our rows to the others.
pub(super) fn join(rows: &mut Vec<PlaceRow>, extra: Vec<PlaceRow>) -> Joined {
    let mut by_name: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate() {
        for name in std::iter::once(&row.name).chain(&row.aliases) {
            by_name.entry((row.country.clone(), name_key(name))).or_default().push(i);
        }
    }
    let mut joined = Joined { new: 0, mended: 0 };
    let mut renamed: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for mut own in extra {
        let names = std::iter::once(&own.name).chain(&own.aliases);
        let bearers = names.filter_map(|name| by_name.get(&(own.country.clone(), name_key(name)))).flatten().copied();
        let same: Vec<usize> = bearers.filter(|i| is_same(&rows[*i], &own)).collect();
        if let Some(i) = same.into_iter().max_by_key(|i| (rows[*i].admin2.is_empty(), rows[*i].population, std::cmp::Reverse(*i))) {
            joined.mended += 1;
            if let Some(old) = mend(&mut rows[i], own) {
                renamed.insert((rows[i].country.clone(), old), rows[i].name.clone());
            }
            continue;
        }
        joined.new += 1;
        let times = used.entry(own.gazetteer_id.clone()).and_modify(|times| *times += 1).or_insert(1);
        if *times > 1 {
            own.gazetteer_id = format!("{}-{times}", own.gazetteer_id);
        }
        own.admin1 = first_level(rows, &own);
        rows.push(own);
    }
    for row in rows.iter_mut() {
        if let Some(name) = renamed.get(&(row.country.clone(), row.admin1.clone())) {
            row.admin1.clone_from(name);
        }
    }
    joined
}

/// Is the first-level region of a place of ours: as its row says, else that of the nearest settlement of the country.
fn first_level(rows: &[PlaceRow], own: &PlaceRow) -> String {
    let is_given = !own.admin1.is_empty() || own.country.is_empty();
    if is_given || matches!(own.kind, PlaceKind::Region | PlaceKind::Natural) {
        return own.admin1.clone();
    }
    let is_close = |row: &&PlaceRow| row.kind == PlaceKind::Settlement && row.country == own.country && (row.lat - own.lat).abs() < 1.0;
    let settlements = rows.iter().filter(is_close).filter(|row| !row.admin1.is_empty());
    let nearest = settlements.min_by(|one, other| distance(one, own).total_cmp(&distance(other, own)));
    nearest.map(|row| row.admin1.clone()).unwrap_or_default()
}

/// Tells whether our row means a place that is there: a region of the name whose bounds meet, or a settlement of the name nearby.
fn is_same(there: &PlaceRow, own: &PlaceRow) -> bool {
    match (there.kind, own.kind) {
        (PlaceKind::Region, PlaceKind::Region) if there.admin2.is_empty() => distance(there, own) < 100.0 + there.radius_km + own.radius_km,
        (PlaceKind::Region, PlaceKind::Region) => {
            distance(there, own) < there.radius_km.max(own.radius_km) && own.radius_km < 4.0 * there.radius_km
        }
        (PlaceKind::Settlement, PlaceKind::Settlement) => distance(there, own) < SAME_KM,
        // GeoNames lists some parts of cities as settlements of their own.
        (PlaceKind::Settlement, PlaceKind::District) => distance(there, own) < PART_KM && name_key(&there.name) != name_key(&own.parent),
        _ => false,
    }
}

/// Gives a place our name and adds our other names; a region takes our centre and radius too. Gives the former name of a first-level region
/// that was renamed.
fn mend(there: &mut PlaceRow, own: PlaceRow) -> Option<String> {
    let former = std::mem::replace(&mut there.name, own.name);
    there.aliases.push(former.clone());
    there.aliases.extend(own.aliases);
    if own.kind == PlaceKind::District {
        (there.kind, there.parent, there.radius_km) = (own.kind, own.parent, own.radius_km);
    }
    if there.kind != PlaceKind::Region {
        return None;
    }
    (there.lat, there.lon, there.radius_km) = (own.lat, own.lon, own.radius_km);
    if !there.admin2.is_empty() {
        return None;
    }
    there.admin1.clone_from(&there.name);
    Some(former)
}

fn distance(one: &PlaceRow, other: &PlaceRow) -> f64 {
    distance_km(Point { lat: one.lat, lon: one.lon }, Point { lat: other.lat, lon: other.lon })
}
