-- What became of each key, who is told of it, and how far that has got. The two triggers are what makes it certain: no
-- statement, whoever writes it, changes a key without its event, and no event is without its deliveries.

CREATE TABLE key_event (
    -- Grows with time for one key, since whoever changes a key holds its row.
    number          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- What receivers know an event by.
    id              uuid        NOT NULL DEFAULT gen_random_uuid(),
    organization_id uuid        NOT NULL,
    key_id          varchar     NOT NULL REFERENCES key,
    type            varchar     NOT NULL,
    at              timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- The key as it was right afterwards.
    state           varchar     NOT NULL,
    phase           varchar     NOT NULL,
    reason          varchar,
    region          varchar,
    display_name    varchar,
    current_version varchar
);

CREATE INDEX key_event_of_key ON key_event (organization_id, key_id, number DESC);
CREATE INDEX key_event_id ON key_event (organization_id, id);
CREATE INDEX key_event_at ON key_event (at);

-- Nobody registers a key between this look at what is there and the triggers below.
LOCK TABLE key IN SHARE ROW EXCLUSIVE MODE;

-- The keys that are there have a history too, if a short one.
INSERT INTO key_event (organization_id, key_id, type, at, state, phase, display_name)
SELECT organization_id, id, 'REGISTERED', created_at, 'AVAILABLE', 'INITIALIZING', display_name FROM key ORDER BY created_at;

CREATE FUNCTION tell_of_registration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO key_event (organization_id, key_id, type, state, phase, reason, region, display_name)
    VALUES (NEW.organization_id, NEW.id, 'REGISTERED', NEW.state, NEW.phase, NEW.reason, NEW.region, NEW.display_name);
    RETURN NULL;
END $$;

CREATE FUNCTION tell_of_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO key_event (organization_id, key_id, type, state, phase, reason, region, display_name, current_version)
    SELECT NEW.organization_id, NEW.id, what.type, NEW.state, NEW.phase, NEW.reason, NEW.region, NEW.display_name,
        NEW.current_version
    FROM (VALUES
        (1, 'RESTORED', OLD.deleted_at IS NOT NULL AND NEW.deleted_at IS NULL),
        (2, 'RENAMED', NEW.display_name IS DISTINCT FROM OLD.display_name),
        -- The first version that is seen is no news: it may be as old as the key.
        (3, 'ROTATED', NEW.current_version <> OLD.current_version),
        (4, 'VALIDATED', NEW.phase = 'VALID' AND OLD.phase = 'INITIALIZING'),
        (5, 'RECOVERED', NEW.phase = 'VALID' AND OLD.phase = 'INVALID'),
        (6, 'INVALIDATED', NEW.phase = 'INVALID' AND OLD.phase <> 'INVALID'),
        (7, 'REASON_CHANGED', NEW.phase = OLD.phase AND NEW.reason IS DISTINCT FROM OLD.reason AND OLD.deleted_at IS NULL),
        (8, 'IN_USE', NEW.state = 'IN_USE' AND OLD.state <> 'IN_USE'),
        (9, 'AVAILABLE', NEW.state = 'AVAILABLE' AND OLD.state <> 'AVAILABLE'),
        (10, 'REMOVED', OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL)
    ) AS what(place, type, happened)
    WHERE what.happened
    ORDER BY what.place;
    RETURN NULL;
END $$;

CREATE TRIGGER key_registered AFTER INSERT ON key FOR EACH ROW EXECUTE FUNCTION tell_of_registration();
CREATE TRIGGER key_changed AFTER UPDATE ON key FOR EACH ROW EXECUTE FUNCTION tell_of_change();

-- Who is told: a webhook is told of its organization's keys, Kafka of all.
CREATE TABLE receiver (
    id               varchar     PRIMARY KEY,
    kind             varchar     NOT NULL CHECK (kind IN ('WEBHOOK', 'KAFKA')),
    organization_id  uuid        REFERENCES organization CHECK ((kind = 'WEBHOOK') = (organization_id IS NOT NULL)),
    url              varchar     CHECK ((kind = 'WEBHOOK') = (url IS NOT NULL)),
    display_name     varchar     CHECK (char_length(display_name) BETWEEN 1 AND 255),
    -- Of which types of events; of all where it is empty.
    types            varchar[]   NOT NULL DEFAULT '{}',
    -- Counts the rotations of its secret, which is not kept here but made anew from this number.
    secret_number    integer     NOT NULL DEFAULT 1,
    -- Until when the secret before the last rotation signs as well.
    previous_until   timestamptz,
    created_at       timestamptz NOT NULL DEFAULT now(),
    -- When a replica last said that there is a Kafka.
    wanted_at        timestamptz NOT NULL DEFAULT now(),
    -- What queued up before is no older than this.
    enabled_at       timestamptz NOT NULL DEFAULT now(),
    disabled_at      timestamptz,
    -- Its organization asked for it, it said itself that it is gone, or it fell too far behind.
    disabled_because varchar     CHECK (disabled_because IN ('ASKED', 'GONE', 'BEHIND')),
    -- Gone for everybody who asks; the row goes when its deliveries have, a batch at a time.
    removed_at       timestamptz,
    CHECK ((disabled_at IS NULL) = (disabled_because IS NULL)),
    CHECK (removed_at IS NULL OR disabled_at IS NOT NULL)
);

