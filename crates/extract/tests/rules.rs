//! Every rule proves itself: it sees what it says that it sees, and skips the rest.

use recount_extract::{Coder, outline, rules_fired};
use recount_model::Document;

#[test]
fn every_rule_sees_and_skips_its_examples() {
    let coder = Coder::builtin();
    let mut wrong = String::new();
    for rule in coder.rules() {
        let examples = rule.sees.iter().map(|sentence| (sentence, true)).chain(rule.skips.iter().map(|sentence| (sentence, false)));
        for (sentence, must) in examples {
            let document = Document::new("proof", None, sentence.as_str());
            if rules_fired(&coder, &document).contains(&rule.name) != must {
                let verb = if must { "does not see" } else { "does not skip" };
                wrong += &format!("{}:{}: `{}` {verb} \"{sentence}\"\n{}\n", rule.file, rule.line, rule.name, outline(&coder, &document));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
