//! What there is to learn from: gold files go in, every judged incident with its signs comes out.

use std::fs;
use std::path::{Path, PathBuf};

use recount::read::parse_date;
use recount::{Coder, Document, PublishedFrom};
use recount_score::{GoldReport, judge, parse_gold};
use recount_tagger::format::{checksum, mix};

/// A coded incident with its signs and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Example {
    /// Which of the given paths it is from.
    pub(crate) set: usize,
    /// The cluster of its report, or the report itself: what is learned from one is never measured on the same.
    pub(crate) fold: String,
    /// Its report.
    pub(crate) report: String,
    /// Killed, wounded, date and place are all right.
    pub(crate) right: bool,
    /// The gold does not have it at all.
    pub(crate) invented: bool,
    /// The confidence that the coder gives it today.
    pub(crate) confidence: f64,
    /// Whether it bears each of the signs, in their order.
    pub(crate) signs: Vec<bool>,
}

/// All examples of some gold files.
#[derive(Debug)]
pub(crate) struct Examples {
    pub(crate) all: Vec<Example>,
    /// The hash of the files.
    pub(crate) hash: u64,
}

/// Codes the reports of gold files, or of folders of them in the order of their names.
pub(crate) fn read_examples(paths: &[PathBuf]) -> Result<Examples, String> {
    let coder = Coder::builtin();
    let mut examples = Examples { all: Vec::new(), hash: 0 };
    for (set, path) in paths.iter().enumerate() {
        for file in files(path)? {
            let name = file.display().to_string();
            let json = fs::read_to_string(&file).map_err(|error| format!("{name}: {error}"))?;
            examples.hash = mix(examples.hash, checksum(json.as_bytes()));
            for report in parse_gold(&name, &json).map_err(|error| error.to_string())? {
                examples.all.extend(examples_of(&coder, set, &report));
            }
        }
    }
    Ok(examples)
}

fn files(path: &Path) -> Result<Vec<PathBuf>, String> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let is_gold = |file: &PathBuf| file.extension().is_some_and(|ending| ending == "json");
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_gold).collect();
    files.sort();
    Ok(files)
}

fn examples_of(coder: &Coder, set: usize, report: &GoldReport) -> Vec<Example> {
    let mut document = Document::new(&report.id, report.title.clone(), &report.text);
    document.source.clone_from(&report.outlet);
    document.language.clone_from(&report.lang);
    document.published = report.published.as_deref().and_then(parse_date);
    document.published_from = document.published.map(|_| PublishedFrom::Given);
    let model = coder.code_model(document);
    let coded = recount::record::coded(&model, &coder.info());
    let example = |judged: recount_score::Judged| {
        let borne = &model.incidents[judged.incident].signs;
        Example {
            set,
            fold: report.cluster.clone().unwrap_or_else(|| report.id.clone()),
            report: report.id.clone(),
            right: judged.right,
            invented: judged.invented,
            confidence: coded.incidents[judged.incident].confidence,
            signs: recount::confidence::signs().map(|(name, _)| borne.contains(&name)).collect(),
        }
    };
    judge(report, &coded.incidents).into_iter().map(example).collect()
}
