package io.latchkey.attack;

import io.latchkey.attack.Document.Operation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every operation by every kind of caller that it is not for: what belongs to another organization is in nothing to be told
 * from what never was, nobody gets anything, and who may only read changes nothing.
 */
final class TenancyAttack implements Attack {

    /** Ids of the right form that nothing has. */
    private static final Map<String, String> MISSING = Map.of(
            "id", "cck-000000000000",
            "webhook", "whk-000000000000",
            "event", "00000000-0000-4000-8000-0000000000ff",
            "resource", "lkc-missing",
            "organization", "00000000-0000-4000-8000-0000000000fe");

    @Override
    public String group() {
        return "tenancy";
    }

    @Override
    public void run(Arena arena, Extent extent, Tally tally) {
        var things = Things.of(arena);
        var viewer = arena.apiKey(arena.acme.organization(), "KeyViewer");
        for (var operation : arena.document.operations()) {
            var path = things.path(operation);
            refused(arena, operation, path, Caller.NOBODY, 401, tally);
            refused(
                    arena,
                    operation,
                    path,
                    new Caller(arena.acme.organization(), arena.acme.apiKey(), arena.other.secret()),
                    401,
                    tally);
            if (operation.isOfOperators()) {
                List.of(arena.acme, arena.hooks, viewer)
                        .forEach(caller -> refused(arena, operation, path, caller, 403, tally));
            } else {
                refused(arena, operation, path, arena.operator, 403, tally);
                if (!operation.method().equals("GET")) {
                    refused(arena, operation, path, viewer, 403, tally);
                }
                if (operation.path().contains("{")) {
                    foreign(arena, operation, things, tally);
                }
            }
        }
        lists(arena, things, tally);
    }

    private static void refused(Arena arena, Operation operation, String path, Caller caller, int status, Tally tally) {
        var ask = ask(arena, operation, path).as(caller);
        var answer = arena.sent(ask);
        tally.add(operation + " by " + caller, arena.judge.of(operation, ask, answer));
        tally.also(
                operation + " by " + caller,
                answer.filter(it -> it.status() == status).isPresent(),
                "not " + status + " but " + answer);
    }

    /** Another organization asks for what is there, and for what is not. */
    private static void foreign(Arena arena, Operation operation, Things things, Tally tally) {
        var owner = things.callerOf(operation);
        var hers = things.path(operation);
        var missing = things.fill(operation, MISSING);
        var ask = ask(arena, operation, hers).as(arena.other).with("X-Request-Id", "same");
        var foreign = arena.sent(ask);
        var none = arena.sent(ask(arena, operation, missing).as(arena.other).with("X-Request-Id", "same"));
        tally.add(operation + " of another's", arena.judge.of(operation, ask, foreign));
        tally.also(
                operation + " of another's",
                foreign.map(it -> essence(it, hers)).equals(none.map(it -> essence(it, missing))),
                foreign + " is told from " + none);
        tally.also(
                operation + " of another's",
                foreign.filter(it -> it.status() == 404).isPresent(),
                String.valueOf(foreign));
        if (operation.method().equals("GET")) {
            tally.add(
                    operation + " of one's own",
                    arena.sent(Ask.of("GET", hers).as(owner))
                            .filter(it -> it.status() == 200)
                            .isPresent(),
                    "is gone");
        }
    }

    private static Ask ask(Arena arena, Operation operation, String path) {
        var ask = Ask.of(operation.method(), path);
        return operation
                .body()
                .map(schema -> ask.json(
                        new Bodies(arena.document).of(schema).getFirst().toString()))
                .orElse(ask);
    }

    /** All but the counts of the rate limit, and the ids that were asked for. */
    private static String essence(Answer answer, String path) {
        var all = answer.start()
                + answer.headers().stream()
                        .filter(line -> !line.regionMatches(true, 0, "X-RateLimit-", 0, 12))
                        .sorted()
                        .collect(Collectors.joining("\n"))
                + answer.body();
        for (var part : path.split("/")) {
            all = part.length() > 10 ? all.replace(part, "the id") : all;
        }
        return all.replace("lkc-1", "the id").replace("lkc-missing", "the id");
    }

    /** No list, count, filter or event of one organization knows anything of another's. */
    private static void lists(Arena arena, Things things, Tally tally) {
        var key = things.key();
        var webhook = things.webhook();
        for (var path : List.of(
                "/byok/v1/keys?page_size=100",
                "/byok/v1/webhooks?page_size=100",
                "/byok/v1/quota",
                "/byok/v1/grantees")) {
            var text = arena.get(arena.other, path).toString();
            tally.add(
                    path,
                    !text.contains(key)
                            && !text.contains(webhook)
                            && !text.contains(arena.acme.organization().toString()),
                    text);
        }
    }
}
