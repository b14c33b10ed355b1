//! Tables: a row is a report, and the header says which column is which field.
//!
//! In: CSV with commas, semicolons or tabs, in any common encoding. Out: a report or an error row for each row.

use std::io::{BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::WINDOWS_1252;
use encoding_rs_io::DecodeReaderBytesBuilder;
use recount::read::ReadOptions;

use super::row::{Bounded, Mark, Place, Row, send_row, some_words};
use super::{ErrorRow, Item, Sink};

/// The fields of a report that a column can hold.
const FIELDS: [&str; 8] = ["id", "title", "text", "html", "published", "source", "url", "language"];

/// How much of the header is looked at for what parts its columns.
const HEADER: u64 = 1 << 16;

/// Which column of a table holds which field: pairs of field and column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    pairs: Vec<(&'static str, String)>,
}

impl Columns {
    /// Reads `text=notes,published=event_date`.
    pub(crate) fn read(words: &str) -> Result<Self, String> {
        let mut columns = Self::default();
        for pair in words.split(',').filter(|pair| !pair.trim().is_empty()) {
            let all = || format!("{pair}: write FIELD=COLUMN, where FIELD is one of {}", FIELDS.join(", "));
            let (field, column) = pair.split_once('=').ok_or_else(all)?;
            let field = FIELDS.iter().find(|known| **known == field.trim()).ok_or_else(all)?;
            columns.pairs.push((field, column.trim().to_owned()));
        }
        Ok(columns)
    }

    /// Whether no column is named, so that the header must use the names of the fields.
    pub(crate) fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The number of the column of each field; a column bears the field's own name unless another is named for it.
    fn places(&self, header: &[String]) -> Result<Vec<(&'static str, usize)>, String> {
        let find = |column: &str| header.iter().position(|name| name.trim().eq_ignore_ascii_case(column));
        let mut places = Vec::new();
        for field in FIELDS {
            let named = self.pairs.iter().find(|pair| pair.0 == field).map(|pair| pair.1.as_str());
            match (named, find(named.unwrap_or(field))) {
                (_, Some(place)) => places.push((field, place)),
                (Some(column), None) => return Err(format!("no column \"{column}\"; the header has {}", header.join(", "))),
                (None, None) => {}
            }
        }
        if places.iter().any(|(field, _)| matches!(*field, "text" | "html")) {
            return Ok(places);
        }
        Err(format!("no column \"text\"; say which it is with `--map text=COLUMN`; the header has {}", header.join(", ")))
    }
}

/// Reads a table.
pub(super) fn read_table(name: &str, reader: impl Read, columns: &Columns, options: &ReadOptions, send: Sink) -> ControlFlow<()> {
    // A mark of UTF-16 is honoured; what has none stays as it is, for each field to be read on its own.
    let reader = DecodeReaderBytesBuilder::new().bom_override(true).utf8_passthru(true).strip_bom(true).build(reader);
    let (reader, mark) = Bounded::new(reader, options.max_report_bytes.saturating_mul(2));
    let mut start = Vec::new();
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    if let Err(error) = (&mut reader).take(HEADER).read_until(b'\n', &mut start) {
        return send(Item::Failed(ErrorRow::new(name, format!("cannot be read: {error}"))));
    }
    let delimiter = delimiter(&start);
    let reader = Cursor::new(start).chain(reader);
    let reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(reader);
    let mut table = Table { name, reader, mark };
    let header: Vec<String> = match table.next() {
        Some(Ok((_, record))) => record.iter().map(decoded).collect(),
        Some(Err((line, reason))) => return send(Place { name, number: line }.error(reason)),
        None => return send(Item::Failed(ErrorRow::new(name, "table is empty; give a header and rows"))),
    };
    let places = match columns.places(&header) {
        Ok(places) => places,
        Err(reason) => return send(Place { name, number: 1 }.error(reason)),
    };
    while let Some(row) = table.next() {
        match row {
            Ok((line, record)) => table_row(Place { name, number: line }, &record, (&places, header.len()), options, send)?,
            // What comes after a row that cannot be told from the next is lost with it.
            Err((line, reason)) => return send(Place { name, number: line }.error(reason)),
        }
    }
    ControlFlow::Continue(())
}

