//! Which strands tell of one incident: same time, place and sort of act; news and background apart.

use recount_lexicon::gazetteer::PlaceKind;
use recount_lexicon::words::{Act, Strength};
use recount_model::{Count, Discourse, Outcome, Tactic, When};
use recount_text::Part;

use super::conflict::{apart, conflicts, leads_to_another};
use super::site::is_precise;
use super::strand::Strand;
use super::{frame, time};
use crate::Report;
use crate::chunk::traits;
use crate::told::Told;

/// How many incidents of the beginning, and how many of the latest, a sentence can go on with.
const FIRST: usize = 8;
const LATEST: usize = 16;
/// The most incidents that a sentence without an act of its own speaks of.
pub(super) const MOST_MEANT: usize = 64;

/// The strands of one incident.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Indices of strands, in reading order.
    pub(crate) strands: Vec<usize>,
    pub(crate) discourse: Discourse,
    /// Index into [`Report::places`].
    pub(crate) place: Option<usize>,
    pub(crate) place_weight: i32,
    pub(crate) when: Option<When>,
    /// The day stands beside a place and figures.
    pub(crate) firm_day: bool,
    /// Strands that it shares with other incidents: they lend time, place and tactic, but no figure.
    pub(crate) shared: Vec<usize>,
}

impl Draft {
    /// An incident of which strand `i` tells first.
    pub(super) fn new(i: usize, strand: &Strand, discourse: Discourse, when: Option<When>) -> Self {
        Self {
            strands: vec![i],
            discourse,
            place: strand.place,
            place_weight: strand.place_weight,
            when,
            firm_day: false,
            shared: Vec::new(),
        }
    }
}

/// The incidents of a report, and the strands that speak of several at once.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    pub(crate) incidents: Vec<Draft>,
    /// Strands over several incidents.
    pub(crate) joint: Vec<usize>,
}

impl Drafts {
    /// Which sentences tell of which incidents.
    pub(crate) fn by_read(&self, strands: &[Strand]) -> ByRead {
        let told =
            self.incidents.iter().enumerate().flat_map(|(i, draft)| draft.strands.iter().map(move |strand| (strands[*strand].read, i)));
        let mut told: Vec<(usize, usize)> = told.collect();
        told.sort_unstable();
        told.dedup();
        ByRead { told, news: self.news().take(MOST_MEANT).collect() }
    }

    /// The incidents that are news.
    pub(crate) fn news(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.incidents.len()).filter(|i| self.incidents[*i].discourse == Discourse::News)
    }
}

/// Which sentences tell of which incidents.
pub(crate) struct ByRead {
    /// Sentence and incident, in order.
    told: Vec<(usize, usize)>,
    news: Vec<usize>,
}

impl ByRead {
    /// The incidents that a sentence tells of; the news incidents for a sentence of none.
    pub(crate) fn of(&self, read: usize) -> Vec<usize> {
        let first = self.told.partition_point(|(other, _)| *other < read);
        let own: Vec<usize> = self.told[first..].iter().take_while(|(other, _)| *other == read).map(|(_, i)| *i).collect();
        if own.is_empty() { self.news() } else { own }
    }

    /// The news incidents.
    pub(crate) fn news(&self) -> Vec<usize> {
        self.news.clone()
    }
}