CREATE INDEX receiver_newest_first ON receiver (organization_id, created_at DESC, id DESC);

-- One event for one receiver.
CREATE TABLE delivery (
    receiver_id  varchar     NOT NULL REFERENCES receiver ON DELETE CASCADE,
    event_number bigint      NOT NULL REFERENCES key_event,
    key_id       varchar     NOT NULL,
    state        varchar     NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'DELIVERED', 'DEAD')),
    queued_at    timestamptz NOT NULL DEFAULT now(),
    attempts     integer     NOT NULL DEFAULT 0,
    -- What the receiver answered last, or why it did not.
    status       integer,
    failure      varchar,
    ended_at     timestamptz CHECK ((state = 'PENDING') = (ended_at IS NULL)),
    PRIMARY KEY (receiver_id, event_number)
);

CREATE INDEX delivery_in_line ON delivery (receiver_id, key_id, event_number) WHERE state = 'PENDING';
CREATE INDEX delivery_of_line ON delivery (receiver_id, key_id);
CREATE INDEX delivery_dead ON delivery (receiver_id, event_number) WHERE state = 'DEAD';
CREATE INDEX delivery_ended ON delivery (ended_at) WHERE state <> 'PENDING';
CREATE INDEX delivery_of_event ON delivery (event_number);

-- The events of one key that wait for one receiver, which gets them one after the other. What is scheduled is the line, not the
-- event: how many wait behind the first costs nothing. All times in here are the database's own, as in the validation schedule.
CREATE TABLE line (
    receiver_id varchar     NOT NULL REFERENCES receiver ON DELETE CASCADE,
    key_id      varchar     NOT NULL,
    -- How many wait. Counted with them: this row's lock is what whoever adds one and whoever takes one away queue for.
    pending     integer     NOT NULL CHECK (pending >= 0),
    -- For how long the first has.
    since       timestamptz NOT NULL DEFAULT now(),
    -- When the first may be claimed. A claim moves it to the end of the lease.
    due_at      timestamptz NOT NULL DEFAULT now(),
    leased_by   varchar,
    lease_token bigint      NOT NULL DEFAULT 0,
    -- How often the first was tried.
    attempts    integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (receiver_id, key_id)
);

CREATE INDEX line_due ON line (receiver_id, due_at) WHERE pending > 0;
CREATE INDEX line_held ON line (receiver_id) WHERE leased_by IS NOT NULL;

CREATE FUNCTION queue_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH receivers AS (
        SELECT r.id, e.number, e.key_id
        FROM told e JOIN receiver r ON r.organization_id = e.organization_id OR r.organization_id IS NULL
        WHERE r.disabled_at IS NULL AND (r.types = '{}' OR e.type = ANY (r.types))
        -- One that is being removed is waited for, and then passed over.
        FOR KEY SHARE OF r
    ), queued AS (
        INSERT INTO delivery (receiver_id, event_number, key_id)
        SELECT id, number, key_id FROM receivers
        RETURNING receiver_id, key_id
    )
    INSERT INTO line (receiver_id, key_id, pending)
    SELECT receiver_id, key_id, count(*) FROM queued GROUP BY receiver_id, key_id ORDER BY receiver_id, key_id
    ON CONFLICT (receiver_id, key_id) DO UPDATE
    SET pending = line.pending + excluded.pending,
        since = CASE WHEN line.pending = 0 THEN excluded.since ELSE line.since END,
        due_at = CASE WHEN line.pending = 0 THEN excluded.due_at ELSE line.due_at END,
        attempts = CASE WHEN line.pending = 0 THEN 0 ELSE line.attempts END;
    RETURN NULL;
END $$;

CREATE TRIGGER key_event_told AFTER INSERT ON key_event
    REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION queue_deliveries();

-- How many events are under way to a receiver, or to all of an organization's. Volatile functions look at what is committed when
-- they are called, not when the statement began that calls them: a claim that has just got a receiver's row counts what the
-- claim before it has taken.
CREATE FUNCTION under_way(receiver varchar) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    RETURN (SELECT count(*) FROM line WHERE receiver_id = receiver AND leased_by IS NOT NULL AND due_at > now());
END $$;

CREATE FUNCTION under_way(organization uuid) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    RETURN (
        SELECT count(*) FROM receiver r JOIN line l ON l.receiver_id = r.id
        WHERE r.organization_id = organization AND l.leased_by IS NOT NULL AND l.due_at > now());
END $$;
