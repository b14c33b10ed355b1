//! The proof of a rule file: every rule must match the sentences it `sees` and no sentence it `skips`, and every word of a list
//! must be read as the list's kind in the list's frame.

use recount_model::Document;
use recount_text::Segmenter;

use super::rules::{Gives, Rule};
use super::{CountMention, CountRules, find_counts};

impl CountRules {
    /// The sentences of the rule file that its rules do not read as it says, one message each; none for a file that is right.
    pub fn failed_proofs(&self, segmenter: &Segmenter) -> Vec<String> {
        let mut failed = Vec::new();
        for rule in self.all() {
            for sentence in &rule.sees {
                if !read(self, segmenter, sentence).iter().any(|mention| shows(rule, mention)) {
                    failed.push(format!("rule `{}` does not see \"{sentence}\"", rule.name));
                }
            }
            for sentence in &rule.skips {
                if read(self, segmenter, sentence).iter().any(|mention| shows(rule, mention)) {
                    failed.push(format!("rule `{}` does not skip \"{sentence}\"", rule.name));
                }
            }
        }
        for list in self.lists() {
            let sentences = list.words.iter().map(|word| list.frame.replace("{}", word));
            let unread =
                sentences.filter(|sentence| !read(self, segmenter, sentence).iter().any(|mention| mention.kind.as_str() == list.reads));
            failed.extend(unread.map(|sentence| format!("\"{sentence}\" is not read as {}", list.reads)));
        }
        failed
    }
}

/// Whether a mention shows the work of a rule.
fn shows(rule: &Rule, mention: &CountMention) -> bool {
    match rule.gives {
        Gives::Adverb | Gives::Same => mention.tokens.len() > mention.number.len(),
        Gives::Additional | Gives::Others => mention.additional,
        _ => mention.rule == rule.name,
    }
}

fn read(rules: &CountRules, segmenter: &Segmenter, sentence: &str) -> Vec<CountMention> {
    let document = Document::new("proof", None, sentence);
    let text = segmenter.segment(&document);
    let mut mentions = Vec::new();
    find_counts(rules, &text, 0..text.tokens.len(), &[], &mut mentions);
    mentions
}
