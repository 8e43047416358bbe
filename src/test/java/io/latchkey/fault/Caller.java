package io.latchkey.fault;

import static org.awaitility.Awaitility.await;

import io.latchkey.fault.Ledger.Entry;
import io.latchkey.fault.Ledger.Kind;
import io.latchkey.fault.Ledger.Seen;
import io.latchkey.support.Samples;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A mixed load that goes on at its own rate, whatever becomes of it. All that it does stands in the ledger. */
final class Caller implements AutoCloseable {

    private static final Duration PERSISTENCE = Duration.ofSeconds(30);

    private final Http http;
    private final Ledger ledger;
    private final List<Tenant> tenants;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    private Caller(Http http, Ledger ledger, List<Tenant> tenants) {
        this.http = http;
        this.ledger = ledger;
        this.tenants = tenants;
    }

    static Caller start(Http http, Ledger ledger, List<Tenant> tenants, int requestsPerSecond) {
        var caller = new Caller(http, ledger, tenants);
        caller.clock.scheduleAtFixedRate(
                () -> caller.callers.submit(caller::something),
                0,
                TimeUnit.SECONDS.toNanos(1) / requestsPerSecond,
                TimeUnit.NANOSECONDS);
        return caller;
    }

    private void something() {
        var random = ThreadLocalRandom.current();
        var tenant = tenants.get(random.nextInt(tenants.size()));
        if (tenant.isSmall()) {
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> register(tenant, arn());
                case 4, 5, 6 -> remove(tenant);
                default -> read(tenant, "");
            }
            return;
        }
        switch (random.nextInt(20)) {
            case 0, 1 -> register(tenant, arn());
            case 2 -> registerTwice(tenant);
            case 3 -> registerUntilAnswered(tenant);
            case 4, 5, 6 -> tenant.hot().ifPresent(key -> renameWhatIsSeen(tenant, key));
            case 7, 8 -> tenant.hot().ifPresent(key -> rename(tenant, key, Optional.empty()));
            case 9, 10 -> remove(tenant);
            case 11, 12 -> tenant.any().ifPresent(key -> protect(tenant, key));
            case 13, 14 -> tenant.takenResource().ifPresent(resource -> free(tenant, resource));
            case 15, 16, 17 -> tenant.any().ifPresent(key -> read(tenant, "/" + key));
            default -> read(tenant, "?page_size=20");
        }
    }

    private static String arn() {
        return Samples.arn("111122223333");
    }

    private void register(Tenant tenant, String arn) {
        known(tenant, registered(tenant, arn, awsKey(arn), ""));
    }

    /** A key of another cloud. */
    void register(Tenant tenant, String identifier, String body) {
        known(tenant, registered(tenant, identifier, body, ""));
    }

    /** Two callers who know nothing of each other. */
    private void registerTwice(Tenant tenant) {
        var arn = arn();
        var other = callers.submit(() -> registered(tenant, arn, awsKey(arn), ""));
        var one = registered(tenant, arn, awsKey(arn), "");
        try {
            var both = List.of(one, other.get());
            both.stream().filter(Entry::isDone).findFirst().ifPresent(done -> known(tenant, done));
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks again under the same Idempotency-Key until it knows. */
    private void registerUntilAnswered(Tenant tenant) {
        var arn = arn();
        var name = UUID.randomUUID().toString();
        var end = Instant.now().plus(PERSISTENCE);
        var entry = registered(tenant, arn, awsKey(arn), name);
        while (!entry.isDone()
                && !entry.answer().orElseThrow().isRefused()
                && Instant.now().isBefore(end)) {
            // What Retry-After says.
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            entry = registered(tenant, arn, awsKey(arn), name);
        }
        known(tenant, entry);
    }

    private Entry registered(Tenant tenant, String identifier, String body, String idempotencyKey) {
        var entry = ledger.intend(Kind.REGISTER, tenant.id(), identifier, idempotencyKey, Optional.empty());
        var headers = idempotencyKey.isEmpty() ? Map.<String, String>of() : Map.of("Idempotency-Key", idempotencyKey);
        entry.answered(http.send(tenant, "POST", "", body, headers));
        return entry;
    }

    private static void known(Tenant tenant, Entry entry) {
        if (entry.isDone()) {
            tenant.keys().add(new JsonObject(entry.answer().orElseThrow().body()).getString("id"));
        }
    }

    private void renameWhatIsSeen(Tenant tenant, String key) {
        var answer = read(tenant, "/" + key);
        if (answer.isDone()) {
            var name = Optional.ofNullable(new JsonObject(answer.body()).getString("display_name"));
            rename(tenant, key, Optional.of(new Seen(answer.etag().orElseThrow(), name)));
        }
    }

    private void rename(Tenant tenant, String key, Optional<Seen> seen) {
        var name = "name-" + UUID.randomUUID();
        var entry = ledger.intend(Kind.RENAME, tenant.id(), key, name, seen);
        var headers = seen.map(known -> Map.of("If-Match", known.etag())).orElse(Map.of());
        entry.answered(http.send(tenant, "PATCH", "/" + key, "{\"display_name\": \"" + name + "\"}", headers));
    }

    private void remove(Tenant tenant) {
        tenant.taken().ifPresent(key -> {
            var entry = ledger.intend(Kind.REMOVE, tenant.id(), key, "", Optional.empty());
            entry.answered(http.send(tenant, "DELETE", "/" + key, "", Map.of()));
            // Something depends on it, or it is not known whether it is gone: both can be asked again.
            if (!entry.isDone() && tenant.isSmall()) {
                tenant.keys().add(key);
            }
        });
    }

    private void protect(Tenant tenant, String key) {
        var resource = new Tenant.Resource(key, "lkc-" + UUID.randomUUID());
        var entry = ledger.intend(Kind.PUT_RESOURCE, tenant.id(), key, resource.id(), Optional.empty());
        entry.answered(http.send(tenant, "PUT", path(resource), "{\"kind\": \"Cluster\"}", Map.of()));
        if (entry.isDone()) {
            tenant.resources().add(resource);
        }
    }

    private void free(Tenant tenant, Tenant.Resource resource) {
        var entry = ledger.intend(Kind.REMOVE_RESOURCE, tenant.id(), resource.key(), resource.id(), Optional.empty());
        entry.answered(http.send(tenant, "DELETE", path(resource), "", Map.of()));
    }

    private static String path(Tenant.Resource resource) {
        return "/" + resource.key() + "/protected-resources/" + resource.id();
    }

    private Answer read(Tenant tenant, String what) {
        var entry = ledger.intend(Kind.READ, tenant.id(), what, "", Optional.empty());
        var answer = http.send(tenant, "GET", what, "", Map.of());
        entry.answered(answer);
        return answer;
    }

    private static String awsKey(String arn) {
        return "{\"key\": {\"kind\": \"AwsKey\", \"key_arn\": \"" + arn + "\"}}";
    }

    /** Ends when every request has its answer, or has none for good. */
    @Override
    public void close() {
        clock.close();
        callers.close();
    }
}
