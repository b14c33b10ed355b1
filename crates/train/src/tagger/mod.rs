//! Training of the part-of-speech tagger: a treebank and invented news go in, the bytes of a weights file come out.
//!
//! The same treebank gives the same bytes: sentences are shuffled from a fixed seed, features are
//! numbered as they are first seen, and sums are whole numbers.

mod copies;
mod dictionary;
mod join;
mod news;
mod pack;
mod perceptron;
mod score;
mod treebank;

pub(crate) use score::report;
pub(crate) use treebank::{Sentence, read_treebank};

use copies::{Random, cased_copies, folded_copies};
use dictionary::Dictionary;
use news::invented_news;
use perceptron::learn;

/// Trains both models and packs them into a weights file.
pub(crate) fn train(sentences: &[Sentence], training_hash: u64) -> Vec<u8> {
    let models = [false, true].map(|folded| {
        let mut random = Random::new(0x5eed);
        let sentences = [sentences, &invented_news(&mut random)].concat();
        let sentences = if folded { folded_copies(&sentences, &mut random) } else { cased_copies(&sentences, &mut random) };
        let dictionary = Dictionary::count(&sentences, folded);
        let rows = learn(&dictionary.look_up_all(&sentences, folded), &mut random);
        pack::Model { dictionary, rows }
    });
    pack::pack(&models, training_hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use recount_tagger::{Tag, Tagger};

    fn sample() -> Vec<Sentence> {
        let sentence = |text: &str| {
            let pairs = text.split(' ').map(|pair| pair.split_once('/').expect("a word and its tag"));
            Sentence {
                words: pairs.clone().map(|(word, _)| word.to_owned()).collect(),
                tags: pairs.map(|(_, name)| Tag::from_name(name).expect("a universal tag")).collect(),
            }
        };
        [
            "Gunmen/NOUN killed/VERB five/NUM guards/NOUN in/ADP Mali/PROPN ./PUNCT",
            "The/DET guards/NOUN shot/VERB two/NUM gunmen/NOUN near/ADP Gao/PROPN ./PUNCT",
            "Five/NUM people/NOUN died/VERB in/ADP the/DET attack/NOUN ./PUNCT",
        ]
        .iter()
        .cycle()
        .take(60)
        .map(|text| sentence(text))
        .collect()
    }

    #[test]
    fn training_twice_gives_the_same_bytes() {
        assert_eq!(train(&sample(), 7), train(&sample(), 7));
    }

    #[test]
    fn what_was_learned_can_be_read_back() {
        let sentences = sample();
        let tagger = Tagger::from_bytes(train(&sentences, 7)).expect("fresh weights");
        assert_eq!(tagger.training_hash(), 7);
        let words: Vec<&str> = sentences[0].words.iter().map(String::as_str).collect();
        let mut tags = Vec::new();
        tagger.tag(&words, &[], false, &mut tags);
        assert_eq!(tags, sentences[0].tags);
    }

    #[test]
    fn an_empty_treebank_gives_a_tagger_that_can_be_read() {
        let tagger = Tagger::from_bytes(train(&[], 0)).expect("fresh weights");
        let mut tags = Vec::new();
        tagger.tag(&["word"], &[], true, &mut tags);
        assert_eq!(tags.len(), 1);
    }
}
