-- What a text says: one reading of a report, and its facts in flat tables.

CREATE TABLE method_set (
    sha256 TEXT NOT NULL,
    methods TEXT NOT NULL,
    CONSTRAINT pk_method_set PRIMARY KEY (sha256)
){strict}

CREATE TABLE reading (
    id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    record TEXT NOT NULL,
    record_sha256 TEXT NOT NULL,
    methods_sha256 TEXT NOT NULL,
    software TEXT NOT NULL,
    language TEXT NOT NULL,
    headline TEXT,
    byline TEXT,
    filed_from TEXT,
    published TEXT,
    published_basis TEXT NOT NULL,
    known_from TEXT NOT NULL,
    known_until TEXT,
    CONSTRAINT pk_reading PRIMARY KEY (id),
    CONSTRAINT fk_reading_report_id
        FOREIGN KEY (report_id) REFERENCES report (id),
    CONSTRAINT fk_reading_methods_sha256
        FOREIGN KEY (methods_sha256) REFERENCES method_set (sha256)
){strict}

CREATE INDEX ix_reading_report_id_known_from ON reading (report_id, known_from)

CREATE UNIQUE INDEX uq_reading_current ON reading (report_id) WHERE known_until IS NULL

CREATE TABLE fact (
    id TEXT NOT NULL,
    reading_id TEXT NOT NULL,
    layer TEXT NOT NULL,
    local_id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    method TEXT NOT NULL,
    why TEXT NOT NULL,
    score {real},
    span_start {int} NOT NULL,
    span_end {int} NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT pk_fact PRIMARY KEY (id),
    CONSTRAINT ck_fact_layer_is
        CHECK (layer IN ('control', 'damage', 'entities', 'events', 'places',
            'statements', 'times', 'tolls')),
    CONSTRAINT ck_fact_span
        CHECK (span_start >= 0 AND span_start < span_end),
    CONSTRAINT ck_fact_score
        CHECK (score IS NULL OR (score >= 0 AND score <= 1)),
    CONSTRAINT fk_fact_reading_id
        FOREIGN KEY (reading_id) REFERENCES reading (id)
){strict}

CREATE INDEX ix_fact_key ON fact ("key")

CREATE INDEX ix_fact_reading_id ON fact (reading_id)

CREATE TABLE entity (
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT,
    side TEXT,
    protect {int} NOT NULL,
    CONSTRAINT pk_entity PRIMARY KEY (id),
    CONSTRAINT ck_entity_type_is
        CHECK (type IN ('armed_actor', 'document', 'group', 'organization', 'person',
            'population', 'state')),
    CONSTRAINT fk_entity_id
        FOREIGN KEY (id) REFERENCES fact (id)
){strict}

CREATE INDEX ix_entity_name ON entity (name)

CREATE TABLE event (
    id TEXT NOT NULL,
    plover TEXT,
    acled TEXT,
    realis TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    date_basis TEXT NOT NULL,
    background {int} NOT NULL,
    CONSTRAINT pk_event PRIMARY KEY (id),
    CONSTRAINT ck_event_realis_is
        CHECK (realis IN ('actual', 'future', 'generic', 'hypothetical', 'intent',
            'negated', 'ongoing')),
    CONSTRAINT ck_event_date_basis_is
        CHECK (date_basis IN ('none', 'publication', 'relative', 'stated')),
    CONSTRAINT ck_event_earliest_to_latest
        CHECK (earliest IS NULL OR latest IS NULL OR substr(earliest, 1,
            10) <= substr(latest, 1, 10)),
    CONSTRAINT fk_event_id
        FOREIGN KEY (id) REFERENCES fact (id)
){strict}

CREATE INDEX ix_event_earliest ON event (earliest)

CREATE TABLE fact_span (
    fact_id TEXT NOT NULL,
    part TEXT NOT NULL,
    number {int} NOT NULL,
    span_start {int} NOT NULL,
    span_end {int} NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT pk_fact_span PRIMARY KEY (fact_id, part, number),
    CONSTRAINT ck_fact_span_span
        CHECK (span_start >= 0 AND span_start < span_end),
    CONSTRAINT fk_fact_span_fact_id
        FOREIGN KEY (fact_id) REFERENCES fact (id)
){strict}

CREATE TABLE place (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    geonames_id {int},
    lat {real},
    lon {real},
    radius_km {real},
    country TEXT,
    admin1 TEXT,
    relation TEXT,
    geo_precision {int},
    where_prec {int},
    sensitive {int} NOT NULL,
    CONSTRAINT pk_place PRIMARY KEY (id),
    CONSTRAINT ck_place_kind_is
        CHECK (kind IN ('admin', 'area', 'country', 'facility', 'natural', 'settlement')),
    CONSTRAINT ck_place_lat
        CHECK (lat IS NULL OR (lat >= -90 AND lat <= 90)),
    CONSTRAINT ck_place_lon
        CHECK (lon IS NULL OR (lon >= -180 AND lon <= 180)),
    CONSTRAINT ck_place_point
        CHECK ((lat IS NULL) = (lon IS NULL)),
    CONSTRAINT fk_place_id
        FOREIGN KEY (id) REFERENCES fact (id)
){strict}