/// Gathers strands into incidents, in reading order.
pub(crate) fn gather(report: &Report, strands: &[Strand], told: &Told) -> Drafts {
    let _ = told;
    let mut drafts = Drafts::default();
    let mut current: Option<usize> = None;
    let mut aside: Option<usize> = None;
    for (i, strand) in strands.iter().enumerate() {
        if strand.cues.unreal && !strand.cues.foiled && !strand.cues.threatened {
            continue;
        }
        let coarse = strand.when.and_then(|when| {
            let when = &report.reads[strand.read].whens[when];
            when.first.zip(when.last)
        });
        let statistic =
            strand.cues.joint.is_some() && coarse.is_some_and(|(first, last)| (last - first).get_days() > 7) && strand.cues.pair.is_none();
        let body = report.reads[strand.read].part == Part::Body;
        if strand.cues.general || statistic && body || body && aside.is_some_and(|last| follows(report, strands, last, i)) {
            aside = Some(i);
            continue;
        }
        if strand.cues.joint.is_some() && !strand.cues.earlier {
            drafts.joint.push(i);
            continue;
        }
        place_strand(report, strands, &mut drafts, &mut current, i);
    }
    super::joint::pair_places(report, strands, &mut drafts);
    super::split::by_sum(report, strands, &mut drafts);
    super::joint::settle_joint(report, strands, &mut drafts);
    drafts.incidents.retain(|draft| is_incident(report, strands, draft));
    drafts
}

/// The incidents that a sentence can go on with: those that the report began with, and the latest. Without a limit a
/// collection of many reports in one text would cost the square of its length.
pub(super) fn within_reach(drafts: &Drafts) -> impl Iterator<Item = usize> + use<> {
    let n = drafts.incidents.len();
    (0..n.min(FIRST)).chain(n.saturating_sub(LATEST).max(FIRST)..n)
}

fn place_strand(report: &Report, strands: &[Strand], drafts: &mut Drafts, current: &mut Option<usize>, i: usize) {
    let strand = &strands[i];
    let anchor = current.and_then(|current| drafts.incidents[current].when.clone());
    let when = time::when_of(report, strand, anchor.as_ref());
    let own_place = strand.place.filter(|place| is_precise(report, *place));
    let (when, coarse) = match when {
        // "this month", "so far this year": no day of the news.
        Some(when) if when.days() > 7 && !strand.cues.earlier => (None, Some(when)),
        when => (when, None),
    };
    let known_place = own_place.is_none_or(|place| {
        within_reach(drafts)
            .map(|i| &drafts.incidents[i])
            .any(|draft| draft.discourse == Discourse::News && draft.place.is_none_or(|known| apart(report, known, place) != Some(true)))
    });
    let follows_background = follows_background(report, strands, drafts, *current, i);
    let dated_elsewhere = strand.cues.subordinate && own_place.is_some() && !known_place;
    let is_elsewhere = coarse.is_some() && !known_place || dated_elsewhere;
    // A raid of last week is news where headline or lead are about that day.
    let same_day = when.as_ref().is_some_and(|when| {
        drafts.incidents.iter().any(|draft| {
            draft.discourse == Discourse::News && draft.when.as_ref().is_some_and(|known| known.days() <= 3 && known.meets(when))
        })
    });
    let news = (!strand.cues.earlier || same_day) && !is_elsewhere && !follows_background;
    let when = if news { when } else { when.or(coarse) };
    let wanted = if news { Discourse::News } else { Discourse::Background };
    let fits = |draft: &Draft| draft.discourse == wanted && !conflicts(report, strands, draft, strand, when.as_ref());
    let fitting: Vec<usize> = within_reach(drafts).filter(|draft| fits(&drafts.incidents[*draft])).collect();
    let same_place = |draft: &&usize| {
        let known = drafts.incidents[**draft].place.filter(|known| is_precise(report, *known));
        known.zip(own_place).is_some_and(|(known, place)| apart(report, known, place) == Some(false))
    };
    let chosen = if strand.cues.another && strand.cues.solid && (own_place.is_some() || !strand.figures.is_empty()) {
        // "A separate attack" of the body can be one that the highlights told already.
        fitting.iter().filter(|draft| Some(**draft) != *current).find(same_place).copied()
    } else if own_place.is_some() {
        fitting.iter().find(same_place).or_else(|| fitting.first()).copied()
    } else {
        current.filter(|current| fitting.contains(current)).or_else(|| fitting.first().copied())
    };
    let chosen =
        if news || strand.when.is_some() || own_place.is_some() { chosen } else { current.filter(|current| fitting.contains(current)) };
    // "A bomb went off, a day after troops killed six": the report goes on with the bomb.
    let goes_on = !leads_to_another(report, strand);
    match chosen {
        Some(draft) => {
            join(report, &mut drafts.incidents[draft], strand, i, when);
            if goes_on {
                *current = Some(draft);
            }
        }
        None if strand.cues.solid => {
            let Some(discourse) = discourse_of_new(report, drafts, strand, when.as_ref(), news) else { return };
            drafts.incidents.push(Draft::new(i, strand, discourse, when));
            if goes_on {
                *current = Some(drafts.incidents.len() - 1);
            }
        }
        None => {}
    }
}

