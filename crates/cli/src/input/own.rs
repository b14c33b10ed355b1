//! What this program wrote: coded reports and exported ledgers, whose reports are read again.
//!
//! In: JSON lines of `recount code` or of `recount export`. Out: the report of each line as it was before it was coded;
//! lines that are no report are passed over.

use std::io::{BufRead, Read};
use std::ops::ControlFlow;

use recount::read::ReadOptions;
use recount::record::Report;
use serde::Deserialize;

use super::Sink;
use super::row::{Place, Row, send_row};

/// How the lines of this program begin.
const BEGINNINGS: [&[u8]; 2] = [b"{\"schema\":\"recount.coded/", b"{\"kind\":\"report\",\"key\":"];

/// How much longer a line may be than its report.
const AROUND: u64 = 64 << 20;

/// Whether these bytes begin a file that this program wrote.
pub(super) fn is_own(start: &[u8]) -> bool {
    BEGINNINGS.iter().any(|beginning| start.starts_with(beginning))
}

#[derive(Deserialize)]
struct Line {
    report: Option<Report>,
    coded: Option<Coded>,
    kind: Option<String>,
}

#[derive(Deserialize)]
struct Coded {
    report: Report,
}

/// Reads the reports of the lines.
pub(super) fn read_own(name: &str, mut reader: impl BufRead, options: &ReadOptions, send: Sink) -> ControlFlow<()> {
    let most = options.max_report_bytes as u64 + AROUND;
    for number in 1.. {
        let place = Place { name, number };
        let mut line = Vec::new();
        match (&mut reader).take(most).read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) if line.len() as u64 == most && !line.ends_with(b"\n") => {
                send(place.error(format!("line is longer than {most} bytes; split it")))?;
                if reader.skip_until(b'\n').is_err() {
                    break;
                }
                continue;
            }
            Ok(_) if line.trim_ascii().is_empty() => continue,
            Ok(_) => {}
            Err(error) => return send(place.error(format!("cannot be read: {error}"))),
        }
        match serde_json::from_slice::<Line>(&line) {
            Ok(Line { report: Some(report), .. } | Line { coded: Some(Coded { report }), .. }) => {
                send_row(place, row_of(report), options, send)?;
            }
            Ok(Line { kind: Some(_), .. }) => {}
            Ok(_) => send(place.error("no report in this line; give what `recount code` or `recount export` wrote"))?,
            Err(error) => send(place.error(format!("not what `recount code` or `recount export` wrote: {error}")))?,
        }
    }
    ControlFlow::Continue(())
}

/// The report as it was read; a day that was found in its dateline is found there again.
fn row_of(report: Report) -> Row {
    use recount::record::PublishedFrom;
    let is_told = report.published_from != Some(PublishedFrom::Dateline);
    let published = report.published.filter(|_| is_told).map(|day| day.to_string());
    Row {
        id: Some(report.id),
        title: report.title,
        text: Some(report.text),
        html: None,
        published,
        source: report.source,
        url: report.url,
        language: Some(report.language),
    }
}
