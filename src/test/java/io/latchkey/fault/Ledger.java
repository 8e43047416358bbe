package io.latchkey.fault;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** Every intent, written down before it is sent, and the answer to it. */
final class Ledger {

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    /** What may be asked for. */
    enum Kind {
        REGISTER,
        RENAME,
        REMOVE,
        PUT_RESOURCE,
        REMOVE_RESOURCE,
        READ
    }

    /** One of them. */
    static final class Entry {
        private final Kind kind;
        private final UUID organization;
        private final String subject;
        private final String value;
        private final Optional<Seen> seen;
        private volatile Optional<Answer> answer = Optional.empty();

        private Entry(Kind kind, UUID organization, String subject, String value, Optional<Seen> seen) {
            this.kind = kind;
            this.organization = organization;
            this.subject = subject;
            this.value = value;
            this.seen = seen;
        }

        Kind kind() {
            return kind;
        }

        UUID organization() {
            return organization;
        }

        /** The provider's key where one is registered, else the key's id. */
        String subject() {
            return subject;
        }

        /** The new name, the resource, the Idempotency-Key. */
        String value() {
            return value;
        }

        /** What a conditional write is based on. */
        Optional<Seen> seen() {
            return seen;
        }

        Optional<Answer> answer() {
            return answer;
        }

        boolean isDone() {
            return answer.filter(Answer::isDone).isPresent();
        }

        /** It was done, or may have been. */
        boolean mayBeDone() {
            return answer.filter(Answer::isRefused).isEmpty();
        }

        void answered(Answer given) {
            answer = Optional.of(given);
        }
    }

    /** A key as its writer saw it: a name, or none, under an ETag. */
    record Seen(String etag, Optional<String> name) {}

    Entry intend(Kind kind, UUID organization, String subject, String value, Optional<Seen> seen) {
        var entry = new Entry(kind, organization, subject, value, seen);
        entries.add(entry);
        return entry;
    }

    List<Entry> all() {
        return List.copyOf(entries);
    }

    List<Entry> all(Kind kind, Predicate<Entry> which) {
        return entries.stream()
                .filter(entry -> entry.kind == kind && which.test(entry))
                .toList();
    }
}
