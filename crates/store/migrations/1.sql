-- What is never changed: reports with their versions, codings, decisions and revisions.
CREATE TABLE report (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE version (
    id INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES report (id), hash TEXT NOT NULL,
    added TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), published TEXT, body TEXT NOT NULL, forgotten TEXT,
    UNIQUE (report, hash)
);
CREATE TABLE coding (
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL REFERENCES version (id), rules TEXT NOT NULL,
    added TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), body TEXT NOT NULL,
    UNIQUE (version, rules)
);
CREATE TABLE decision (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), by TEXT NOT NULL,
    together INTEGER NOT NULL, one INTEGER NOT NULL, two INTEGER NOT NULL, why TEXT NOT NULL
);
CREATE TABLE revision (
    id INTEGER PRIMARY KEY, incident INTEGER NOT NULL, at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    by TEXT NOT NULL, what TEXT NOT NULL, why TEXT NOT NULL, members TEXT NOT NULL, state TEXT NOT NULL
);
CREATE INDEX revision_incident ON revision (incident);

-- What is made from it, and could be made again.
CREATE TABLE current (report INTEGER PRIMARY KEY REFERENCES report (id), coding INTEGER NOT NULL REFERENCES coding (id));
CREATE TABLE telling (
    id INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES report (id), local TEXT NOT NULL, incident INTEGER NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX telling_report ON telling (report);
CREATE INDEX telling_incident ON telling (incident);
CREATE TABLE post (key INTEGER NOT NULL, telling INTEGER NOT NULL, PRIMARY KEY (key, telling)) WITHOUT ROWID;
CREATE TABLE ask (key INTEGER NOT NULL, telling INTEGER NOT NULL, PRIMARY KEY (key, telling)) WITHOUT ROWID;
CREATE TABLE edge (one INTEGER NOT NULL, two INTEGER NOT NULL, score INTEGER NOT NULL, PRIMARY KEY (one, two)) WITHOUT ROWID;
CREATE TABLE sketch (band INTEGER NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (band, report)) WITHOUT ROWID;
CREATE TABLE incident (
    id INTEGER PRIMARY KEY, first TEXT, last TEXT, country TEXT, region TEXT, place TEXT, lat REAL, lon REAL, tactic TEXT NOT NULL,
    organisations TEXT NOT NULL, killed INTEGER, reports INTEGER NOT NULL, findings INTEGER NOT NULL, reviewed INTEGER NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX incident_first ON incident (first);
CREATE INDEX incident_country ON incident (country, first);
CREATE INDEX incident_killed ON incident (killed) WHERE killed > 0;
CREATE INDEX incident_findings ON incident (first) WHERE findings > 0;
CREATE VIRTUAL TABLE words USING fts5 (title, text, content = '', contentless_delete = 1);
