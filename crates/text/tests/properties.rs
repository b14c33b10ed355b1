//! What must hold for any text and any bytes.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use recount_model::Document;
use recount_text::read::{ReadOptions, read_bytes};
use recount_text::{Part, Segmenter};

#[path = "../../../tests/properties/text.rs"]
mod properties;

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

/// Pages: tags in any order, open or closed, with the attributes that tell something.
fn tags() -> impl Strategy<Value = String> {
    let name = prop::sample::select(
        &[
            "p",
            "div",
            "article",
            "main",
            "h1",
            "h3",
            "ul",
            "li",
            "table",
            "tr",
            "td",
            "a",
            "b",
            "br",
            "time",
            "pre",
            "q",
            "nav",
            "figure",
            "script",
            "style",
            "title",
            "meta",
            "span",
            "section",
            "sup",
            "x-y",
            "html",
            "body",
            "textarea",
            "plaintext",
        ][..],
    );
    let attribute = prop::sample::select(
        &[
            "",
            " class='comments'",
            " class=\"article-body\"",
            " itemprop=articleBody",
            " hidden",
            " style='display:none'",
            " datetime=2017-08-15",
            " content='2017-08-15' property='article:published_time'",
            " type='application/ld+json'",
            " id=\"",
            " lang=fr",
            " role=main",
        ][..],
    );
    let text = prop::sample::select(
        &[
            "Two guards were killed in Karsa on Monday, police said.",
            " ",
            "&amp;",
            "&#x0;",
            "&#xD800;",
            "<!--",
            "-->",
            "<",
            "</",
            "{\"@graph\":",
            "{\"@type\": \"NewsArticle\", \"headline\": \"A\", \"datePublished\": \"2017-02-31\"}",
            "\u{A0}",
            "é",
        ][..],
    );
    let piece = (name, attribute, text, 0..4).prop_map(|(name, attribute, text, form)| match form {
        0 => format!("<{name}{attribute}>{text}"),
        1 => format!("<{name}>{text}</{name}>"),
        2 => format!("</{name}>{text}"),
        _ => text.to_owned(),
    });
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn document(title: Option<String>, text: String) -> Document {
    Document::new("any", title, text)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_text_is_cut_without_loss_and_twice_the_same(given in pieces(), title in prop::option::of("[A-Za-z .]{0,30}")) {
        properties::is_cut(&document(title, given)).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400), name in "[a-z]{1,3}(\\.(txt|json|jsonl|html|gz))?") {
        properties::is_read(&name, &bytes).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn any_page_is_read(page in tags(), words in pieces()) {
        properties::is_read("a.html", (page + &words).as_bytes()).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn any_rows_are_read(rows in "(\\{\"(id|text|published|html|x)\": (\"[^\"]{0,9}\"|[0-9.e-]{1,5}|null|\\[{1,3}|\\{\\})(, \"text\": \"a\")?\\}\n){0,4}") {
        let count = rows.lines().filter(|line| !line.trim().is_empty()).count();
        prop_assert!(read_bytes("a.jsonl", rows.as_bytes(), &ReadOptions::default()).len() <= count);
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
fn no_page_takes_longer_than_its_length_allows() {
    let pieces = [
        "<p>",
        "<div>",
        "</div>",
        "<a>",
        "<li>",
        "<ul><li>a</ul>",
        "<td>",
        "<b>",
        "<br>",
        "</p>",
        "<x>",
        "<x></x>",
        "<!--",
        "&",
        "&amp;",
        "<p>a",
        "<p>Two guards were killed in Karsa on Monday, police said.",
        "<article><h2>a</h2>",
        "<h1>a</h1>",
        "<div class=ad>a</div>",
        "<div class='a b c d e f'>",
        "<time>a</time>",
        "<a>a</a> ",
        "<meta name=date content=x>",
        "<div a=1 ",
        "<script>",
        "<pre>a\n",
        "<q>",
        "<span hidden>a</span>",
        "<main>a</main>",
        "<sup>[1]</sup>",
        "<div itemprop=articleBody>a</div>",
    ];
    let mut slowest = (Duration::ZERO, "");
    for piece in pieces {
        let page = format!("<html>{}{}", "<div>".repeat(400), piece.repeat((1 << 20) / piece.len()));
        let start = Instant::now();
        let _ = read_bytes("a.html", page.as_bytes(), &ReadOptions::default());
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
