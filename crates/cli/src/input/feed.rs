//! Feeds: each item of RSS (also 1.0) and each entry of Atom is a report.
//!
//! In: the XML of a feed. Out: a report or an error row for each item, in order; an item is known by its address, else
//! by its id. What stands before a place where the XML breaks is kept.

use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;

use encoding_rs::{Encoding, UTF_8};
use encoding_rs_io::DecodeReaderBytesBuilder;
use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, resolve_predefined_entity, unescape_with};
use quick_xml::events::{BytesRef, BytesStart, Event};
use recount::read::ReadOptions;

use super::row::{Bounded, Place, Row, send_row, some_words};
use super::{ErrorRow, Item, Sink};

/// Reads a feed.
pub(super) fn read_feed(name: &str, reader: impl Read, options: &ReadOptions, send: Sink) -> ControlFlow<()> {
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    let encoding = reader.fill_buf().ok().and_then(named_encoding).or(Some(UTF_8));
    let reader = DecodeReaderBytesBuilder::new().encoding(encoding).bom_override(true).strip_bom(true).build(reader);
    let (reader, mark) = Bounded::new(reader, options.max_report_bytes.saturating_mul(2));
    let mut xml = Reader::from_reader(BufReader::new(reader));
    let config = xml.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut feed = Feed::new(name, options);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return feed.end(send),
            Ok(event) => {
                if feed.take(&event, send)?.is_over {
                    mark.set();
                }
            }
            Err(error) => {
                let number = feed.place.number + usize::from(feed.item.is_none());
                return send(Place { name, number: number.max(1) }.error(format!("broken XML: {error}; fetch the feed again")));
            }
        }
        if feed.path.len() > options.max_depth {
            return send(feed.place.error(format!("nested deeper than {}; remove what is not needed", options.max_depth)));
        }
    }
}

/// The encoding that the first line names; none for UTF-8.
fn named_encoding(start: &[u8]) -> Option<&'static Encoding> {
    let line = String::from_utf8_lossy(start.get(..200).unwrap_or(start)).to_ascii_lowercase();
    let (_, after) = line.split_once("?>")?.0.split_once("encoding")?;
    let label = after.trim_start().strip_prefix('=')?.trim_start();
    let label = label.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes())
}

struct Feed<'f> {
    place: Place<'f>,
    options: &'f ReadOptions,
    /// The names of the open elements, without prefixes.
    path: Vec<String>,
    item: Option<ItemFields>,
    title: Option<String>,
    language: Option<String>,
    words: String,
    is_feed: bool,
}

/// What an item says of itself.
#[derive(Default)]
struct ItemFields {
    row: Row,
    /// How deep its element stands.
    depth: usize,
    /// Its whole text, and what stands for it where there is none.
    content: Option<String>,
    summary: Option<String>,
    updated: Option<String>,
}

struct Taken {
    is_over: bool,
}

impl<'f> Feed<'f> {
    fn new(name: &'f str, options: &'f ReadOptions) -> Self {
        let place = Place { name, number: 0 };
        Self { place, options, path: Vec::new(), item: None, title: None, language: None, words: String::new(), is_feed: false }
    }

    fn take(&mut self, event: &Event, send: Sink) -> ControlFlow<(), Taken> {
        let mut is_over = self.item.is_none();
        match event {
            Event::Start(start) => self.open(start),
            Event::Empty(start) => {
                self.open(start);
                is_over |= self.close(&local(start.name().as_ref()), send)?;
            }
            Event::End(end) => is_over |= self.close(&local(end.name().as_ref()), send)?,
            Event::Text(text) => self.say(&text.xml10_content()),
            Event::CData(text) => self.say(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let word = resolved(reference);
                self.say(&word);
            }
            _ => {}
        }
        ControlFlow::Continue(Taken { is_over })
    }

    fn say(&mut self, words: &str) {
        if self.words.len() <= self.options.max_report_bytes {
            self.words.push_str(words);
        }
    }

    fn open(&mut self, start: &BytesStart) {
        let name = local(start.name().as_ref());
        self.is_feed |= matches!(name.as_str(), "rss" | "feed" | "rdf");
        if self.item.is_none() && matches!(name.as_str(), "item" | "entry") {
            self.place.number += 1;
            self.item = Some(ItemFields { depth: self.path.len(), ..ItemFields::default() });
        }
        let is_markup = self.inside_content();
        if is_markup {
            self.say(&format!("<{name}>"));
        } else {
            self.words.clear();
        }
        if name == "link" && !is_markup {
            self.link(start);
        }
        self.path.push(name);
    }

    /// Whether the open element is in the text of an entry, so that its tags are the text's own.
    fn inside_content(&self) -> bool {
        let depth = self.item.as_ref().map(|item| item.depth + 1);
        depth
            .and_then(|depth| self.path.get(depth))
            .is_some_and(|name| matches!(name.as_str(), "content" | "summary" | "encoded" | "description"))
    }

