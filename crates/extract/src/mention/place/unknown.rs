//! Names that the map does not know, where the words say that they are places: "the village of Karfa", "in Karfa, a village in
//! Mopti region", "Karfa village". Out: a mention without candidates that points at the place around it.

use std::ops::Range;

use recount_text::{Shape, TokenKind};

use super::PlaceMention;
use super::around::{defined_sort, read_around};
use super::name::{Match, Sentence};
use super::rules::{
    BODY, COUNTY, DISTRICT, GIVEN, HYPHEN, LOCATING, NAMED, NEAR, PARTICLE, QUARTER, REGION, SAYS, SORT, STOP, SURNAME, TIME, TITLE, WEAK,
};

/// The most tokens of an unknown name.
const LONGEST_NAME: usize = 4;
/// How many tokens the place around it may stand away.
const REACH: usize = 9;
/// How many mentions back the same unknown name is looked for.
const MEMORY: usize = 64;

/// The unknown name that starts at a token; `name` is the name of the map that stands there, if one does.
pub(super) fn unknown_at(sentence: &Sentence, start: usize, name: Option<&Match>, out: &[PlaceMention]) -> Option<PlaceMention> {
    let is_single = |range: &Range<usize>| !sentence.text.capitals || range.len() == 1;
    let before = sentence.before(start, 1);
    let of_sort = before == "of" && sentence.classes_before(start, 2) & NAMED != 0;
    let placed = sentence.rules.classes(before) & (LOCATING | NEAR | WEAK) != 0;
    let mut run = start..run_end(sentence, start);
    if run.is_empty() || name.is_some_and(|name| name.tokens.end >= run.end) || !is_single(&run) {
        return None;
    }
    let is_known = name.is_some();
    // "Kafr es Sufi" is one name, but "Iraqs Mosul" is Hama.
    let parts = run.start + 1..run.end;
    let holds_known = || {
        parts.clone().any(|token| {
            sentence.is_capital(token)
                && sentence.classes_before(token, 1) & PARTICLE == 0
                && sentence.name_at(token).is_some_and(|name| !name.is_common)
        })
    };
    let is_place = of_sort
        || !is_known && (before_sort(sentence, &run) || before_county(sentence, &run))
        || placed && !sentence.text.capitals && (defined_sort(sentence, run.end) != 0 || !is_known && before_known(sentence, &run))
        || !is_known && was_unknown(sentence, &run, out);
    if !is_place || (!of_sort && holds_known()) {
        return None;
    }
    run.end += usize::from(before_county(sentence, &run));
    Some(mention(sentence, run, out.last()))
}

/// A mention that the map does not know.
pub(super) fn mention(sentence: &Sentence, run: Range<usize>, last: Option<&PlaceMention>) -> PlaceMention {
    let around = read_around(sentence, &run, last);
    PlaceMention {
        span: sentence.text.span(run.clone()),
        candidates: Vec::new(),
        chosen: None,
        container: None,
        capital_of: None,
        relation: around.relation,
        distance_km: around.distance_km,
        bearing: around.bearing,
        offset_tokens: around.offset_tokens,
        within: around.within,
        strength: around.strength,
        is_region: around.sort & REGION != 0,
        is_district: around.sort & DISTRICT != 0,
        is_quarter: around.sort & QUARTER != 0,
        is_placed: around.strength >= 2 || around.sort != 0,
        is_modifier: false,
        is_in_name: false,
        is_doubtful: around.strength < 2,
        follows_comma: around.follows_comma,
        tokens: run,
    }
}

