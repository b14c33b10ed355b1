//! Days of strands and incidents.

use recount_model::{Date, Evidence, PartOfDay, When};

use super::draft::Draft;
use super::strand::{Strand, is_aftermath, is_speech_time};
use crate::Report;
use crate::mention::when::{Granularity, Unit, WhenKind, WhenMention, resolve_anchored};

/// Days that an incident can be older than the report and still be its news.
const NEWS_DAYS: i32 = 5;
/// How many sentences from the first of an incident its day is looked for where no act has one, and how old it can be.
const NEARBY: usize = 6;
const NEARBY_DAYS: i32 = 10;

/// Whether a date lies clearly before the news.
pub(crate) fn is_long_ago(report: &Report, when: &WhenMention) -> bool {
    // Nobody tells today's news by the year: "In 2015", "last year".
    let by_year = matches!(when.granularity, Granularity::Year | Granularity::Decade | Granularity::Century)
        && matches!(when.kind, WhenKind::Explicit | WhenKind::Relative)
        && !when.future;
    match (when.last, report.text.document.published) {
        (Some(last), Some(published)) => (published - last).get_days() > NEWS_DAYS,
        (_, None) if by_year => true,
        (Some(_), None) => when.past && !matches!(when.kind, WhenKind::Weekday | WhenKind::TimeOfDay),
        (None, _) => when.past && !when.anchored && !matches!(when.kind, WhenKind::Weekday | WhenKind::TimeOfDay | WhenKind::Vague),
    }
}

/// Whether a date lies months before the report.
pub(crate) fn is_another_season(report: &Report, when: &WhenMention) -> bool {
    when.last.zip(report.text.document.published).is_some_and(|(last, published)| (published - last).get_days() > 60)
}

/// The days of a strand, if its words give any; `anchor` is the incident told of before.
pub(crate) fn when_of(report: &Report, strand: &Strand, anchor: Option<&When>) -> Option<When> {
    let mention = &report.reads[strand.read].whens[strand.when?];
    let evidence = vec![Evidence::new(mention.span, mention.rule)];
    let part_of_day = mention.part_of_day;
    if let (Some(first), Some(last)) = (mention.first, mention.last) {
        return Some(When { first, last, part_of_day, assumed: false, evidence });
    }
    if mention.to_event {
        // "two days after a similar attack": the other attack came two days before.
        let anchor = anchor?;
        let (n, unit) = mention.offset.filter(|_| !goes_on(report, strand))?;
        let days = match unit {
            Unit::Day => n,
            Unit::Week => n.checked_mul(7)?,
            _ => return None,
        };
        let back = |date: Date| date.checked_sub(jiff::Span::new().try_days(days).ok()?).ok();
        return Some(When { first: back(anchor.first)?, last: back(anchor.last)?, part_of_day, assumed: false, evidence });
    }
    if mention.anchored {
        // "mourned on Monday after the attack of the day before": without an incident, the day named before it.
        let read = &report.reads[strand.read];
        let named = read
            .whens
            .iter()
            .filter(|when| when.tokens.end <= mention.tokens.start)
            .filter_map(|when| when.first.zip(when.last))
            .next_back();
        let (first, last) = anchor.map(|anchor| (anchor.first, anchor.last)).or(named)?;
        let (first, last) = resolve_anchored(mention, first, last)?;
        return Some(When { first, last, part_of_day, assumed: false, evidence });
    }
    None
}

/// "Eight months and a day after": the day alone is not all of it.
fn goes_on(report: &Report, strand: &Strand) -> bool {
    let read = &report.reads[strand.read];
    let start = strand.when.map_or(0, |when| read.whens[when].tokens.start);
    read.whens.iter().any(|before| before.tokens.end + 1 == start && report.text.fold(before.tokens.end) == "and")
}

/// Whether the strand is told as so long before another act that its day cannot be counted back.
pub(crate) fn is_before_another(report: &Report, strand: &Strand) -> bool {
    strand.when.map(|when| &report.reads[strand.read].whens[when]).is_some_and(|mention| {
        let counted = mention.offset.is_some_and(|(_, unit)| matches!(unit, Unit::Day | Unit::Week));
        mention.to_event && mention.first.is_none() && (!counted || goes_on(report, strand))
    })
}

/// The day on which the act was told of, where the report gives no other.
pub(crate) fn of_speech(report: &Report, strand: &Strand) -> Option<When> {
    let mention = &report.reads[strand.read].whens[strand.speech?];
    let (first, last) = mention.first.zip(mention.last)?;
    let near = (last - first).get_days() <= 1;
    near.then(|| When { first, last, part_of_day: None, assumed: false, evidence: vec![Evidence::new(mention.span, "date.of-speech")] })
}

/// The day of a sentence close by that tells of nothing else: "Barrels fell from helicopters on Thursday."
pub(crate) fn nearby(report: &Report, strands: &[Strand], draft: &Draft) -> Option<When> {
    let published = report.text.document.published?;
    let own = |read: usize| draft.strands.iter().any(|i| strands[*i].read == read);
    let first = strands[*draft.strands.first()?].read;
    let reads = report.reads.iter().enumerate().skip(first).take(NEARBY);
    for (i, read) in reads.filter(|(i, read)| read.events.is_empty() || own(*i)) {
        if (0..read.events.len()).any(|event| is_aftermath(read, event, true)) {
            continue;
        }
        for (n, mention) in read.whens.iter().enumerate() {
            let is_day = matches!(mention.kind, WhenKind::Weekday | WhenKind::Explicit) && !mention.since && !mention.future;
            let Some((from, to)) = mention.first.zip(mention.last).filter(|_| is_day && !is_speech_time(read, n)) else { continue };
            if (to - from).get_days() <= 1 && (0..=NEARBY_DAYS).contains(&(published - to).get_days()) {
                let evidence = vec![Evidence::new(mention.span, "date.nearby")];
                return Some(When { first: from, last: to, part_of_day: mention.part_of_day, assumed: false, evidence });
            }
        }
        if i > first && own(i) && !read.whens.is_empty() {
            break;
        }
    }
    None
}

/// The publication day and the day before, for a breaking report without a date.
pub(crate) fn assumed(report: &Report, part_of_day: Option<PartOfDay>) -> Option<When> {
    let published: Date = report.text.document.published?;
    let first = published.yesterday().ok()?;
    let span = report.text.sentences.first().map(|sentence| sentence.span)?;
    Some(When { first, last: published, part_of_day, assumed: true, evidence: vec![Evidence::new(span, "date.assume-published")] })
}
