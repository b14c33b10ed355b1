//! What an export loses: rows refused, values forced, cells quoted.

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The incident has no row: the codebook has no place for it.
    Refused,
    /// The incident is part of another's row: the codebook's unit is larger.
    Merged,
    /// A value was put where it loses something.
    Forced,
    /// A cell was changed so that no program takes it for a formula.
    Quoted,
}

impl Action {
    /// Its word in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Merged => "merged",
            Self::Forced => "forced",
            Self::Quoted => "quoted",
        }
    }
}

/// One loss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// What was done.
    pub action: Action,
    /// The column, where it is one.
    pub column: String,
    /// The value that stands.
    pub value: String,
    /// Why.
    pub reason: String,
}

/// The losses of one incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Losses(pub Vec<Loss>);

impl Losses {
    pub(super) fn forced(&mut self, column: &str, value: &(impl ToString + ?Sized), reason: impl Into<String>) {
        self.add(Action::Forced, column, value.to_string(), reason.into());
    }

    /// Says that the incident has no row.
    pub(super) fn refuse<T>(&mut self, reason: impl Into<String>) -> Option<T> {
        self.add(Action::Refused, "", String::new(), reason.into());
        None
    }

    /// Says that the ledger has no telling of it any more.
    pub fn refuse_as_empty(&mut self) {
        self.add(Action::Refused, "", String::new(), "no report tells of it any more".to_owned());
    }

    /// Says that a cell was quoted.
    pub fn quoted(&mut self, column: &str, reason: &str) {
        self.add(Action::Quoted, column, String::new(), reason.to_owned());
    }

    /// Says that the incident stands in the row of another.
    pub fn merged(&mut self, into: &str) {
        let reason = "same actors, day and place are one event of this codebook";
        self.add(Action::Merged, "", into.to_owned(), reason.to_owned());
    }

    fn add(&mut self, action: Action, column: &str, value: String, reason: String) {
        self.0.push(Loss { action, column: column.to_owned(), value, reason });
    }
}
