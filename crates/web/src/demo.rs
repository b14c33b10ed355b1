//! The demo: invented stories on invented incidents in real places, the same for everyone.

use std::path::Path;

use recount::read::{ReadOptions, read_bytes};
use recount::{Coder, Document};
use recount_ledger::{Ledger, LedgerError};

const STORIES: &str = include_str!("../demo/stories.jsonl");

/// The stories of the demo, in the order in which they came.
pub fn demo_reports() -> Vec<Document> {
    let read = read_bytes("stories.jsonl", STORIES.as_bytes(), &ReadOptions::default());
    read.into_iter().map(|report| report.expect("a test reads every story of the demo")).collect()
}

/// Fills a ledger with the stories, one after the other, so that tolls grow as they did.
///
/// # Errors
/// The file cannot be written.
pub fn fill_demo(path: &Path, coder: &Coder) -> Result<(), LedgerError> {
    let mut ledger = Ledger::to_write(path)?;
    let coded: Vec<_> = demo_reports().into_iter().map(|document| coder.code(document)).collect();
    for batch in coded.chunk_by(|one, two| one.report.published == two.report.published) {
        ledger.add(batch)?;
    }
    Ok(())
}
