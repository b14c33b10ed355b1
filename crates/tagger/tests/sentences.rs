//! Fixed sentences and the tags that the built-in weights give them.

use recount_tagger::{Tag, Tagger};

/// Tags words that are written as `word/TAG`, and compares.
fn check(sentence: &str, folded: bool) {
    let pairs = sentence.split(' ').map(|pair| pair.rsplit_once('/').expect("a word and its tag"));
    let (words, names): (Vec<&str>, Vec<&str>) = pairs.unzip();
    let mut tags = Vec::new();
    Tagger::builtin().tag(&words, &[], folded, &mut tags);
    let found: Vec<&str> = tags.iter().map(|tag| tag.name()).collect();
    assert_eq!(found, names, "{sentence}");
}

#[test]
fn running_text_is_tagged() {
    for sentence in [
        "The/DET killing/NOUN of/ADP five/NUM guards/NOUN sparked/VERB protests/NOUN ./PUNCT",
        "Police/NOUN shot/VERB and/CCONJ killed/VERB two/NUM protesters/NOUN in/ADP Nairobi/PROPN ./PUNCT",
        "They/PRON may/AUX attack/VERB again/ADV ,/PUNCT he/PRON warned/VERB ./PUNCT",
        "Mali/PROPN 's/PART army/NOUN did/AUX n't/PART comment/VERB ./PUNCT",
        "Mali/PROPN ’s/PART army/NOUN did/AUX n’t/PART comment/VERB ./PUNCT",
        "The/DET bomb/NOUN wounds/NOUN were/AUX severe/ADJ ,/PUNCT doctors/NOUN said/VERB ./PUNCT",
        "Gunmen/NOUN ambushed/VERB a/DET convoy/NOUN of/ADP the/DET U.S.-led/ADJ coalition/NOUN near/ADP al-Shabaab/PROPN positions/NOUN",
    ] {
        check(sentence, false);
    }
}

#[test]
fn words_that_training_never_saw_are_tagged() {
    for sentence in [
        "A/DET booby-trapped/ADJ motorcycle/NOUN detonated/VERB beside/ADP a/DET patrol/NOUN ,/PUNCT maiming/VERB an/DET interpreter/NOUN ./PUNCT",
        "Army/NOUN helicopters/NOUN strafed/VERB villages/NOUN held/VERB by/ADP Karen/PROPN fighters/NOUN ,/PUNCT displacing/VERB thousands/NOUN ./PUNCT",
    ] {
        check(sentence, false);
    }
}

#[test]
fn capitals_of_a_headline_do_not_make_names() {
    check("Gunmen/NOUN Kill/VERB Five/NUM Guards/NOUN in/ADP Border/NOUN Town/NOUN", false);
    check("Man/NOUN Stabs/VERB Four/NUM in/ADP Lyon/PROPN Before/SCONJ Being/AUX Shot/VERB by/ADP Police/NOUN", false);
    check("Bombing/NOUN kills/VERB 8/NUM in/ADP northern/ADJ Iraq/PROPN", false);
}

/// Wrong: the first word of a headline that training hardly saw is taken for a name, and a plural between two verbs for a verb.
#[test]
fn words_that_training_hardly_saw_are_misread() {
    check("Hired/PROPN Thugs/NOUN Beat/VERB Union/NOUN Leader/NOUN to/ADP Death/NOUN in/ADP Jakarta/PROPN", false);
    check("Helicopters/NOUN strafed/VERB hamlets/VERB held/VERB by/ADP fighters/NOUN", false);
}

#[test]
fn text_in_capitals_is_tagged() {
    check(
        "SIX/NUM PEASANTS/NOUN WERE/AUX MURDERED/VERB BY/ADP MEMBERS/NOUN OF/ADP THE/DET ARMED/ADJ FORCES/NOUN IN/ADP CHALATENANGO/PROPN ./PUNCT",
        true,
    );
    check("SUICIDE/NOUN BOMBER/NOUN KILLS/VERB 20/NUM AT/ADP MOSQUE/NOUN IN/ADP PESHAWAR/PROPN", true);
}

#[test]
fn a_given_tag_is_kept_and_read_by_its_neighbours() {
    let words = ["Militants", "shell", "positions"];
    let mut tags = Vec::new();
    let given = [None, Some(Tag::Verb), None];
    Tagger::builtin().tag(&words, &given, false, &mut tags);
    assert_eq!(tags, [Tag::Noun, Tag::Verb, Tag::Noun]);
    Tagger::builtin().tag(&words, &[Some(Tag::X); 3], false, &mut tags);
    assert_eq!(tags, [Tag::X; 3]);
}

#[test]
fn strange_words_get_a_tag_each() {
    let long = "ß".repeat(100_000);
    let words = ["", " ", "\0", "İ", "\u{301}", "--", "日本", &long, "'", "-"];
    for folded in [false, true] {
        let mut tags = vec![Tag::X; 99];
        Tagger::builtin().tag(&words, &[], folded, &mut tags);
        assert_eq!(tags.len(), words.len());
        Tagger::builtin().tag(&[], &[None; 5], folded, &mut tags);
        assert_eq!(tags, []);
    }
}
