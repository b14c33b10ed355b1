//! Finding names that can be places: one walk over the capitals of a sentence.

use std::ops::Range;

use recount_lexicon::fold::name_key;
use recount_lexicon::gazetteer::{Candidate, Gazetteer, PlaceKind};
use recount_model::Relation;
use recount_text::{Shape, Text, TokenKind};

use super::around::{Around, read_around};
use super::judge::{Verdict, judge};
use super::name::{Form, Match, Sentence};
use super::rules::{COUNTY, DISTRICT, PLACING, PlaceRules, QUARTER, REGION, REGIONS, SAYS, SORT, STOP, TIME, WEAK};
use super::{PlaceMention, unknown};

/// Appends the place names of one sentence; `taken` are tokens that are something else already (a group's name), in order.
pub fn find_places(
    rules: &PlaceRules,
    gazetteer: &Gazetteer,
    text: &Text,
    tokens: Range<usize>,
    taken: &[Range<usize>],
    out: &mut Vec<PlaceMention>,
) {
    let first = out.len();
    let sentence = Sentence { rules, gazetteer, text, tokens: tokens.clone(), taken };
    let mut title_case = None;
    let mut token = tokens.start;
    while token < tokens.end {
        if !sentence.is_capital(token) {
            token += 1;
        } else if let Some(range) = taken.iter().find(|range| range.contains(&token)) {
            // "British Columbia" is more than British.
            let longer = sentence.name_at(token).filter(|name| name.tokens.end > range.end && name.tokens.start == range.start);
            token = match longer {
                Some(name) => read_name(&sentence, name, &mut title_case, out),
                None => {
                    out.extend(capital_at(&sentence, range, out.last()));
                    range.end.max(token + 1)
                }
            };
        } else {
            token = read_at(&sentence, token, &mut title_case, out);
        }
    }
    unknown::link_containers(&sentence, first, out);
    spread_plural_sort(&sentence, first, out);
}

/// Reads what stands at a capital; gives the token to go on with.
fn read_at(sentence: &Sentence, token: usize, title_case: &mut Option<bool>, out: &mut Vec<PlaceMention>) -> usize {
    let is_stop = sentence.classes_at(token) & STOP != 0;
    if is_stop && !(sentence.is_word(token + 1) && sentence.is_capital(token + 1)) {
        return token + 1;
    }
    let name = sentence.short_at(token).or_else(|| name_with_right_letters(sentence, token));
    let name = name.filter(|name| !is_stop || name.tokens.len() > 1);
    if let Some(unknown) = unknown::unknown_at(sentence, token, name.as_ref(), out) {
        let end = unknown.tokens.end;
        out.push(unknown);
        return end;
    }
    match name {
        Some(name) => read_name(sentence, name, title_case, out),
        None => token + 1,
    }
}

/// Judges a name of the map; gives the token to go on with.
fn read_name(sentence: &Sentence, name: Match, title_case: &mut Option<bool>, out: &mut Vec<PlaceMention>) -> usize {
    let end = name.tokens.end;
    if name.candidates.is_empty() {
        out.push(unknown::mention(sentence, name.tokens, out.last()));
        return end;
    }
    let around = read_around(sentence, &name.tokens, out.last());
    let is_title_case = *title_case.get_or_insert_with(|| is_in_title_case(sentence));
    if let Some(verdict) = judge(sentence, &name, &around, is_title_case) {
        out.push(mention(sentence, name, around, verdict));
        name_capital(sentence, end, out);
    }
    end
}

/// "the Malian capital" behind a name of a people; `taken` are its tokens.
fn capital_at(sentence: &Sentence, taken: &Range<usize>, last: Option<&PlaceMention>) -> Option<PlaceMention> {
    if taken.len() != 1 || !is_capital_city(sentence, taken.end) {
        return None;
    }
    let mut mention = unknown::mention(sentence, taken.start..taken.end + 1, last);
    mention.capital_of = Some(sentence.text.word(taken.start).to_owned());
    Some(mention)
}

/// "Somalia's capital", "the capital of Somalia": the last mention, which ends before token `end`, takes the words in.
fn name_capital(sentence: &Sentence, end: usize, out: &mut [PlaceMention]) {
    let Some((mention, earlier)) = out.split_last_mut() else { return };
    let start = mention.tokens.start - usize::from(sentence.before(mention.tokens.start, 1) == "the");
    let is_behind = sentence.at(end) == "'s" && is_capital_city(sentence, end + 1);
    let is_before = sentence.before(start, 1) == "of" && sentence.before(start, 2) == "capital" && !names_it(sentence, end);
    // "Bamako, the capital of Mali": the city has its name.
    let has_name = earlier.last().is_some_and(|last| {
        last.tokens.end + 6 > start && last.tokens.start >= sentence.tokens.start && sentence.at(last.tokens.end) == ","
    });
    let is_country = mention.candidates.first().is_some_and(|first| sentence.gazetteer.place(first.id).kind == PlaceKind::Country);
    if !is_country || !(is_behind || is_before && !has_name) {
        return;
    }
    mention.capital_of = Some(sentence.text.words(mention.tokens.clone()).to_owned());
    mention.tokens = if is_behind { mention.tokens.start..end + 2 } else { start - 2..end };
    mention.span = sentence.text.span(mention.tokens.clone());
}

/// ", Bamako": the name of the city that was told of.
fn names_it(sentence: &Sentence, comma: usize) -> bool {
    sentence.at(comma) == "," && sentence.is_word(comma + 1) && sentence.is_capital(comma + 1)
}