/// News, background, or nothing: an earlier act without place, date and number is no identifiable incident.
fn discourse_of_new(report: &Report, drafts: &Drafts, strand: &Strand, when: Option<&When>, news: bool) -> Option<Discourse> {
    if !news {
        let counted = strand.figures.iter().any(|figure| figure.people.counted && figure.people.count.low > 0);
        let placed = strand.place.is_some_and(|place| is_precise(report, place));
        let dated = when.is_some_and(|when| when.days() <= 400);
        let read = &report.reads[strand.read];
        let target = strand
            .events
            .iter()
            .filter_map(|event| read.events[*event].target)
            .any(|target| read.chunks.chunks[target].traits & traits::OBJECT != 0);
        let identity = usize::from(counted) + usize::from(placed) + usize::from(dated) + usize::from(target);
        return (identity >= 2).then_some(Discourse::Background);
    }
    let part = report.reads[strand.read].part;
    let top = matches!(part, Part::Headline | Part::Highlight | Part::Lead);
    if top || drafts.incidents.iter().all(|draft| draft.discourse == Discourse::Background) {
        return Some(Discourse::News);
    }
    if strand.cues.looks_back {
        return None;
    }
    let dated = when.is_some();
    let counted = strand.figures.iter().any(|figure| figure.people.counted && !figure.subset);
    let placed = strand.place.is_some_and(|place| is_precise(report, place));
    (counted && (dated || placed || strand.cues.another) || dated && placed).then_some(Discourse::News)
}

/// "In November two blasts shook a fair. Seventy people were killed": without place and day of its own, the second sentence of a
/// paragraph tells of what the first set aside.
fn follows(report: &Report, strands: &[Strand], last: usize, i: usize) -> bool {
    let (before, strand) = (&strands[last], &strands[i]);
    let sentence = |strand: &Strand| &report.text.sentences[report.reads[strand.read].sentence];
    let dated = before.when.is_some() && !before.cues.general;
    dated
        && before.read + 1 == strand.read
        && sentence(before).paragraph == sentence(strand).paragraph
        && strand.when.is_none()
        && strand.place.is_none()
}

/// A sentence without place and day of its own goes on with the earlier incident that the sentence before it told.
fn follows_background(report: &Report, strands: &[Strand], drafts: &Drafts, current: Option<usize>, i: usize) -> bool {
    let strand = &strands[i];
    let Some(draft) = current.map(|current| &drafts.incidents[current]).filter(|draft| draft.discourse == Discourse::Background) else {
        return false;
    };
    let paragraph = |strand: &Strand| report.text.sentences[report.reads[strand.read].sentence].paragraph;
    let before = draft.strands.last().map(|last| &strands[*last]);
    before.is_some_and(|before| paragraph(before) == paragraph(strand) && strand.read <= before.read + 1)
        && strand.when.is_none()
        && strand.place.is_none()
}

