//! The fast way past words that cannot begin a count: no hash, two loads and a test.

/// For each first byte and each length, the second bytes of the words it was given, one bit each.
#[derive(Debug)]
pub(super) struct Gate {
    seconds: Box<[[u32; LENGTHS]; 256]>,
}

/// Words of this length and longer share a row.
const LENGTHS: usize = 16;

impl Default for Gate {
    fn default() -> Self {
        Self { seconds: Box::new([[0; LENGTHS]; 256]) }
    }
}

impl Gate {
    /// Lets a word pass.
    pub(super) fn open(&mut self, word: &str) {
        if let Some(&first) = word.as_bytes().first() {
            self.seconds[first as usize][length(word)] |= second_bit(word);
        }
    }

    /// Whether a word may be one of those it was opened for; never false for one of them.
    pub(super) fn passes(&self, word: &str) -> bool {
        word.as_bytes().first().is_some_and(|&first| self.seconds[first as usize][length(word)] & second_bit(word) != 0)
    }
}

/// A word up to its first hyphen.
pub(super) fn head(fold: &str) -> &str {
    let hyphen = fold.bytes().position(|byte| byte == b'-' || byte >= 128);
    let Some(at) = hyphen.filter(|&at| at > 0) else { return fold };
    if fold.as_bytes()[at] == b'-' { &fold[..at] } else { fold.split(['-', '‐', '–']).next().unwrap_or(fold) }
}

fn length(word: &str) -> usize {
    word.len().min(LENGTHS - 1)
}

fn second_bit(word: &str) -> u32 {
    word.as_bytes().get(1).map_or(1, |byte| 1 << (byte & 31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opened_word_passes() {
        let mut gate = Gate::default();
        for word in ["a", "two", "€", "seventeenth-century-old"] {
            gate.open(word);
            assert!(gate.passes(word), "{word}");
        }
        assert!(!gate.passes("the") && !gate.passes("b") && !gate.passes(""));
    }

    #[test]
    fn a_head_ends_at_the_first_hyphen() {
        assert_eq!(["two-man", "two‐man", "two", "-two"].map(head), ["two", "two", "two", "-two"]);
    }
}
