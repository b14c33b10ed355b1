//! `recount gazetteer`: the map that place names are looked up on, and places of one's own.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use recount::gazetteer::{Candidate, Gazetteer as Map, import_geonames, write_places};
use recount::read::{ReadOptions, gunzip};

use crate::exit::Exit;

/// Look up and import places.
#[derive(Debug, Subcommand)]
pub(crate) enum Gazetteer {
    /// Make a .places file of a country dump of GeoNames (download.geonames.org), for `recount code --places`
    Import(Import),
    /// List the places that bear a name
    Find(Find),
}

impl Gazetteer {
    pub(crate) fn run(&self) -> Result<Exit> {
        match self {
            Self::Import(import) => import.run(),
            Self::Find(find) => find.run(),
        }
    }
}

/// Make a .places file.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The dump: 19 columns with tabs between, as .txt or .txt.gz
    file: PathBuf,
    /// Where the .places file is written
    #[arg(long, value_name = "NAME.places")]
    out: PathBuf,
}

impl Import {
    fn run(&self) -> Result<Exit> {
        let name = self.file.display();
        let file = File::open(&self.file).with_context(|| format!("{name}: cannot be read"))?;
        let mut reader = BufReader::new(file);
        let is_gzip = reader.fill_buf().with_context(|| format!("{name}: cannot be read"))?.starts_with(&[0x1F, 0x8B]);
        // A dump is a table, not a report: it may be as large as it is.
        let limits = ReadOptions { max_ratio: 1_000, max_decompressed: 16 << 30, ..ReadOptions::default() };
        let rows = if is_gzip { import_geonames(gunzip(reader, &limits)) } else { import_geonames(reader) };
        let rows = rows.with_context(|| name.to_string())?;
        let count = rows.len();
        let bytes = write_places(rows.into_iter())?;
        fs::write(&self.out, &bytes).with_context(|| format!("{}: cannot be written", self.out.display()))?;
        let out = self.out.display();
        writeln!(io::stdout().lock(), "{out}: {count} places, {} kB; use it with `recount code --places {out}`", bytes.len() / 1000)?;
        Ok(Exit::Fine)
    }
}

/// List the places that bear a name.
#[derive(Debug, Args)]
pub(crate) struct Find {
    /// The name, in any Latin spelling
    #[arg(required = true)]
    name: Vec<String>,
    /// Only those of this country (ISO 3166-1 alpha-2)
    #[arg(long, value_name = "XX")]
    country: Option<String>,
    /// Lay the places of this file over the built-in map; may be given several times
    #[arg(long, value_name = "FILE")]
    places: Vec<PathBuf>,
}

impl Find {
    fn run(&self) -> Result<Exit> {
        let map = map_with(&self.places)?;
        let name = self.name.join(" ");
        let candidates = map.find_name(&name).map(|found| found.candidates).unwrap_or_default();
        let is_wanted = |candidate: &&Candidate| {
            self.country.as_ref().is_none_or(|country| map.place(candidate.id).country.eq_ignore_ascii_case(country))
        };
        let lines: Vec<[String; 7]> = candidates.iter().filter(is_wanted).map(|candidate| line(&map, candidate)).collect();
        if lines.is_empty() {
            let country = self.country.as_ref().map(|country| format!(" in {country}")).unwrap_or_default();
            bail!("{name}: no place of this name{country}; `recount gazetteer import` adds the places of a country");
        }
        let heads = ["name", "kind", "in", "country", "point", "people", "id"].map(str::to_owned);
        let widths: [usize; 7] =
            std::array::from_fn(|i| lines.iter().chain([&heads]).map(|line| line[i].chars().count()).max().unwrap_or(0));
        let mut out = io::stdout().lock();
        for line in std::iter::once(&heads).chain(&lines) {
            let cells: Vec<String> = line.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
            writeln!(out, "{}", cells.join("  ").trim_end())?;
        }
        Ok(Exit::Fine)
    }
}

fn line(map: &Map, candidate: &Candidate) -> [String; 7] {
    let place = map.place(candidate.id);
    let within: Vec<&str> = [place.parent, place.admin2, place.admin1].into_iter().flatten().filter(|name| *name != place.name).collect();
    [
        place.name.to_owned(),
        place.kind.as_str().to_owned(),
        within.join(", "),
        place.country.to_owned(),
        format!("{:.2} {:.2} ±{:.0} km", place.lat, place.lon, place.radius_km),
        if place.population == 0 { String::new() } else { place.population.to_string() },
        place.gazetteer_id.to_string(),
    ]
}

fn map_with(files: &[PathBuf]) -> Result<Map> {
    let mut map = Map::builtin();
    for path in files {
        let bytes = fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
        map.add_layer(bytes).with_context(|| Path::display(path).to_string())?;
    }
    Ok(map)
}
