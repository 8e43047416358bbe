package io.latchkey.store;

import io.latchkey.key.Reason;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A batch of settlements as one array for each column: the statement stays the same whatever the batch's size. */
final class SettledColumns {

    private SettledColumns() {}

    static Tuple of(List<Settlement> settlements) {
        var shown = settlements.stream()
                .map(settlement -> ValidationColumns.of(settlement.standing().validation()))
                .toList();
        var observed = settlements.stream()
                .map(settlement -> ObservedColumns.of(settlement.observed()))
                .toList();
        return Tuple.tuple()
                .addArrayOfString(array(settlements, s -> s.lease().key().value(), String[]::new))
                .addArrayOfLong(array(settlements, s -> s.lease().token(), Long[]::new))
                .addArrayOfLong(array(settlements, s -> s.nextDue().toMillis(), Long[]::new))
                .addArrayOfInteger(array(settlements, s -> s.standing().refusals(), Integer[]::new))
                .addArrayOfInteger(array(settlements, s -> s.standing().silences(), Integer[]::new))
                .addArrayOfBoolean(array(settlements, Settlement::isVisible, Boolean[]::new))
                .addArrayOfString(array(shown, columns -> columns.phase().name(), String[]::new))
                .addArrayOfString(array(shown, columns -> name(columns.reason()), String[]::new))
                .addArrayOfString(array(shown, ValidationColumns::region, String[]::new))
                .addArrayOfOffsetDateTime(times(shown, ValidationColumns::since))
                .addArrayOfBoolean(array(settlements, Settlement::isObserved, Boolean[]::new))
                .addArrayOfString(array(observed, ObservedColumns::joinedFindings, String[]::new))
                .addArrayOfString(array(observed, columns -> columns.currentVersion, String[]::new))
                .addArrayOfOffsetDateTime(times(observed, columns -> columns.currentVersionAt))
                .addArrayOfOffsetDateTime(times(observed, columns -> columns.currentVersionSeenAt))
                .addArrayOfOffsetDateTime(times(observed, columns -> columns.inspectedAt));
    }

    private static <S> OffsetDateTime[] times(List<S> rows, Function<S, Instant> column) {
        return array(
                rows,
                row -> {
                    var time = column.apply(row);
                    return time == null ? null : time.atOffset(ZoneOffset.UTC);
                },
                OffsetDateTime[]::new);
    }

    private static <S, T> T[] array(List<S> rows, Function<S, T> column, IntFunction<T[]> of) {
        return rows.stream().map(column).toArray(of);
    }

    private static String name(Reason reason) {
        return reason == null ? null : reason.name();
    }
}
