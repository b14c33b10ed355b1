//! Coded reports come in as `recount code` wrote them: an object, an array, or one a line.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, Result};
use recount::record::{Coded, from_json};
use serde_json::value::RawValue;

/// The coded reports of a file; `-` is standard input.
pub(crate) fn read_coded(path: &Path) -> Result<Vec<Coded>> {
    let name = path.display();
    let mut json = String::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().read_to_string(&mut json).context("stdin: cannot be read")?;
    } else {
        json = fs::read_to_string(path).with_context(|| format!("{name}: cannot be read"))?;
    }
    let json = json.trim_start_matches('\u{FEFF}').trim_start();
    if json.starts_with('[') {
        let rows: Vec<&RawValue> = serde_json::from_str(json).with_context(|| format!("{name}: no JSON array"))?;
        let read = |(i, row): (usize, &&RawValue)| from_json(row.get()).with_context(|| format!("{name}, report {}", i + 1));
        return rows.iter().enumerate().map(read).collect();
    }
    if json.lines().next().is_some_and(|line| line.trim_end() == "{") {
        return Ok(vec![from_json(json).with_context(|| name.to_string())?]);
    }
    let lines = json.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(i, line)| from_json(line).with_context(|| format!("{name}:{}", i + 1))).collect()
}
