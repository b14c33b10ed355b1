//! The API: what it answers, what it refuses, and what stands in every answer.
#![expect(clippy::unwrap_used, reason = "what a test cannot read fails it")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use recount::Coder;
use recount_web::{App, demo_reports, fill_demo, openapi, router};
use serde_json::{Value, json};
use tower::ServiceExt;

const HOST: &str = "127.0.0.1:7878";

struct Served {
    _folder: tempfile::TempDir,
    router: Router,
}

fn served() -> Served {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.db");
    fill_demo(&path, &Coder::builtin()).unwrap();
    let app = App::open(&path, Coder::builtin(), HOST.parse().unwrap(), true).unwrap();
    Served { _folder: folder, router: router(app) }
}

struct Answer {
    status: StatusCode,
    headers: header::HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&self.body)))
    }

    fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}

impl Served {
    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer { status: parts.status, headers: parts.headers, body: to_bytes(body, usize::MAX).await.unwrap().to_vec() }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).header(header::HOST, HOST).body(Body::empty()).unwrap()).await
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        let request = Request::post(path).header(header::HOST, HOST).header(header::ORIGIN, format!("http://{HOST}"));
        self.send(request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string())).unwrap()).await
    }

    async fn at(&self, place: &str) -> Value {
        let all = self.get("/api/v1/incidents?limit=500").await.json();
        all["incidents"].as_array().unwrap().iter().find(|it| it["place"] == place).cloned().unwrap_or_default()
    }
}

#[test]
fn every_story_of_the_demo_is_read() {
    assert_eq!(demo_reports().len(), 60);
}

