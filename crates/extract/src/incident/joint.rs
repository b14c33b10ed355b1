//! Numbers over several incidents: "eight killed in two attacks", "bombs in Kidal and Menaka".

use recount_model::Discourse;
use recount_text::Part;

use super::conflict::{apart, conflicts};
use super::draft::{Draft, Drafts, MOST_MEANT, join, within_reach};
use super::site::is_precise;
use super::strand::Strand;
use super::time;
use crate::Report;

/// "in Kidal and Menaka": each place is an incident, the numbers are of both.
pub(super) fn pair_places(report: &Report, strands: &[Strand], drafts: &mut Drafts) {
    for i in drafts.joint.clone() {
        for place in strands[i].cues.pair.into_iter().flatten() {
            let body = report.reads[strands[i].read].part == Part::Body;
            if body && strands[i].figures.is_empty() {
                continue;
            }
            let known = within_reach(drafts)
                .map(|i| &drafts.incidents[i])
                .any(|draft| draft.discourse == Discourse::News && draft.place.is_some_and(|own| apart(report, own, place) == Some(false)));
            if !known && strands[i].cues.solid {
                let when = time::when_of(report, &strands[i], None);
                let draft = Draft::new(i, &strands[i], Discourse::News, when);
                drafts.incidents.push(Draft { place: Some(place), firm_day: true, shared: vec![i], ..draft });
            }
        }
    }
}

/// Where the report tells of two towns together, a number without a town of its own is of both.
fn share_placeless(report: &Report, strands: &[Strand], drafts: &mut Drafts, news: &[usize]) {
    let mut moved = Vec::new();
    for draft in news {
        let draft = &mut drafts.incidents[*draft];
        let is_loose = |i: &usize| {
            let strand = &strands[*i];
            let placed = strand.place.is_some_and(|place| is_precise(report, place));
            !placed
                && !goes_on(report, strands, draft, *i)
                && strand.figures.iter().any(|figure| figure.people.counted)
                && !draft.shared.contains(i)
        };
        let (loose, own): (Vec<usize>, Vec<usize>) = draft.strands.iter().copied().partition(|i| is_loose(i));
        if !own.is_empty() {
            draft.strands = own;
            moved.extend(loose);
        }
    }
    drafts.joint.extend(moved);
    drafts.joint.sort_unstable();
    drafts.joint.dedup();
}

/// A number right after a sentence of the same paragraph that names the town of the draft is of that town.
fn goes_on(report: &Report, strands: &[Strand], draft: &Draft, i: usize) -> bool {
    let paragraph = |strand: &Strand| report.text.sentences[report.reads[strand.read].sentence].paragraph;
    let before = draft.strands.iter().filter(|before| **before < i && !draft.shared.contains(before)).max().map(|before| &strands[*before]);
    before.is_some_and(|before| {
        let placed = before.place.is_some_and(|place| is_precise(report, place));
        placed && before.read + 1 == strands[i].read && paragraph(before) == paragraph(&strands[i])
    })
}

/// "Fourteen dead" of the headline, where the lead has fourteen in two attacks: the headline is of both too.
fn share_same_number(report: &Report, strands: &[Strand], drafts: &mut Drafts, news: &[usize], joint: usize) {
    let told = |strand: &Strand| {
        strand.figures.iter().filter(|figure| figure.people.counted).map(|figure| (figure.outcome, figure.people.count)).next()
    };
    let Some(number) = told(&strands[joint]) else { return };
    for draft in news {
        let draft = &mut drafts.incidents[*draft];
        for i in draft.strands.clone() {
            let strand = &strands[i];
            let top = matches!(report.reads[strand.read].part, Part::Headline | Part::Lead | Part::Highlight);
            let placed = strand.place.is_some_and(|place| is_precise(report, place));
            if top && !placed && told(strand) == Some(number) && draft.strands.len() > 1 && !draft.shared.contains(&i) {
                draft.shared.push(i);
            }
        }
    }
}

/// A figure over two attacks belongs to the only incident there is, or stays a sum.
pub(super) fn settle_joint(report: &Report, strands: &[Strand], drafts: &mut Drafts) {
    let news: Vec<usize> = (0..drafts.incidents.len()).filter(|i| drafts.incidents[*i].discourse == Discourse::News).collect();
    if drafts.joint.iter().any(|i| strands[*i].cues.pair.is_some()) && news.len() >= 2 {
        share_placeless(report, strands, drafts, &news);
    }
    let joint = std::mem::take(&mut drafts.joint);
    for i in joint {
        let when = time::when_of(report, &strands[i], None);
        match news[..] {
            [] => match drafts.incidents.iter_mut().find(|draft| draft.discourse == Discourse::News) {
                Some(draft) => join(report, draft, &strands[i], i, when),
                None => {
                    let strand = &strands[i];
                    if strand.cues.solid {
                        drafts.incidents.push(Draft::new(i, strand, Discourse::News, when));
                    }
                }
            },
            [only] if conflicts(report, strands, &drafts.incidents[only], &strands[i], when.as_ref()) => {
                // What the top tells is the news, whatever else the text goes on to tell.
                let strand = &strands[i];
                if strand.cues.solid && matches!(report.reads[strand.read].part, Part::Headline | Part::Lead) {
                    drafts.incidents.push(Draft::new(i, strand, Discourse::News, when));
                }
            }
            [only] => {
                let when = when.filter(|when| when.days() <= 7);
                join(report, &mut drafts.incidents[only], &strands[i], i, when);
                drafts.incidents[only].strands.sort_unstable();
            }
            _ => {
                if news.len() <= MOST_MEANT {
                    share_same_number(report, strands, drafts, &news, i);
                }
                // The place and day of both hold for each that lacks them.
                for draft in news.iter().take(MOST_MEANT) {
                    let draft = &mut drafts.incidents[*draft];
                    if draft.when.is_none() {
                        draft.when.clone_from(&when);
                    }
                    if draft.place.is_none() {
                        draft.place = strands[i].place;
                    }
                    draft.shared.push(i);
                }
                drafts.joint.push(i);
            }
        }
    }
    drafts.incidents.sort_by_key(|draft| draft.strands.first().copied());
}
