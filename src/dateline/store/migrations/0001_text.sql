-- The text: bytes as they came, the text in them, where each was found.

CREATE TABLE raw_file (
    sha256 TEXT NOT NULL,
    bytes {bytes} NOT NULL,
    length {int} NOT NULL,
    CONSTRAINT pk_raw_file PRIMARY KEY (sha256),
    CONSTRAINT ck_raw_file_length
        CHECK (length(bytes) = length)
){strict}

CREATE TABLE report (
    id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL,
    length {int} NOT NULL,
    received TEXT NOT NULL,
    CONSTRAINT pk_report PRIMARY KEY (id),
    CONSTRAINT ck_report_length
        CHECK (length(text) = length),
    CONSTRAINT ck_report_id
        CHECK (id = substr(sha256, 1, 16)),
    CONSTRAINT uq_report_sha256 UNIQUE (sha256)
){strict}

CREATE INDEX ix_report_received ON report (received)

CREATE TABLE filing (
    id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    raw_sha256 TEXT NOT NULL,
    name TEXT,
    url TEXT,
    outlet TEXT,
    published TEXT,
    retrieved TEXT,
    received TEXT NOT NULL,
    tool TEXT NOT NULL,
    text_from TEXT NOT NULL,
    CONSTRAINT pk_filing PRIMARY KEY (id),
    CONSTRAINT fk_filing_report_id
        FOREIGN KEY (report_id) REFERENCES report (id),
    CONSTRAINT fk_filing_raw_sha256
        FOREIGN KEY (raw_sha256) REFERENCES raw_file (sha256)
){strict}

CREATE INDEX ix_filing_outlet ON filing (outlet)

CREATE INDEX ix_filing_raw_sha256 ON filing (raw_sha256)

CREATE INDEX ix_filing_report_id ON filing (report_id)

CREATE INDEX ix_filing_url ON filing (url)

-- What was collected is evidence: it is never changed, nor taken away behind the back of its hash.

-- sqlite
CREATE TRIGGER raw_file_keeps BEFORE UPDATE ON raw_file
BEGIN SELECT RAISE(ABORT, 'raw_file: what was collected is never changed'); END

-- sqlite
CREATE TRIGGER raw_file_stays BEFORE DELETE ON raw_file
BEGIN SELECT RAISE(ABORT, 'raw_file: what was collected is never changed'); END

-- sqlite
CREATE TRIGGER report_keeps BEFORE UPDATE ON report
BEGIN SELECT RAISE(ABORT, 'report: the text is never changed'); END

-- sqlite
CREATE TRIGGER report_stays BEFORE DELETE ON report
BEGIN SELECT RAISE(ABORT, 'report: the text is never changed'); END

-- postgresql
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%: what stands here is never changed', TG_TABLE_NAME; END $$

-- postgresql
CREATE TRIGGER raw_file_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON raw_file
EXECUTE FUNCTION refuse_change()

-- postgresql
CREATE TRIGGER report_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON report
EXECUTE FUNCTION refuse_change()
