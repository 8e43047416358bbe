-- Organizations, the API keys that speak for them, the keys they registered, and when each key is next probed.

CREATE TABLE organization (
    id         uuid        PRIMARY KEY,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE api_key (
    id              varchar        PRIMARY KEY,
    organization_id uuid        NOT NULL REFERENCES organization,
    secret_sha256   bytea       NOT NULL CHECK (length(secret_sha256) = 32),
    created_at      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE key (
    id                 varchar        PRIMARY KEY,
    organization_id    uuid        NOT NULL REFERENCES organization,
    provider           varchar        NOT NULL CHECK (provider IN ('AWS', 'AZURE', 'GCP')),
    identifier         varchar        NOT NULL,
    canonical          varchar        NOT NULL,
    azure_key_vault_id varchar        CHECK ((provider = 'AZURE') = (azure_key_vault_id IS NOT NULL)),
    azure_tenant_id    varchar        CHECK ((provider = 'AZURE') = (azure_tenant_id IS NOT NULL)),
    grantees           varchar[]   NOT NULL,
    display_name       varchar        CHECK (char_length(display_name) BETWEEN 1 AND 255),
    state              varchar        NOT NULL CHECK (state IN ('AVAILABLE', 'IN_USE')),
    phase              varchar        NOT NULL CHECK (phase IN ('INITIALIZING', 'VALID', 'INVALID')),
    reason             varchar        CHECK (phase <> 'INVALID' OR reason IS NOT NULL),
    region             varchar        CHECK (phase <> 'VALID' OR region IS NOT NULL),
    since              timestamptz NOT NULL,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    -- Set when the key is removed. The row stays, so that its id is never given again.
    deleted_at         timestamptz,
    version            bigint      NOT NULL
);

-- One live record of a provider key in an organization; this index is what two racing registrations meet.
CREATE UNIQUE INDEX key_live_once ON key (organization_id, provider, canonical) WHERE deleted_at IS NULL;

-- The list: newest first, by keyset.
CREATE INDEX key_newest_first ON key (organization_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;

-- One row for each key that is probed. All times in here are the database's own, so replicas need no common clock.
CREATE TABLE validation_schedule (
    key_id        varchar        PRIMARY KEY REFERENCES key,
    provider      varchar        NOT NULL,
    -- When the key may be claimed. A claim moves it to the end of the lease: a lease that is lost is simply due again.
    due_at        timestamptz NOT NULL DEFAULT now(),
    -- The replica that holds the lease, until it settles.
    leased_by     varchar,
    -- Counts the claims. A settlement counts only if it carries the number of the latest claim.
    lease_token   bigint      NOT NULL DEFAULT 0,
    registered_at timestamptz NOT NULL DEFAULT now(),
    refusals      integer     NOT NULL DEFAULT 0,
    silences      integer     NOT NULL DEFAULT 0
);

CREATE INDEX validation_schedule_due ON validation_schedule (provider, due_at);
