//! The reports that are measured on.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use recount::Document;
use recount::read::{ReadOptions, read_bytes};
use serde_json::{Value, json};

/// The reports of `corpus/`.
pub(super) fn read_corpus() -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    for path in files(Path::new("corpus"))? {
        let gold: Value = serde_json::from_str(&fs::read_to_string(&path)?).with_context(|| path.display().to_string())?;
        let reports = gold.get("reports").unwrap_or(&gold).as_array().cloned().unwrap_or_default();
        for report in reports {
            let word = |field: &str| report[field].as_str().map(str::to_owned);
            let mut document = Document::new(word("id").unwrap_or_default(), word("title"), word("text").unwrap_or_default());
            document.published = word("published").and_then(|day| recount::read::parse_date(&day));
            documents.push(document);
        }
    }
    Ok(documents)
}

/// The reports of a folder or file, as the program reads them; those that cannot be read are left out.
pub(super) fn read_folder(folder: &str) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    for path in files(Path::new(folder))? {
        let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
        documents.extend(read_bytes(&path.display().to_string(), &bytes, &ReadOptions::default()).into_iter().flatten());
    }
    Ok(documents)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    if folder.is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let entries = fs::read_dir(folder).with_context(|| format!("{}: cannot be read", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    Ok(files)
}

/// A report of about this many bytes: paragraphs of the corpus one after the other.
pub(super) fn of_length(corpus: &[Document], length: usize) -> Document {
    pieces(corpus, length, length).into_iter().next().unwrap_or_default()
}

/// Reports of about this many bytes each and so many together: paragraphs of the corpus one after the other.
pub(super) fn pieces(corpus: &[Document], length: usize, together: usize) -> Vec<Document> {
    let mut texts = vec![String::with_capacity(length + 4_000)];
    let mut bytes = 0;
    for paragraph in corpus.iter().cycle().flat_map(|document| document.text.split("\n\n")) {
        if bytes + paragraph.len() > together && bytes > 0 {
            break;
        }
        if texts.last().is_some_and(|text| !text.is_empty() && text.len() + paragraph.len() > length) {
            texts.push(String::with_capacity(length + 4_000));
        }
        if let Some(text) = texts.last_mut() {
            text.push_str(paragraph);
            text.push_str("\n\n");
        }
        bytes += paragraph.len() + 2;
    }
    let document = |text: String| {
        let mut document = Document::new("long", None, text);
        document.published = Some(recount::Date::constant(2020, 1, 1));
        document
    };
    texts.into_iter().map(document).collect()
}

/// Writes reports as JSON lines under `target/`, so many times.
pub(super) fn write_rows(name: &str, documents: &[Document], times: usize) -> Result<String> {
    let mut rows = String::new();
    for document in std::iter::repeat_n(documents, times).flatten() {
        let published = document.published.map(|day| day.to_string());
        rows += &json!({"id": document.id, "title": document.title, "text": document.own_text(), "published": published}).to_string();
        rows.push('\n');
    }
    let path = Path::new("target").join(name);
    fs::create_dir_all("target")?;
    fs::write(&path, rows)?;
    Ok(path.display().to_string())
}
