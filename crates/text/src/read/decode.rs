//! Bytes to text. In: bytes in any common encoding. Out: text; what cannot be read becomes U+FFFD.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a text is looked at to tell its encoding.
const SAMPLE: usize = 1 << 16;
/// How much of a page is looked at for the name of its encoding.
const PAGE_HEAD: usize = 4096;

/// Reads text: by its byte order mark, as UTF-8, as UTF-16, or in the encoding that its bytes look like.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode_with_bom_removal(bytes).0.into_owned();
    }
    // Latin letters in UTF-16 are valid UTF-8 too, with zeros between them.
    match std::str::from_utf8(bytes) {
        Ok(text) if wide_encoding(bytes).is_none() => text.to_owned(),
        _ => guess(bytes).decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Reads a web page: as any text, but what is no UTF-8 by the encoding that the page names.
pub(super) fn decode_page(bytes: &[u8]) -> String {
    let is_clear = Encoding::for_bom(bytes).is_some() || wide_encoding(bytes).is_some() || std::str::from_utf8(bytes).is_ok();
    match named_encoding(bytes).filter(|_| !is_clear) {
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        None => decode(bytes),
    }
}

/// The encoding that a page names near its beginning: `charset=…` in a meta tag, or `encoding="…"` of XHTML.
fn named_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..PAGE_HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let after = ["charset", "encoding"].iter().find_map(|name| head.split_once(name)).map(|(_, after)| after)?;
    let value = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_' | ':')).unwrap_or(value.len());
    // A page that is read by its bytes is no UTF-16, whatever it says.
    Encoding::for_label(value.get(..end)?.as_bytes()).filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
}

/// Whether the text is UTF-16.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    matches!(Encoding::for_bom(bytes), Some((encoding, _)) if encoding != UTF_8) || wide_encoding(bytes).is_some()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = wide_encoding(bytes) {
        return encoding;
    }
    // A few broken letters do not make a UTF-8 text something else.
    let chunks = bytes.utf8_chunks();
    let (good, bad) = chunks.fold((0_usize, 0_usize), |(good, bad), chunk| {
        let letters = chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        (good + letters, bad + usize::from(!chunk.invalid().is_empty()))
    });
    if good > bad {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-16 without a mark: every second byte of Latin text is zero.
fn wide_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = sample.len() / 5;
    match sample.len() >= 4 {
        true if odd > many && even < many / 8 + 1 => Some(UTF_16LE),
        true if even > many && odd < many / 8 + 1 => Some(UTF_16BE),
        _ => None,
    }
}
