-- What is encrypted under a key. As long as there is any, the key is IN_USE and can't be removed.
CREATE TABLE protected_resource (
    organization_id uuid        NOT NULL REFERENCES organization,
    key_id          varchar     NOT NULL REFERENCES key,
    id              varchar     NOT NULL CHECK (char_length(id) BETWEEN 1 AND 255),
    kind            varchar     NOT NULL CHECK (char_length(kind) BETWEEN 1 AND 64),
    display_name    varchar     CHECK (char_length(display_name) BETWEEN 1 AND 255),
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, key_id, id)
);

-- The list: newest first, by keyset.
CREATE INDEX protected_resource_newest_first ON protected_resource (organization_id, key_id, created_at DESC, id DESC);