/// The end of a run of capitals that can be a name: "Tall Sabit", "Kafr es-Sufi", "Khirbet al Nur".
fn run_end(sentence: &Sentence, start: usize) -> usize {
    let mut end = start;
    while end < sentence.tokens.end && end < start + LONGEST_NAME {
        let classes = sentence.classes_at(end);
        let is_particle = end > start && classes & PARTICLE != 0 && sentence.is_word(end + 1) && sentence.is_capital(end + 1);
        let is_name = sentence.is_capital(end)
            && sentence.text.tokens[end].shape != Shape::Upper
            && classes & (TIME | SORT | STOP | BODY) == 0
            && (classes & (TITLE | GIVEN | SURNAME) == 0 || classes & PARTICLE != 0)
            && !sentence.is_taken(end)
            && is_plain(sentence, end);
        let is_shouted = sentence.text.capitals && end == start && sentence.is_word(end) && classes & (TIME | SORT | STOP) == 0;
        if !is_particle && !is_name && !is_shouted {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a word can be a name by its hyphens: not "Kurdish-held", "mid-May", "K-8".
fn is_plain(sentence: &Sentence, token: usize) -> bool {
    let fold = sentence.at(token);
    let (Some((first, _)), Some((_, last))) = (fold.split_once('-'), fold.rsplit_once('-')) else { return fold.len() > 1 };
    let begins_small = sentence.text.tokens[token].shape == Shape::Mixed && sentence.rules.classes(first) & PARTICLE == 0;
    !begins_small && last.len() > 1 && first.len() > 1 && sentence.rules.classes(last) & (HYPHEN | TIME) == 0
}

/// "Karfa village", "the Karfa district".
fn before_sort(sentence: &Sentence, run: &Range<usize>) -> bool {
    let is_lower = sentence.is_word(run.end) && sentence.text.tokens[run.end].shape == Shape::Lower;
    let goes_on = sentence.classes_at(run.end + 1) & (TITLE | SAYS) != 0 || sentence.at(run.end + 1) == "of";
    let opens = run.start == sentence.tokens.start && run.len() == 1;
    is_lower && sentence.classes_at(run.end) & NAMED != 0 && !goes_on && !opens
}

/// "Zorblax County".
fn before_county(sentence: &Sentence, run: &Range<usize>) -> bool {
    let is_capital = |token: usize| sentence.is_word(token) && sentence.is_capital(token);
    is_capital(run.end) && !sentence.text.capitals && sentence.classes_at(run.end) & COUNTY != 0 && !is_capital(run.end + 1)
}

/// "in Karfa, Mali": a region or country after the comma.
fn before_known(sentence: &Sentence, run: &Range<usize>) -> bool {
    use recount_lexicon::gazetteer::PlaceKind::{Country, Region};
    let after = run.end + 1;
    if sentence.at(run.end) != "," || !sentence.is_word(after) || !sentence.is_capital(after) || sentence.is_taken(after) {
        return false;
    }
    let next = sentence.short_at(after).or_else(|| sentence.name_at(after));
    next.is_some_and(|next| {
        !next.is_common && next.candidates.iter().any(|candidate| matches!(sentence.gazetteer.place(candidate.id).kind, Country | Region))
    })
}

/// Whether the report has called the name a place before.
fn was_unknown(sentence: &Sentence, run: &Range<usize>, out: &[PlaceMention]) -> bool {
    let words = sentence.text.words(run.clone());
    let recent = &out[out.len().saturating_sub(MEMORY)..];
    recent.iter().any(|known| known.candidates.is_empty() && sentence.text.document.text.get(known.span.range()) == Some(words))
}

/// Points the unknown names of a sentence at the known place around them: the next one behind "in", "of" or a comma, else the one before.
pub(super) fn link_containers(sentence: &Sentence, first: usize, out: &mut [PlaceMention]) {
    for i in first..out.len() {
        if !out[i].candidates.is_empty() {
            continue;
        }
        let end = out[i].tokens.end;
        let is_known = |mention: &PlaceMention| !mention.candidates.is_empty() && mention.relation != recount_model::Relation::Direction;
        let next = (i + 1..out.len()).find(|j| is_known(&out[*j])).filter(|j| {
            let between = end..out[*j].tokens.start;
            between.len() <= REACH
                && between.clone().any(|token| matches!(sentence.at(token), "," | "in" | "of" | "("))
                && between
                    .clone()
                    .all(|token| sentence.text.tokens[token].kind != TokenKind::Mark || matches!(sentence.at(token), "," | "(" | ")" | "-"))
        });
        let before = || (first..i).rev().find(|j| is_known(&out[*j]));
        let earlier = || {
            let name = out[i].span;
            let same = out[..i].iter().rev().take(MEMORY).find(|known| {
                known.candidates.is_empty() && known.container.is_some() && text_of(sentence, known.span) == text_of(sentence, name)
            });
            same.and_then(|same| same.container)
        };
        // "Mali's Mopti": the smaller one.
        let next = next.map(|j| if owns_next(sentence, out, j) { j + 1 } else { j });
        out[i].container = next.or_else(before).or_else(earlier);
    }
}

fn owns_next(sentence: &Sentence, out: &[PlaceMention], i: usize) -> bool {
    let end = out[i].tokens.end;
    sentence.at(end) == "'s"
        && out.get(i + 1).is_some_and(|next| next.tokens.start > end && next.tokens.start <= end + 2 && !next.candidates.is_empty())
}

fn text_of<'a>(sentence: &'a Sentence, span: recount_model::Span) -> &'a str {
    &sentence.text.document[span]
}
