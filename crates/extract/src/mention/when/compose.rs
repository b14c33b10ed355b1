//! What stands around a date and belongs to it: "late", "the night of", "night", "into Saturday", "at 9:30 p.m.".

use recount_model::PartOfDay;

use super::{Granularity, Lexed, WhenKind, WhenMention};

/// A mention with the lexemes it covers.
pub(super) struct Hit {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) mention: WhenMention,
}

/// Widens day mentions by the part of the day beside them, and joins nights that run into the next day.
pub(super) fn compose(sentence: &Lexed, hits: &mut Vec<Hit>) {
    let mut floor = 0;
    for hit in hits.iter_mut() {
        if is_day(&hit.mention) {
            sentence.take_part_after(hit);
            sentence.take_part_before(hit, floor);
        }
        floor = hit.end;
    }
    let mut n = 1;
    while n < hits.len() {
        if sentence.joins_night(&hits[n - 1], &hits[n]) {
            let next = hits.remove(n);
            sentence.join_night(&mut hits[n - 1], &next);
            continue;
        }
        let (before, after) = hits.split_at_mut(n);
        if let (Some(before), Some(after)) = (before.last_mut(), after.first_mut()) {
            sentence.lend_time(before, after);
        }
        n += 1;
    }
}

/// "9 p.m. local time on Friday": so many words may stand between a time and its day.
const TIME_REACH: usize = 4;

/// Whether it names a day to which a part of the day can belong.
fn is_day(mention: &WhenMention) -> bool {
    let kind = matches!(mention.kind, WhenKind::Explicit | WhenKind::Weekday | WhenKind::Relative | WhenKind::Anchored);
    kind && mention.granularity == Granularity::Day || mention.rule.ends_with("-days")
}

impl Lexed<'_> {
    fn widen(&self, hit: &mut Hit) {
        hit.mention.tokens = self.tokens(hit.first..hit.end);
        hit.mention.span = self.text.span(hit.mention.tokens.clone());
    }

    /// "Friday night"
    fn take_part_after(&self, hit: &mut Hit) {
        if let Some(part) = self.word(hit.end).and_then(|word| word.part) {
            hit.mention.part_of_day = Some(part);
            hit.end += 1;
            self.widen(hit);
        }
    }

    /// "late Friday", "late on Friday", "the night of 14 August"
    fn take_part_before(&self, hit: &mut Hit, floor: usize) {
        let Some(mut at) = hit.first.checked_sub(1) else { return };
        let joined = self.is_on(at, self.rules.join);
        if joined {
            let Some(before) = at.checked_sub(1) else { return };
            at = before;
        }
        if at < floor {
            return;
        }
        let edge = if self.is_on(at, self.rules.late) {
            Some(PartOfDay::Evening)
        } else if self.is_on(at, self.rules.early) {
            Some(PartOfDay::Morning)
        } else {
            None
        };
        let named = self.word(at).and_then(|word| word.part).filter(|_| joined);
        if named.is_some() || edge.is_some() {
            hit.mention.part_of_day = hit.mention.part_of_day.or(named).or(edge);
            hit.first = at;
            self.widen(hit);
        }
    }

    /// "Friday night into Saturday", "overnight Friday"
    fn joins_night(&self, before: &Hit, after: &Hit) -> bool {
        if !is_day(&after.mention) {
            return false;
        }
        let gap = after.first.saturating_sub(before.end);
        let night = before.mention.part_of_day == Some(PartOfDay::Night) || before.mention.part_of_day == Some(PartOfDay::Evening);
        let next_day = before.mention.first.and_then(|day| day.tomorrow().ok()).is_some_and(|day| after.mention.first == Some(day));
        let runs_over = gap == 1 && night && next_day && is_day(&before.mention) && self.is_on(before.end, self.rules.into);
        let overnight = before.mention.open_night
            && (gap == 0 || gap == 1 && self.is_on(before.end, self.rules.join))
            && matches!(after.mention.kind, WhenKind::Weekday | WhenKind::Explicit);
        runs_over || overnight
    }

    fn join_night(&self, before: &mut Hit, after: &Hit) {
        let overnight = before.mention.open_night;
        before.end = after.end;
        if overnight {
            let tomorrow = after.mention.last.and_then(|day| day.tomorrow().ok());
            let within = tomorrow.filter(|&day| self.published.is_none_or(|published| day <= published));
            before.mention.first = after.mention.first;
            before.mention.last = within.or(after.mention.last);
            before.mention.weekday = after.mention.weekday;
            before.mention.kind = after.mention.kind;
        } else {
            before.mention.last = after.mention.last;
        }
        before.mention.open_night = true;
        before.mention.part_of_day = Some(PartOfDay::Night);
        self.widen(before);
    }

    /// "at 9:30 p.m. on Friday", "on Friday at dawn": the day takes the time's part of the day.
    fn lend_time(&self, before: &mut Hit, after: &mut Hit) {
        let near = after.first.saturating_sub(before.end) <= TIME_REACH;
        let (time, day) = match (before.mention.kind, after.mention.kind) {
            (WhenKind::TimeOfDay, _) => (&before.mention, &mut after.mention),
            (_, WhenKind::TimeOfDay) => (&after.mention, &mut before.mention),
            _ => return,
        };
        if near && is_day(day) && day.part_of_day.is_none() {
            day.part_of_day = time.part_of_day;
        }
    }
}
