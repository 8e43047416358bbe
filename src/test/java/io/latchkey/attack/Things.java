package io.latchkey.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.attack.Document.Operation;
import io.latchkey.support.Samples;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the path of each operation can name: one of everything, made anew when it is gone. */
final class Things {

    private static final String KEYS = "/byok/v1/keys";
    private static final String WEBHOOKS = "/byok/v1/webhooks";

    private final Arena arena;
    private final Caller owner;
    private final Caller listener;
    private final Map<String, String> ids = new HashMap<>();

    /**
     * @param owner whose keys they are
     * @param listener whose webhooks
     */
    Things(Arena arena, Caller owner, Caller listener) {
        this.arena = arena;
        this.owner = owner;
        this.listener = listener;
    }

    static Things of(Arena arena) {
        return new Things(arena, arena.acme, arena.hooks);
    }

    /** Who is let ask for an operation. */
    Caller callerOf(Operation operation) {
        return operation.isOfOperators() ? arena.operator : operation.path().startsWith(WEBHOOKS) ? listener : owner;
    }

    /** The operation's path, with things that are there. */
    String path(Operation operation) {
        return fill(operation, Map.of());
    }

    /** The same, with other texts for some parameters. */
    String fill(Operation operation, Map<String, String> other) {
        var path = operation.path();
        for (var parameter : operation.parameters()) {
            if (parameter.in().equals("path")) {
                var text = other.getOrDefault(parameter.name(), id(operation, parameter.name()));
                path = path.replace("{" + parameter.name() + "}", text);
            }
        }
        return path;
    }

    private String id(Operation operation, String parameter) {
        return switch (parameter) {
            case "organization" -> arena.victim.organization().toString();
            case "webhook" -> webhook();
            case "event" -> event();
            case "resource" -> resource();
            default ->
                operation.path().startsWith("/admin/v1/organizations/{id}")
                        ? arena.victim.organization().toString()
                        : operation.isOfOperators()
                                ? apiKey()
                                : operation.path().contains("/protected-resources") ? protectingKey() : key();
        };
    }

    /** Forgets what an operation that succeeded has taken away. */
    void gone(Operation operation) {
        if (operation.method().equals("DELETE")) {
            if (operation.path().startsWith(WEBHOOKS)) {
                ids.remove("webhook");
                ids.remove("event");
            } else if (operation.isOfOperators()) {
                ids.remove("api-key");
            } else if (operation.path().endsWith("{resource}")) {
                ids.remove("resource");
            } else {
                ids.remove("key");
            }
        }
    }

    String key() {
        return ids.computeIfAbsent("key", _ -> Arena.id(arena.make(owner, KEYS, Samples.awsKey())));
    }

    private String protectingKey() {
        return ids.computeIfAbsent("protecting", _ -> {
            var id = Arena.id(arena.make(owner, KEYS, Samples.awsKey()));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> arena.get(owner, KEYS + "/" + id)
                            .at("/validation/phase")
                            .asText()
                            .equals("VALID"));
            return id;
        });
    }

    private String resource() {
        return ids.computeIfAbsent("resource", _ -> {
            var path = KEYS + "/" + protectingKey() + "/protected-resources/lkc-1";
            var answer = arena.sent(Ask.of("PUT", path).as(owner).json("{\"kind\": \"Cluster\"}"))
                    .orElseThrow();
            assertThat(answer.status()).as(answer.whole()).isBetween(200, 201);
            return "lkc-1";
        });
    }

    String webhook() {
        return ids.computeIfAbsent("webhook", _ -> {
            var made = arena.make(listener, WEBHOOKS, "{\"url\": \"https://hooks.attack-run.invalid/latchkey\"}");
            arena.judge.hide(made.path("secret").textValue());
            return Arena.id(made);
        });
    }

    private String event() {
        return ids.computeIfAbsent("event", _ -> {
            var deliveries = WEBHOOKS + "/" + webhook() + "/deliveries";
            arena.make(listener, KEYS, Samples.awsKey());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !arena.get(listener, deliveries).path("data").isEmpty());
            return arena.get(listener, deliveries).at("/data/0/event_id").textValue();
        });
    }

    private String apiKey() {
        return ids.computeIfAbsent(
                "api-key",
                _ -> arena.apiKey(arena.victim.organization(), "KeyViewer").apiKey());
    }
}
