package io.latchkey.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.support.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Every operation once by everybody, with the log as loud as it goes, and wrong credentials of every kind; then neither the
 * answers nor the log, the metrics or the database hold a secret.
 */
final class SecretsAttack implements Attack {

    private static final String DUMP =
            "SELECT query_to_xml('SELECT * FROM ' || quote_ident(table_name), true, false, '')::text"
                    + " FROM information_schema.tables WHERE table_schema = 'public'";

    @Override
    public String group() {
        return "secret scan";
    }

    @Override
    public void run(Arena arena, Extent extent, Tally tally) {
        var things = Things.of(arena);
        var wrong = "a-secret-that-somebody-typed-by-mistake-" + extent.seed();
        for (var operation : arena.document.operations()) {
            for (var caller : List.of(
                    things.callerOf(operation),
                    arena.other,
                    new Caller(arena.acme.organization(), arena.acme.apiKey(), wrong),
                    new Caller(arena.acme.organization(), wrong, arena.acme.secret()),
                    Caller.NOBODY)) {
                var ask = Ask.of(operation.method(), things.path(operation)).as(caller);
                var schema = operation.body();
                if (schema.isPresent()) {
                    ask = ask.json(new Bodies(arena.document)
                            .of(schema.get())
                            .getFirst()
                            .toString());
                }
                var answer = arena.sent(ask);
                tally.add(operation + " by " + caller, arena.judge.of(operation, ask, answer));
                if (answer.filter(it -> it.status() < 300).isPresent()) {
                    things.gone(operation);
                }
            }
        }
        arena.sent(Ask.of("GET", "/byok/v1/keys").with("Authorization", "Bearer " + wrong));
        arena.sent(Ask.of("GET", "/byok/v1/keys").with("Authorization", "Basic " + wrong));
        arena.judge.hide(wrong);
        for (var caller : List.of(arena.operator, arena.acme, arena.other)) {
            tally.also(
                    "the scan",
                    Judge.shows(caller.authorization().orElseThrow(), caller.secret()),
                    "does not find what HTTP Basic carries");
        }
        for (var place : places(arena)) {
            for (var secret : arena.judge.hidden()) {
                tally.also(
                        "the " + place.name(),
                        !Judge.shows(place.text(), secret),
                        "holds a secret: " + around(place.text(), secret));
            }
        }
    }

    private record Place(String name, String text) {}

    private static List<Place> places(Arena arena) {
        var all = new ArrayList<Place>();
        all.add(new Place("log", arena.replica.log()));
        all.add(new Place("metrics", read(arena.replica.managementUrl() + "/q/metrics")));
        try (var database = TestDatabase.connect(arena.database)) {
            all.add(new Place("database", String.join("\n", database.texts(DUMP))));
        }
        return all;
    }

    private static String read(String url) {
        try (InputStream in = URI.create(url).toURL().openStream()) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String around(String text, String secret) {
        var place = text.indexOf(secret);
        return place < 0
                ? "encoded"
                : text.substring(Math.max(0, place - 100), place).replace(secret, "…");
    }
}