#[tokio::test]
async fn pages_join_to_the_whole_list_and_filters_hold() {
    let served = served();
    let mut ids = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = served.get(&format!("/api/v1/incidents?limit=7{cursor}")).await.json();
        ids.extend(page["incidents"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    let total = served.get("/api/v1/incidents").await.json()["total"].as_u64().unwrap();
    assert_eq!(ids.len() as u64, total);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len() as u64, total);
    for (query, n) in [
        ("country=co", 2),
        ("min_killed=14", 2),
        ("words=hotel%20siege", 1),
        ("tactic=shelling", 1),
        ("from=2024-04-28", 2),
        ("box=1,-80,10,-70", 2),
    ] {
        let found = served.get(&format!("/api/v1/incidents?{query}")).await.json();
        assert_eq!(found["total"], n, "{query}");
    }
}

#[tokio::test]
async fn an_incident_has_its_reports_links_and_history() {
    let served = served();
    let id = served.at("Douentza").await["id"].as_str().unwrap().to_owned();
    let shown = served.get(&format!("/api/v1/incidents/{id}")).await.json();
    assert_eq!(shown["incident"]["members"].as_array().unwrap().len(), 5);
    assert_eq!(shown["reports"].as_array().unwrap().len(), 5);
    assert_eq!(shown["links"].as_array().unwrap().len(), 4);
    assert!(shown["history"].as_array().unwrap().len() > 1);
    let then = served.get(&format!("/api/v1/incidents/{id}?as_of=2024-03-05")).await.json();
    let killed = |shown: &Value| shown["incident"]["figures"][0]["best"].clone();
    assert_eq!((killed(&shown), killed(&then)), (json!(9), json!(7)));
    let key = shown["incident"]["members"][0]["report"].as_str().unwrap();
    let report = served.get(&format!("/api/v1/report?key={key}")).await.json();
    assert!(report["coded"]["report"]["text"].as_str().unwrap().contains("Douentza"));
}

#[tokio::test]
async fn a_decision_is_kept_with_its_author_and_a_stale_one_is_told() {
    let served = served();
    let id = served.at("Aleppo").await["id"].as_str().unwrap().to_owned();
    let decision =
        |value: Value, seen: i64| json!({"act": "correct", "telling": id, "field": "killed", "value": value, "by": "Ayşe", "seen": seen});
    let done = served.post("/api/v1/decisions", &decision(json!({"low": 4, "best": 4, "high": 4}), 0)).await;
    assert_eq!((done.status, &done.json()["reviews"][0]["by"]), (StatusCode::OK, &json!("Ayşe")));
    let stale = served.post("/api/v1/decisions", &decision(Value::Null, 0)).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert_eq!(stale.json()["since"][0]["field"], "killed");
    let wrong = served.post("/api/v1/decisions", &decision(json!({"low": 9, "best": 4, "high": 4}), 1)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(served.at("Aleppo").await["figures"][0]["best"], 4);
}

#[tokio::test]
async fn a_merge_and_a_split_have_a_preview_that_writes_nothing() {
    let served = served();
    let (one, two) = (served.at("Tripoli").await, served.at("Aleppo").await);
    let merge = json!({"act": "merge", "incidents": [one["id"], two["id"]], "by": "Ayşe"});
    let before = served.get("/api/v1/about").await.json();
    let preview = served.post("/api/v1/decisions/preview", &merge).await.json();
    assert_eq!(preview["incidents"][0]["members"].as_array().unwrap().len(), 3);
    assert_eq!(served.get("/api/v1/about").await.json(), before);
    let merged = served.post("/api/v1/decisions", &merge).await.json();
    let id = merged["incidents"][0].as_str().unwrap();
    let split = json!({"act": "split", "tellings": [two["id"]], "by": "Ayşe"});
    assert_eq!(served.post("/api/v1/decisions/preview", &split).await.json()["incidents"].as_array().unwrap().len(), 2);
    assert_eq!(served.post("/api/v1/decisions", &split).await.status, StatusCode::OK);
    assert_eq!(served.get(&format!("/api/v1/incidents/{id}")).await.json()["incident"]["members"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_story_is_coded_without_being_kept() {
    let served = served();
    let stories = json!({"stories": [{"content": "KIDAL, Mali, 6 May 2024 (Agency) - Gunmen killed five guards in Kidal on Monday."}, {"name": "a.jsonl", "content": "{\"id\": 1"}]});
    let read = served.post("/api/v1/code", &stories).await.json();
    assert_eq!(read["reports"][0]["incidents"][0]["totals"]["killed"]["best"], 5);
    assert_eq!(read["errors"].as_array().unwrap().len(), 1);
    assert_eq!(served.get("/api/v1/about").await.json()["reports"], 60);
    let kept = served.post("/api/v1/reports", &stories).await.json();
    assert_eq!((&kept["new"], kept["incidents"].as_array().unwrap().len()), (&json!(1), 1));
    assert_eq!(served.get("/api/v1/about").await.json()["reports"], 61);
}

#[tokio::test]
async fn another_host_another_origin_and_another_form_are_refused() {
    let served = served();
    for host in ["evil.example", "evil.example:7878", "127.0.0.1", ""] {
        let answer = served.send(Request::get("/api/v1/about").header(header::HOST, host).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json");
    }
    let post = |origin: Option<&str>, kind: &str| {
        let mut request = Request::post("/api/v1/decisions").header(header::HOST, HOST).header(header::CONTENT_TYPE, kind);
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        request.body(Body::from("{}")).unwrap()
    };
    for origin in [None, Some("http://evil.example"), Some("null"), Some("https://127.0.0.1:7878")] {
        assert_eq!(served.send(post(origin, "application/json")).await.status, StatusCode::FORBIDDEN, "{origin:?}");
    }
    let ours = format!("http://{HOST}");
    assert_eq!(served.send(post(Some(&ours), "text/plain")).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let put = Request::builder().method(Method::PUT).uri("/api/v1/decisions").header(header::HOST, HOST).header(header::ORIGIN, &ours);
    assert_eq!(served.send(put.body(Body::empty()).unwrap()).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn too_much_and_nonsense_are_problems_and_never_failures() {
    let served = served();
    let large = json!({"act": "merge", "incidents": ["x".repeat(2 << 20)]});
    assert_eq!(served.post("/api/v1/decisions", &large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    for (path, status) in [
        ("/api/v1/incidents/zz", 404),
        ("/api/v1/incidents/3f9a", 404),
        ("/api/v1/incidents?tactic=coup", 400),
        ("/api/v1/incidents?from=soon", 400),
        ("/api/v1/incidents?box=1,2", 400),
        ("/api/v1/incidents?limit=-1", 400),
        ("/api/v1/incidents?cursor=x", 422),
        ("/api/v1/search?q=%22AND%20(", 200),
        ("/api/v1/search", 400),
        ("/api/v1/report?key=none", 404),
        ("/api/v1/exports/pdf", 404),
        ("/api/v1/nowhere", 404),
    ] {
        let answer = served.get(path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        if status != 200 {
            assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json", "{path}");
            assert!(!answer.json()["detail"].as_str().unwrap().is_empty());
        }
    }
}

#[tokio::test]
async fn every_answer_forbids_foreign_code_and_nothing_stored_is_html() {
    let served = served();
    let markup = "<script>alert(1)</script>";
    let story = json!({"stories": [{"content": format!("KIDAL, Mali, 6 May 2024 (Agency) - Gunmen killed five guards in Kidal on Monday.\n\n{markup}"), "title": markup, "url": "u"}]});
    served.post("/api/v1/reports", &story).await;
    for path in ["/", "/report/u", "/api/v1/report?key=u", "/api/v1/exports/jsonl", "/healthz", "/icon.svg"] {
        let answer = served.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let policy = answer.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.starts_with("default-src 'none'; script-src 'self';") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        let is_html = answer.header(header::CONTENT_TYPE).starts_with("text/html");
        assert!(!is_html || !String::from_utf8_lossy(&answer.body).contains(markup), "{path}");
    }
    let page = served.get("/").await;
    let html = String::from_utf8_lossy(&page.body);
    assert!(!html.contains("<script>") && !html.contains("<style") && !html.contains("http://") && !html.contains("https://"), "{html}");
}

#[tokio::test]
async fn an_export_is_what_the_ledger_writes() {
    let served = served();
    let lines = served.get("/api/v1/exports/jsonl?no_text=true").await;
    assert_eq!(lines.header(header::CONTENT_DISPOSITION), "attachment; filename=\"recount-jsonl.jsonl\"");
    let text = String::from_utf8(lines.body).unwrap();
    assert_eq!(text.lines().filter(|line| line.starts_with("{\"kind\":\"report\"")).count(), 60);
    let map = served.get("/api/v1/exports/geojson").await.json();
    assert!(map["features"].as_array().unwrap().len() > 15);
}

#[tokio::test]
async fn every_form_that_is_listed_is_served_and_says_what_it_loses() {
    let served = served();
    let forms = served.get("/api/v1/exports").await.json();
    let forms = forms.as_array().unwrap();
    assert!(forms.len() >= 16);
    for form in forms {
        let name = form["name"].as_str().unwrap();
        let file = served.get(&format!("/api/v1/exports/{name}")).await;
        assert!(!file.body.is_empty(), "{name}");
        if form["loses"] == true {
            let losses = served.get(&format!("/api/v1/exports/{name}?losses=true")).await;
            assert_eq!(losses.header(header::CONTENT_DISPOSITION), format!("attachment; filename=\"recount-{name}.losses.csv\""));
            assert_ne!(losses.body, file.body, "{name}");
        }
    }
    let acled = String::from_utf8(served.get("/api/v1/exports/acled").await.body).unwrap();
    assert_eq!(acled.lines().next().unwrap().split(',').count(), 31);
}

#[tokio::test]
async fn the_overview_is_columns_of_one_length() {
    let overview = served().get("/api/v1/overview").await.json();
    let n = overview["ids"].as_array().unwrap().len();
    assert!(n > 20);
    for column in ["first", "days", "lat", "lon", "radius", "tactic", "country", "place", "killed", "reports", "findings", "open"] {
        assert_eq!(overview[column].as_array().unwrap().len(), n, "{column}");
    }
}

#[test]
fn every_reference_of_the_description_leads_somewhere() {
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
                fields.values().for_each(|field| references(field, found));
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }
    let api = openapi();
    let mut found = Vec::new();
    references(&api, &mut found);
    assert!(!found.is_empty());
    for reference in found {
        let path = reference.strip_prefix('#').unwrap();
        assert!(api.pointer(path).is_some(), "{reference}");
    }
}

#[test]
fn an_address_that_others_reach_is_refused_with_the_reason() {
    let address = "0.0.0.0".parse().unwrap();
    let options = recount_web::Serve { address, ..recount_web::Serve::new("none.db".into()) };
    let error = recount_web::serve(options, |_| panic!("it serves")).unwrap_err().to_string();
    assert!(error.contains("no accounts yet") && error.contains("SSH tunnel"), "{error}");
}
