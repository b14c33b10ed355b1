//! PDF: the words of its pages, drawn out in a process of its own, so that a file that makes the reader of PDF fail, loop
//! or fill the stack costs one report.
//!
//! In: the bytes of a PDF. Out: its words, a line for each paragraph. The child is this program with the hidden command
//! `pdf-words`.

use std::env;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use recount::read::ReadOptions;

/// How long a PDF may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The name of the hidden command.
pub(crate) const COMMAND: &str = "pdf-words";

/// Whether these bytes begin a PDF.
pub(super) fn is_pdf(start: &[u8]) -> bool {
    start.starts_with(b"%PDF-")
}

/// The words of a PDF.
pub(super) fn words_of(bytes: Vec<u8>, options: &ReadOptions) -> Result<String, String> {
    if !cfg!(feature = "pdf") {
        return Err("PDF is not read by this program; build it with `--features pdf`, or give the words as text".to_owned());
    }
    let failed = |error: std::io::Error| format!("the reader of PDF cannot be started: {error}");
    let program = env::current_exe().map_err(failed)?;
    let mut child = Command::new(program);
    let child = child.arg(COMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(failed)?;
    let text = text_of_child(child, bytes, options.max_report_bytes as u64 + 1)?;
    let text = joined(&text);
    if text.trim().is_empty() {
        return Err("no words in this PDF; where its pages are pictures, recognise their text first (OCR)".to_owned());
    }
    Ok(text)
}

/// What the child writes, or why there is nothing; a child that takes too long is ended.
fn text_of_child(mut child: Child, bytes: Vec<u8>, most: u64) -> Result<String, String> {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&bytes)));
    let (send, receive) = channel();
    thread::spawn(move || {
        let mut text = Vec::new();
        let read = stdout.map(|stdout| stdout.take(most).read_to_end(&mut text));
        let _ = send.send(read.is_some_and(|read| read.is_ok()).then_some(text));
    });
    let text = receive.recv_timeout(PATIENCE);
    if text.is_err() {
        let _ = child.kill();
    }
    let is_fine = child.wait().is_ok_and(|status| status.success());
    match text {
        Ok(Some(text)) if is_fine => Ok(String::from_utf8_lossy(&text).into_owned()),
        Err(RecvTimeoutError::Timeout) => Err(format!("takes longer than {} seconds; save its words as text", PATIENCE.as_secs())),
        _ => Err("cannot be read as PDF: damaged, encrypted, or of an unusual form; save its words as text".to_owned()),
    }
}

/// Lines of a page to lines of a report: a word that is parted at the end of a line is made whole, and lines that follow
/// each other are one paragraph.
fn joined(text: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut is_new = true;
    for line in text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")) {
        match paragraphs.last_mut() {
            _ if line.is_empty() => is_new = true,
            Some(last) if !is_new => {
                let is_parted = last.ends_with('-') && line.starts_with(char::is_lowercase);
                match is_parted.then(|| last.pop()) {
                    Some(_) => {}
                    None => last.push(' '),
                }
                last.push_str(&line);
            }
            _ => {
                paragraphs.push(line);
                is_new = false;
            }
        }
    }
    paragraphs.join("\n\n")
}

/// What the hidden command does: a PDF from standard input, its words to standard output. Whether it could be read.
#[cfg(feature = "pdf")]
pub(crate) fn write_words() -> bool {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    let Ok(Ok(text)) = read.map(|_| pdf_extract::extract_text_from_mem(&bytes)) else { return false };
    std::io::stdout().lock().write_all(text.as_bytes()).is_ok()
}

/// The same for a program that does not read PDF.
#[cfg(not(feature = "pdf"))]
pub(crate) fn write_words() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::joined;

    #[test]
    fn lines_of_a_page_become_paragraphs() {
        let page = "Gunmen at-\ntacked the market of\nKelabo.\n\n\nNine traders died in\nnorth-\nEast Belvara.\n";
        assert_eq!(joined(page), "Gunmen attacked the market of Kelabo.\n\nNine traders died in north- East Belvara.");
        assert_eq!(joined(""), "");
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in "[a-zA-Z \n.-]{0,200}") {
            let letters = |text: &str| text.chars().filter(|letter| letter.is_alphabetic()).collect::<String>();
            prop_assert_eq!(letters(&joined(&text)), letters(&text));
        }
    }
}
