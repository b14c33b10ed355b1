//! A folder: its files in the order of their names, folders within it too.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::{ErrorRow, InputOptions, Item, Sink, file, read_file};

/// What a folder's files must end in to be read; `.gz` may follow.
const ENDINGS: [&str; 15] =
    [".txt", ".text", ".json", ".jsonl", ".ndjson", ".html", ".htm", ".xhtml", ".csv", ".tsv", ".rss", ".atom", ".xml", ".pdf", ".warc"];

/// Reads every report of a folder. Hidden files are passed over; how many others were is a note.
pub(super) fn read_folder(path: &Path, options: &InputOptions, send: Sink) -> ControlFlow<()> {
    let mut walk = Walk { options, above: Vec::new(), passed: 0 };
    walk.folder(path, send)?;
    if walk.passed > 0 {
        let files = if walk.passed == 1 { "1 file was".to_owned() } else { format!("{} files were", walk.passed) };
        let reason = format!("{files} passed over; those that end in {} are read", ENDINGS.join(" "));
        send(Item::Note(ErrorRow::new(path.display().to_string(), reason)))?;
    }
    ControlFlow::Continue(())
}

struct Walk<'o> {
    options: &'o InputOptions,
    /// The folders that are being read, by their real paths.
    above: Vec<PathBuf>,
    passed: usize,
}

impl Walk<'_> {
    fn folder(&mut self, path: &Path, send: Sink) -> ControlFlow<()> {
        let entries = path.canonicalize().and_then(|real| Ok((real, fs::read_dir(path)?)));
        let (real, entries) = match entries {
            Ok(entries) => entries,
            Err(error) => return send(Item::Failed(ErrorRow::of_io(path, &error))),
        };
        if self.above.contains(&real) {
            let reason = "a symbolic link leads back to a folder above it; remove the link";
            return send(Item::Failed(ErrorRow::new(path.display().to_string(), reason)));
        }
        self.above.push(real);
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| !is_hidden(path)).collect();
        paths.sort();
        for path in paths {
            self.entry(&path, send)?;
        }
        self.above.pop();
        ControlFlow::Continue(())
    }

    fn entry(&mut self, path: &Path, send: Sink) -> ControlFlow<()> {
        let metadata = match path.metadata() {
            Ok(metadata) => metadata,
            Err(error) if is_report(path) || path.is_symlink() => return send(Item::Failed(ErrorRow::of_io(path, &error))),
            Err(_) => return ControlFlow::Continue(()),
        };
        if metadata.is_dir() {
            return self.folder(path, send);
        }
        if !metadata.is_file() {
            return read_file(path, false, self.options, send);
        }
        if is_report(path) {
            return file::read_file(path, self.options, send);
        }
        self.passed += 1;
        ControlFlow::Continue(())
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_report(path: &Path) -> bool {
    let name = path.to_string_lossy().to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}
