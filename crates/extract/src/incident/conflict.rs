//! What cannot be one incident: places too far apart, other days, acts that are not two sides of one thing.

use recount_lexicon::gazetteer::PlaceKind;
use recount_lexicon::geo::{Point, distance_km};
use recount_lexicon::words::Strength;
use recount_model::{Discourse, Tactic, When};

use super::draft::Draft;
use super::site::is_precise;
use super::strand::Strand;
use crate::Report;
use crate::mention::when::{Unit, WhenKind, WhenMention};

/// Whether two places cannot be one; `None` where the map cannot tell.
pub(super) fn apart(report: &Report, one: usize, other: usize) -> Option<bool> {
    let gazetteer = &report.coder.gazetteer;
    let known =
        |place: usize| report.places[place].chosen.or_else(|| report.places[place].container.and_then(|outer| report.places[outer].chosen));
    let (one_id, other_id) = (known(one)?, known(other)?);
    if one_id == other_id {
        return Some(false);
    }
    let (a, b) = (gazetteer.place(one_id), gazetteer.place(other_id));
    // "on the border with Turkey": a country alone does not tell a town of its neighbour apart.
    let country_alone = (a.kind == PlaceKind::Country) != (b.kind == PlaceKind::Country);
    if country_alone && report.coder.countries.are_neighbours(a.country, b.country) {
        return None;
    }
    if a.country != b.country && !a.country.is_empty() && !b.country.is_empty() {
        return Some(true);
    }
    let km = distance_km(Point { lat: a.lat, lon: a.lon }, Point { lat: b.lat, lon: b.lon });
    let (region, settlement) = (!is_precise(report, one), !is_precise(report, other));
    if region || settlement {
        let reach = a.radius_km.max(b.radius_km) * 1.6 + 20.0;
        return Some(km > reach);
    }
    let same_city = a.parent.is_some() && b.parent == a.parent && a.name != b.name;
    if same_city {
        return Some(true);
    }
    Some(km > (a.radius_km + b.radius_km + 8.0).min(30.0))
}

pub(super) fn conflicts(report: &Report, strands: &[Strand], draft: &Draft, strand: &Strand, when: Option<&When>) -> bool {
    if let (Some(known), Some(when)) = (&draft.when, when) {
        let gap = if known.first > when.last { known.first - when.last } else { when.first - known.last };
        let tolerance = if known.days() <= 3 && when.days() <= 3 { 1 } else { 0 };
        if !known.meets(when) && gap.get_days() > tolerance {
            return true;
        }
    }
    if let (Some(one), Some(other)) = (draft.place, strand.place)
        && strand.place_weight >= 20
        && apart(report, one, other) == Some(true)
    {
        return true;
    }
    // "a day after an air strike": the act of the sentence and the one that dates it are two.
    let dates_it = leads_to_another(report, strand) && draft.strands.iter().any(|i| strands[*i].read == strand.read);
    dates_it || untold_apart(report, strands, draft, strand, when) || unlike(report, strands, draft, strand)
}

/// "a day after" another act; "hours after" can be the same.
pub(super) fn leads_to_another(report: &Report, strand: &Strand) -> bool {
    let days = |when: &WhenMention| when.offset.is_some_and(|(_, unit)| matches!(unit, Unit::Day | Unit::Week));
    strand.when.map(|when| &report.reads[strand.read].whens[when]).is_some_and(|when| when.to_event && days(when))
}

/// Something earlier whose day cannot be told ("last year" in a report without a date) is no other thing that has one.
fn untold_apart(report: &Report, strands: &[Strand], draft: &Draft, strand: &Strand, when: Option<&When>) -> bool {
    let unresolved = |strand: &Strand| {
        let mention = strand.when.map(|when| &report.reads[strand.read].whens[when])?;
        let untold = mention.first.is_none() && !mention.anchored && !mention.to_event && mention.kind != WhenKind::TimeOfDay;
        untold.then(|| report.text.document[mention.span].to_lowercase())
    };
    let other = |i: &usize| strands[*i].when.is_some() && unresolved(&strands[*i]) != unresolved(strand);
    // Of two that are earlier, one with a day and one without are one only at the same place.
    let same_place = draft.place.zip(strand.place).is_some_and(|(one, other)| apart(report, one, other) == Some(false));
    let one_dated = draft.when.is_some() != when.is_some() && (draft.place.is_some() || draft.when.is_some()) && when.is_some();
    draft.discourse == Discourse::Background
        && (one_dated && !same_place || when.is_none() && unresolved(strand).is_some() && draft.strands.iter().any(other))
}

/// Acts that are not two sides of one thing.
fn unlike(report: &Report, strands: &[Strand], draft: &Draft, strand: &Strand) -> bool {
    let class = |tactic: Tactic| match tactic {
        Tactic::AirStrike => 1,
        Tactic::SuicideBombing | Tactic::Bombing => 2,
        Tactic::Kidnapping | Tactic::HostageTaking => 3,
        Tactic::ChemicalAttack => 1,
        _ => 0,
    };
    let strong = |strand: &Strand| {
        let events = strand.events.iter().map(|i| &report.reads[strand.read].events[*i].entry);
        events.filter(|entry| entry.strength == Strength::Strong).filter_map(|entry| entry.tactic.map(class)).find(|class| *class != 0)
    };
    let own = strong(strand);
    if !matches!(own, Some(1 | 2)) {
        return false;
    }
    let theirs = draft.strands.iter().find_map(|i| strong(&strands[*i]));
    matches!((own, theirs), (Some(1), Some(2)) | (Some(2), Some(1)))
}
