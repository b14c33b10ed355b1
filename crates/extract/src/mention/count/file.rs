//! The lines of a rule file: text in, sections of keys and values out, each with its line.
//!
//! The part of TOML that word lists need: `[section]`, `[[section]]`, and keys with a string, a whole number, `true` or `false`, or
//! a list of strings, which may run over lines. `[units]` and `one = 1` give the section `units` with the entry (`one`, 1).

/// A section of the file.
pub(super) struct Section {
    /// Its line, from 1.
    pub(super) line: usize,
    /// What stands between the brackets.
    pub(super) name: String,
    /// Its keys in order.
    pub(super) entries: Vec<Entry>,
}

/// A key with its value.
pub(super) struct Entry {
    pub(super) line: usize,
    pub(super) key: String,
    pub(super) value: Value,
}

/// What stands after the equals sign.
pub(super) enum Value {
    Text(String),
    Whole(u64),
    Flag(bool),
    List(Vec<String>),
}

impl Section {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// A key's text; empty if the key is missing or has no text.
    pub(super) fn text(&self, key: &str) -> &str {
        match self.get(key) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// A key's list; empty if the key is missing or has no list.
    pub(super) fn list(&self, key: &str) -> &[String] {
        match self.get(key) {
            Some(Value::List(words)) => words,
            _ => &[],
        }
    }

    /// A key's number, 0 if the key is missing.
    pub(super) fn whole(&self, key: &str) -> u64 {
        match self.get(key) {
            Some(Value::Whole(value)) => *value,
            _ => 0,
        }
    }

    /// Whether a key stands at `true`.
    pub(super) fn flag(&self, key: &str) -> bool {
        matches!(self.get(key), Some(Value::Flag(true)))
    }
}

/// Reads the sections of a file; an error names the line.
pub(super) fn read_sections(source: &str) -> Result<Vec<Section>, String> {
    let mut sections: Vec<Section> = Vec::new();
    let mut lines = source.lines().enumerate().map(|(i, text)| (i + 1, text.trim()));
    while let Some((line, text)) = lines.next() {
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if text.starts_with('[') {
            let name = text.trim_matches(['[', ']']).to_owned();
            sections.push(Section { line, name, entries: Vec::new() });
            continue;
        }
        let Some((key, value)) = text.split_once('=') else {
            return Err(format!("line {line}: no `=`; write `key = value`"));
        };
        let mut value = value.trim().to_owned();
        while value.starts_with('[') && !value.ends_with(']') {
            let Some((_, more)) = lines.next() else {
                return Err(format!("line {line}: a list without `]`; close it"));
            };
            value.push_str(more);
        }
        let key = key.trim().trim_matches('"').to_owned();
        let value = read_value(&value)
            .ok_or_else(|| format!("line {line}: `{key}` has no value that can be read; use \"text\", 12, true or [\"a\", \"b\"]"))?;
        let Some(section) = sections.last_mut() else {
            return Err(format!("line {line}: `{key}` stands before the first section"));
        };
        section.entries.push(Entry { line, key, value });
    }
    Ok(sections)
}

fn read_value(value: &str) -> Option<Value> {
    if let Some(inside) = value.strip_prefix('[') {
        return read_list(inside.strip_suffix(']')?).map(Value::List);
    }
    if let Some(inside) = value.strip_prefix('"') {
        return inside.strip_suffix('"').map(|text| Value::Text(text.to_owned()));
    }
    match value {
        "true" => Some(Value::Flag(true)),
        "false" => Some(Value::Flag(false)),
        _ => value.parse().ok().map(Value::Whole),
    }
}

/// Reads `"a", "b",`; a comma may stand inside the quotation marks.
fn read_list(inside: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut rest = inside.trim();
    while !rest.is_empty() {
        let (word, after) = rest.strip_prefix('"')?.split_once('"')?;
        words.push(word.to_owned());
        let after = after.trim_start();
        rest = match after.strip_prefix(',') {
            Some(after) => after.trim_start(),
            None if after.is_empty() => after,
            None => return None,
        };
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_may_run_over_lines() {
        let sections = read_sections("# words\n[[list]]\nclass = \"to\"\nwords = [\n \"to\",\n \",\",\n]\n").unwrap();
        assert_eq!(sections[0].list("words"), ["to", ","]);
        assert_eq!((sections[0].line, sections[0].text("class")), (2, "to"));
    }

    #[test]
    fn an_error_names_the_line() {
        assert!(read_sections("[a]\nb 1").is_err_and(|error| error.starts_with("line 2")));
        assert!(read_sections("[a]\nb = [\"c\" \"d\"]").is_err_and(|error| error.starts_with("line 2")));
        assert!(read_sections("a = 1").is_err_and(|error| error.starts_with("line 1")));
    }
}
