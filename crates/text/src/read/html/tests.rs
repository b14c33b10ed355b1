//! Invented pages, each of a kind that is met, with what must be read from them.

use recount_model::{Document, PublishedFrom};

use crate::read::{ReadOptions, read_bytes};

const LEAD: &str = "Gunmen killed two guards and wounded a driver near the market of Karsa on Monday, police said.";
const SECOND: &str = "The men came on three motorcycles and fled towards the lake, a trader who saw the attack told reporters.";
const THIRD: &str = "Nobody has claimed the attack; the governor of the province has closed the road until Friday.";

const LAST: &str = "It was the third attack in the town since the beginning of the rains, a spokesman of the army said.";

fn read(bytes: &[u8]) -> Vec<Document> {
    read_bytes("page.html", bytes, &ReadOptions::default()).into_iter().map(|read| read.expect("a report")).collect()
}

fn one(html: &str) -> Document {
    let mut documents = read(html.as_bytes());
    assert_eq!(documents.len(), 1, "{documents:#?}");
    documents.remove(0)
}

fn error(html: &str) -> String {
    let read = read_bytes("page.html", html.as_bytes(), &ReadOptions::default());
    read[0].as_ref().map(|document| document.text.clone()).expect_err("no report").to_string()
}

fn day(document: &Document) -> Option<String> {
    document.published.map(|day| day.to_string())
}

fn story() -> String {
    format!("{LEAD}\n\n{SECOND}\n\n{THIRD}")
}

fn paragraphs() -> String {
    format!("<p>{LEAD}</p>\n<p>{SECOND}</p><p>{THIRD}")
}

#[test]
fn a_plain_article_is_its_paragraphs() {
    let document = one(&format!(
        "<!DOCTYPE html><html lang=en-GB><head><title>Two guards killed in Karsa | Karsa Times</title><style>p {{ x }}</style></head>
        <body class='has-sidebar'><header><a href=/>Karsa Times</a></header><nav><ul><li><a href=/w>World</a><li><a href=/s>Sport</a></ul></nav>
        <main><article><h1>Two guards killed\n in Karsa</h1>{}<script>var text = '<p>x</p>';</script></article></main>
        <footer>Imprint of the Karsa Times and all its papers in the province</footer></body></html>",
        paragraphs()
    ));
    assert_eq!(document.title.as_deref(), Some("Two guards killed in Karsa"));
    assert_eq!(document.own_text(), story());
    assert_eq!((document.language.as_deref(), document.published), (Some("en"), None));
}