/// "capital" as a noun of its own, without the city's name behind it.
fn is_capital_city(sentence: &Sentence, token: usize) -> bool {
    if sentence.at(token) != "capital" {
        return false;
    }
    let after = token + 1;
    let is_bare = !sentence.is_word(after) || sentence.classes_at(after) & (STOP | PLACING | WEAK | SAYS | TIME) != 0;
    is_bare && !names_it(sentence, after) && !(sentence.is_word(after) && sentence.is_capital(after))
}

/// The name at a token without the places whose name is an acronym, where it is not written as one.
fn name_with_right_letters(sentence: &Sentence, token: usize) -> Option<Match> {
    let mut name = sentence.name_at(token)?;
    let is_upper = sentence.text.tokens[token].shape == Shape::Upper && !sentence.text.capitals;
    if !is_upper {
        name.candidates.retain(|candidate| !candidate.needs_capitals);
    }
    if name.candidates.is_empty() {
        return None;
    }
    if sentence.classes_at(name.tokens.end) & COUNTY != 0 && sentence.is_capital(name.tokens.end) {
        keep_counties(sentence, &mut name);
    }
    Some(name)
}

/// "Barrow County" is no town of the name: only its seat can stand for a county that the map does not know.
fn keep_counties(sentence: &Sentence, name: &mut Match) {
    let county = name_key(sentence.text.words(name.tokens.start..name.tokens.end + 1));
    keep_county(sentence, &county, &mut name.candidates);
    if name.candidates.is_empty() {
        name.tokens.end += 1;
        name.span = sentence.text.span(name.tokens.clone());
    }
}

fn keep_county(sentence: &Sentence, county: &str, candidates: &mut Vec<Candidate>) {
    candidates.retain(|candidate| {
        let place = sentence.gazetteer.place(candidate.id);
        place.kind == PlaceKind::Region || place.admin2.is_some_and(|admin2| name_key(admin2) == county)
    });
}

fn mention(sentence: &Sentence, name: Match, around: Around, verdict: Verdict) -> PlaceMention {
    let is_hyphenated = name.form == Form::Hyphenated;
    // "near the US embassy": the act is near the embassy, not near America.
    let is_adjective = name.candidates[0].needs_capitals && is_lower_noun(sentence, name.tokens.end);
    let (strength, relation) = if is_hyphenated || is_adjective { (0, Relation::In) } else { (around.strength, around.relation) };
    let is_placed = strength >= 2 || (around.sort != 0 && !is_hyphenated);
    PlaceMention {
        span: name.span,
        candidates: name.candidates,
        chosen: None,
        container: None,
        capital_of: None,
        relation,
        distance_km: around.distance_km,
        bearing: around.bearing,
        offset_tokens: around.offset_tokens,
        within: around.within,
        strength,
        is_region: around.sort & REGION != 0,
        is_district: around.sort & DISTRICT != 0,
        is_quarter: around.sort & QUARTER != 0,
        is_placed,
        is_modifier: is_hyphenated || (strength < 2 && !around.follows_comma && stands_before_noun(sentence, name.tokens.end)),
        is_in_name: verdict.is_in_name,
        is_doubtful: verdict.is_doubtful || is_hyphenated,
        follows_comma: around.follows_comma,
        tokens: name.tokens,
    }
}

fn is_lower_noun(sentence: &Sentence, token: usize) -> bool {
    stands_before_noun(sentence, token)
        && sentence.text.tokens[token].shape == Shape::Lower
        && sentence.classes_at(token) & (SAYS | SORT) == 0
        && !sentence.at(token).starts_with('\'')
}

/// "the Kidal attack", "Kidal's mayor".
fn stands_before_noun(sentence: &Sentence, end: usize) -> bool {
    sentence.is_word(end) && sentence.classes_at(end) & (PLACING | WEAK | STOP) == 0
}

/// "Butler, Warren and Clermont counties": what holds for the last holds for all.
fn spread_plural_sort(sentence: &Sentence, first: usize, out: &mut [PlaceMention]) {
    let mut i = out.len();
    while i > first {
        i -= 1;
        let sort = out[i].tokens.end;
        if sentence.classes_at(sort) & REGIONS == 0 || !sentence.is_word(sort) {
            continue;
        }
        let is_county = sentence.classes_at(sort) & COUNTY != 0;
        make_region(sentence, is_county, &mut out[i]);
        while i > first && are_joined(sentence, &out[i - 1], &out[i]) {
            i -= 1;
            make_region(sentence, is_county, &mut out[i]);
        }
    }
}

fn are_joined(sentence: &Sentence, one: &PlaceMention, other: &PlaceMention) -> bool {
    let (end, start) = (one.tokens.end, other.tokens.start);
    end < start && start - end <= 2 && (end..start).all(|token| matches!(sentence.at(token), "," | "and" | "or" | "&"))
}

fn make_region(sentence: &Sentence, is_county: bool, mention: &mut PlaceMention) {
    mention.is_region = true;
    if is_county && !mention.candidates.is_empty() {
        let county = format!("{} county", name_key(&sentence.text.document[mention.span]));
        match sentence.gazetteer.find_name(&county) {
            Some(found) => mention.candidates = found.candidates,
            None => keep_county(sentence, &county, &mut mention.candidates),
        }
    }
}

/// A headline in Title Case: capitals tell nothing there.
fn is_in_title_case(sentence: &Sentence) -> bool {
    let words = sentence.text.tokens[sentence.tokens.clone()].iter().filter(|token| token.kind == TokenKind::Word && token.span.len() > 3);
    let (all, capital) = words.fold((0, 0), |(all, capital), token| (all + 1, capital + usize::from(token.shape != Shape::Lower)));
    all >= 3 && capital * 10 >= all * 8
}
