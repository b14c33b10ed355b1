-- What people say about what a report tells: never changed, the last word counts.
CREATE TABLE review (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), by TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES report (id), local TEXT NOT NULL, act TEXT NOT NULL, field TEXT, value TEXT,
    why TEXT NOT NULL, undoes INTEGER REFERENCES review (id), token TEXT
);
CREATE INDEX review_report ON review (report);
CREATE INDEX review_token ON review (token) WHERE token IS NOT NULL;

-- What is made from it, and could be made again: which incidents need a person most.
CREATE TABLE triage (
    incident INTEGER PRIMARY KEY, impact INTEGER NOT NULL, reasons TEXT NOT NULL, confidence REAL NOT NULL, radius INTEGER,
    open INTEGER NOT NULL
);
CREATE INDEX triage_impact ON triage (impact, incident) WHERE open;
CREATE TRIGGER triage_ends AFTER DELETE ON incident BEGIN DELETE FROM triage WHERE incident = old.id; END;
