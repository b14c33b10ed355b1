//! How two texts differ, line by line.
//!
//! In: what was expected and what was found. Out: every line with a sign before it.

/// Every line of both texts: `  ` for a line of both, `- ` for one only expected, `+ ` for one only found. Empty where
/// both are the same.
///
/// ```
/// assert_eq!(recount_testkit::diff("a\nb", "a\nc"), "  a\n- b\n+ c\n");
/// assert_eq!(recount_testkit::diff("a", "a"), "");
/// ```
pub fn diff(expected: &str, found: &str) -> String {
    if expected == found {
        return String::new();
    }
    let (expected, found): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let common = common_after(&expected, &found);
    let (mut i, mut j) = (0, 0);
    let mut shown = String::new();
    while i < expected.len() || j < found.len() {
        let (sign, line);
        if i < expected.len() && j < found.len() && expected[i] == found[j] {
            (sign, line) = ("  ", expected[i]);
            i += 1;
            j += 1;
        } else if j == found.len() || (i < expected.len() && common[i + 1][j] >= common[i][j + 1]) {
            (sign, line) = ("- ", expected[i]);
            i += 1;
        } else {
            (sign, line) = ("+ ", found[j]);
            j += 1;
        }
        shown.push_str(sign);
        shown.push_str(line);
        shown.push('\n');
    }
    shown
}

/// The number of lines that `expected[i..]` and `found[j..]` can share in order, for every `i` and `j`.
fn common_after(expected: &[&str], found: &[&str]) -> Vec<Vec<u32>> {
    let mut common = vec![vec![0; found.len() + 1]; expected.len() + 1];
    for i in (0..expected.len()).rev() {
        for j in (0..found.len()).rev() {
            common[i][j] = if expected[i] == found[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_both_are_kept_in_order() {
        assert_eq!(diff("a\nb\nc", "b\nc\nd"), "- a\n  b\n  c\n+ d\n");
        assert_eq!(diff("", "a"), "+ a\n");
        assert_eq!(diff("a", ""), "- a\n");
    }
}
