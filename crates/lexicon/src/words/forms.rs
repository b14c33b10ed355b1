//! Forms of English words: plurals and verb forms, regular ones made here, irregular ones given in the lists.

use super::Form;

/// Singular and plural of a noun phrase; "a/b" gives both.
pub fn noun_forms(word: &str) -> Vec<(String, Form)> {
    if let Some((singular, plural)) = word.split_once('/') {
        return vec![(singular.to_owned(), Form::Noun), (plural.to_owned(), Form::Plural)];
    }
    let (head, rest) = split_of(word);
    vec![(word.to_owned(), Form::Noun), (format!("{}{rest}", plural(head)), Form::Plural)]
}

/// "claim of responsibility" has its head before "of".
fn split_of(word: &str) -> (&str, &str) {
    for link in [" of ", " for "] {
        if let Some(at) = word.find(link) {
            return word.split_at(at);
        }
    }
    (word, "")
}

fn plural(noun: &str) -> String {
    let vowel_before_y = noun.ends_with("ay") || noun.ends_with("ey") || noun.ends_with("oy") || noun.ends_with("uy");
    if noun.ends_with('y') && !vowel_before_y {
        return format!("{}ies", &noun[..noun.len() - 1]);
    }
    if ["s", "x", "z", "ch", "sh"].iter().any(|end| noun.ends_with(end)) {
        return format!("{noun}es");
    }
    format!("{noun}s")
}

/// Every form of a verb phrase: the first word is inflected, or all five forms are given with '/' between.
pub fn verb_forms(verb: &str) -> Vec<(String, Form)> {
    let given: Vec<&str> = verb.split('/').collect();
    if let [base, third, past, part, ing] = given[..] {
        let mut forms = vec![(base, Form::Base), (third, Form::Third), (ing, Form::Ing)];
        if past == part {
            forms.push((past, Form::PastPart));
        } else {
            forms.extend([(past, Form::Past), (part, Form::Part)]);
        }
        return forms.into_iter().map(|(form, kind)| (form.to_owned(), kind)).collect();
    }
    let (head, rest) = verb.split_once(' ').map_or((verb, String::new()), |(head, rest)| (head, format!(" {rest}")));
    let make = |form: String| format!("{form}{rest}");
    vec![
        (make(head.to_owned()), Form::Base),
        (make(third(head)), Form::Third),
        (make(past(head)), Form::PastPart),
        (make(ing(head)), Form::Ing),
    ]
}

fn third(verb: &str) -> String {
    plural(verb)
}

fn past(verb: &str) -> String {
    if verb.ends_with('e') {
        format!("{verb}d")
    } else if let Some(stem) = verb.strip_suffix('y').filter(|stem| !ends_in_vowel(stem)) {
        format!("{stem}ied")
    } else {
        format!("{}ed", doubled(verb))
    }
}

fn ing(verb: &str) -> String {
    match verb.strip_suffix('e') {
        Some(stem) if !verb.ends_with("ee") => format!("{stem}ing"),
        _ => format!("{}ing", doubled(verb)),
    }
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.ends_with(['a', 'e', 'i', 'o', 'u'])
}

/// "ram" → "ramm": one short syllable doubles its last letter. Longer verbs that do ("kidnap") are given in full.
fn doubled(verb: &str) -> String {
    let letters = verb.as_bytes();
    let is_vowel = |letter: &u8| b"aeiou".contains(letter);
    let doubles = letters.len() >= 3
        && letters.len() <= 4
        && is_vowel(&letters[letters.len() - 2])
        && !is_vowel(&letters[letters.len() - 3])
        && !is_vowel(&letters[letters.len() - 1])
        && !b"wxy".contains(&letters[letters.len() - 1])
        && letters.iter().filter(|letter| is_vowel(letter)).count() == 1;
    if doubles { format!("{verb}{}", char::from(letters[letters.len() - 1])) } else { verb.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(verb: &str) -> Vec<String> {
        verb_forms(verb).into_iter().map(|(form, _)| form).collect()
    }

    #[test]
    fn regular_verbs_take_their_endings() {
        assert_eq!(forms("kill"), ["kill", "kills", "killed", "killing"]);
        assert_eq!(forms("ambush"), ["ambush", "ambushes", "ambushed", "ambushing"]);
        assert_eq!(forms("gun down"), ["gun down", "guns down", "gunned down", "gunning down"]);
        assert_eq!(forms("bury"), ["bury", "buries", "buried", "burying"]);
        assert_eq!(forms("raid"), ["raid", "raids", "raided", "raiding"]);
    }

    #[test]
    fn nouns_take_their_plural_on_the_head() {
        let plurals = |noun| noun_forms(noun).pop().map(|(form, _)| form);
        assert_eq!(plurals("claim of responsibility").as_deref(), Some("claims of responsibility"));
        assert_eq!(plurals("gunman/gunmen").as_deref(), Some("gunmen"));
        assert_eq!(plurals("ministry").as_deref(), Some("ministries"));
    }
}
