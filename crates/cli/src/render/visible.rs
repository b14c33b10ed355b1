//! Hostile words stay words: control and direction characters of a report are shown, not obeyed.

use std::borrow::Cow;
use std::fmt::Write;

/// The words with everything that would move the cursor, ring or turn the reading direction made visible. Line breaks
/// and tabs become spaces.
pub(crate) fn visible(words: &str) -> Cow<'_, str> {
    if !words.chars().any(is_hidden) {
        return Cow::Borrowed(words);
    }
    let mut shown = String::with_capacity(words.len() + 8);
    for letter in words.chars() {
        match letter {
            '\n' | '\t' => shown.push(' '),
            '\r' => {}
            '\u{0}'..='\u{1F}' => shown.push(char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{FFFD}')),
            '\u{7F}' => shown.push('\u{2421}'),
            letter if is_hidden(letter) => {
                write!(shown, "‹U+{:04X}›", u32::from(letter)).expect("a string takes every letter");
            }
            letter => shown.push(letter),
        }
    }
    Cow::Owned(shown)
}

fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_moves_the_cursor_or_turns_the_line() {
        assert_eq!(visible("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(visible("safe\u{202E}exe.txt"), "safe‹U+202E›exe.txt");
        assert_eq!(visible("two\nlines\r\n\u{9b}2J"), "two lines ‹U+009B›2J");
        assert!(matches!(visible("Tombouctou, café"), Cow::Borrowed(_)));
    }
}
