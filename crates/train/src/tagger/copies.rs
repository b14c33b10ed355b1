//! Copies of training sentences in the styles of news: headlines, capitals.

use recount_tagger::Tag;

use super::treebank::Sentence;

/// Words that most papers leave small in a headline.
const SMALL: &[&str] = &["a", "an", "the", "of", "in", "on", "at", "to", "by", "for", "and", "or", "but", "as", "nor", "'s", "n't", "vs"];

/// Random numbers from a fixed seed (SplitMix64).
#[derive(Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// Starts at a seed.
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed % limit.max(1) as u64) as usize
    }

    /// Brings a list into random order.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }
}

/// All sentences, a third of them once more as headlines, some in the clipped style of news tickers.
pub(crate) fn cased_copies(sentences: &[Sentence], random: &mut Random) -> Vec<Sentence> {
    let mut copies = sentences.to_vec();
    for sentence in sentences {
        match random.below(12) {
            0 | 1 => copies.push(headline(sentence, random)),
            2 | 3 => copies.push(headline(&clipped(sentence), random)),
            4 => copies.push(clipped(sentence)),
            _ => {}
        }
    }
    copies.retain(|sentence| !sentence.words.is_empty());
    copies
}

/// All sentences in capitals, and some of them clipped.
pub(crate) fn folded_copies(sentences: &[Sentence], random: &mut Random) -> Vec<Sentence> {
    let mut copies: Vec<Sentence> = sentences.iter().map(capitals).collect();
    for sentence in sentences {
        if random.below(6) == 0 {
            copies.push(capitals(&clipped(sentence)));
        }
    }
    copies.retain(|sentence| !sentence.words.is_empty());
    copies
}

/// The sentence in capitals.
pub(crate) fn capitals(sentence: &Sentence) -> Sentence {
    let words = sentence.words.iter().map(|word| word.to_uppercase()).collect();
    Sentence { words, tags: sentence.tags.clone() }
}

/// The sentence as a headline: words capitalised, in most copies not the small ones.
pub(crate) fn headline(sentence: &Sentence, random: &mut Random) -> Sentence {
    let longest_small = [0, 3, 4, 4][random.below(4)];
    let words = sentence.words.iter().enumerate().map(|(i, word)| {
        let is_small = SMALL.contains(&word.as_str()) && word.len() <= longest_small;
        let is_ending = word.starts_with(['\'', '’']) || word == "n't";
        // Prepositions of four letters are small in one style in four.
        let is_preposition = longest_small == 4 && matches!(word.as_str(), "with" | "from" | "into");
        if i > 0 && (is_small || is_preposition) || is_ending { word.clone() } else { capitalized(word) }
    });
    Sentence { words: words.collect(), tags: sentence.tags.clone() }
}

/// The sentence without articles, forms of *be* and a final dot, as headlines leave them out.
pub(crate) fn clipped(sentence: &Sentence) -> Sentence {
    let mut clipped = Sentence::default();
    for (i, (word, tag)) in sentence.words.iter().zip(&sentence.tags).enumerate() {
        let folded = word.to_lowercase();
        let is_article = *tag == Tag::Det && matches!(folded.as_str(), "a" | "an" | "the");
        let is_be = *tag == Tag::Aux && matches!(folded.as_str(), "is" | "are" | "was" | "were");
        let is_dot = i + 1 == sentence.words.len() && word == ".";
        if is_article || is_be || is_dot {
            continue;
        }
        let starts = clipped.words.is_empty() && i > 0;
        clipped.words.push(if starts { capitalized(word) } else { word.clone() });
        clipped.tags.push(*tag);
    }
    clipped
}

/// The word with a capital first.
pub(crate) fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clipped_headline_reads_like_a_headline() {
        let sentence = Sentence {
            words: ["The", "gunmen", "killed", "a", "guard", "."].map(str::to_owned).to_vec(),
            tags: vec![Tag::Det, Tag::Noun, Tag::Verb, Tag::Det, Tag::Noun, Tag::Punct],
        };
        let headline = headline(&clipped(&sentence), &mut Random::new(1));
        assert_eq!(headline.words, ["Gunmen", "Killed", "Guard"]);
        assert_eq!(headline.tags, [Tag::Noun, Tag::Verb, Tag::Noun]);
    }
}
