package io.latchkey.fault;

import io.latchkey.fault.Ledger.Entry;
import io.latchkey.fault.Ledger.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one organization's ledger says, beside what the database does. The history in {@code key_event} is written by triggers, so
 * that it tells of every change of a key, whoever made it, in the order in which they were made.
 */
final class Comparison {

    private final List<Entry> entries;
    private final Map<String, KeyRow> keys;
    private final List<Change> changes;
    private final List<Dependent> dependents;
    private final Findings findings;

    private record KeyRow(String id, String identifier, boolean isLive, String state, String name) {}

    /** @param before the name that the key had right before it */
    private record Change(String key, String type, String name, String before, String reason) {}

    private record Dependent(String key, String id) {}

    private Comparison(Books books, List<Entry> entries, UUID organization, Findings findings) {
        this.entries = entries;
        this.findings = findings;
        this.keys = books
                .rows(
                        row -> new KeyRow(
                                row.getString(1),
                                row.getString(2),
                                row.getBoolean(3),
                                row.getString(4),
                                row.getString(5)),
                        "SELECT id, identifier, deleted_at IS NULL, state, display_name FROM key WHERE organization_id = ?",
                        organization)
                .stream()
                .collect(Collectors.toMap(KeyRow::id, Function.identity()));
        this.changes = books.rows(
                row -> new Change(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                "SELECT key_id, type, display_name, lag(display_name) OVER (PARTITION BY key_id ORDER BY number),"
                        + " coalesce(reason, CASE phase WHEN 'INVALID' THEN phase END)"
                        + " FROM key_event WHERE organization_id = ? ORDER BY number",
                organization);
        this.dependents = books.rows(
                row -> new Dependent(row.getString(1), row.getString(2)),
                "SELECT key_id, id FROM protected_resource WHERE organization_id = ?",
                organization);
    }

    static void make(Books books, Ledger ledger, Tenant tenant, Findings findings) {
        var own = ledger.all().stream()
                .filter(entry -> entry.organization().equals(tenant.id()))
                .toList();
        var comparison = new Comparison(books, own, tenant.id(), findings);
        comparison.registrations();
        comparison.removals();
        comparison.renames();
        comparison.dependents();
        comparison.reasons();
    }

    private void registrations() {
        var rowsOf = keys.values().stream().collect(Collectors.groupingBy(KeyRow::identifier));
        var asked = all(Kind.REGISTER).collect(Collectors.groupingBy(Entry::subject));
        asked.forEach((identifier, intents) -> intents.stream()
                .filter(Entry::isDone)
                .filter(intent -> rowsOf.getOrDefault(identifier, List.of()).stream()
                        .noneMatch(row -> intent.answer().orElseThrow().body().contains("\"" + row.id() + "\"")))
                .forEach(_ -> findings.add(Figure.MISSING, "registered, and not there: " + identifier)));
        rowsOf.forEach((identifier, rows) -> {
            if (asked.getOrDefault(identifier, List.of()).stream().noneMatch(Entry::mayBeDone)) {
                findings.add(Figure.UNASKED, "there: " + identifier);
            }
            rows.stream().skip(1).forEach(row -> findings.add(Figure.DUPLICATES, identifier + " as " + row.id()));
        });
    }

    private void removals() {
        var asked = all(Kind.REMOVE).collect(Collectors.groupingBy(Entry::subject));
        keys.values().forEach(row -> {
            var intents = asked.getOrDefault(row.id(), List.of());
            if (row.isLive() && intents.stream().anyMatch(Entry::isDone)) {
                findings.add(Figure.MISSING, "removed, and there: " + row.id());
            }
            if (!row.isLive() && intents.stream().noneMatch(Entry::mayBeDone)) {
                findings.add(Figure.UNASKED, "gone: " + row.id());
            }
        });
    }

    private void renames() {
        var asked = all(Kind.RENAME).collect(Collectors.toMap(Entry::value, Function.identity()));
        var made = changes.stream()
                .filter(change -> change.type().equals("RENAMED"))
                .collect(Collectors.groupingBy(Change::name));
        asked.forEach((name, intent) -> {
            var found = made.getOrDefault(name, List.of());
            if (intent.isDone() && found.size() != 1) {
                findings.add(Figure.MISSING, "renamed, and not so: " + intent.subject() + " " + name);
            }
            intent.seen()
                    .ifPresent(seen -> found.stream()
                            .filter(change -> !seen.name().equals(Optional.ofNullable(change.before())))
                            .forEach(change -> findings.add(
                                    Figure.LOST_UPDATES, name + " over " + change.before() + ", having seen " + seen)));
        });
        made.forEach((name, _) -> {
            if (Optional.ofNullable(asked.get(name)).filter(Entry::mayBeDone).isEmpty()) {
                findings.add(Figure.UNASKED, "a name: " + name);
            }
        });
        changes.stream()
                .collect(Collectors.toMap(Change::key, Function.identity(), (_, later) -> later))
                .forEach((key, last) -> {
                    if (!Objects.equals(last.name(), keys.get(key).name())) {
                        findings.add(Figure.LOST_UPDATES, key + " has not the last name it was given");
                    }
                });
    }

    private void dependents() {
        var freed = all(Kind.REMOVE_RESOURCE).collect(Collectors.groupingBy(Entry::value));
        var there = dependents.stream().collect(Collectors.toMap(Dependent::id, Dependent::key));
        var put = all(Kind.PUT_RESOURCE).collect(Collectors.toMap(Entry::value, Function.identity()));
        put.forEach((id, intent) -> {
            var ends = freed.getOrDefault(id, List.of());
            if (intent.isDone() && ends.stream().noneMatch(Entry::mayBeDone) && !there.containsKey(id)) {
                findings.add(Figure.MISSING, "put, and not there: " + id);
            }
            if (ends.stream().anyMatch(Entry::isDone) && there.containsKey(id)) {
                findings.add(Figure.MISSING, "taken away, and there: " + id);
            }
        });
        there.keySet().stream()
                .filter(id -> !put.containsKey(id) || !put.get(id).mayBeDone())
                .forEach(id -> findings.add(Figure.UNASKED, "a resource: " + id));
        var used = new HashSet<>(there.values());
        keys.values().stream()
                .filter(row -> row.isLive()
                        ? row.state().equals("IN_USE") != used.contains(row.id())
                        : used.contains(row.id()))
                .forEach(row -> findings.add(
                        Figure.LOST_UPDATES, row + (used.contains(row.id()) ? " is" : " is not") + " used"));
    }

    /** All keys are good: none has a reason to be refused, ever. */
    private void reasons() {
        changes.stream()
                .filter(change -> change.reason() != null)
                .collect(Collectors.groupingBy(Change::key, Collectors.mapping(Change::reason, Collectors.toSet())))
                .forEach((key, reasons) -> findings.add(Figure.INVALID, key + " " + new ArrayList<>(reasons)));
    }

    private Stream<Entry> all(Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind);
    }
}
