//! The furniture of pages: credits, buttons, dates, captions. In: the words of a line or a short sentence. Out: whether
//! they are one of these.

use super::lists::Lists;

/// Longest line that a phrase of furniture begins, in bytes; what opens with a bracket may be twice as long.
const LONGEST: usize = 200;
/// Longest caption, in bytes.
const LONGEST_CAPTION: usize = 500;

/// Whether these words, as a line or short last sentence, tell nothing.
pub(super) fn is_noise(lists: &Lists, words: &str) -> bool {
    let is_publish_line = words.contains("Publish Date");
    // A period ends words that were meant as a sentence ("share.", at the end of a broken line).
    let is_closed = words.ends_with('.') && !words.ends_with("...") && !is_publish_line;
    let words = words.trim_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '(' | '@' | '\u{A9}'));
    if words.is_empty() || words.starts_with('\u{A9}') {
        return true;
    }
    let length = words.len();
    if length > 2 * LONGEST {
        return false;
    }
    if length <= 80 && (!is_closed && is_whole_line(lists, words) || is_tweet_credit(words)) || !is_closed && is_clip(words) {
        return true;
    }
    let is_short = length <= LONGEST || words.starts_with('(');
    is_short && lists.noise_starts.begin(words) || !is_closed && is_byline(lists, words)
}

/// Whether these words stand under a picture.
pub(super) fn is_caption(lists: &Lists, words: &str) -> bool {
    if words.len() > LONGEST_CAPTION {
        return false;
    }
    let mut after_commas = words.match_indices(", ").filter_map(|(comma, _)| words.get(comma + 2..));
    let is_marked = words.len() <= 300 && after_commas.any(|after| lists.caption_marks.begin(after));
    let tail = words.rfind('(').and_then(|open| words.get(open..)).unwrap_or_default();
    is_marked || lists.caption_starts.begin(words) || lists.caption_starts.begin(tail) || is_credited(lists, words, tail)
}

/// "Two cars near the market (AP)": a credit after words that are no whole sentence.
fn is_credited(lists: &Lists, words: &str, tail: &str) -> bool {
    let ending = words.trim_end_matches(['.', ')', ']', ' ']);
    if lists.caption_ends.iter().any(|end| ends_with(ending, end)) {
        return true;
    }
    if tail.len() <= 60 && tail.contains('/') && tail.split_whitespace().all(|word| !word.starts_with(char::is_lowercase)) {
        return words.len() <= 300 && tail.ends_with(')');
    }
    let name = tail.trim_matches(['(', ')', '.', ' ']);
    let before = words.strip_suffix(tail).unwrap_or_default().trim_end();
    words.ends_with(')')
        && !before.is_empty()
        && !before.ends_with(['.', '!', '?', '"', '\u{201D}'])
        && lists.agencies.contains(&name.to_lowercase())
}

fn ends_with(words: &str, end: &str) -> bool {
    let from = words.len().checked_sub(end.len());
    from.and_then(|from| words.as_bytes().get(from..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end.as_bytes()))
}

fn is_whole_line(lists: &Lists, words: &str) -> bool {
    let key = words.trim_matches(['(', ')']).to_lowercase().replace(['\'', '\u{2019}'], "");
    lists.noise_lines.contains(&key) || lists.agencies.contains(&key) || is_date_line(lists, &key)
}

/// "Karsa Radio (@karsaradio) May 3, 2016"
fn is_tweet_credit(words: &str) -> bool {
    words.contains("(@") || words.starts_with('@') && !words.contains(' ')
}

/// "2:07 Mayor opens market": an entry in a list of films.
fn is_clip(words: &str) -> bool {
    let Some((clock, name)) = words.split_once(' ') else { return false };
    let is_clock = clock.len() <= 5 && clock.split(':').count() == 2 && clock.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    is_clock && name.starts_with(char::is_uppercase)
}

/// "By Amina Sow and John Reed, Reuters": a short line without a small word.
fn is_byline(lists: &Lists, words: &str) -> bool {
    let is_whole = words.ends_with(['!', '?']);
    if words.len() > 120 || !(words.starts_with("By ") || words.starts_with("BY ")) || is_whole {
        return false;
    }
    let is_name = |word: &str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        !word.starts_with(char::is_lowercase) || lists.connectors.contains(word)
    };
    let is_address = |word: &str| word.contains('@') || word.starts_with("http");
    words.split_whitespace().skip(1).all(|word| is_name(word) || is_address(word))
}

/// "15 August 2017", "Mon 3 May 2016 14:20 GMT": only numbers, months, days and hours.
fn is_date_line(lists: &Lists, key: &str) -> bool {
    let key = lists.date_prefixes.iter().find_map(|prefix| key.strip_prefix(prefix.as_str())).unwrap_or(key);
    let mut has_month = false;
    let mut count = 0;
    for word in key.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        count += 1;
        let is_number = word.starts_with(|letter: char| letter.is_ascii_digit()) && word.len() <= 6;
        let is_month = !is_number && lists.months.number(word).is_some();
        has_month |= is_month || word.len() == 4 && is_number;
        if !is_number && !is_month && !lists.weekdays.contains(word) && !lists.clock_words.contains(word) {
            return false;
        }
    }
    has_month && count >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_noise() {
        let lists = Lists::builtin();
        for words in [
            "Advertisement",
            "READ ALSO: Governor visits market",
            "Continue reading...",
            "(Reporting by Amina Sow; Editing by John Reed)",
            "By Amina Sow, Reuters",
            "By REUTERS on Publish Date May 3, 2016.",
            "Updated: 3 May 2016",
            "Mon, 3 May 2016 14:20 GMT",
            "© 2016 Karsa Times",
            "— Karsa Radio (@karsaradio) May 3, 2016",
            "***",
            "2:07 Mayor opens market",
        ] {
            assert!(is_noise(&lists, words), "{words}");
        }
        for words in [
            "By nightfall ten people had died",
            "Two guards died on 3 May 2016.",
            "May 2016 was quiet",
            "share.",
            "March 2016.",
            "BY NOON, TWO HAD DIED.",
        ] {
            assert!(!is_noise(&lists, words), "{words}");
        }
    }

    #[test]
    fn captions_are_known_by_their_credit() {
        let lists = Lists::builtin();
        for words in
            ["Photo: Amina Sow", "A burnt bus in Karsa. (Photo: Amina Sow, EPA)", "A burnt bus in Karsa (AP)", "It burnt. (Amina Sow/KRSA)"]
        {
            assert!(is_caption(&lists, words), "{words}");
        }
        assert!(!is_caption(&lists, "Two guards were killed in Karsa, police said. (AP)"));
    }
}
