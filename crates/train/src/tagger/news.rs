//! Sentences made from patterns: `news.txt` goes in, invented news with tags comes out.

use std::collections::BTreeMap;

use recount_tagger::Tag;

use super::copies::{Random, capitalized};
use super::treebank::Sentence;

/// The patterns and their words.
pub(crate) const PATTERNS: &str = include_str!("news.txt");

/// How many sentences are made from a pattern.
const FILLINGS: usize = 14;

/// A list of words, all with one tag.
struct Words<'a> {
    tag: Tag,
    words: Vec<&'a str>,
}

/// Makes sentences from all patterns.
pub(crate) fn invented_news(random: &mut Random) -> Vec<Sentence> {
    let mut lists = BTreeMap::new();
    let mut sentences = Vec::new();
    for line in PATTERNS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some((name, list)) = read_list(line) {
            lists.insert(name, list);
            continue;
        }
        for _ in 0..FILLINGS {
            sentences.push(fill(line, &lists, random));
        }
    }
    sentences
}

/// Reads `@name TAG words`.
fn read_list(line: &str) -> Option<(&str, Words<'_>)> {
    let mut fields = line.split(' ');
    let name = fields.next()?.strip_prefix('@')?;
    let tag = Tag::from_name(fields.next()?)?;
    Some((name, Words { tag, words: fields.collect() }))
}

/// Puts a word for every `@name` of a pattern; the first word gets a capital.
fn fill(pattern: &str, lists: &BTreeMap<&str, Words<'_>>, random: &mut Random) -> Sentence {
    let mut sentence = Sentence::default();
    for field in pattern.split(' ') {
        let (words, tag) = match field.strip_prefix('@') {
            Some(name) => {
                let list = &lists[name];
                (list.words[random.below(list.words.len())], list.tag)
            }
            None => word_and_tag(field),
        };
        for word in words.split('_') {
            let word = if sentence.words.is_empty() { capitalized(word) } else { word.to_owned() };
            sentence.words.push(word);
            sentence.tags.push(tag);
        }
    }
    sentence
}

fn word_and_tag(field: &str) -> (&str, Tag) {
    let (word, name) = field.rsplit_once('/').expect("a test reads all patterns");
    (word, Tag::from_name(name).expect("a test reads all patterns"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_filled() {
        let sentences = invented_news(&mut Random::new(1));
        assert!(sentences.len() > 40 * FILLINGS);
        for sentence in sentences {
            assert_eq!(sentence.words.len(), sentence.tags.len());
            assert!(!sentence.words.iter().any(|word| word.contains('@')));
        }
    }
}
