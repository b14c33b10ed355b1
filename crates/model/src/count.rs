//! A reported number that keeps its form.

/// How the report puts a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CountForm {
    /// "seven"
    Exact,
    /// "at least 12"
    AtLeast,
    /// "up to 30"
    AtMost,
    /// "about 40"
    About,
    /// "10 to 15"
    Range,
    /// "dozens", "several"
    Vague,
    /// "no casualties"
    None,
}

impl CountForm {
    /// The published word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::About => "about",
            Self::Range => "range",
            Self::Vague => "vague",
            Self::None => "none",
        }
    }
}

/// A number as reported: `low <= best`, and `best <= high` where `high` is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Count {
    /// The least it can be.
    pub low: u32,
    /// The number to use where one must be used.
    pub best: u32,
    /// The most it can be; `None`: open.
    pub high: Option<u32>,
    /// How the report puts it.
    pub form: CountForm,
}

impl Count {
    /// Exactly `n`.
    pub fn exact(n: u32) -> Self {
        Self { low: n, best: n, high: Some(n), form: CountForm::Exact }
    }

    /// `n` or more.
    pub fn at_least(n: u32) -> Self {
        Self { low: n, best: n, high: None, form: CountForm::AtLeast }
    }

    /// `n` at the most.
    pub fn at_most(n: u32) -> Self {
        Self { low: 0, best: n, high: Some(n), form: CountForm::AtMost }
    }

    /// Around `n`: a tenth less or more (CODEBOOK §4.3).
    pub fn about(n: u32) -> Self {
        let tenth = n / 10;
        Self { low: n - tenth, best: n, high: Some(n.saturating_add(tenth)), form: CountForm::About }
    }

    /// Nearly `n`: a tenth less, never more.
    pub fn nearly(n: u32) -> Self {
        Self { low: n - n / 10, best: n, high: Some(n), form: CountForm::About }
    }

    /// From `a` to `b`, in either order.
    pub fn range(a: u32, b: u32) -> Self {
        let (low, high) = (a.min(b), a.max(b));
        Self { low, best: low.midpoint(high), high: Some(high), form: CountForm::Range }
    }

    /// A word such as "dozens": `n` or more.
    pub fn vague(n: u32) -> Self {
        Self { low: n, best: n, high: None, form: CountForm::Vague }
    }

    /// The report says that there was nobody.
    pub fn none() -> Self {
        Self { low: 0, best: 0, high: Some(0), form: CountForm::None }
    }

    /// Whether it is one known number.
    pub fn is_exact(self) -> bool {
        self.high == Some(self.low)
    }

    /// Whether it only tells that there were some ("people were killed").
    pub fn is_some_only(self) -> bool {
        self.form == CountForm::Vague && self.low <= 1 && self.high.is_none()
    }

    /// Whether both can be true of the same people.
    pub fn is_compatible(self, other: Self) -> bool {
        self.low <= other.high.unwrap_or(u32::MAX) && other.low <= self.high.unwrap_or(u32::MAX)
    }

    /// The number of both together, when they are different people.
    ///
    /// ```
    /// use recount_model::Count;
    /// assert_eq!(Count::exact(7).plus(Count::exact(2)), Count::exact(9));
    /// assert_eq!(Count::exact(7).plus(Count::at_least(2)), Count::at_least(9));
    /// ```
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let low = self.low.saturating_add(other.low);
        let best = self.best.saturating_add(other.best);
        let high = self.high.zip(other.high).map(|(a, b)| a.saturating_add(b));
        let form = match (self.form, other.form, high) {
            (CountForm::None, form, _) | (form, CountForm::None, _) => form,
            (_, _, Some(high)) if high == low => CountForm::Exact,
            (_, _, Some(_)) => CountForm::Range,
            (CountForm::Vague, _, None) | (_, CountForm::Vague, None) => CountForm::Vague,
            (_, _, None) => CountForm::AtLeast,
        };
        Self { low, best, high, form }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adding_nobody_changes_nothing() {
        assert_eq!(Count::at_least(3).plus(Count::none()), Count::at_least(3));
        assert_eq!(Count::none().plus(Count::none()), Count::none());
    }

    #[test]
    fn about_forty_is_a_tenth_either_way() {
        assert_eq!((Count::about(40).low, Count::about(40).high), (36, Some(44)));
        assert_eq!((Count::nearly(40).low, Count::nearly(40).high), (36, Some(40)));
    }

    #[test]
    fn huge_counts_do_not_overflow() {
        assert_eq!(Count::exact(u32::MAX).plus(Count::exact(1)).low, u32::MAX);
    }
}
