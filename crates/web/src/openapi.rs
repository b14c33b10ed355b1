//! The description of the API (OpenAPI 3.1): a line an operation; the schemas come from the types that are sent.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::api::{about, code, decisions, events, export, incidents, overview, reports, words};
use crate::problem::Problem;

/// The API in the words of OpenAPI 3.1.
///
/// ```
/// assert_eq!(recount_web::openapi()["openapi"], "3.1.0");
/// ```
pub fn openapi() -> Value {
    let mut api = Description::new();
    api.get::<about::About>("/about", "What is served", &[]);
    let filtered = api.asked::<incidents::Wanted>();
    let paged = [filtered.clone(), api.asked::<incidents::Paged>()].concat();
    api.get::<overview::Overview>("/overview", "All incidents that are wanted, a list a column", &filtered);
    api.get::<incidents::Listed>("/incidents", "Incidents, page after page", &paged);
    let without_order: Vec<Value> = paged.iter().filter(|parameter| parameter["name"] != "order").cloned().collect();
    api.get::<incidents::Listed>("/queue", "Incidents that wait for a decision, what needs it most first", &without_order);
    let id = named("id", "The id of an incident, or of a report's telling of it");
    let as_of = [vec![id.clone()], api.asked::<incidents::AsOf>()].concat();
    api.get::<incidents::Shown>("/incidents/{id}", "An incident in full", &as_of);
    api.get::<Vec<incidents::Change>>("/incidents/{id}/history", "What happened to an incident's record", &[id]);
    let pair = api.asked::<incidents::Pair>();
    api.get::<Vec<incidents::Why>>("/why", "Why two are one incident, or are not", &pair);
    let listed = api.asked::<reports::Paged>();
    api.get::<reports::Reports>("/reports", "Reports, the latest first", &listed);
    let keyed = api.asked::<reports::Keyed>();
    api.get::<reports::Shown>("/report", "A report with its coding and what people said about it", &keyed);
    let asked = api.asked::<reports::Words>();
    api.get::<Vec<reports::Found>>("/search", "Reports that have all of these words", &asked);
    api.get::<recount_ledger::Quality>("/quality", "What people found right among what they reviewed", &[]);
    let place = api.asked::<words::Named>();
    api.get::<Vec<words::Found>>("/places", "The places that bear a name", &place);
    let selected = api.asked::<words::Selected>();
    api.get::<words::Meant>("/mentions", "What words can mean as a value", &selected);
    api.get::<words::RuleShown>("/rules/{name}", "A rule with its examples", &[named("name", "The name of a rule")]);
    api.get::<std::collections::BTreeMap<String, Vec<words::Word>>>("/vocabulary", "The closed vocabularies", &[]);
    api.post::<code::Stories, code::Read>("/code", "Codes stories; nothing is kept");
    api.post::<code::Stories, code::Kept>("/reports", "Codes stories and keeps them");
    api.post::<decisions::Decision, decisions::Decided>("/decisions", "Writes a decision");
    api.post::<decisions::Decision, decisions::Preview>("/decisions/preview", "How a merge or a split would leave the incidents");
    let options = [vec![named("profile", "A name that `/exports` gives")], api.asked::<export::Options>()].concat();
    let file = json!({"schema": {"type": "string"}});
    let files = json!({"application/x-ndjson": file, "application/geo+json": file, "application/json": file, "text/csv": file, "application/xml": file, "text/plain": file});
    api.get::<Vec<export::Form>>("/exports", "The forms in which the ledger can be had", &[]);
    api.add("get", "/exports/{profile}", "The ledger as a file, as it is written", &options, None, &files);
    let event = api.outward.subschema_for::<events::Event>();
    let stream = json!({"text/event-stream": {"schema": {"type": "string"}, "x-event": event}});
    api.add("get", "/events", "Changes as they come", &[], None, &stream);
    api.finish()
}

struct Description {
    /// What is answered: types stand once, under `components`.
    outward: SchemaGenerator,
    /// What is asked and sent: in place, because it may leave out what answers always have.
    inward: SchemaGenerator,
    paths: Map<String, Value>,
}

impl Description {
    fn new() -> Self {
        let settings = |settings: &mut SchemaSettings| {
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
        };
        let outward = SchemaSettings::draft2020_12().for_serialize().with(settings).into_generator();
        let inward = SchemaSettings::draft2020_12().with(settings).with(|settings| settings.inline_subschemas = true).into_generator();
        Self { outward, inward, paths: Map::new() }
    }

    /// The fields of a type as parameters behind `?`.
    fn asked<T: JsonSchema>(&mut self) -> Vec<Value> {
        let schema = Value::from(self.inward.subschema_for::<T>());
        let required = |name: &str| schema["required"].as_array().is_some_and(|names| names.iter().any(|it| it == name));
        let fields = schema["properties"].as_object().into_iter().flatten();
        let parameter = |(name, schema): (&String, &Value)| {
            let about = schema["description"].clone();
            json!({"name": name, "in": "query", "required": required(name), "description": about, "schema": as_text(schema)})
        };
        fields.map(parameter).collect()
    }

    fn get<A: JsonSchema>(&mut self, path: &str, about: &str, parameters: &[Value]) {
        let answer = json!({"application/json": {"schema": self.outward.subschema_for::<A>()}});
        self.add("get", path, about, parameters, None, &answer);
    }

    fn post<B: JsonSchema, A: JsonSchema>(&mut self, path: &str, about: &str) {
        let body = Value::from(self.inward.subschema_for::<B>());
        let answer = json!({"application/json": {"schema": self.outward.subschema_for::<A>()}});
        self.add("post", path, about, &[], Some(body), &answer);
    }

    fn add(&mut self, method: &str, path: &str, about: &str, parameters: &[Value], body: Option<Value>, answer: &Value) {
        let problem = json!({"application/problem+json": {"schema": self.outward.subschema_for::<Problem>()}});
        let mut operation = json!({
            "summary": about,
            "parameters": parameters,
            "responses": {
                "200": {"description": about, "content": answer},
                "4XX": {"description": "What is wrong with the request, and how it is mended", "content": problem},
                "5XX": {"description": "What is wrong with the server or its ledger", "content": problem},
            },
        });
        if let Some(schema) = body {
            operation["requestBody"] = json!({"required": true, "content": {"application/json": {"schema": schema}}});
        }
        let path = self.paths.entry(path).or_insert_with(|| json!({}));
        path[method] = operation;
    }

    fn finish(mut self) -> Value {
        json!({
            "openapi": "3.1.0",
            "info": {
                "title": "Recount",
                "version": env!("CARGO_PKG_VERSION"),
                "summary": "Incidents of political violence, with the words behind every value.",
                "description": "Changes need `Content-Type: application/json` and the `Origin` of this server. Reports have the form recount.coded/1.",
            },
            "servers": [{"url": "/api/v1"}],
            "paths": self.paths,
            "components": {"schemas": self.outward.take_definitions(true)},
        })
    }
}

fn named(name: &str, about: &str) -> Value {
    json!({"name": name, "in": "path", "required": true, "description": about, "schema": {"type": "string", "minLength": 1}})
}

/// A parameter that is left out is not there; it is never `null`.
fn as_text(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Some(types) = schema["type"].as_array() {
        schema["type"] = types.iter().find(|kind| *kind != "null").cloned().unwrap_or_default();
    }
    schema
}