    /// An address that stands in an attribute, as in Atom.
    fn link(&mut self, start: &BytesStart) {
        let value = |name: &str| {
            let attribute = start.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
            let raw: &str = attribute.value.as_ref();
            unescape_with(raw, resolve_html5_entity).map_or_else(|_| some_words(raw), |words| some_words(&words))
        };
        let is_own = value("rel").is_none_or(|rel| rel == "alternate");
        if let (Some(item), Some(address), true) = (&mut self.item, value("href"), is_own) {
            item.row.url.get_or_insert(address);
        }
    }

    /// Closes an element; whether it was an item's.
    fn close(&mut self, name: &str, send: Sink) -> ControlFlow<(), bool> {
        // An end without a beginning is passed over; a beginning without an end is ended by what is around it.
        let Some(depth) = self.path.iter().rposition(|open| open == name) else { return ControlFlow::Continue(false) };
        let was_inside = self.inside_content();
        self.path.truncate(depth);
        match &self.item {
            Some(item) if depth <= item.depth => {
                self.send_item(send)?;
                return ControlFlow::Continue(true);
            }
            Some(item) if depth > item.depth + 1 => {
                if was_inside {
                    self.say(&format!("</{name}>"));
                }
            }
            Some(_) => self.item_field(name),
            None => self.feed_field(name),
        }
        ControlFlow::Continue(false)
    }

    fn feed_field(&mut self, name: &str) {
        let words = some_words(&self.words);
        match (name, self.path.last().map(String::as_str)) {
            ("title", Some("channel" | "feed")) => self.title = self.title.take().or(words),
            ("language", _) => self.language = words.and_then(|word| word.get(..2).map(str::to_lowercase)),
            _ => {}
        }
    }

    fn item_field(&mut self, name: &str) {
        let Some(words) = some_words(&self.words) else { return };
        let Some(item) = &mut self.item else { return };
        let field = match name {
            "title" => &mut item.row.title,
            "link" => &mut item.row.url,
            "guid" | "id" => &mut item.row.id,
            "pubdate" | "published" | "date" => &mut item.row.published,
            "updated" => &mut item.updated,
            "encoded" | "content" => &mut item.content,
            "description" | "summary" => &mut item.summary,
            _ => return,
        };
        field.get_or_insert(words);
    }

    fn send_item(&mut self, send: Sink) -> ControlFlow<()> {
        let Some(ItemFields { mut row, content, summary, updated, .. }) = self.item.take() else { return ControlFlow::Continue(()) };
        let told = content.or(summary);
        match told {
            Some(told) if is_markup(&told) => row.html = Some(told),
            Some(told) => row.text = Some(told),
            // An item that is no more than its headline.
            None => row.text = row.title.take(),
        }
        row.title = row.title.map(|title| if is_markup(&title) { title } else { unescaped(&title) });
        row.published = row.published.or(updated);
        row.source.clone_from(&self.title);
        row.language.clone_from(&self.language);
        if row.text.is_none() && row.html.is_none() {
            return send(self.place.error("report is empty"));
        }
        send_row(self.place, row, self.options, send)
    }

    /// The last item of a feed that breaks off is told to be incomplete.
    fn end(&mut self, send: Sink) -> ControlFlow<()> {
        if self.item.is_some() {
            return send(self.place.error("the feed breaks off within this item; fetch it again"));
        }
        if !self.is_feed {
            let reason = "no feed; give RSS or Atom, or name a web page .html";
            return send(Item::Failed(ErrorRow::new(self.place.name, reason)));
        }
        ControlFlow::Continue(())
    }
}

/// A name without its prefix, in small letters.
fn local(name: impl AsRef<[u8]>) -> String {
    let name = String::from_utf8_lossy(name.as_ref()).to_ascii_lowercase();
    name.rsplit_once(':').map_or(name.clone(), |(_, local)| local.to_owned())
}

/// The letter that a reference stands for; one that nobody knows stays as it is written.
fn resolved(reference: &BytesRef) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    let name = reference.xml10_content();
    let known = resolve_predefined_entity(&name).or_else(|| resolve_html5_entity(&name));
    known.map_or_else(|| format!("&{name};"), str::to_owned)
}

/// A title that was escaped twice, as many feeds do.
fn unescaped(words: &str) -> String {
    unescape_with(words, resolve_html5_entity).map_or_else(|_| words.to_owned(), std::borrow::Cow::into_owned)
}

