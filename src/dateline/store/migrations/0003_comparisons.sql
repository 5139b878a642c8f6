-- What dateline compares: origins, incidents, and why it thinks so.

CREATE TABLE comparison (
    number {int} NOT NULL,
    made TEXT NOT NULL,
    software TEXT NOT NULL,
    state TEXT NOT NULL,
    reports {int} NOT NULL,
    CONSTRAINT pk_comparison PRIMARY KEY (number)
){strict}

CREATE TABLE incident (
    version_id TEXT NOT NULL,
    id TEXT NOT NULL,
    content_sha256 TEXT NOT NULL,
    title TEXT NOT NULL,
    acled TEXT,
    plover TEXT,
    place TEXT,
    lat {real},
    lon {real},
    radius_km {real},
    country TEXT,
    earliest TEXT,
    latest TEXT,
    date_basis TEXT NOT NULL,
    n_reports {int} NOT NULL,
    n_origins {int} NOT NULL,
    known_from TEXT NOT NULL,
    known_until TEXT,
    CONSTRAINT pk_incident PRIMARY KEY (version_id),
    CONSTRAINT ck_incident_earliest_to_latest
        CHECK (earliest IS NULL OR latest IS NULL OR substr(earliest, 1,
            10) <= substr(latest, 1, 10)),
    CONSTRAINT ck_incident_n_origins
        CHECK (n_origins >= 1 AND n_origins <= n_reports)
){strict}

CREATE INDEX ix_incident_earliest ON incident (earliest)

CREATE UNIQUE INDEX uq_incident_current ON incident (id) WHERE known_until IS NULL

CREATE TABLE origin (
    version_id TEXT NOT NULL,
    id TEXT NOT NULL,
    content_sha256 TEXT NOT NULL,
    n_reports {int} NOT NULL,
    known_from TEXT NOT NULL,
    known_until TEXT,
    CONSTRAINT pk_origin PRIMARY KEY (version_id)
){strict}

CREATE UNIQUE INDEX uq_origin_current ON origin (id) WHERE known_until IS NULL

CREATE TABLE pair_why (
    of_version TEXT NOT NULL,
    "left" TEXT NOT NULL,
    "right" TEXT NOT NULL,
    score {real} NOT NULL,
    why TEXT NOT NULL,
    CONSTRAINT pk_pair_why PRIMARY KEY (of_version, "left", "right")
){strict}

CREATE TABLE origin_report (
    origin_version TEXT NOT NULL,
    report_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    CONSTRAINT pk_origin_report PRIMARY KEY (origin_version, report_id),
    CONSTRAINT ck_origin_report_kind_is
        CHECK (kind IN ('exact', 'near', 'original', 'revision', 'rewrite', 'translation')),
    CONSTRAINT fk_origin_report_origin_version
        FOREIGN KEY (origin_version) REFERENCES origin (version_id),
    CONSTRAINT fk_origin_report_report_id
        FOREIGN KEY (report_id) REFERENCES report (id)
){strict}

CREATE INDEX ix_origin_report_report_id ON origin_report (report_id)

CREATE TABLE incident_fact (
    incident_version TEXT NOT NULL,
    fact_id TEXT NOT NULL,
    CONSTRAINT pk_incident_fact PRIMARY KEY (incident_version, fact_id),
    CONSTRAINT fk_incident_fact_incident_version
        FOREIGN KEY (incident_version) REFERENCES incident (version_id),
    CONSTRAINT fk_incident_fact_fact_id
        FOREIGN KEY (fact_id) REFERENCES fact (id)
){strict}

CREATE INDEX ix_incident_fact_fact_id ON incident_fact (fact_id)
