//! Reports coded by hand.
//!
//! In: JSON, either one cluster `{"cluster": …, "reports": […]}` or a list of reports. Out: [`GoldReport`]s. A field
//! that is `null` or missing is one that the report does not tell, and is not scored.
//!
//! ```
//! let json = r#"{"cluster": "kela", "reports": [{"id": "1", "text": "…", "incidents": [{"ref": "kela", "killed": [7, null]}]}]}"#;
//! let gold = recount_score::parse_gold("kela.json", json).unwrap();
//! assert_eq!(gold[0].cluster.as_deref(), Some("kela"));
//! assert_eq!(gold[0].incidents[0].killed, Some(recount_score::GoldCount(Some(7), None)));
//! ```

use serde::{Deserialize, Serialize};

/// The reports of a gold file; `name` is the file's name for messages.
///
/// # Errors
/// The text is no JSON, or neither a cluster nor a list of reports.
pub fn parse_gold(name: &str, json: &str) -> Result<Vec<GoldReport>, GoldError> {
    let wrong = |source: serde_json::Error| GoldError { name: name.to_owned(), source };
    let json = json.trim_start_matches('\u{feff}');
    if json.trim_start().starts_with('[') {
        return serde_json::from_str(json).map_err(wrong);
    }
    let cluster: Cluster = serde_json::from_str(json).map_err(wrong)?;
    let mut reports = cluster.reports;
    for report in &mut reports {
        report.cluster.clone_from(&cluster.cluster);
    }
    Ok(reports)
}

/// A gold file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{name}: not a gold file: {source}; give {{\"cluster\": …, \"reports\": […]}} or a list of reports")]
pub struct GoldError {
    name: String,
    source: serde_json::Error,
}

/// A report with what a person read from it.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldReport {
    /// The name by which gold and coded reports are matched.
    pub id: String,
    /// The cluster of reports it belongs to.
    #[serde(default)]
    pub cluster: Option<String>,
    /// The title.
    #[serde(default)]
    pub title: Option<String>,
    /// The outlet.
    #[serde(default)]
    pub outlet: Option<String>,
    /// The language (ISO 639-1).
    #[serde(default)]
    pub lang: Option<String>,
    /// The day of publication (ISO 8601).
    #[serde(default)]
    pub published: Option<String>,
    /// The text.
    #[serde(default)]
    pub text: String,
    /// The incidents, news and background.
    #[serde(default)]
    pub incidents: Vec<GoldIncident>,
    /// Joint totals over several incidents.
    #[serde(default)]
    pub sums: Vec<GoldSum>,
}

/// An incident as a person read it.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldIncident {
    /// The same word in several reports means the same incident.
    #[serde(rename = "ref", default)]
    pub reference: String,
    /// News of the report, or background.
    #[serde(default = "is_news")]
    pub news: bool,
    /// The tactic.
    #[serde(rename = "type", default)]
    pub tactic: Option<String>,
    /// Other tactics that a careful coder could defend.
    #[serde(default)]
    pub type_alt: Vec<String>,
    /// How far it went.
    #[serde(default)]
    pub stage: Option<String>,
    /// `2017`, `2017-08` or `2017-08-14`.
    #[serde(default)]
    pub date: Option<String>,
    /// First day of a span.
    #[serde(default)]
    pub date_from: Option<String>,
    /// Last day of a span.
    #[serde(default)]
    pub date_to: Option<String>,
    /// The words leave two days open.
    #[serde(default)]
    pub overnight: bool,
    /// The words give no date; the gold has the publication day.
    #[serde(default)]
    pub no_cue: bool,
    /// Country (ISO 3166-1 alpha-2).
    #[serde(default)]
    pub country: Option<String>,
    /// The place as spelt in the report.
    #[serde(default)]
    pub place: Option<String>,
    /// Degrees north; `None` where the report gives no point.
    #[serde(default)]
    pub lat: Option<f64>,
    /// Degrees east.
    #[serde(default)]
    pub lon: Option<f64>,
    /// Canonical organisations of the initiators, separated by `;`.
    #[serde(default)]
    pub perp_org: Option<String>,
    /// `claimed by …`, `denied by …`, `explicitly no claim` or `none stated`.
    #[serde(default)]
    pub claim: Option<String>,
    /// Victims killed.
    #[serde(default)]
    pub killed: Option<GoldCount>,
    /// Other right readings of `killed`.
    #[serde(default)]
    pub killed_alt: Vec<GoldCount>,
    /// Victims wounded.
    #[serde(default)]
    pub wounded: Option<GoldCount>,
    /// Other right readings of `wounded`.
    #[serde(default)]
    pub wounded_alt: Vec<GoldCount>,
    /// Initiators killed.
    #[serde(default)]
    pub perp_killed: Option<GoldCount>,
    /// Other right readings of `perp_killed`.
    #[serde(default)]
    pub perp_killed_alt: Vec<GoldCount>,
    /// Victims abducted.
    #[serde(default)]
    pub abducted: Option<GoldCount>,
    /// Other right readings of `abducted`.
    #[serde(default)]
    pub abducted_alt: Vec<GoldCount>,
    /// Groups of casualties; not complete, only those listed are scored.
    #[serde(default)]
    pub groups: Vec<GoldGroup>,
}

/// A number as a person read it: `[7,7]` exactly or about seven, `[7,null]` at least, `[null,7]` up to or nearly,
/// `[5,7]` a range, `[null,null]` people without a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoldCount(pub Option<u32>, pub Option<u32>);

/// People to whom one thing happened.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct GoldGroup {
    /// As the report calls them.
    #[serde(default)]
    pub who: Option<String>,
    /// What they were.
    pub role: String,
    /// What happened to them.
    pub outcome: String,
    /// How many.
    pub count: GoldCount,
}

/// A joint total over several incidents.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct GoldSum {
    /// What happened; `initiators_killed` for the initiators.
    pub outcome: String,
    /// How many.
    pub count: GoldCount,
}

#[derive(Deserialize)]
struct Cluster {
    #[serde(default)]
    cluster: Option<String>,
    reports: Vec<GoldReport>,
}

fn is_news() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_file_is_named_with_its_line() {
        let error = parse_gold("kela.json", "{\"cluster\": \"kela\",\n \"items\": []}").unwrap_err().to_string();
        assert!(error.starts_with("kela.json: not a gold file: missing field `reports` at line 2"), "{error}");
        assert!(error.ends_with("or a list of reports"), "{error}");
    }

    #[test]
    fn an_incident_is_news_unless_it_says_otherwise() {
        let gold = parse_gold("g", r#"[{"id": "1", "incidents": [{}, {"news": false}]}]"#).unwrap();
        assert_eq!(gold[0].incidents.iter().map(|incident| incident.news).collect::<Vec<_>>(), [true, false]);
    }
}
