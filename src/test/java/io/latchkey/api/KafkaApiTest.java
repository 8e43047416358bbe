package io.latchkey.api;

import static io.latchkey.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.jackson.JsonFormat;
import io.latchkey.support.Organization;
import io.latchkey.support.Ports;
import io.latchkey.support.Samples;
import io.latchkey.support.TestDatabase;
import io.latchkey.support.TestKafka;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the platform's Kafka is told: everything, of all organizations, in order for each key. */
@QuarkusTest
@TestProfile(KafkaApiTest.WithKafka.class)
class KafkaApiTest {

    private static final String TOPIC = "latchkey.key-events";

    private static TestKafka kafka;

    private KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> told = new ArrayList<>();

    /** A service that is given the broker of this test. */
    public static final class WithKafka implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.kafka.enabled",
                    "true",
                    "latchkey.kafka.bootstrap-servers",
                    "localhost:" + Ports.named("kafka"));
        }
    }

    @BeforeAll
    static void startKafka() {
        kafka = new TestKafka(Ports.named("kafka"), Ports.named("kafka controller"));
        kafka.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
        try (var database = TestDatabase.connect()) {
            database.update("DELETE FROM receiver WHERE kind = 'KAFKA'");
        }
    }

    @BeforeEach
    void listen() {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", "localhost:" + Ports.named("kafka"),
                        "group.id", "test-" + System.nanoTime(),
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of(TOPIC));
    }

    @AfterEach
    void leave() {
        consumer.close();
    }

    @Test
    void isToldOfAllOrganizationsKeysInOrder() {
        var acme = Organization.fresh();
        var other = Organization.fresh();
        var hers = register(acme, "000000000499");
        var his = register(other, "111122223333");
        awaitTold(hers, "registered", "validated", "invalidated");
        awaitTold(his, "registered", "validated");
        acme.asks().delete(Links.KEYS + "/" + hers).then().statusCode(204);
        awaitTold(hers, "registered", "validated", "invalidated", "removed");
        assertThat(of(hers)).allSatisfy(record -> {
            var event = new JsonFormat().deserialize(record.value().getBytes(StandardCharsets.UTF_8));
            assertThat(event.getSubject()).isEqualTo(hers);
            assertThat(event.getSource()).hasToString("crn://latchkey/organization=" + acme.id());
            assertThat(new String(record.headers().lastHeader("content-type").value(), StandardCharsets.UTF_8))
                    .startsWith("application/cloudevents+json");
            assertThat(record.partition()).isEqualTo(of(hers).getFirst().partition());
        });
    }

    @Test
    void isToldWhatHappenedWhileItWasAway() {
        var acme = Organization.fresh();
        var before = register(acme, "111122223333");
        awaitTold(before, "registered", "validated");
        kafka.stop();
        var meanwhile = register(acme, "111122223333");
        eventually()
                .until(() -> acme.asks()
                        .get(Links.KEYS + "/" + meanwhile)
                        .path("validation.phase")
                        .equals("VALID"));
        kafka.start();
        awaitTold(meanwhile, "registered", "validated");
    }

    private static String register(Organization organization, String account) {
        return organization
                .sends(Samples.awsKey(account))
                .post(Links.KEYS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** At least once: the same event may come again, but none is missing and none comes before an earlier one. */
    private void awaitTold(String key, String... types) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            consumer.poll(Duration.ofMillis(200)).forEach(told::add);
            assertThat(of(key).stream().map(KafkaApiTest::type).distinct()).containsExactly(types);
        });
    }

    private List<ConsumerRecord<String, String>> of(String key) {
        return told.stream().filter(record -> record.key().equals(key)).toList();
    }

    private static String type(ConsumerRecord<String, String> record) {
        var event = new JsonFormat().deserialize(record.value().getBytes(StandardCharsets.UTF_8));
        return event.getType().replace("io.latchkey.key.", "");
    }
}