pub(super) fn join(report: &Report, draft: &mut Draft, strand: &Strand, i: usize, when: Option<When>) {
    draft.strands.push(i);
    if let Some(place) = strand.place {
        let better = match draft.place {
            None => true,
            Some(known) => {
                let (old, new) = (rank(report, known), rank(report, place));
                new > old && report.reads[strand.read].part != Part::Heading
            }
        };
        if better {
            draft.place = Some(place);
            draft.place_weight = strand.place_weight;
        }
    }
    let harmless = |figure: &super::figure::Figure| figure.outcome == recount_model::Outcome::Detained;
    let only_custody = strand.figures.iter().all(harmless) && strand.cues.custody;
    let placed = strand.place.is_some_and(|place| is_precise(report, place));
    match (&draft.when, when.filter(|_| !only_custody)) {
        (None, Some(when)) => draft.when = Some(when),
        (Some(known), Some(when)) if known.days() > when.days() && known.meets(&when) => draft.when = Some(when),
        // The day beside the place and the dead is firmer than one of a sentence without a place.
        (Some(_), Some(when)) if placed && !draft.firm_day && !strand.figures.is_empty() && when.days() <= 2 => {
            draft.when = Some(when);
            draft.firm_day = true;
        }
        _ => {}
    }
}

fn rank(report: &Report, place: usize) -> u8 {
    let mention = &report.places[place];
    let Some(id) = mention.chosen else { return if mention.container.is_some() { 3 } else { 0 } };
    match report.coder.gazetteer.place(id).kind {
        PlaceKind::Country => 1,
        PlaceKind::Region | PlaceKind::Natural => 2,
        PlaceKind::Settlement if mention.is_region => 2,
        PlaceKind::Settlement => 3,
        PlaceKind::District | PlaceKind::Facility => 4,
    }
}

/// "A boy was shot": one is a number too.
fn is_one_shot(report: &Report, strand: &Strand) -> bool {
    let one = |figure: &super::figure::Figure| {
        let hurt = matches!(figure.outcome, Outcome::Killed | Outcome::Wounded);
        hurt && figure.people.count == Count::exact(1)
    };
    let events = &report.reads[strand.read].events;
    let shot = strand.events.iter().any(|event| matches!(events[*event].entry.act, Act::Shoot | Act::Kill | Act::Killing | Act::Wounds));
    shot && strand.figures.iter().any(one)
}

/// Violence that can be told from other violence: by two of place, day, number and somebody armed.
fn is_incident(report: &Report, strands: &[Strand], draft: &Draft) -> bool {
    let counted = draft.strands.iter().map(|i| &strands[*i]).any(|strand| {
        let number = |figure: &super::figure::Figure| figure.people.counted && figure.people.count.low > 0;
        strand.figures.iter().any(number) || is_one_shot(report, strand)
    });
    let armed = draft.strands.iter().any(|i| frame::is_armed(report, &report.reads[strands[*i].read]));
    let day = draft.when.is_some() || draft.strands.iter().any(|i| strands[*i].speech.is_some());
    // A draft of the news without a place of its own has that of headline or lead.
    let top = |read: &crate::Read| {
        matches!(read.part, Part::Headline | Part::Lead) && read.places.clone().any(|place| report.places[place].chosen.is_some())
    };
    let dateline = report.reads.first().is_some_and(|first| report.places[..first.places.start].iter().any(|place| place.chosen.is_some()));
    let placed = draft.place.is_some() || draft.discourse == Discourse::News && (dateline || report.reads.iter().take(6).any(top));
    let signs = usize::from(placed) + usize::from(day) + usize::from(counted) + usize::from(armed);
    // "Three killed in a suicide bombing": what cannot be anything else needs no place to be told by.
    let plain = counted
        && draft.strands.iter().any(|i| {
            let read = &report.reads[strands[*i].read];
            let hard = |tactic| {
                !matches!(
                    tactic,
                    Tactic::Clash | Tactic::Execution | Tactic::Massacre | Tactic::Crackdown | Tactic::MobViolence | Tactic::Beating
                )
            };
            strands[*i]
                .events
                .iter()
                .map(|event| &read.events[*event].entry)
                .any(|entry| entry.strength == Strength::Strong && entry.tactic.is_some_and(hard))
        });
    let signs = signs + usize::from(plain);
    signs >= 2 && frame::is_violence(report, strands, draft)
}
