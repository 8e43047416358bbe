package io.latchkey.attack;

import io.latchkey.support.Samples;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Page tokens bent, cut, joined and carried elsewhere: none opens but the one that was given, where it was given. */
final class PageTokensAttack implements Attack {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/%";
    private static final String KEYS = "/byok/v1/keys";

    @Override
    public String group() {
        return "page tokens";
    }

    @Override
    public void run(Arena arena, Extent extent, Tally tally) {
        for (var key = 0; key < 3; key++) {
            arena.make(arena.acme, KEYS, Samples.awsKey());
            arena.make(arena.other, KEYS, Samples.awsKey());
        }
        var token = next(arena, arena.acme);
        tally.add(
                "the token as it is",
                arena.sent(asked("page_size=1&page_token=" + token).as(arena.acme))
                        .filter(it -> it.status() == 200)
                        .isPresent(),
                "is refused");
        for (var bent : bent(token, next(arena, arena.other), extent)) {
            refused(arena, arena.acme, KEYS + "?page_size=1&page_token=" + bent, tally);
        }
        refused(arena, arena.other, KEYS + "?page_size=1&page_token=" + token, tally);
        for (var filter :
                new String[] {"provider=AWS", "state=AVAILABLE", "key=a", "display_name=a", "validation_region=a"}) {
            refused(arena, arena.acme, KEYS + "?" + filter + "&page_token=" + token, tally);
        }
        var things = Things.of(arena);
        for (var operation : arena.document.operations()) {
            var isOtherList = operation.parameters().stream()
                            .anyMatch(parameter -> parameter.name().equals("page_token"))
                    && !operation.path().equals(KEYS);
            if (isOtherList) {
                refused(arena, things.callerOf(operation), things.path(operation) + "?page_token=" + token, tally);
            }
        }
    }

    private static String next(Arena arena, Caller caller) {
        var next = arena.get(caller, KEYS + "?page_size=1").at("/metadata/next").textValue();
        return Arrays.stream(URI.create(next).getQuery().split("&"))
                .filter(part -> part.startsWith("page_token="))
                .map(part -> part.substring("page_token=".length()))
                .findFirst()
                .orElseThrow();
    }

    private static Ask asked(String query) {
        return Ask.of("GET", KEYS + "?" + query);
    }

    private static void refused(Arena arena, Caller caller, String target, Tally tally) {
        var ask = Ask.of("GET", target).as(caller);
        var answer = arena.sent(ask);
        tally.add(target, arena.judge.ofAnything(ask, answer));
        tally.also(
                target,
                answer.filter(it -> it.status() == 400
                                && it.body().contains(target.contains("%zz") ? "bad_request" : "invalid_page_token"))
                        .isPresent(),
                String.valueOf(answer));
    }

    private static Set<String> bent(String token, String foreign, Extent extent) {
        var random = extent.random();
        var all = new LinkedHashSet<String>();
        for (var count = 0; count < extent.of(150, 5_000); count++) {
            var place = random.nextInt(token.length());
            var letter = Values.encoded(String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length()))));
            all.add(token.substring(0, place) + letter + token.substring(place + 1));
            all.add(token.substring(0, place) + letter + token.substring(place));
            all.add(token.substring(0, place) + token.substring(place + 1));
            all.add(token.substring(0, place + 1) + foreign.substring(place + 1));
            all.add(foreign.substring(0, place + 1) + token.substring(place + 1));
        }
        for (var length = 1; length < token.length(); length++) {
            all.add(token.substring(0, length));
            all.add(token.substring(length));
        }
        all.add(token + token);
        all.add(token + "=");
        all.add(token.toLowerCase(java.util.Locale.ROOT));
        all.add("A".repeat(255));
        all.add("A".repeat(1_024));
        all.add("-");
        Values.texts().values().stream()
                .filter(text -> !text.isEmpty() && text.length() < 1_000)
                .map(Values::encoded)
                .forEach(all::add);
        all.removeIf(text -> text.replace("%2D", "-").replace("%5F", "_").equals(token));
        return all;
    }
}
