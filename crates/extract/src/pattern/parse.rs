//! Reading rule files and patterns.

use std::collections::BTreeMap;

use recount_lexicon::words::{Act, Lexicon, SayAct};
use recount_model::RuleName;
use serde::Deserialize;

use super::{Atom, Item, Rule, RuleError, Rules};
use crate::chunk::traits;

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    rule: Vec<toml::Spanned<Raw>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    name: String,
    #[serde(rename = "match")]
    pattern: String,
    #[serde(default)]
    gives: BTreeMap<String, String>,
    #[serde(default)]
    sees: Vec<String>,
    #[serde(default)]
    skips: Vec<String>,
}

/// Makes the words that patterns ask for known to the lexicon; must come before any text is read.
pub(crate) fn learn_words(text: &str, lexicon: &mut Lexicon) {
    for line in text.lines().filter(|line| line.trim_start().starts_with("match")) {
        for word in line.split(|letter: char| !letter.is_lowercase()).filter(|word| !word.is_empty()) {
            lexicon.learn(word);
        }
    }
}

pub(super) fn file(name: &str, text: &str, lexicon: &Lexicon) -> Result<Rules, RuleError> {
    let line_of = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
    let fail = |at: usize, problem: String| RuleError { file: name.to_owned(), line: line_of(at), problem };
    let file: File = toml::from_str(text)
        .map_err(|error| fail(error.span().map_or(0, |span| span.start), format!("this is no rule file: {}", error.message())))?;
    let mut rules: Vec<Rule> = Vec::with_capacity(file.rule.len());
    for raw in file.rule {
        let at = raw.span().start;
        let raw = raw.into_inner();
        check(&raw).map_err(|problem| fail(at, problem))?;
        if rules.iter().any(|known| known.name == raw.name) {
            return Err(fail(at, format!("rule `{}` stands here twice; a name is used once", raw.name)));
        }
        let (left, pivot, right) = pattern(&raw.pattern, lexicon).map_err(|problem| fail(at, format!("rule `{}`: {problem}", raw.name)))?;
        rules.push(Rule {
            name: keep(&raw.name),
            pattern: raw.pattern,
            gives: raw.gives,
            sees: raw.sees,
            skips: raw.skips,
            file: name.to_owned(),
            line: line_of(at),
            left,
            pivot,
            right,
        });
    }
    Ok(Rules { rules })
}

fn check(raw: &Raw) -> Result<(), String> {
    if !raw.name.contains('.') {
        return Err(format!("rule `{}` has no step; name it `step.what-it-sees`", raw.name));
    }
    if raw.sees.is_empty() {
        return Err(format!("rule `{}` sees nothing; add a sentence it must match", raw.name));
    }
    if raw.skips.is_empty() {
        return Err(format!("rule `{}` skips nothing; add a sentence it must not match", raw.name));
    }
    Ok(())
}

/// Rule names live as long as the program: there are as many as rules in the files that it loads.
fn keep(name: &str) -> RuleName {
    Box::leak(name.to_owned().into_boxed_str())
}

type Split = (Vec<Item>, Atom, Vec<Item>);

fn pattern(text: &str, lexicon: &Lexicon) -> Result<Split, String> {
    let mut reader = Reader { rest: text.trim(), lexicon };
    let mut items = reader.row()?;
    if !reader.rest.is_empty() {
        return Err(format!("cannot read the pattern from '{}'", reader.rest));
    }
    let is_pivot = |item: &Item| matches!(item, Item::One { capture: Some("act" | "say"), optional: false, .. });
    let at = items.iter().position(is_pivot).ok_or("the pattern has no pivot; capture one chunk as act: or say:")?;
    let right = items.split_off(at + 1);
    let Some(Item::One { atom, .. }) = items.pop() else { return Err("the pivot is one chunk".to_owned()) };
    items.reverse();
    Ok((items.into_iter().map(mirror).collect(), atom, right))
}

/// Rows before the pivot are matched backwards.
fn mirror(item: Item) -> Item {
    match item {
        Item::Any { rows, optional } => {
            let rows = rows.into_iter().map(|row| row.into_iter().rev().map(mirror).collect()).collect();
            Item::Any { rows, optional }
        }
        other => other,
    }
}

