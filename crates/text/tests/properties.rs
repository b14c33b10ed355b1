//! What must hold for any text and any bytes.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use recount_model::Document;
use recount_text::read::{ReadOptions, read_bytes};
use recount_text::{Part, Segmenter, Text, publish_from_dateline};

/// Pieces that news is made of, and pieces that break rules.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z]{1,9}",
        4 => Just(" ".to_owned()),
        1 => Just("\n".to_owned()),
        1 => Just("\n\n".to_owned()),
        1 => "[0-9]{1,4}",
        2 => "[.,;:!?'\"()\\[\\]/&$%@#*_<>`-]",
        1 => "[“”‘’«»—–…·•éüńß\u{200B}\u{202E}\u{301}\u{AD}\u{A0}警محあ\u{2028}\u{0}\r\t]",
        1 => prop_oneof![
            Just("U.S."), Just("Gen."), Just("KARSA (AP) —"), Just("3 JAN 90 --"), Just("[TEXT]"), Just("n't"),
            Just("'s"), Just("https://"), Just("Story highlights\n"), Just("(Reporting by"), Just("cannot"), Just("``"),
        ].prop_map(str::to_owned),
        1 => "\\PC",
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

fn document(title: Option<String>, text: String) -> Document {
    Document::new("any", title, text)
}

fn check_tokens(text: &Text<'_>) -> Result<(), TestCaseError> {
    let whole = &text.document.text;
    let (mut end, mut fold_end, mut joined) = (0, 0, String::new());
    for (i, token) in text.tokens.iter().enumerate() {
        let range = token.span.range();
        prop_assert!(end <= range.start && range.start < range.end && range.end <= whole.len());
        prop_assert!(whole.is_char_boundary(range.start) && whole.is_char_boundary(range.end));
        prop_assert_eq!(token.fold.range().start, fold_end);
        prop_assert!(text.fold(i).len() == token.fold.len());
        let between = &whole[end..range.start];
        prop_assert_eq!(token.spaced, between.contains(char::is_whitespace));
        prop_assert!(!text.word(i).contains(char::is_whitespace));
        joined.push_str(between);
        joined.push_str(text.word(i));
        end = range.end;
        fold_end = token.fold.range().end;
    }
    joined.push_str(&whole[end..]);
    prop_assert_eq!(&joined, whole);
    prop_assert_eq!(fold_end, text.folds.len());
    let visible = |letter: char| letter.is_alphanumeric();
    let lost = text.tokens.windows(2).any(|pair| whole[pair[0].span.range().end..pair[1].span.range().start].contains(visible));
    prop_assert!(!lost, "a letter stands in no token");
    Ok(())
}

fn check_sentences(text: &Text<'_>) -> Result<(), TestCaseError> {
    let (mut token, mut paragraph) = (0, 0);
    let dateline = text.dateline.unwrap_or_default();
    for sentence in &text.sentences {
        prop_assert!(token <= sentence.tokens.start && sentence.tokens.start < sentence.tokens.end);
        prop_assert!(sentence.tokens.end <= text.tokens.len() && sentence.tokens.len() <= 400);
        prop_assert!(paragraph <= sentence.paragraph);
        prop_assert_eq!(sentence.span, text.span(sentence.tokens.clone()));
        prop_assert!(!sentence.span.meets(dateline));
        token = sentence.tokens.end;
        paragraph = sentence.paragraph;
    }
    let covered: usize = text.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    let in_dateline = text.tokens.iter().filter(|token| dateline.holds(token.span) && !token.span.is_empty()).count();
    prop_assert_eq!(covered + in_dateline, text.tokens.len());
    for quote in &text.quotes {
        prop_assert!(text.document.text.get(quote.range()).is_some());
    }
    prop_assert!(text.quotes.is_sorted());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_text_is_cut_without_loss(given in pieces(), title in prop::option::of("[A-Za-z .]{0,30}")) {
        let segmenter = Segmenter::builtin();
        let mut document = document(title, given);
        publish_from_dateline(&segmenter, &mut document);
        let text = segmenter.segment(&document);
        check_tokens(&text)?;
        check_sentences(&text)?;
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400), name in "[a-z]{1,3}(\\.(txt|json|jsonl|gz))?") {
        for document in read_bytes(&name, &bytes, &ReadOptions::default()).into_iter().flatten() {
            let text = Segmenter::builtin().segment(&document);
            check_tokens(&text)?;
        }
    }

    #[test]
    fn any_rows_are_read(rows in "(\\{\"(id|text|published|html|x)\": (\"[^\"]{0,9}\"|[0-9.e-]{1,5}|null|\\[{1,3}|\\{\\})(, \"text\": \"a\")?\\}\n){0,4}") {
        let count = rows.lines().filter(|line| !line.trim().is_empty()).count();
        prop_assert!(read_bytes("a.jsonl", rows.as_bytes(), &ReadOptions::default()).len() <= count);
    }

    #[test]
    fn reading_twice_gives_the_same(given in pieces()) {
        let segmenter = Segmenter::builtin();
        let document = document(None, given);
        let (first, second) = (segmenter.segment(&document), segmenter.segment(&document));
        prop_assert_eq!(first.sentences, second.sentences);
        prop_assert_eq!(first.folds, second.folds);
    }
}

