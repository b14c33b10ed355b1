//! Bytes to text. In: bytes in any common encoding. Out: text; what cannot be read becomes U+FFFD.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a text is looked at to tell its encoding.
const SAMPLE: usize = 1 << 16;

/// Reads text: by its byte order mark, as UTF-8, as UTF-16, or in the encoding that its bytes look like.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode_with_bom_removal(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => guess(bytes).decode_without_bom_handling(bytes).0.into_owned(),
    }
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
