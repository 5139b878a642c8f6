-- What people decided: appended, chained by hashes, refused any change.

CREATE TABLE decision (
    seq {int} NOT NULL,
    decided_at TEXT NOT NULL,
    person TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    field TEXT,
    old_value TEXT,
    new_value TEXT,
    reason TEXT NOT NULL,
    undoes {int},
    prev_sha256 TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT pk_decision PRIMARY KEY (seq),
    CONSTRAINT ck_decision_action_is
        CHECK (action IN ('accept', 'correct', 'link', 'merge', 'rate', 'redact',
            'reject', 'release', 'split', 'undo')),
    CONSTRAINT ck_decision_person
        CHECK (trim(person) <> ''),
    CONSTRAINT ck_decision_reason
        CHECK (trim(reason) <> ''),
    CONSTRAINT ck_decision_seq
        CHECK (seq >= 1),
    CONSTRAINT ck_decision_undoes
        CHECK ((action = 'undo') = (undoes IS NOT NULL)),
    CONSTRAINT ck_decision_undoes_earlier
        CHECK (undoes IS NULL OR undoes < seq),
    CONSTRAINT fk_decision_undoes
        FOREIGN KEY (undoes) REFERENCES decision (seq),
    CONSTRAINT uq_decision_sha256 UNIQUE (sha256)
){strict}

CREATE INDEX ix_decision_target ON decision (target)

CREATE TABLE release (
    name TEXT NOT NULL,
    frozen_at TEXT NOT NULL,
    person TEXT NOT NULL,
    reason TEXT NOT NULL,
    audience TEXT NOT NULL,
    previous TEXT,
    decisions {int} NOT NULL,
    decisions_head TEXT NOT NULL,
    manifest TEXT NOT NULL,
    manifest_sha256 TEXT NOT NULL,
    CONSTRAINT pk_release PRIMARY KEY (name),
    CONSTRAINT ck_release_audience_is
        CHECK (audience IN ('internal', 'public')),
    CONSTRAINT fk_release_previous
        FOREIGN KEY (previous) REFERENCES release (name),
    CONSTRAINT uq_release_manifest_sha256 UNIQUE (manifest_sha256)
){strict}

CREATE TABLE release_change (
    release TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    change TEXT NOT NULL,
    fields TEXT NOT NULL,
    reason TEXT,
    successor TEXT,
    CONSTRAINT pk_release_change PRIMARY KEY (release, incident_id),
    CONSTRAINT ck_release_change_change_is
        CHECK (change IN ('changed', 'merged', 'new', 'split', 'withdrawn')),
    CONSTRAINT fk_release_change_release
        FOREIGN KEY (release) REFERENCES release (name)
){strict}

CREATE TABLE release_file (
    release TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes {bytes} NOT NULL,
    CONSTRAINT pk_release_file PRIMARY KEY (release, name),
    CONSTRAINT fk_release_file_release
        FOREIGN KEY (release) REFERENCES release (name)
){strict}

-- sqlite
CREATE TRIGGER decision_keeps BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decision: what was decided is never changed; decide again'); END

-- sqlite
CREATE TRIGGER decision_stays BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decision: what was decided is never changed; decide again'); END

-- postgresql
CREATE TRIGGER decision_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON decision
EXECUTE FUNCTION refuse_change()

-- sqlite
CREATE TRIGGER release_keeps BEFORE UPDATE ON release
BEGIN SELECT RAISE(ABORT, 'release: what was decided is never changed; decide again'); END

-- sqlite
CREATE TRIGGER release_stays BEFORE DELETE ON release
BEGIN SELECT RAISE(ABORT, 'release: what was decided is never changed; decide again'); END

-- postgresql
CREATE TRIGGER release_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON release
EXECUTE FUNCTION refuse_change()

-- sqlite
CREATE TRIGGER release_file_keeps BEFORE UPDATE ON release_file
BEGIN SELECT RAISE(ABORT, 'release_file: what was decided is never changed; decide again'); END

-- sqlite
CREATE TRIGGER release_file_stays BEFORE DELETE ON release_file
BEGIN SELECT RAISE(ABORT, 'release_file: what was decided is never changed; decide again'); END

-- postgresql
CREATE TRIGGER release_file_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON release_file
EXECUTE FUNCTION refuse_change()

-- sqlite
CREATE TRIGGER release_change_keeps BEFORE UPDATE ON release_change
BEGIN SELECT RAISE(ABORT, 'release_change: what was decided is never changed; decide again'); END

-- sqlite
CREATE TRIGGER release_change_stays BEFORE DELETE ON release_change
BEGIN SELECT RAISE(ABORT, 'release_change: what was decided is never changed; decide again'); END

-- postgresql
CREATE TRIGGER release_change_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON release_change
EXECUTE FUNCTION refuse_change()