#[test]
fn no_text_takes_longer_than_its_length_allows() {
    let segmenter = Segmenter::builtin();
    let pieces = [
        "a",
        "a ",
        "A ",
        "a-",
        "A.",
        "1,",
        "1,000",
        "a'",
        "\"",
        "\" ",
        "'x ",
        "(",
        "[",
        "[a] ",
        "KARSA ",
        "KARSA/",
        "\n",
        "a\n",
        "- ",
        "\u{200B}",
        "\u{301}",
        "\u{2019}",
        "é",
        "é-",
        "警",
        "U.S. The ",
        "--",
        "- \n",
        "By A\n",
        "a\n\n",
        "Gen. ",
        "\u{AD}a",
        "1-",
        "3 JAN 90 ",
        "JAN ",
        "A, ",
        "\u{201C}a\n\n",
        "http://",
        "&A",
        "A&",
        "Highlights\n",
        "Video\n",
        "(AP) ",
        "... ",
    ];
    let mut slowest = (Duration::ZERO, "");
    for piece in pieces {
        let document = document(None, piece.repeat((1 << 20) / piece.len()));
        let start = Instant::now();
        let text = segmenter.segment(&document);
        assert!(text.sentences.iter().all(|sentence| sentence.tokens.len() <= 400));
        slowest = slowest.max((start.elapsed(), piece));
    }
    assert!(slowest.0 < Duration::from_secs(8), "one megabyte of {:?} took {:?}", slowest.1, slowest.0);
}

#[test]
fn a_report_has_its_parts() {
    let given = "Two killed in Karsa attack\n\nStory highlights\n\nGunmen fired at a bus\n\nThe road is closed\n\nCNN  — \n\n\
        Gunmen killed two people near Karsa on Monday, police said.\n\nPhoto: Amina Sow\n\nThe bus was on its way to the \
        lake. Read more\n\nSearch\n\n“We heard shots,” Ama Diallo, a trader, said.\n\nAdvertisement\n";
    let document = document(None, given.to_owned());
    let text = Segmenter::builtin().segment(&document);
    let parts: Vec<Part> = text.sentences.iter().map(|sentence| sentence.part).collect();
    let expected = [
        Part::Headline,
        Part::Noise,
        Part::Highlight,
        Part::Highlight,
        Part::Lead,
        Part::Caption,
        Part::Body,
        Part::Noise,
        Part::Heading,
        Part::Body,
        Part::Noise,
    ];
    assert_eq!(parts, expected);
    assert_eq!(text.dateline.map(|span| &document[span]), Some("CNN  —"));
    assert_eq!(text.quotes.iter().map(|span| &document[*span]).collect::<Vec<_>>(), ["We heard shots,"]);
}
