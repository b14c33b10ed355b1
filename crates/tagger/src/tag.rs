//! The 17 universal part-of-speech tags: `"VERB"` and `Tag::Verb` name the same thing.

/// A universal part-of-speech tag, as Universal Dependencies defines it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tag {
    /// Adjective: *armed*, *Syrian*, *U.S.-led*.
    Adj,
    /// Preposition or postposition: *in*, *of*.
    Adp,
    /// Adverb: *reportedly*, *there*.
    Adv,
    /// Auxiliary: *was*, *have*, *may*.
    Aux,
    /// Coordinating conjunction: *and*, *but*.
    Cconj,
    /// Determiner: *the*, *some*.
    Det,
    /// Interjection: *yes*, *oh*.
    Intj,
    /// Common noun: *guards*, *killing*.
    Noun,
    /// Numeral: *five*, *12*.
    Num,
    /// Particle: *to* before a verb, *not*, the possessive *'s*.
    Part,
    /// Pronoun: *they*, *his*, *who*.
    Pron,
    /// Proper noun: *Mali*, *al-Shabaab*.
    Propn,
    /// Punctuation mark.
    Punct,
    /// Subordinating conjunction: *after*, *that*.
    Sconj,
    /// Symbol: *$*, *%*.
    Sym,
    /// Full verb: *killed*, *say*.
    Verb,
    /// Anything else: foreign words, broken text.
    X,
}

impl Tag {
    /// How many tags there are.
    pub const COUNT: usize = 17;

    /// All tags in the order of their numbers.
    pub const ALL: [Tag; Tag::COUNT] = [
        Tag::Adj,
        Tag::Adp,
        Tag::Adv,
        Tag::Aux,
        Tag::Cconj,
        Tag::Det,
        Tag::Intj,
        Tag::Noun,
        Tag::Num,
        Tag::Part,
        Tag::Pron,
        Tag::Propn,
        Tag::Punct,
        Tag::Sconj,
        Tag::Sym,
        Tag::Verb,
        Tag::X,
    ];

    const NAMES: [&str; Tag::COUNT] =
        ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"];

    /// The name that treebanks use: `"NOUN"`.
    #[must_use]
    pub fn name(self) -> &'static str {
        Tag::NAMES[self as usize]
    }

    /// The tag with a treebank's name, if it is one of the 17.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Tag> {
        let number = Tag::NAMES.iter().position(|known| *known == name)?;
        Some(Tag::ALL[number])
    }

    /// The tag with a number below 17.
    #[must_use]
    pub fn from_number(number: usize) -> Option<Tag> {
        Tag::ALL.get(number).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_lead_back_to_the_tag() {
        for tag in Tag::ALL {
            assert_eq!(Tag::from_number(tag as usize), Some(tag));
            assert_eq!(Tag::from_name(tag.name()), Some(tag));
        }
        assert_eq!(Tag::from_number(Tag::COUNT), None);
    }
}
