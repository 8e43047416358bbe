-- What is known of a key beside its validation. It is no part of the key's representation: writing it moves neither version
-- nor updated_at nor since.
ALTER TABLE key
    ADD COLUMN findings                varchar[]   NOT NULL DEFAULT '{}',
    -- What the key encrypts with, by the cloud's name for it.
    ADD COLUMN current_version         varchar,
    -- When the cloud says it was made, where it does.
    ADD COLUMN current_version_at      timestamptz,
    -- When a probe first saw it: it is a rotation if there was another before it.
    ADD COLUMN current_version_seen_at timestamptz,
    -- When an inspection of the grant last told something.
    ADD COLUMN inspected_at            timestamptz;
