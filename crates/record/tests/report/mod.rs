//! An invented report of two attacks with every field of the published form filled somewhere.

use recount_model as model;
use recount_record::CoderInfo;

pub(crate) fn coder() -> CoderInfo {
    CoderInfo { version: "0.1.0".into(), rules: "3f9a".into() }
}

/// A report from which nothing was read.
pub(crate) fn bare(document: model::Document) -> model::Coded {
    let language = "en".into();
    let (incidents, sums, statements) = (vec![], vec![], vec![]);
    let (context, findings, notes) = (vec![], vec![], vec![]);
    model::Coded { document, language, incidents, sums, statements, context, findings, notes }
}

/// The first place where the document has these words.
pub(crate) fn span_of(document: &model::Document, words: &str) -> model::Span {
    let start = document.text.find(words).expect("the document has these words");
    model::Span::new(start, start + words.len())
}

const TEXT: &str = "KÉLA, March 3 — Seven people, including five guards, were killed in Kéla when six gunmen stormed a base. \
    “We condemn it,” said Ada Lind of Vigil. One guard and two cooks were hurt. In Orvo, two more people died. \
    Nine died in all, the ministry said. A mission has been there since 2013.";

pub(crate) fn two_attacks() -> model::Coded {
    let mut document = model::Document::new("wire-1", Some("Attacks in Kéla".into()), TEXT);
    document.source = Some("Wire".into());
    document.published = Some(date(3));
    document.published_from = Some(model::PublishedFrom::Dateline);
    document.published_evidence = vec![model::Evidence::new(span_of(&document, "March 3"), "date.dateline")];
    let mut report = bare(document);
    report.incidents = vec![first(&report.document), second(&report.document)];
    report.sums = vec![sum(&report.document)];
    report.statements = vec![statement(&report.document)];
    report.context = vec![context(&report.document)];
    let evidence = read(&report.document, "Nine");
    report.findings = vec![model::Finding {
        rule: "sum.differs-from-parts",
        level: model::Level::Warning,
        message: "9".into(),
        evidence: evidence.clone(),
    }];
    report.notes = vec![model::Note { rule: "place.unknown", message: "Orvo".into(), evidence }];
    report
}

fn date(day: i8) -> model::Date {
    model::Date::new(2031, 3, day).expect("March has this day")
}

fn read(document: &model::Document, words: &str) -> Vec<model::Evidence> {
    vec![model::Evidence::new(span_of(document, words), "count.cardinal")]
}

fn first(document: &model::Document) -> model::Incident {
    let seven = casualty(document, model::Count::exact(7), "Seven");
    let five = model::Casualty { part_of: Some(0), party: Some(0), ..casualty(document, model::Count::exact(5), "five") };
    let total = |count, from, evidence| Some(model::Total { count, from, side_unclear: false, evidence });
    let mut hurt = read(document, "One guard");
    hurt.extend(read(document, "two cooks"));
    model::Incident {
        casualties: vec![seven, five],
        totals: model::Totals {
            killed: total(model::Count::exact(7), model::TotalFrom::Stated, read(document, "Seven people")),
            wounded: total(model::Count::exact(3), model::TotalFrom::Sum, hurt),
            ..model::Totals::default()
        },
        links: vec![model::Link { to: 1, kind: model::LinkKind::SameSeries, evidence: vec![] }],
        ..second(document)
    }
}

fn second(document: &model::Document) -> model::Incident {
    let evidence = || read(document, "six");
    let party = model::Party {
        stance: model::Stance::Initiator,
        name: "gunmen".into(),
        organisation: None,
        kind: model::PartyKind::UnidentifiedArmed,
        country: None,
        identified: false,
        size: Some(model::Count::exact(6)),
        evidence: evidence(),
    };
    let object = model::Object {
        name: "base".into(),
        kind: model::ObjectKind::MilitaryBase,
        owner: None,
        effects: vec![model::Effect::Attacked, model::Effect::Seized],
        evidence: evidence(),
    };
    let source = model::SourceNamed { name: "the ministry".into(), kind: model::SourceKind::Official, evidence: evidence() };
    model::Incident {
        discourse: model::Discourse::News,
        frame: model::Frame::Political,
        tactic: model::Tactic::ArmedAssault,
        also: Some(model::Tactic::Seizure),
        stage: model::Stage::Accomplished,
        certainty: model::Certainty::Stated,
        evidence: model::IncidentEvidence { tactic: evidence(), ..model::IncidentEvidence::default() },
        when: Some(when()),
        place: Some(place(document)),
        places: vec![],
        parties: vec![party],
        objects: vec![object],
        weapons: vec![model::WeaponUsed { name: "guns".into(), kind: model::WeaponKind::Firearm, evidence: evidence() }],
        casualties: vec![],
        totals: model::Totals::default(),
        responsibility: model::Responsibility { status: model::ResponsibilityStatus::NoClaim, party: None, by: None, evidence: vec![] },
        responses: vec![model::Response { party: "Vigil".into(), action: "helpers sent".into(), evidence: evidence() }],
        links: vec![],
        sources: vec![source],
        signs: Vec::new(),
        confidence: 95,
    }
}

fn when() -> model::When {
    let part_of_day = Some(model::PartOfDay::Night);
    model::When { first: date(2), last: date(3), part_of_day, assumed: true, evidence: vec![] }
}

fn place(document: &model::Document) -> model::Place {
    model::Place {
        name: "Kela".into(),
        as_written: "Kéla".into(),
        country: Some("ML".into()),
        admin1: None,
        admin2: None,
        district: None,
        lat: Some(15.0),
        lon: Some(-2.95),
        radius_km: Some(5),
        kind: model::PlaceKind::Settlement,
        relation: model::Relation::In,
        gazetteer_id: Some("recount:kela".into()),
        evidence: read(document, "Kéla when"),
    }
}

fn casualty(document: &model::Document, count: model::Count, words: &str) -> model::Casualty {
    model::Casualty {
        outcome: model::Outcome::Killed,
        side: model::Side::Victim,
        party: None,
        who: "people".into(),
        role: model::Role::Civilian,
        organisation: None,
        nationality: None,
        age: Some(model::Age::Adult),
        sex: Some(model::Sex::Female),
        staff: None,
        count,
        words: span_of(document, words),
        total: true,
        part_of: None,
        by: model::CasualtyBy { name: None, kind: model::SourceKind::Unknown },
        status: model::Status::Adopted,
        evidence: read(document, words),
    }
}

fn sum(document: &model::Document) -> model::Sum {
    model::Sum {
        outcome: model::Outcome::Killed,
        side: model::Side::Victim,
        count: model::Count::exact(9),
        words: span_of(document, "Nine"),
        covers: vec![0, 1, 7],
        by: Some("the ministry".into()),
        source_kind: model::SourceKind::Official,
        evidence: read(document, "Nine"),
    }
}

fn statement(document: &model::Document) -> model::Statement {
    model::Statement {
        speaker: "Ada Lind".into(),
        organisation: Some("Vigil".into()),
        act: model::StatementAct::Condemn,
        about: vec![1],
        count: Some((model::Count::exact(9), span_of(document, "Nine"))),
        quote: Some(span_of(document, "“We condemn it,”")),
        evidence: read(document, "condemn"),
    }
}

fn context(document: &model::Document) -> model::Context {
    let words = "A mission has been there since 2013.";
    model::Context {
        kind: model::ContextKind::Mission,
        span: span_of(document, words),
        when: Some(when()),
        place: None,
        parties: vec!["Vigil".into()],
        evidence: read(document, words),
    }
}
