-- Many organizations: names, limits, suspension; API keys with roles and an end; what was done; what may be asked again.

ALTER TABLE organization
    ADD COLUMN name         varchar CHECK (char_length(name) BETWEEN 1 AND 255),
    -- How many live keys it may have; the configured default where it is null.
    ADD COLUMN key_limit    integer CHECK (key_limit >= 0),
    -- How many it has. Counted up and down with the keys: this row's lock is what racing registrations queue for.
    ADD COLUMN live_keys    integer NOT NULL DEFAULT 0 CHECK (live_keys >= 0),
    ADD COLUMN suspended_at timestamptz;

UPDATE organization o
SET live_keys = (SELECT count(*) FROM key k WHERE k.organization_id = o.id AND k.deleted_at IS NULL);

CREATE INDEX organization_newest_first ON organization (created_at DESC, id DESC);

ALTER TABLE api_key
    ADD COLUMN display_name           varchar CHECK (char_length(display_name) BETWEEN 1 AND 255),
    ADD COLUMN roles                  varchar[] NOT NULL DEFAULT '{}',
    ADD COLUMN expires_at             timestamptz,
    ADD COLUMN revoked_at             timestamptz,
    ADD COLUMN last_used_at           timestamptz,
    -- The secret before the last rotation, good until then.
    ADD COLUMN previous_secret_sha256 bytea CHECK (length(previous_secret_sha256) = 32),
    ADD COLUMN previous_until         timestamptz CHECK ((previous_until IS NULL) = (previous_secret_sha256 IS NULL));

CREATE INDEX api_key_of_organization ON api_key (organization_id, created_at DESC, id DESC);

-- Who did what, or was not let. A row is written in the transaction of what it tells of.
CREATE TABLE audit (
    id                 bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at                 timestamptz NOT NULL DEFAULT now(),
    -- Whose things it was about; not a reference, because the record outlives what it tells of.
    organization_id    uuid        NOT NULL,
    actor              varchar     NOT NULL,
    actor_organization uuid        NOT NULL,
    action             varchar     NOT NULL,
    subject            varchar,
    request_id         varchar     NOT NULL,
    outcome            varchar     NOT NULL CHECK (outcome IN ('DONE', 'FORBIDDEN')),
    address            varchar     NOT NULL
);

CREATE INDEX audit_of_organization ON audit (organization_id, id DESC);
CREATE INDEX audit_at ON audit (at);

-- The Idempotency-Keys of registrations, and what the answer must show again.
CREATE TABLE registration_retry (
    organization_id uuid        NOT NULL REFERENCES organization,
    idempotency_key varchar     NOT NULL,
    key_id          varchar     NOT NULL REFERENCES key,
    display_name    varchar,
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, idempotency_key)
);

CREATE INDEX registration_retry_created_at ON registration_retry (created_at);
