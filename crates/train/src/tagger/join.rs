//! Joins what the treebank cuts at hyphens: `U.S. - led` becomes `U.S.-led`, as our tokeniser reads it.

use recount_tagger::Tag;

use super::treebank::Sentence;

/// One line of the treebank.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'a> {
    /// The word as written.
    pub(crate) word: &'a str,
    /// Its universal tag.
    pub(crate) tag: Tag,
    /// Its Penn tag: `VBN`.
    pub(crate) detail: &'a str,
    /// Its relation to its head: `amod`.
    pub(crate) relation: &'a str,
    /// Whether no space follows.
    pub(crate) is_glued: bool,
}

/// Makes a sentence of parts; a hyphen without spaces glues its neighbours into one word.
pub(crate) fn join(parts: &[Part<'_>]) -> Sentence {
    let mut sentence = Sentence::default();
    let mut i = 0;
    while i < parts.len() {
        let mut end = i;
        while end + 2 < parts.len() && is_bridge(&parts[end..end + 3]) {
            end += 2;
        }
        let group = &parts[i..=end];
        sentence.words.push(group.iter().map(|part| part.word).collect());
        sentence.tags.push(if i == end { parts[i].tag } else { joined_tag(group) });
        i = end + 1;
    }
    sentence
}

fn is_bridge(three: &[Part<'_>]) -> bool {
    let is_word = |part: &Part<'_>| part.word.chars().any(char::is_alphanumeric);
    three[1].word == "-" && three[0].is_glued && three[1].is_glued && is_word(&three[0]) && is_word(&three[2])
}

/// The tag of a word with hyphens: mostly that of its last part.
fn joined_tag(group: &[Part<'_>]) -> Tag {
    let first = group[0];
    let last = group[group.len() - 1];
    let is_name = |part: &&Part<'_>| part.tag == Tag::Propn;
    let is_capitalized = |part: &Part<'_>| part.word == "-" || part.word.starts_with(|letter: char| letter.is_uppercase());
    if group.iter().all(is_capitalized) && group.iter().any(|part| is_name(&part)) {
        return Tag::Propn;
    }
    match (first.tag, last.tag) {
        (_, Tag::Verb) if is_describing(first, last) => Tag::Adj,
        // "AK-47", "C-4".
        (Tag::Noun | Tag::Propn, Tag::Num) => first.tag,
        // "check-in", "follow-up".
        (Tag::Verb | Tag::Noun, Tag::Adp | Tag::Adv) => Tag::Noun,
        (_, tag) => tag,
    }
}

/// Whether a participle with a word before it describes a thing: "U.S.-led", "well-known".
fn is_describing(first: Part<'_>, last: Part<'_>) -> bool {
    let is_participle = matches!(last.detail, "VBN" | "VBG");
    let describes = matches!(last.relation, "amod" | "compound");
    let has_word = matches!(first.tag, Tag::Noun | Tag::Propn | Tag::Adj | Tag::Adv | Tag::Num);
    is_participle && (describes || last.detail == "VBN" && has_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part<'a>(word: &'a str, tag: Tag, detail: &'a str, is_glued: bool) -> Part<'a> {
        Part { word, tag, detail, relation: "amod", is_glued }
    }

    #[test]
    fn hyphens_join_and_the_last_part_decides() {
        let sentence = join(&[
            part("U.S.", Tag::Propn, "NNP", true),
            part("-", Tag::Punct, "HYPH", true),
            part("led", Tag::Verb, "VBN", false),
            part("al", Tag::Propn, "NNP", true),
            part("-", Tag::Punct, "HYPH", true),
            part("Shabaab", Tag::Propn, "NNP", false),
            part("-", Tag::Punct, ":", false),
            part("AK", Tag::Noun, "NN", true),
            part("-", Tag::Punct, "HYPH", true),
            part("47", Tag::Num, "CD", false),
        ]);
        assert_eq!(sentence.words, ["U.S.-led", "al-Shabaab", "-", "AK-47"]);
        assert_eq!(sentence.tags, [Tag::Adj, Tag::Propn, Tag::Punct, Tag::Noun]);
    }
}