CREATE INDEX ix_place_name ON place (name)

CREATE TABLE time_expression (
    id TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    granularity TEXT,
    basis TEXT NOT NULL,
    timex_type TEXT NOT NULL,
    timex_value TEXT NOT NULL,
    CONSTRAINT pk_time_expression PRIMARY KEY (id),
    CONSTRAINT ck_time_expression_basis_is
        CHECK (basis IN ('publication', 'relative', 'stated')),
    CONSTRAINT ck_time_expression_earliest_to_latest
        CHECK (earliest IS NULL OR latest IS NULL OR substr(earliest, 1,
            10) <= substr(latest, 1, 10)),
    CONSTRAINT fk_time_expression_id
        FOREIGN KEY (id) REFERENCES fact (id)
){strict}

CREATE TABLE control_claim (
    id TEXT NOT NULL,
    place_id TEXT NOT NULL,
    status TEXT NOT NULL,
    extent TEXT,
    certainty TEXT NOT NULL,
    CONSTRAINT pk_control_claim PRIMARY KEY (id),
    CONSTRAINT ck_control_claim_status_is
        CHECK (status IN ('advancing', 'annexed', 'captured', 'contested', 'denied',
            'encircled', 'holds', 'hypothetical', 'imminent', 'intends', 'lost',
            'occupied', 'recaptured', 'withdrew')),
    CONSTRAINT ck_control_claim_certainty_is
        CHECK (certainty IN ('CT+', 'CT-', 'PR+', 'PR-', 'PS+', 'PS-', 'Uu')),
    CONSTRAINT fk_control_claim_id
        FOREIGN KEY (id) REFERENCES fact (id),
    CONSTRAINT fk_control_claim_place_id
        FOREIGN KEY (place_id) REFERENCES place (id)
){strict}

CREATE INDEX ix_control_claim_place_id ON control_claim (place_id)

CREATE TABLE damage (
    id TEXT NOT NULL,
    object TEXT NOT NULL,
    place_id TEXT,
    extent TEXT,
    CONSTRAINT pk_damage PRIMARY KEY (id),
    CONSTRAINT fk_damage_id
        FOREIGN KEY (id) REFERENCES fact (id),
    CONSTRAINT fk_damage_place_id
        FOREIGN KEY (place_id) REFERENCES place (id)
){strict}

CREATE INDEX ix_damage_place_id ON damage (place_id)

CREATE TABLE happened_at (
    event_id TEXT NOT NULL,
    place_id TEXT NOT NULL,
    CONSTRAINT pk_happened_at PRIMARY KEY (event_id, place_id),
    CONSTRAINT fk_happened_at_event_id
        FOREIGN KEY (event_id) REFERENCES event (id),
    CONSTRAINT fk_happened_at_place_id
        FOREIGN KEY (place_id) REFERENCES place (id)
){strict}

CREATE INDEX ix_happened_at_place_id ON happened_at (place_id)

CREATE TABLE statement (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    speaker_id TEXT,
    content TEXT NOT NULL,
    cue TEXT,
    certainty TEXT NOT NULL,
    channel TEXT,
    uttered TEXT,
    CONSTRAINT pk_statement PRIMARY KEY (id),
    CONSTRAINT ck_statement_kind_is
        CHECK (kind IN ('direct', 'indirect', 'mixed', 'narrator')),
    CONSTRAINT ck_statement_certainty_is
        CHECK (certainty IN ('CT+', 'CT-', 'PR+', 'PR-', 'PS+', 'PS-', 'Uu')),
    CONSTRAINT fk_statement_id
        FOREIGN KEY (id) REFERENCES fact (id),
    CONSTRAINT fk_statement_speaker_id
        FOREIGN KEY (speaker_id) REFERENCES entity (id)
){strict}

CREATE INDEX ix_statement_speaker_id ON statement (speaker_id)

CREATE TABLE takes_part (
    fact_id TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    part TEXT NOT NULL,
    CONSTRAINT pk_takes_part PRIMARY KEY (fact_id, entity_id, part),
    CONSTRAINT ck_takes_part_part_is
        CHECK (part IN ('actor', 'holder', 'target', 'via')),
    CONSTRAINT fk_takes_part_fact_id
        FOREIGN KEY (fact_id) REFERENCES fact (id),
    CONSTRAINT fk_takes_part_entity_id
        FOREIGN KEY (entity_id) REFERENCES entity (id)
){strict}

