//! What a letter is. In: a byte or a character. Out: the class that the scanner steps by.

use unicode_normalization::char::is_combining_mark;

/// The class of a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// White space.
    Space,
    /// An ASCII letter or digit.
    Letter,
    /// Any other visible ASCII character.
    Mark,
    /// A control character: no token, no white space.
    Control,
    /// Part of a character outside ASCII.
    High,
}

/// The class of each byte.
pub(super) const CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Mark; 256];
    let mut i = 0;
    while i < 256 {
        let byte = i as u8;
        table[i] = if byte >= 128 {
            Class::High
        } else if byte.is_ascii_alphanumeric() {
            Class::Letter
        } else if matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C) {
            Class::Space
        } else if byte.is_ascii_control() {
            Class::Control
        } else {
            Class::Mark
        };
        i += 1;
    }
    table
}

/// What a character outside ASCII does for a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Begins or continues a word.
    Letter,
    /// A word of its own (CJK).
    Ideograph,
    /// Continues a word (accents set after the letter).
    Accent,
    /// Is not seen: zero width, direction.
    Unseen,
    /// An apostrophe, or a quotation mark that can serve as one.
    Apostrophe,
    /// A hyphen.
    Hyphen,
    /// White space.
    Space,
    /// Anything else.
    Mark,
}

/// What the character does for a word.
pub(super) fn sort(letter: char) -> Sort {
    match letter {
        '\u{2019}' | '\u{2018}' | '\u{2BC}' | '\u{2BB}' | '\u{2BD}' | '\u{2BE}' | '\u{2BF}' | '\u{2B9}' | '\u{2032}' | '\u{FF07}'
        | '\u{B4}' => Sort::Apostrophe,
        '\u{2010}' | '\u{2011}' => Sort::Hyphen,
        '\u{AD}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}' => Sort::Unseen,
        '\u{3041}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Sort::Ideograph,
        _ if is_combining_mark(letter) => Sort::Accent,
        _ if letter.is_alphanumeric() => Sort::Letter,
        _ if letter.is_whitespace() => Sort::Space,
        _ => Sort::Mark,
    }
}

/// The form in which rules name a mark: straight quotes, `--` for dashes, `...` for dots.
pub(super) fn plain_mark(mark: &str) -> &str {
    match mark {
        "\u{201C}" | "\u{201D}" | "\u{201E}" | "\u{201F}" | "\u{AB}" | "\u{BB}" | "\u{FF02}" | "``" | "''" => "\"",
        "\u{2018}" | "\u{2019}" | "\u{201A}" | "\u{201B}" | "\u{2BC}" | "\u{2BB}" | "\u{B4}" | "`" | "\u{FF07}" => "'",
        "\u{2013}" | "\u{2014}" | "\u{2015}" | "\u{2212}" => "--",
        "\u{2010}" | "\u{2011}" => "-",
        "\u{2026}" => "...",
        "\u{3002}" | "\u{FF0E}" => ".",
        "\u{FF0C}" | "\u{3001}" | "\u{60C}" => ",",
        "\u{FF01}" => "!",
        "\u{FF1F}" | "\u{61F}" => "?",
        "\u{FF1A}" => ":",
        _ if mark.len() > 1 && mark.starts_with('-') => "--",
        _ if mark.len() > 1 && mark.starts_with('.') => "...",
        _ => mark,
    }
}
