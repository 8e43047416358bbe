package io.latchkey.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.boot.PostgresForPackagedService;
import io.latchkey.support.Replica;
import io.latchkey.support.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The packaged service as production runs it, on a database of its own, with some organizations, and a way to send it anything. */
final class Arena implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 2_000;
    private static final String MANY = "100000000";

    /** Bounds that would hide what is behind them are wide; what must not leave the machine goes into the trap. */
    private static Map<String, String> settings(Trap trap, Map<String, String> more) {
        var all = new HashMap<String, String>();
        all.put("latchkey.rate-limit.requests", MANY);
        all.put("latchkey.rate-limit.failed-sign-ins", MANY);
        all.put("latchkey.rate-limit.concurrent-requests", "2000");
        all.put("latchkey.rate-limit.concurrent-sign-ins", "2000");
        all.put("latchkey.quota.max-keys-per-organization", "1000000");
        all.put("latchkey.webhooks.max-per-organization", "200");
        all.put("latchkey.webhooks.private-hosts", "");
        all.put("latchkey.bootstrap.roles", "operator");
        all.put("latchkey.validate-now.pause", "1S");
        all.put("latchkey.delivery.give-up-after", "1S");
        all.put("latchkey.outbound.proxy.host", "127.0.0.1");
        all.put("latchkey.outbound.proxy.port", String.valueOf(trap.port()));
        all.putAll(more);
        return all;
    }

    final Trap trap = new Trap();
    final String database = "attack_" + UUID.randomUUID().toString().replace("-", "");
    final Replica replica;
    final int port;
    final Judge judge;
    final Document document;
    final Caller operator;

    /** Has every role but the operator's, as {@link #other} has in another organization. */
    final Caller acme;

    final Caller other;

    /** The organization that has the webhooks. */
    final Caller hooks;

    /** Done to by operators; nobody asks with its API keys. */
    final Caller victim;

    private Wire wire;

    private Arena(String name, Map<String, String> more) {
        try (var server = TestDatabase.connect()) {
            server.update("CREATE DATABASE " + database);
        }
        replica = Replica.start(name, database, settings(trap, more)).awaitListening();
        port = URI.create(replica.url()).getPort();
        var bootstrap = PostgresForPackagedService.settings();
        operator = new Caller(
                UUID.fromString(bootstrap.get("latchkey.bootstrap.organization-id")),
                bootstrap.get("latchkey.bootstrap.api-key"),
                bootstrap.get("latchkey.bootstrap.api-secret"));
        var served = sent(Ask.of("GET", "/q/openapi?format=json")).orElseThrow().body();
        document = Document.read(served);
        judge = new Judge(served);
        bootstrap.entrySet().stream()
                .filter(setting -> setting.getKey().contains("secret"))
                .forEach(setting -> judge.hide(setting.getValue()));
        acme = organization("KeyAdmin", "ClusterProvisioner");
        other = organization("KeyAdmin", "ClusterProvisioner");
        hooks = organization("KeyAdmin");
        victim = organization("KeyViewer");
    }

    static Arena open(String name, Map<String, String> more) {
        return new Arena(name, more);
    }

    /** A new organization with one API key. */
    private Caller organization(String... roles) {
        var id = id(make(operator, "/admin/v1/organizations", "{\"name\": \"Acme\"}"));
        return apiKey(UUID.fromString(id), roles);
    }

    /** One more API key. */
    Caller apiKey(UUID organization, String... roles) {
        var made = make(
                operator,
                "/admin/v1/organizations/" + organization + "/api-keys",
                "{\"roles\": [\"" + String.join("\", \"", roles) + "\"]}");
        judge.hide(made.path("secret").textValue());
        return new Caller(organization, id(made), made.path("secret").textValue());
    }

    static String id(JsonNode made) {
        return made.path("id").textValue();
    }

    /** What a good request makes. */
    JsonNode make(Caller caller, String path, String body) {
        var answer = sent(Ask.of("POST", path).as(caller).json(body)).orElseThrow();
        assertThat(answer.status()).as(answer.whole()).isEqualTo(201);
        return json(answer);
    }

    JsonNode get(Caller caller, String path) {
        var answer = sent(Ask.of("GET", path).as(caller)).orElseThrow();
        assertThat(answer.status()).as(answer.whole()).isEqualTo(200);
        return json(answer);
    }

    private static JsonNode json(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.whole(), e);
        }
    }

    /** On a connection that is kept for the next one, unless the service ends it. */
    Optional<Answer> sent(Ask ask) {
        return sent(ask.wired(), ask.isHead());
    }

    Optional<Answer> sent(byte[] bytes, boolean isHead) {
        try {
            if (wire == null) {
                wire = Wire.to(port);
            }
            var answer = attempt(bytes, isHead);
            if (answer.filter(Answer::isOfTheServer).isPresent()) {
                // What follows on the connection could be anything: it must be over.
                wire.patience(PATIENCE_MILLIS);
                assertThat(wire.answer(true)).as("a second answer").isEmpty();
            }
            if (answer.filter(it -> !it.endsTheConnection()).isEmpty()) {
                hangUp();
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Answer> attempt(byte[] bytes, boolean isHead) throws IOException {
        try {
            wire.send(bytes);
        } catch (IOException e) {
            // The service may refuse a request before it has taken all of it; its answer is there all the same.
        }
        return wire.answer(!isHead);
    }

    /** The next request gets a connection of its own. */
    void hangUp() throws IOException {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }

    /** A good request gets a good answer still. */
    boolean isHealthy() {
        return sent(Ask.of("GET", "/byok/v1/quota").as(acme))
                .filter(answer -> answer.status() == 200)
                .isPresent();
    }

    @Override
    public void close() {
        try {
            hangUp();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        replica.close();
        trap.close();
        try (var server = TestDatabase.connect()) {
            server.update("DROP DATABASE " + database + " WITH (FORCE)");
        }
    }
}