fn table_row(
    place: Place,
    record: &ByteRecord,
    (places, width): (&[(&'static str, usize)], usize),
    options: &ReadOptions,
    send: Sink,
) -> ControlFlow<()> {
    if record.len() != width {
        let reason = format!("row has {} columns, the header has {width}; quote fields that hold separators", record.len());
        return send(place.error(reason));
    }
    let mut row = Row::default();
    for (field, column) in places {
        let words = record.get(*column).map(decoded).and_then(|words| some_words(&words));
        match *field {
            "id" => row.id = words,
            "title" => row.title = words,
            "text" => row.text = words,
            "html" => row.html = words,
            "published" => row.published = words,
            "source" => row.source = words,
            "url" => row.url = words,
            _ => row.language = words,
        }
    }
    if row.text.is_none() && row.html.is_none() {
        return send(place.error("report is empty"));
    }
    send_row(place, row, options, send)
}

struct Table<'n, R> {
    name: &'n str,
    reader: csv::Reader<R>,
    mark: Mark,
}

impl<R: Read> Table<'_, R> {
    /// The next row with its line; blank lines are passed over.
    fn next(&mut self) -> Option<Result<(usize, ByteRecord), (usize, String)>> {
        self.mark.set();
        let mut record = ByteRecord::new();
        let before = self.reader.position().line() as usize;
        match self.reader.read_byte_record(&mut record) {
            Ok(false) => None,
            Ok(true) => Some(Ok((record.position().map_or(before, |position| position.line() as usize), record))),
            Err(error) => {
                Some(Err((before, format!("{error}; {} is read no further: look for a quotation mark that is not closed", self.name))))
            }
        }
    }
}

/// A field as UTF-8, else as what spreadsheets in western Europe write.
fn decoded(field: &[u8]) -> String {
    match std::str::from_utf8(field) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(field).0.into_owned(),
    }
}

/// What parts the columns: what stands most often in the header, outside quotation marks.
fn delimiter(start: &[u8]) -> u8 {
    let header = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let bare: Vec<u8> = header.split(|byte| *byte == b'"').step_by(2).flatten().copied().collect();
    let count = |sign: u8| bare.iter().filter(|byte| **byte == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::input::tests::told;

    fn read(table: &[u8], map: &str) -> Vec<Result<String, String>> {
        let columns = Columns::read(map).unwrap();
        told(|send| read_table("t.csv", table, &columns, &ReadOptions::default(), send))
    }

    #[test]
    fn columns_are_found_by_name() {
        let table =
            b"event_id,event_date,notes\nK1,15 August 2017,\"Gunmen killed two guards, police said.\"\n\nK2,2017-08-16,Three died.\n";
        let expected =
            [Ok("K1 2017-08-15: Gunmen killed two guards, police said.".to_owned()), Ok("K2 2017-08-16: Three died.".to_owned())];
        assert_eq!(read(table, "text=notes,published=event_date,id=event_id"), expected);
        assert_eq!(read(b"ID;Text\n1;Two died.\n", ""), [Ok("1 -: Two died.".to_owned())]);
        assert_eq!(read(b"text\tsource\nTwo died.\tAgency\n", ""), [Ok("t.csv:2 -: Two died.".to_owned())]);
    }

    #[test]
    fn one_bad_row_loses_no_other() {
        let table = b"text,published\nOne.,soon\nTwo.\n,2017-08-15\nThree.,2017-08-15\n";
        let read = read(table, "");
        assert!(read[0].as_ref().unwrap_err().starts_with("t.csv:2: \"soon\" is no date"), "{read:?}");
        assert_eq!(read[1], Err("t.csv:3: row has 1 columns, the header has 2; quote fields that hold separators".to_owned()));
        assert_eq!(read[2], Err("t.csv:4: report is empty".to_owned()));
        assert_eq!(read[3], Ok("t.csv:5 2017-08-15: Three.".to_owned()));
    }

    #[test]
    fn a_table_without_the_column_says_which_it_has() {
        assert_eq!(
            read(b"notes,day\nOne.,1\n", ""),
            [Err("t.csv:1: no column \"text\"; say which it is with `--map text=COLUMN`; the header has notes, day".to_owned())]
        );
        assert_eq!(read(b"notes\nOne.\n", "text=story"), [Err("t.csv:1: no column \"story\"; the header has notes".to_owned())]);
        assert!(Columns::read("words=notes").unwrap_err().contains("write FIELD=COLUMN"));
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_does_not_fill_the_memory() {
        let options = ReadOptions { max_report_bytes: 1_000, ..ReadOptions::default() };
        let table = format!("text\nOne.\n\"{}", "x".repeat(1 << 20));
        let read = told(|send| read_table("t.csv", table.as_bytes(), &Columns::default(), &options, send));
        assert!(read.iter().any(|row| row.as_ref().is_err_and(|reason| reason.contains("longer than 2000 bytes"))), "{read:?}");
    }

    #[test]
    fn spreadsheets_in_other_encodings_are_read() {
        let utf16: Vec<u8> = "\u{FEFF}text\tid\nZwei Tote in Köln.\t7\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf16, ""), [Ok("7 -: Zwei Tote in Köln.".to_owned())]);
        assert_eq!(read(b"text;id\nDeux morts \xE0 Gao.;7\n", ""), [Ok("7 -: Deux morts à Gao.".to_owned())]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            read(&bytes, "");
            read(&[b"text,id\n", &bytes[..]].concat(), "");
        }

        #[test]
        fn what_is_written_comes_back(texts in proptest::collection::vec("[a-zé\",;\n ]{0,20}[a-z]", 1..8)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["id", "text"]).unwrap();
            for (i, text) in texts.iter().enumerate() {
                writer.write_record([&i.to_string(), text]).unwrap();
            }
            let expected: Vec<_> = texts.iter().enumerate().map(|(i, text)| Ok(format!("{i} -: {}", text.trim()))).collect();
            prop_assert_eq!(read(&writer.into_inner().unwrap(), ""), expected);
        }
    }
}
