-- Ways in: full text, places by box, and views that read like sentences.

-- sqlite
CREATE VIRTUAL TABLE report_words USING fts5 (
    report_id UNINDEXED, text, tokenize = "porter unicode61 remove_diacritics 2"
)

-- sqlite
INSERT INTO report_words (report_id, text) SELECT id, text FROM report

-- sqlite
CREATE TRIGGER report_is_searched AFTER INSERT ON report
BEGIN INSERT INTO report_words (report_id, text) VALUES (new.id, new.text); END

-- postgresql
CREATE FUNCTION searched(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT to_tsvector('english'::regconfig,
        regexp_replace(normalize(words, NFKD), '[\u0300-\u036F]', '', 'g'))
$$

-- postgresql
CREATE TABLE report_words (
    report_id TEXT PRIMARY KEY REFERENCES report (id), words TSVECTOR NOT NULL
)

-- postgresql
CREATE INDEX ix_report_words_words ON report_words USING gin (words)

-- postgresql
INSERT INTO report_words (report_id, words) SELECT id, searched(text) FROM report

-- postgresql
CREATE FUNCTION report_is_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO report_words (report_id, words) VALUES (NEW.id, searched(NEW.text));
    RETURN NEW;
END $$

-- postgresql
CREATE TRIGGER report_is_searched AFTER INSERT ON report
FOR EACH ROW EXECUTE FUNCTION report_is_searched()

-- sqlite
CREATE VIRTUAL TABLE place_box USING rtree (id, west, east, south, north, +place_id TEXT)

-- postgresql
CREATE TABLE place_box (
    place_id TEXT PRIMARY KEY REFERENCES place (id),
    west {real} NOT NULL, east {real} NOT NULL, south {real} NOT NULL, north {real} NOT NULL
)

-- postgresql
CREATE INDEX ix_place_box ON place_box (south, north, west, east)

CREATE VIEW current_fact AS
SELECT fact.*, reading.report_id
FROM fact JOIN reading ON reading.id = fact.reading_id
WHERE reading.known_until IS NULL

CREATE VIEW current_report AS
SELECT report.id, reading.headline, reading.published, reading.filed_from, reading.byline,
    reading.language, report.received, report.length,
    (SELECT min(filing.outlet) FROM filing WHERE filing.report_id = report.id) AS outlet,
    (SELECT min(filing.url) FROM filing WHERE filing.report_id = report.id) AS url,
    (SELECT count(*) FROM filing WHERE filing.report_id = report.id) AS times_found
FROM report LEFT JOIN reading ON reading.report_id = report.id AND reading.known_until IS NULL

CREATE VIEW who_says_what AS
SELECT fact.id, fact.report_id, entity.name AS speaker, entity.role, entity.protect,
    statement.kind, statement.certainty, statement.cue, statement.content
FROM statement
JOIN current_fact AS fact ON fact.id = statement.id
LEFT JOIN entity ON entity.id = statement.speaker_id

CREATE VIEW what_happened_as_told AS
SELECT fact.id, fact.report_id, event.acled, event.plover, event.realis, event.earliest,
    event.latest, event.date_basis, place.name AS place, place.lat, place.lon, place.radius_km,
    place.sensitive, fact.words
FROM event
JOIN current_fact AS fact ON fact.id = event.id
LEFT JOIN happened_at ON happened_at.event_id = event.id
LEFT JOIN place ON place.id = happened_at.place_id

CREATE VIEW tolls_as_told AS
SELECT fact.id, fact.report_id, toll.harm, toll.min_people, toll.max_people, toll.victims,
    toll.children, toll.interested_party, toll.aggregated, toll.event_id, fact.words,
    entity.name AS said_by
FROM toll
JOIN current_fact AS fact ON fact.id = toll.id
LEFT JOIN said_by ON said_by.fact_id = toll.id
LEFT JOIN statement ON statement.id = said_by.statement_id
LEFT JOIN entity ON entity.id = statement.speaker_id

CREATE VIEW current_incident AS
SELECT id, title, earliest, latest, date_basis, place, country, lat, lon, radius_km, acled, plover,
    n_reports, n_origins, known_from, version_id
FROM incident WHERE known_until IS NULL

CREATE VIEW current_origin AS
SELECT origin.id, origin.n_reports, origin_report.report_id, origin_report.kind
FROM origin JOIN origin_report ON origin_report.origin_version = origin.version_id
WHERE origin.known_until IS NULL