struct Reader<'t, 'l> {
    rest: &'t str,
    lexicon: &'l Lexicon,
}

impl<'t> Reader<'t, '_> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn eat(&mut self, mark: char) -> bool {
        match self.rest.strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn until(&mut self, end: char) -> Result<&'t str, String> {
        let (inside, rest) = self.rest.split_once(end).ok_or_else(|| format!("'{end}' is missing after '{}'", self.rest))?;
        self.rest = rest;
        Ok(inside)
    }

    fn word(&mut self) -> &'t str {
        let end = self.rest.find(|letter: char| !letter.is_alphanumeric() && letter != '-' && letter != '_').unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn row(&mut self) -> Result<Vec<Item>, String> {
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.rest.is_empty() || self.rest.starts_with([')', '|']) {
                return Ok(items);
            }
            items.push(self.item()?);
        }
    }

    fn item(&mut self) -> Result<Item, String> {
        if self.eat('~') {
            let any = self.eat('~');
            let number = self.word();
            return number.parse().map(if any { Item::SkipAny } else { Item::Skip }).map_err(|_| format!("'~{number}' needs a number"));
        }
        if self.eat('(') {
            let mut rows = vec![self.row()?];
            while self.eat('|') {
                rows.push(self.row()?);
            }
            if !self.eat(')') {
                return Err("')' is missing".to_owned());
            }
            return Ok(Item::Any { rows, optional: self.eat('?') });
        }
        let mut capture = None;
        if let Some((name, rest)) =
            self.rest.split_once(':').filter(|(name, _)| !name.is_empty() && name.chars().all(|letter| letter.is_ascii_lowercase()))
        {
            capture = Some(keep(name));
            self.rest = rest;
        }
        let atom = self.atom()?;
        Ok(Item::One { atom, capture, optional: self.eat('?') })
    }

    fn atom(&mut self) -> Result<Atom, String> {
        let mut atom = Atom::default();
        if self.eat('"') {
            atom.words = Some(self.words(self.rest.split_once('"').ok_or("'\"' is missing")?.0));
            self.until('"')?;
            return Ok(atom);
        }
        if !self.eat('*') {
            let kind = self.word();
            let bit = traits::named("", kind).ok_or_else(|| format!("'{kind}' is no sort of chunk"))?;
            atom.any.push(bit);
        }
        if self.eat('(') {
            let inside = self.until(')')?;
            atom.words = Some(self.words(inside));
        }
        if self.eat('[') {
            let inside = self.until(']')?;
            for test in inside.split(',') {
                self.test(test.trim(), &mut atom)?;
            }
        }
        Ok(atom)
    }

    fn words(&self, list: &str) -> Vec<recount_lexicon::words::WordId> {
        list.split('|').map(|word| self.lexicon.id(word.trim())).filter(|id| id.0 != 0).collect()
    }

    fn test(&self, test: &str, atom: &mut Atom) -> Result<(), String> {
        let (key, value) = test.split_once('=').ok_or_else(|| format!("'{test}' is no test; write key=value"))?;
        let (key, negated) = key.strip_suffix('!').map_or((key, false), |key| (key, true));
        match key {
            "act" => {
                let mut acts = 0;
                for word in value.split('|') {
                    let act = Act::from_word(word).ok_or_else(|| format!("'{word}' is no act"))?;
                    acts |= crate::chunk::bit(act);
                }
                if negated { atom.not_acts |= acts } else { atom.acts = Some(acts) }
            }
            "say" => {
                let mut says = 0;
                for word in value.split('|') {
                    let say = SayAct::from_word(word).ok_or_else(|| format!("'{word}' is no act of speech"))?;
                    says |= 1 << say as u32;
                }
                atom.says = Some(says);
            }
            "word" => atom.words = Some(self.words(value)),
            _ => {
                let mut bits = 0;
                for word in value.split('|') {
                    bits |= traits::named(key, word).ok_or_else(|| format!("'{key}={word}' is no test"))?;
                }
                if negated { atom.none |= bits } else { atom.any.push(bits) }
            }
        }
        Ok(())
    }
}
