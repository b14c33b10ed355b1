//! STIX 2.1: an incident with its place, its parties and a report that holds them together.
//!
//! Ids are made from content, so that the same incident has the same id in every bundle.

use std::collections::HashSet;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{Place, Stance};

use super::account::Account;
use super::loss::Losses;
use super::marked::is_web;
use super::parties::{name, parties};
use super::table::Codebooks;

/// The name space of our ids.
const SPACE: Uuid = Uuid::from_u128(0x7265_636f_756e_5000_8000_7265_636f_756e);

/// The objects that a bundle has already.
#[derive(Debug, Clone, Default)]
pub struct Seen(HashSet<u128>);

impl Seen {
    /// Whether an object is new; it is known from now on.
    pub fn is_new(&mut self, id: u128) -> bool {
        self.0.insert(id)
    }
}

/// An object with the number of its id.
pub(super) type Object = (u128, Value);

fn id(kind: &str, content: &str) -> (u128, String) {
    let uuid = Uuid::new_v5(&SPACE, format!("{kind}\n{content}").as_bytes());
    (uuid.as_u128(), format!("{kind}--{uuid}"))
}

/// The beginning of a day, to the millisecond as STIX wants it; of 1970 where none is known.
fn instant(day: Option<crate::Date>) -> String {
    format!("{}T00:00:00.000Z", day.unwrap_or(crate::Date::constant(1970, 1, 1)))
}

/// What stands before the objects of a bundle: its beginning and who made it.
pub(super) fn head() -> String {
    let identity = json!({"type": "identity", "spec_version": "2.1", "id": maker(), "created": instant(None), "modified": instant(None),
                          "name": "Recount", "identity_class": "system"});
    format!("{{\"type\":\"bundle\",\"id\":\"{}\",\"objects\":[\n{identity}", id("bundle", "incidents").1)
}

fn maker() -> String {
    id("identity", "Recount").1
}

/// The objects of an incident.
pub(super) fn objects(books: &Codebooks, account: &Account, losses: &mut Losses) -> Option<Vec<Object>> {
    if let Some(reason) = account.no_event() {
        return losses.refuse(reason);
    }
    let at = instant(account.published());
    if account.published().is_none() {
        losses.forced("created", &at, "no report has a day of publication; STIX needs one");
    }
    let bundle = Bundle { at: &at, objects: Vec::new() };
    Some(bundle.filled(books, account))
}

struct Bundle<'a> {
    at: &'a str,
    objects: Vec<Object>,
}

impl Bundle<'_> {
    /// Adds an object and gives its id.
    fn put(&mut self, kind: &str, content: &str, fields: Value) -> String {
        let (number, id) = id(kind, content);
        let mut object =
            json!({"type": kind, "spec_version": "2.1", "id": id, "created_by_ref": maker(), "created": self.at, "modified": self.at});
        if let (Some(object), Value::Object(fields)) = (object.as_object_mut(), fields) {
            object.extend(fields.into_iter().filter(|(_, value)| !value.is_null()));
        }
        self.objects.push((number, object));
        id
    }

    fn filled(mut self, books: &Codebooks, account: &Account) -> Vec<Object> {
        let (title, sentence) = (super::words::summary_title(books, account), super::words::sentence(books, account));
        let incident = self.put(
            "incident",
            &account.id,
            json!({
                "name": title, "description": sentence, "labels": [account.tactic.as_str()], "external_references": references(account),
            }),
        );
        let mut refs = vec![incident.clone()];
        if let Some(place) = account.place.filter(|place| place.country.is_some() || place.lat.is_some()) {
            let location = self.put("location", &place_key(place), location(place));
            refs.push(location.clone());
            refs.push(self.relation(account, &incident, "related-to", &location));
        }
        for party in parties(account, Stance::Target) {
            let class = if party.organisation.is_some() { "organization" } else { "group" };
            let target = self.put("identity", name(party), json!({"name": name(party), "identity_class": class}));
            refs.push(target.clone());
            refs.push(self.relation(account, &incident, "related-to", &target));
        }
        for party in parties(account, Stance::Initiator).into_iter().filter(|party| party.organisation.is_some()) {
            let actor = self.put("threat-actor", name(party), json!({"name": name(party)}));
            refs.push(actor.clone());
            refs.push(self.relation(account, &incident, "related-to", &actor));
        }
        self.put(
            "report",
            &account.id,
            json!({
                "name": title, "description": sentence, "report_types": ["threat-report"], "published": self.at, "object_refs": refs,
            }),
        );
        self.objects
    }

    fn relation(&mut self, account: &Account, from: &str, kind: &str, to: &str) -> String {
        let content = format!("{}\n{from}\n{kind}\n{to}", account.id);
        self.put("relationship", &content, json!({"relationship_type": kind, "source_ref": from, "target_ref": to}))
    }
}

fn references(account: &Account) -> Vec<Value> {
    let own = json!({"source_name": "recount", "external_id": account.id});
    let of_report = |report: &crate::Report| {
        let source = report.source.as_deref().filter(|source| !source.is_empty()).unwrap_or(&report.id).to_owned();
        let url = report.url.as_deref().filter(|url| is_web(url));
        let mut reference = json!({"source_name": source, "description": super::ucdp::article(report)});
        if let (Some(url), Some(fields)) = (url, reference.as_object_mut()) {
            fields.insert("url".to_owned(), json!(url));
        }
        reference
    };
    std::iter::once(own).chain(account.told.iter().map(|told| of_report(&told.report.report))).collect()
}

fn place_key(place: &Place) -> String {
    let own = place.gazetteer_id.clone();
    own.unwrap_or_else(|| {
        format!("{}\n{}\n{}", place.name, place.admin1.as_deref().unwrap_or_default(), place.country.as_deref().unwrap_or_default())
    })
}

fn location(place: &Place) -> Value {
    let precision = place.radius_km.filter(|_| place.lat.is_some()).map(|km| f64::from(km) * 1_000.0);
    json!({"name": place.name, "country": place.country, "administrative_area": place.admin1, "latitude": place.lat, "longitude": place.lon,
           "precision": precision})
}
