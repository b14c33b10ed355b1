//! Web pages that are made to do harm.

use std::fs;
use std::io;
use std::path::Path;

use super::GOOD;

const MILLION: usize = 1_000_000;

/// Elements within elements, a million deep.
pub(super) fn deep(path: &Path) -> io::Result<()> {
    fs::write(path, "<div>".repeat(MILLION) + GOOD)
}

/// Tags of mere looks, a million of them, none closed.
pub(super) fn looks(path: &Path) -> io::Result<()> {
    fs::write(path, "<b><i>".repeat(MILLION / 2) + GOOD)
}

/// Tables within tables.
pub(super) fn tables(path: &Path) -> io::Result<()> {
    fs::write(path, "<table><tr><td>".repeat(MILLION / 3) + GOOD)
}

/// As many elements as the limit of a report allows.
pub(super) fn many_elements(path: &Path) -> io::Result<()> {
    fs::write(path, format!("<p>{GOOD}</p>") + &"<p>a<hr>".repeat(31 * MILLION / 8))
}

/// Five hundred open elements, and end tags that look for one far out.
pub(super) fn far_ends(path: &Path) -> io::Result<()> {
    fs::write(path, format!("<p>{GOOD}</p>{}{}", "<span>".repeat(500), "</li></a></p></td>".repeat(MILLION)))
}

/// One tag with millions of attributes.
pub(super) fn attributes(path: &Path) -> io::Result<()> {
    fs::write(path, format!("<p>{GOOD}<div {}>", "class=a id=b c=d ".repeat(MILLION)))
}

/// A comment, a script and a reference that never end.
pub(super) fn unclosed(path: &Path) -> io::Result<()> {
    fs::write(path, format!("<p>{GOOD}</p><script>{}<!-- &#{}", "<p>".repeat(MILLION), "9".repeat(MILLION)))
}

/// Data of the page nested a million deep.
pub(super) fn deep_data(path: &Path) -> io::Result<()> {
    let data = format!("{{\"@graph\": {}", "[{\"@graph\":".repeat(MILLION));
    fs::write(path, format!("<script type='application/ld+json'>{data}</script><p>{GOOD}</p>"))
}

/// References to letters that are none.
pub(super) fn references(path: &Path) -> io::Result<()> {
    fs::write(path, format!("<p>{GOOD} {}", "&#0;&#xD800;&#x110000;&notit;&amp".repeat(MILLION / 8)))
}
