package io.latchkey.fault;

/** What is counted in each row, and must be zero in all of them. */
enum Figure {
    WRONG_ANSWERS("wrong answers", "statuses other than the right ones, 503 and 429"),
    MISSING("acknowledged writes missing", "said to be done, and not there"),
    UNASKED("rows nobody asked for", "there, and not asked for or refused"),
    DUPLICATES("duplicates", "one registration that became two keys"),
    LOST_UPDATES(
            "lost updates", "a write over another that its writer had not seen, or a key whose state belies its use"),
    OVER_QUOTA("quota overruns", "keys beyond an organization's limit, at any time, and counts that are wrong"),
    OVERLAPS("overlapping probes", "a key asked about by two replicas at once, as the cloud and the leases see it"),
    STALE_SETTLES("stale settles accepted", "settled by a replica that had not probed under that very lease"),
    UNPROBED("keys not probed in two intervals", "since the beginning, or since the database is back"),
    INVALID("keys INVALID by our own fault", "all keys are good ones: also those that show a reason"),
    NOT_VALID("keys not VALID at the end", "two intervals after the fault");

    private final String title;
    private final String meaning;

    Figure(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }
}