CREATE INDEX ix_takes_part_entity_id ON takes_part (entity_id)

CREATE TABLE toll (
    id TEXT NOT NULL,
    event_id TEXT,
    harm TEXT NOT NULL,
    min_people {int},
    max_people {int},
    victims TEXT NOT NULL,
    children {int} NOT NULL,
    interested_party {int} NOT NULL,
    aggregated {int} NOT NULL,
    implied {int} NOT NULL,
    CONSTRAINT pk_toll PRIMARY KEY (id),
    CONSTRAINT ck_toll_harm_is
        CHECK (harm IN ('abducted', 'arrested', 'captured', 'displaced', 'injured',
            'killed', 'missing')),
    CONSTRAINT ck_toll_victims_is
        CHECK (victims IN ('civilian', 'combatant', 'mixed', 'unknown')),
    CONSTRAINT ck_toll_min_people_to_max_people
        CHECK (min_people IS NULL OR max_people IS NULL OR min_people <= max_people),
    CONSTRAINT ck_toll_min_people
        CHECK (min_people IS NULL OR min_people >= 0),
    CONSTRAINT fk_toll_id
        FOREIGN KEY (id) REFERENCES fact (id),
    CONSTRAINT fk_toll_event_id
        FOREIGN KEY (event_id) REFERENCES event (id)
){strict}

CREATE INDEX ix_toll_event_id ON toll (event_id)

CREATE TABLE said_by (
    fact_id TEXT NOT NULL,
    statement_id TEXT NOT NULL,
    CONSTRAINT pk_said_by PRIMARY KEY (fact_id, statement_id),
    CONSTRAINT fk_said_by_fact_id
        FOREIGN KEY (fact_id) REFERENCES fact (id),
    CONSTRAINT fk_said_by_statement_id
        FOREIGN KEY (statement_id) REFERENCES statement (id)
){strict}

CREATE INDEX ix_said_by_statement_id ON said_by (statement_id)

-- A fact's words are what stands at its place in the text, or the row is refused.

-- sqlite
CREATE TRIGGER fact_words_stand_there BEFORE INSERT ON fact
WHEN new.words IS NOT (
    SELECT substr(report.text, new.span_start + 1, new.span_end - new.span_start)
    FROM reading JOIN report ON report.id = reading.report_id WHERE reading.id = new.reading_id)
BEGIN SELECT RAISE(ABORT, 'fact: these words do not stand there in the text'); END

-- sqlite
CREATE TRIGGER fact_span_words_stand_there BEFORE INSERT ON fact_span
WHEN new.words IS NOT (
    SELECT substr(report.text, new.span_start + 1, new.span_end - new.span_start)
    FROM fact JOIN reading ON reading.id = fact.reading_id
    JOIN report ON report.id = reading.report_id WHERE fact.id = new.fact_id)
BEGIN SELECT RAISE(ABORT, 'fact_span: these words do not stand there in the text'); END

-- sqlite
CREATE TRIGGER fact_keeps BEFORE UPDATE ON fact
BEGIN SELECT RAISE(ABORT, 'fact: a reading is never changed, it is followed by another'); END

-- sqlite
CREATE TRIGGER fact_span_keeps BEFORE UPDATE ON fact_span
BEGIN SELECT RAISE(ABORT, 'fact_span: a reading is never changed'); END

-- postgresql
CREATE FUNCTION words_of_report_stand_there() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE source text;
BEGIN
    IF TG_TABLE_NAME = 'fact' THEN
        SELECT report.text INTO source FROM reading JOIN report ON report.id = reading.report_id
        WHERE reading.id = NEW.reading_id;
    ELSE
        SELECT report.text INTO source FROM fact JOIN reading ON reading.id = fact.reading_id
        JOIN report ON report.id = reading.report_id WHERE fact.id = NEW.fact_id;
    END IF;
    IF NEW.words IS DISTINCT FROM
        substr(source, (NEW.span_start + 1)::int, (NEW.span_end - NEW.span_start)::int) THEN
        RAISE EXCEPTION '%: these words do not stand there in the text', TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$

-- postgresql
CREATE TRIGGER fact_words_stand_there BEFORE INSERT ON fact
FOR EACH ROW EXECUTE FUNCTION words_of_report_stand_there()

-- postgresql
CREATE TRIGGER fact_span_words_stand_there BEFORE INSERT ON fact_span
FOR EACH ROW EXECUTE FUNCTION words_of_report_stand_there()

-- postgresql
CREATE TRIGGER fact_keeps BEFORE UPDATE ON fact EXECUTE FUNCTION refuse_change()

-- postgresql
CREATE TRIGGER fact_span_keeps BEFORE UPDATE ON fact_span EXECUTE FUNCTION refuse_change()
