//! What people decide: each decision has an author and is kept for ever.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use recount_ledger::{Act, Change, Correction, Ledger, LedgerError, Person, State as Standing};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::events::Event;
use super::reports::Reviewed;
use crate::app::App;
use crate::problem::{Answer, Problem, Sent};

/// What is decided, by whom and why.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Decision {
    /// Who decides.
    #[serde(default = "user")]
    by: String,
    /// Their reason.
    #[serde(default)]
    why: String,
    /// The number of the last review that they have seen; a later one about the same report refuses this one (409).
    seen: Option<i64>,
    /// A name for the request: a second one of this name changes nothing.
    token: Option<String>,
    /// What is decided.
    #[serde(flatten)]
    what: What,
}

/// What is decided.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(crate) enum What {
    /// What these tellings say is right.
    Accept {
        /// Ids of tellings.
        tellings: Vec<String>,
    },
    /// These tellings are no incident, or none of ours.
    Reject {
        /// Ids of tellings.
        tellings: Vec<String>,
    },
    /// A field of a telling has another value.
    Correct {
        /// The id of the telling.
        telling: String,
        /// The field, such as `killed` or `where`.
        field: String,
        /// Its value and the words that give it.
        #[serde(flatten)]
        correction: Correction,
    },
    /// An earlier review does not count.
    Undo {
        /// Its number.
        review: i64,
    },
    /// These incidents are one.
    Merge {
        /// Ids of incidents.
        incidents: Vec<String>,
    },
    /// These tellings leave their incident and are one of their own.
    Split {
        /// Ids of tellings.
        tellings: Vec<String>,
    },
    /// Two tellings are not one incident.
    Unlink {
        /// A telling.
        one: String,
        /// Another.
        two: Option<String>,
    },
}

/// What a decision has changed.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Decided {
    /// The reviews that were written.
    reviews: Vec<Reviewed>,
    /// The incidents that it touched, as they are called now.
    incidents: Vec<String>,
    /// The number of the last review now.
    seen: i64,
}

/// How incidents would stand.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Preview {
    /// The incidents that there would be.
    incidents: Vec<Standing>,
}

/// The longest name and reason, in bytes.
const LONGEST: usize = 10_000;

fn user() -> String {
    "user".to_owned()
}

/// Writes a decision.
pub(crate) async fn decide(State(app): State<App>, Sent(decision): Sent<Decision>) -> Answer<Json<Decided>> {
    let by = decision.by.trim().to_owned();
    if by.is_empty() || by.len() > LONGEST || decision.why.len() > LONGEST {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "`by` names who decides, and `why` the reason in some sentences"));
    }
    let decided = app.write(move |ledger| written(ledger, &decision)).await?;
    app.tell(Event { kind: "decided", by, incidents: decided.incidents.clone() });
    Ok(Json(decided))
}

fn written(ledger: &mut Ledger, decision: &Decision) -> Result<Decided, LedgerError> {
    let person = Person { by: decision.by.trim(), why: &decision.why };
    let (act, tellings): (Act, Vec<String>) = match &decision.what {
        What::Merge { incidents } => return ledger.merge(incidents, person).and_then(|id| told(ledger, vec![id.to_string()])),
        What::Split { tellings } => {
            let out = ledger.split(tellings, person)?;
            return told(ledger, out.iter().map(ToString::to_string).collect());
        }
        What::Unlink { one, two } => {
            ledger.unlink(one, two.as_deref(), person)?;
            let ids = std::iter::once(one).chain(two).map(|id| Ok(ledger.incident_of(id)?.to_string()));
            let ids = ids.collect::<Result<Vec<_>, LedgerError>>()?;
            return told(ledger, ids);
        }
        What::Accept { tellings } => (Act::Accept, tellings.clone()),
        What::Reject { tellings } => (Act::Reject, tellings.clone()),
        What::Correct { telling, field, correction } => {
            (Act::Correct { field: field.clone(), correction: correction.clone() }, vec![telling.clone()])
        }
        What::Undo { review } => (Act::Undo { review: *review }, Vec::new()),
    };
    let change = Change { tellings: &tellings, act, seen: decision.seen, token: decision.token.as_deref() };
    let reviews = ledger.review(&change, person)?;
    // A rejected telling is in no incident any more.
    let mut incidents: Vec<String> =
        ledger.tellings_of(&reviews)?.iter().filter_map(|id| ledger.incident_of(id).ok()).map(|id| id.to_string()).collect();
    incidents.dedup();
    Ok(Decided { reviews: reviews.iter().map(Reviewed::of).collect(), incidents, seen: ledger.last_review()? })
}

fn told(ledger: &Ledger, mut incidents: Vec<String>) -> Result<Decided, LedgerError> {
    incidents.sort();
    incidents.dedup();
    Ok(Decided { reviews: Vec::new(), incidents, seen: ledger.last_review()? })
}

/// Shows how a merge or a split would leave the incidents; nothing is written.
pub(crate) async fn preview(State(app): State<App>, Sent(decision): Sent<Decision>) -> Answer<Json<Preview>> {
    let incidents = match decision.what {
        What::Merge { incidents } => app.read(move |ledger| Ok(vec![ledger.preview_merge(&incidents)?])).await?,
        What::Split { tellings } => app.read(move |ledger| ledger.preview_split(&tellings).map(|(rest, out)| vec![rest, out])).await?,
        _ => return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "only a merge or a split has a preview")),
    };
    Ok(Json(Preview { incidents }))
}