#[test]
fn json_ld_with_a_graph_tells_title_outlet_and_day() {
    let document = one(&format!(
        "<html><head><title>Karsa</title><script type='application/ld+json'>{{\"@context\": \"x\", \"@graph\": [
        {{\"@type\": \"Organization\", \"name\": \"Karsa Times\"}},
        {{\"@type\": \"WebPage\", \"datePublished\": \"2016-01-01\"}},
        {{\"@type\": [\"NewsArticle\"], \"headline\": \"Two guards killed\", \"datePublished\": \"2017-08-15T22:10:00+02:00\",
        \"dateModified\": \"2019-01-01\", \"publisher\": {{\"@type\": \"Organization\", \"name\": \"Karsa Times\"}}}}]}}</script></head>
        <body>{}</body></html>",
        paragraphs()
    ));
    assert_eq!(document.title.as_deref(), Some("Two guards killed"));
    assert_eq!(document.source.as_deref(), Some("Karsa Times"));
    assert_eq!((day(&document).as_deref(), document.published_from), (Some("2017-08-15"), Some(PublishedFrom::Metadata)));
    assert_eq!(document.own_text(), story());
}

#[test]
fn broken_json_ld_loses_nothing_else() {
    let deep = "[".repeat(100_000);
    let document = one(&format!(
        "<script type='application/ld+json'>{{\"@type\": </script><script type='application/ld+json'>{deep}</script>
        <meta property='article:published_time' content='2017-08-15T10:00:00Z'>{}",
        paragraphs()
    ));
    assert_eq!(day(&document).as_deref(), Some("2017-08-15"));
}

#[test]
fn meta_tags_alone_are_enough() {
    let document = one(&format!(
        "<html><head><meta property='og:title' content='Two guards killed &amp; a driver wounded'><meta property='og:site_name'
        content='Karsa Times'><meta name='article:modified_time' content='2018-01-01'><meta name='DC.date.issued' content='2017/08/15'>
        <link rel=canonical href='https://karsa.example/a'></head><body><div>{}</div>",
        paragraphs()
    ));
    assert_eq!(document.title.as_deref(), Some("Two guards killed & a driver wounded"));
    assert_eq!((document.source.as_deref(), document.url.as_deref()), (Some("Karsa Times"), Some("https://karsa.example/a")));
    assert_eq!(day(&document).as_deref(), Some("2017-08-15"));
}

#[test]
fn a_time_element_gives_the_day() {
    let document = one(&format!(
        "<title>Two guards killed - Karsa Times</title><aside><time datetime='2011-01-01'>Old</time></aside>
        <article><h1>Two guards killed</h1><time class=updated datetime='2018-02-02'>Updated Friday</time>
        <time datetime='2017-08-15T09:00'>Tuesday</time>{}</article>",
        paragraphs()
    ));
    assert_eq!(day(&document).as_deref(), Some("2017-08-15"));
    assert_eq!(document.own_text(), story());
}

#[test]
fn the_address_gives_the_day() {
    let html = format!("<link rel='canonical' href='https://karsa.example/2017/08/15/two-killed'><body>{}", paragraphs());
    assert_eq!(day(&one(&html)).as_deref(), Some("2017-08-15"));
    let row = serde_json::json!({"html": paragraphs(), "url": "https://karsa.example/2017/08/16/two-killed"}).to_string();
    let read = read_bytes("a.jsonl", row.as_bytes(), &ReadOptions::default());
    assert_eq!(read[0].as_ref().ok().and_then(day).as_deref(), Some("2017-08-16"));
}

#[test]
fn a_layout_of_tables_is_read() {
    let document = one(&format!(
        "<HTML><HEAD><TITLE>Karsa Times: Two guards killed</TITLE></HEAD><BODY BGCOLOR=white><TABLE WIDTH=100%><TR><TD COLSPAN=3>
        <FONT SIZE=5><A HREF=/>KARSA TIMES</A></FONT></TD></TR><TR VALIGN=top><TD><A HREF=/w>World</A><BR><A HREF=/s>Sport</A><BR>
        <TD><CENTER><FONT COLOR=red><H2>Two guards killed</H2></CENTER><FONT FACE=Times>{LEAD}<BR><BR>{SECOND}
        <BR>&nbsp;<BR><B>{THIRD}</TD><TD><A HREF=/1>Mayor opens the new market hall in the north of the old town</A></TABLE></BODY></HTML>"
    ));
    assert_eq!(document.title.as_deref(), Some("Two guards killed"));
    assert_eq!(document.own_text(), story());
}

#[test]
fn captions_adverts_and_links_are_left_out() {
    let document = one(&format!(
        "<title>Two guards killed</title><article><h1>Two guards killed</h1><figure><img src=a><figcaption>A soldier stands at a market
        where ten people died in another attack in March.</figcaption></figure><p>{LEAD}</p><div class='ad-slot'><p>Advertisement</p>
        <p>Buy a new car today, it is cheaper than you think and drives for years.</p></div><p>{SECOND}</p>
        <p><a href=/b>READ ALSO: Forty people killed in the bombing of a bus</a></p><div class='wp-caption'>Police at the scene.</div>
        <p>{THIRD}</p><h3>Related stories</h3><ul><li><a href=/c>Six killed in Bala</a><li><a href=/d>Seven killed in Gora</a></ul>
        <div class='social-share'>Share this <button>Print</button></div></article>"
    ));
    assert_eq!(document.own_text(), story());
}

#[test]
fn a_cookie_banner_is_left_out() {
    let document = one(&format!(
        "<title>Two guards killed</title><div id=cookie-consent><h2>We value your privacy</h2><p>We and our partners store and use
        information on your device, such as cookies, for as long as the law of your country allows us to.</p></div>
        <div id=page>{}</div><div style='display: none'>Sign in to read all the stories of the Karsa Times as they come.</div>",
        paragraphs()
    ));
    assert_eq!(document.own_text(), story());
}

#[test]
fn several_articles_are_several_reports() {
    let article = |title: &str, day: &str, more: &str| {
        format!(
            "<article><h2><a href=/x>{title}</a></h2><time datetime={day}>x</time><p>{LEAD} {more}</p><p>{SECOND}</p><p>{THIRD}</p><p>{LAST}</p></article>"
        )
    };
    let html = format!(
        "<title>Karsa Times</title><main>{}{}<article><h2>Short</h2><p>Read more.</p></article></main>",
        article("Two guards killed", "2017-08-15", ""),
        article("Bus burnt", "2017-08-16", "A bus burnt.")
    );
    let documents = read(html.as_bytes());
    let told: Vec<_> = documents.iter().map(|document| (document.id.as_str(), document.title.as_deref(), day(document))).collect();
    assert_eq!(
        told,
        [
            ("page.html#1", Some("Two guards killed"), Some("2017-08-15".to_owned())),
            ("page.html#2", Some("Bus burnt"), Some("2017-08-16".to_owned()))
        ]
    );
    assert_eq!(documents[0].own_text(), format!("{}\n\n{LAST}", story()));
    let row = serde_json::json!({"id": 7, "html": html}).to_string() + "\n{\"text\": \"Last.\"}\n";
    let ids = read_bytes("a.jsonl", row.as_bytes(), &ReadOptions::default()).into_iter().map(|read| read.map(|document| document.id));
    assert_eq!(ids.collect::<Result<Vec<_>, _>>().unwrap(), ["7#1", "7#2", "a.jsonl:2"]);
}

#[test]
fn the_encoding_that_a_page_names_is_used() {
    let html = format!(
        "<html><head><meta charset=\"iso-8859-1\"><title>Jos\u{e9} \u{81}</title></head><body><p>Jos\u{e9} Mu\u{f1}oz fled. {LEAD}</p>"
    );
    let latin: Vec<u8> = html.chars().map(|letter| letter as u8).collect();
    assert!(read(&latin)[0].own_text().starts_with("Jos\u{e9} Mu\u{f1}oz fled."));
    // A page in UTF-8 stays so, whatever it says.
    assert!(read(html.as_bytes())[0].own_text().starts_with("Jos\u{e9} Mu\u{f1}oz fled."));
    let russian = b"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'><p>\xC2 \xCC\xEE\xF1\xEA\xE2\xE5";
    assert_eq!(read(russian)[0].own_text(), "\u{412} \u{41c}\u{43e}\u{441}\u{43a}\u{432}\u{435}");
}

#[test]
fn a_page_without_body_or_report() {
    assert_eq!(one("<title>Note</title>Two guards were killed.").own_text(), "Two guards were killed.");
    for html in ["<html><head><title>Karsa Times</title></head></html>", "<nav>Home World Sport</nav>", "<script>x</script>"] {
        assert!(error(html).contains("no article can be read"), "{html}");
    }
    assert!(error(" \n").contains("report is empty"));
}

#[test]
fn comments_of_readers_are_left_out() {
    let comment =
        "<div class=comment><p>I was there and I saw at least forty bodies on the road, whatever the police say about it.</p></div>";
    let document = one(&format!(
        "<title>Two guards killed</title><body class='comments-open'><div id=content><h1>Two guards killed</h1>{}</div>
        <section id=comments><h3>Comments</h3>{}</section>",
        paragraphs(),
        comment.repeat(20)
    ));
    assert_eq!(document.own_text(), story());
}

#[test]
fn a_live_blog_is_one_report() {
    let entry = |hour: &str, words: &str| {
        format!("<article><time>{hour}</time><h3>What we know</h3><p>{words}</p><p>{SECOND} {THIRD}</p></article>")
    };
    let document = one(&format!(
        "<script type='application/ld+json'>{{\"@type\": \"LiveBlogPosting\", \"headline\": \"Karsa attack: latest\",
        \"datePublished\": \"2017-08-15\"}}</script><main><h1>Karsa attack: latest</h1>{}{}</main>",
        entry("10:42", "Three people died, the hospital now says; two of them are guards who stood at the gate of the market."),
        entry("10:15", LEAD)
    ));
    assert_eq!(document.title.as_deref(), Some("Karsa attack: latest"));
    let text = document.own_text();
    assert!(text.starts_with("What we know\n\nThree people died") && text.contains(LEAD) && !text.contains("10:42"), "{text}");
}

#[test]
fn a_standfirst_above_the_text_is_kept_and_what_follows_it_is_not() {
    let document = one(&format!(
        "<title>Two guards killed</title><div class=page><h1>Two guards killed</h1><p>{LEAD}</p><div class='article-body'><p>{SECOND}</p>
        <p>{THIRD}</p><ul><li>Two guards <em>died</em>.<li>A driver was hurt.</ul></div><div><p>Our reporters work in six towns of the province,
        day and night, for readers like you.</p></div></div>"
    ));
    assert_eq!(document.own_text(), format!("{}\n\n• Two guards died.\n• A driver was hurt.", story()));
}

#[test]
fn teasers_after_a_report_are_left_out_and_its_own_sections_are_not() {
    let teaser = "<div><h3><a href=/x>Six killed in Bala</a></h3><p>An attack on a bus near the lake killed six people on Sunday, the army says.</p></div>";
    let document = one(&format!(
        "<title>Two guards killed - Karsa Times</title><header><h1><a href=/>Karsa Times</a></h1></header><div><h2>Two guards killed</h2>
        <p>{LEAD}</p><h3><a href='#what'>What is known</a></h3><p>{SECOND}</p></div><div>{}</div>",
        teaser.repeat(6)
    ));
    assert_eq!(document.title.as_deref(), Some("Two guards killed"));
    assert_eq!(document.own_text(), format!("{LEAD}\n\nWhat is known\n\n{SECOND}"));
}

#[test]
fn data_give_the_text_where_scripts_build_the_page() {
    let document = one(&format!(
        "<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"Two guards killed\", \"articleBody\": \"{LEAD} {SECOND}\"}}
        </script><body><div id=root>Loading</div>"
    ));
    assert_eq!(document.own_text(), format!("{LEAD} {SECOND}"));
}

#[test]
fn deep_nesting_is_an_error() {
    assert!(error(&"<div>".repeat(1_000_000)).contains("nested deeper than 512"));
    assert!(error(&"<table><tr><td>".repeat(200)).contains("nested deeper than 512"));
    assert_eq!(one(&format!("{}Two died.", "<b><i>".repeat(100_000))).own_text(), "Two died.");
}

#[test]
fn what_a_row_says_wins_over_its_page() {
    let html = format!("<html lang=fr><title>Page</title><meta property=og:site_name content=Page>{}", paragraphs());
    let row = serde_json::json!({"html": html, "title": "Row", "source": "Row", "language": "en", "published": "2017-08-15"}).to_string();
    let document = read_bytes("a.jsonl", row.as_bytes(), &ReadOptions::default()).remove(0).unwrap();
    assert_eq!((document.title.as_deref(), document.source.as_deref()), (Some("Row"), Some("Row")));
    assert_eq!((document.language.as_deref(), document.published_from), (Some("en"), Some(PublishedFrom::Given)));
}
