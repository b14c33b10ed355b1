//! Options that make a coder, and options that tell what is known of the reports.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use recount::read::{ReadOptions, parse_date};
use recount::{Coder, Date};

use crate::input::{Columns, InputOptions};

/// Which rules, words and places are used, and which incidents are given.
#[derive(Debug, Args)]
pub(crate) struct CoderArgs {
    /// Lay the rule and word files of this folder over the built-in ones, by name (`event/en.toml`, `en/acts.tsv`)
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    /// Lay the places of this file over the built-in map (see `recount gazetteer import`); may be given several times
    #[arg(long, value_name = "FILE")]
    places: Vec<PathBuf>,
    /// Which incidents are given
    #[arg(long, value_enum, default_value_t = Scope::Political)]
    scope: Scope,
}

/// Which incidents are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Scope {
    /// Political ones, and those that the report does not tell from others
    Political,
    /// Crime, law enforcement and accidents too
    All,
}

impl CoderArgs {
    /// The coder with these rules and places.
    pub(crate) fn coder(&self) -> Result<Coder> {
        let scope = match self.scope {
            Scope::Political => recount::Scope::Political,
            Scope::All => recount::Scope::All,
        };
        let mut coder = match &self.rules {
            None => Coder::builtin(),
            Some(folder) => coder_with(folder)?,
        };
        for path in &self.places {
            let bytes = fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
            coder.add_places(bytes).with_context(|| path.display().to_string())?;
        }
        Ok(coder.scope(scope))
    }
}

/// The built-in coder with the files of this folder laid over it.
pub(crate) fn coder_with(folder: &Path) -> Result<Coder> {
    Ok(Coder::with(&rule_files(folder)?)?)
}

/// The rule and word files of a folder: their names within it, with `/`, and their texts.
fn rule_files(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    if files.is_empty() {
        bail!("{}: no rule or word file here; give a folder with files such as event/en.toml", folder.display());
    }
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, before: &str, files: &mut Vec<(String, String)>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("{}: no folder that can be read", folder.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| folder.display().to_string())?;
        let (path, name) = (entry.path(), format!("{before}{}", entry.file_name().to_string_lossy()));
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            collect(&path, &format!("{name}/"), files)?;
        } else if name.ends_with(".toml") || name.ends_with(".tsv") {
            let text = fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
            files.push((name, text));
        }
    }
    Ok(())
}

/// What is known of the reports beforehand; a report's own data win.
#[derive(Debug, Args)]
pub(crate) struct Given {
    /// Day of publication (YYYY-MM-DD) of reports that do not give theirs; weekdays are resolved against it
    #[arg(long, value_name = "DATE", value_parser = date)]
    published: Option<Date>,
    /// Outlet of reports that do not give theirs
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Language (ISO 639-1) of reports that do not give theirs
    #[arg(long, value_name = "xx", value_parser = language)]
    language: Option<String>,
    /// Which column of a table holds which field (id, title, text, html, published, source, url, language), as in
    /// `text=notes,published=event_date`; columns named like fields need none
    #[arg(long, value_name = "FIELD=COLUMN,…", value_parser = Columns::read, default_value = "", hide_default_value = true)]
    map: Columns,
}

impl Given {
    /// The same for the reader.
    pub(crate) fn options(&self) -> InputOptions {
        let (source, language) = (self.source.clone(), self.language.clone());
        let read = ReadOptions { published: self.published, source, language, ..ReadOptions::default() };
        InputOptions { read, columns: self.map.clone() }
    }
}

/// The day that these words write.
pub(super) fn date(words: &str) -> Result<Date, String> {
    parse_date(words).ok_or_else(|| "no date; write it as YYYY-MM-DD".to_owned())
}

fn language(word: &str) -> Result<String, String> {
    let is_code = word.len() == 2 && word.bytes().all(|letter| letter.is_ascii_lowercase());
    if is_code { Ok(word.to_owned()) } else { Err("no language; write two letters such as en".to_owned()) }
}
