package io.latchkey.store;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the plain client answers with. */
final class Rows {

    private Rows() {}

    static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