/// Whether the words are HTML: a tag is among them, or a reference.
fn is_markup(words: &str) -> bool {
    let tags = words.match_indices('<').any(|(at, _)| {
        let next = words[at + 1..].trim_start_matches('/').chars().next();
        next.is_some_and(|letter| letter.is_ascii_alphabetic())
    });
    tags && words.contains('>')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::input::tests::told;

    fn read(feed: &str) -> Vec<Result<String, String>> {
        told(|send| read_feed("f.xml", feed.as_bytes(), &ReadOptions::default(), send))
    }

    const RSS: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Belvara Post</title><language>en-us</language>
        <item><title>Two guards die</title><link>https://belvara.example/1?a=1&amp;b=2</link><guid>urn:1</guid>
        <pubDate>Tue, 15 Aug 2017 23:10:00 GMT</pubDate><description>Gunmen killed two guards &amp; left.</description></item>
        <item><title>Three &amp;amp; more</title><content:encoded><![CDATA[<p>Three traders were killed.</p><p>A bomb went off.</p>]]></content:encoded>
        <description>Short.</description><pubDate>soon</pubDate></item>
        <item><title>Only a headline of four dead</title></item><item/></channel></rss>";

    #[test]
    fn items_of_rss_are_reports() {
        let read = read(RSS);
        assert_eq!(read[0], Ok("urn:1 2017-08-15: Gunmen killed two guards & left.".to_owned()));
        assert!(read[1].as_ref().unwrap_err().starts_with("f.xml:2: \"soon\" is no date"), "{read:?}");
        assert_eq!(read[2], Ok("f.xml:3 -: Only a headline of four dead".to_owned()));
        assert_eq!(read[3], Err("f.xml:4: report is empty".to_owned()));
        assert_eq!(read.len(), 4);
    }

    #[test]
    fn outlet_language_and_address_come_from_the_feed() {
        let mut documents = Vec::new();
        let _ = read_feed("f.xml", RSS.replace("soon", "16 August 2017").as_bytes(), &ReadOptions::default(), &mut |item| {
            documents.extend(if let Item::Report(document) = item { Some(document) } else { None });
            ControlFlow::Continue(())
        });
        assert_eq!(documents[0].url.as_deref(), Some("https://belvara.example/1?a=1&b=2"));
        assert_eq!((documents[0].source.as_deref(), documents[0].language.as_deref()), (Some("Belvara Post"), Some("en")));
        assert_eq!(documents[1].text, "Three & more\n\nThree traders were killed.\n\nA bomb went off.");
        assert_eq!(documents[1].title.as_deref(), Some("Three & more"));
    }

    #[test]
    fn entries_of_atom_are_reports() {
        let feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Desk</title><entry><title>Two die</title><id>tag:1</id>
            <link rel=\"self\" href=\"https://belvara.example/self\"/><link href=\"https://belvara.example/1\"/><updated>2017-08-15T10:00:00Z</updated>
            <content type=\"xhtml\"><div><p>Two guards were <b>killed</b>.</p></div></content></entry></feed>";
        assert_eq!(read(feed), [Ok("tag:1 2017-08-15: Two guards were killed.".to_owned())]);
    }

    #[test]
    fn what_stands_before_a_break_is_kept() {
        let half = &RSS[..RSS.find("Three &amp;amp;").unwrap()];
        let read = read(half);
        assert!(read[0].is_ok());
        assert_eq!(read[1], Err("f.xml:2: the feed breaks off within this item; fetch it again".to_owned()));
    }

    #[test]
    fn other_encodings_are_read_and_other_files_refused() {
        let feed = "<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><item><title>Deux morts ~ Gao</title></item></channel></rss>";
        let bytes: Vec<u8> = feed.bytes().map(|byte| if byte == b'~' { 0xE0 } else { byte }).collect();
        let read_bytes = told(|send| read_feed("f.xml", &bytes[..], &ReadOptions::default(), send));
        assert_eq!(read_bytes, [Ok("f.xml:1 -: Deux morts à Gao".to_owned())]);
        assert_eq!(read("<html><p>Two died.</p></html>"), [Err("f.xml: no feed; give RSS or Atom, or name a web page .html".to_owned())]);
    }

    #[test]
    fn deep_nesting_is_an_error_row() {
        let read = read(&format!("<rss><channel><item>{}", "<a>".repeat(100_000)));
        assert_eq!(read, [Err("f.xml:1: nested deeper than 512; remove what is not needed".to_owned())]);
    }

    proptest! {
        #[test]
        fn any_feed_is_read(parts in proptest::collection::vec(prop_oneof![
            Just("<item>".to_owned()), Just("</item>".to_owned()), Just("<title>".to_owned()), Just("</title>".to_owned()),
            Just("<link href=\"a&b\"/>".to_owned()), Just("<![CDATA[".to_owned()), Just("]]>".to_owned()), Just("&amp;".to_owned()),
            Just("<content>".to_owned()), Just("</entry>".to_owned()), "[ -~é]{0,12}"], 0..40)) {
            read(&format!("<rss><channel>{}", parts.concat()));
        }
    }
}
