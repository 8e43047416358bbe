package io.latchkey.access.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.key.OrganizationId;
import io.latchkey.support.Crowd;
import io.latchkey.support.Organization;
import io.latchkey.support.Ports;
import io.latchkey.support.TestRedis;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits that replicas share in a real Redis. */
@QuarkusTest
@TestProfile(SharedLimitApiTest.WithRedis.class)
class SharedLimitApiTest {

    private static final String NAME = "SharedLimitApiTest";
    private static final int LIMIT = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestRedis redis = new TestRedis(Ports.named(NAME));
    private final Organization acme = Organization.fresh();

    @Inject
    ReactiveRedisDataSource client;

    @Inject
    MeterRegistry metrics;

    @Inject
    LocalDecisions alone;

    @BeforeEach
    void start() {
        redis.start();
        await().atMost(PATIENCE).until(this::redisAnswers);
        await().atMost(PATIENCE).until(() -> !alone.pausing());
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void letsNeverMoreThanTheLimitThroughTwoReplicas() {
        var organization = new OrganizationId(UUID.randomUUID());
        var replicas = List.of(
                new RedisWindow(client, 50, Duration.ofMinutes(1)), new RedisWindow(client, 50, Duration.ofMinutes(1)));
        var granted =
                Crowd.together(
                                400,
                                number -> replicas.get(number % 2)
                                        .take(organization)
                                        .await()
                                        .atMost(PATIENCE))
                        .stream()
                        .filter(Allowance::granted)
                        .toList();
        assertThat(granted.stream().map(Allowance::remaining))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 50).boxed().toList());
    }

    @Test
    void beginsAnewWhenTheWindowEnds() {
        var organization = new OrganizationId(UUID.randomUUID());
        var window = new RedisWindow(client, 1, Duration.ofMillis(300));
        assertThat(take(window, organization).granted()).isTrue();
        assertThat(take(window, organization).granted()).isFalse();
        await().atMost(PATIENCE).until(() -> take(window, organization).granted());
    }

    @Test
    void endsAWindowThatHasLostItsEnd() {
        var organization = new OrganizationId(UUID.randomUUID());
        client.execute("SET", RedisWindow.name(organization), "7").await().atMost(PATIENCE);
        var left = take(new RedisWindow(client, 50, Duration.ofMinutes(1)), organization);
        assertThat(left.remaining()).isEqualTo(42);
        assertThat(left.reset()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
    }

    @Test
    void addsUpOverHttpHoweverManyAskAtOnce() {
        var before = decidedAlone();
        var answers = Crowd.together(60, _ -> acme.asks().get("/byok/v1/keys"));
        var passed =
                answers.stream().filter(answer -> answer.statusCode() == 200).toList();
        assertThat(passed.stream().map(answer -> answer.header("X-RateLimit-Remaining")))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, LIMIT).mapToObj(String::valueOf).toList());
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).hasSize(60 - LIMIT);
        assertThat(decidedAlone()).as("decided without Redis").isEqualTo(before);
    }

    @Test
    void goesOnAloneWhileRedisIsAwayAndSaysSo() {
        assertThat(asks().statusCode()).isEqualTo(200);
        redis.stop();
        var before = decidedAlone();
        var answers = IntStream.range(0, LIMIT).mapToObj(_ -> asks()).toList();
        assertThat(answers.stream().limit(LIMIT - 1)).allMatch(answer -> answer.statusCode() == 200);
        assertThat(answers.getLast().statusCode()).as("one had passed before").isEqualTo(429);
        assertThat(answers).allMatch(answer -> answer.header("X-RateLimit-Remaining") != null);
        assertThat(decidedAlone() - before).isEqualTo(LIMIT);

        redis.start();
        await().atMost(PATIENCE).until(() -> {
            var seen = decidedAlone();
            return asks().statusCode() == 200 && decidedAlone() == seen;
        });
    }

    private double decidedAlone() {
        return metrics.get(LocalDecisions.METRIC).counter().count();
    }

    private Response asks() {
        return acme.asks().get("/byok/v1/keys");
    }

    private boolean redisAnswers() {
        try {
            return client.execute("PING").await().atMost(PATIENCE) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static Allowance take(RedisWindow window, OrganizationId organization) {
        return window.take(organization).await().atMost(PATIENCE);
    }

    /** A window that does not end during the test. */
    public static final class WithRedis implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.rate-limit.requests",
                    String.valueOf(LIMIT),
                    "latchkey.rate-limit.window",
                    "1H",
                    "latchkey.rate-limit.redis-deadline",
                    "5S",
                    "latchkey.rate-limit.redis-url",
                    "redis://127.0.0.1:" + Ports.named(NAME));
        }
    }
}
