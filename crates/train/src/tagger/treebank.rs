//! Reads the treebank: CoNLL-U files go in, sentences of words and tags come out.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use recount_tagger::Tag;
use recount_tagger::format::{checksum, mix};

use super::join::{Part, join};
use super::news::PATTERNS;

/// A sentence with its tags; both lists have the same length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// The words as our tokeniser would cut them.
    pub(crate) words: Vec<String>,
    /// The right tags.
    pub(crate) tags: Vec<Tag>,
}

/// The three parts of the treebank.
#[derive(Debug)]
pub(crate) struct Treebank {
    /// To learn from.
    pub(crate) train: Vec<Sentence>,
    /// To choose settings by.
    pub(crate) dev: Vec<Sentence>,
    /// To report.
    pub(crate) test: Vec<Sentence>,
    /// The hash of the unpacked training file and of the patterns of invented news.
    pub(crate) hash: u64,
}

/// Reads the treebank from a folder with `ewt-{train,dev,test}.conllu.gz`.
pub(crate) fn read_treebank(folder: &Path) -> Result<Treebank, String> {
    let train = unpack(&folder.join("ewt-train.conllu.gz"))?;
    Ok(Treebank {
        dev: read_sentences(&unpack(&folder.join("ewt-dev.conllu.gz"))?)?,
        test: read_sentences(&unpack(&folder.join("ewt-test.conllu.gz"))?)?,
        hash: mix(checksum(train.as_bytes()), checksum(PATTERNS.as_bytes())),
        train: read_sentences(&train)?,
    })
}

fn unpack(path: &Path) -> Result<String, String> {
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut text = String::new();
    MultiGzDecoder::new(File::open(path).map_err(told)?).read_to_string(&mut text).map_err(told)?;
    Ok(text)
}

fn read_sentences(text: &str) -> Result<Vec<Sentence>, String> {
    let mut sentences = Vec::new();
    let mut parts = Vec::new();
    for (i, line) in text.lines().chain([""]).enumerate() {
        if line.starts_with('#') {
            continue;
        }
        if line.is_empty() {
            if !parts.is_empty() {
                sentences.push(join(&parts));
                parts.clear();
            }
            continue;
        }
        let part = read_part(line).ok_or_else(|| format!("line {}: not CoNLL-U: {line}", i + 1))?;
        parts.extend(part);
    }
    Ok(sentences)
}

/// Reads one line; ranges (`3-4`) and empty nodes (`3.1`) are no words.
fn read_part(line: &str) -> Option<Option<Part<'_>>> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [id, word, _, tag, detail, _, _, relation, _, more] = fields[..] else {
        return None;
    };
    if id.contains(['-', '.']) {
        return Some(None);
    }
    Some(Some(Part { word, tag: Tag::from_name(tag)?, detail, relation, is_glued: more.split('|').any(|fact| fact == "SpaceAfter=No") }))
}
