package io.latchkey.outbound;

import static io.latchkey.outbound.WayOut.PATIENCE;
import static io.latchkey.outbound.WayOut.answer;
import static io.latchkey.outbound.WayOut.assertTrouble;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.AzureHost;
import io.latchkey.outbound.CloudTrouble.Kind;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one part of a cloud does is not held against another. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class PartsOfACloudTest {

    private static final CloudHost OTHER_VAULT = CloudHost.azureVault(AzureHost.VAULT, "other");
    private static final CloudHost LOGIN = CloudHost.azureLogin(AzureHost.VAULT);

    private final Vertx vertx;

    PartsOfACloudTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @ParameterizedTest
    @CsvSource({
        "kms.us-west-2.amazonaws.com, kms.us-west-2.amazonaws.com",
        "acme.vault.azure.net, vault.azure.net",
        "other.vault.azure.net, vault.azure.net",
        "acme.managedhsm.azure.cn, managedhsm.azure.cn",
        "login.microsoftonline.com, login.microsoftonline.com",
        "cloudkms.googleapis.com, cloudkms.googleapis.com"
    })
    void failTogether(String host, String circuit) {
        assertThat(new CloudHost(host).circuit()).isEqualTo(circuit);
    }

    @Test
    void areLeftAloneByThemselves() throws Exception {
        try (var cloud = FakeCloud.plain(
                        vertx,
                        request -> FakeCloud.json(
                                request, request.authority().host().startsWith("login.") ? 200 : 500, "{}"));
                var way = new WayOut(vertx).with("retries", "0").with("circuit-breaker.volume", "4")) {
            var client = way.toEndpoint("http://127.0.0.1:" + cloud.port());
            for (var attempt = 0; attempt < 4; attempt++) {
                assertThat(answer(client).status()).isEqualTo(500);
            }
            assertTrouble(client, Kind.CIRCUIT_OPEN);
            assertTrouble(() -> status(client, OTHER_VAULT), Kind.CIRCUIT_OPEN);
            assertThat(status(client, LOGIN)).isEqualTo(200);
        }
    }

    @Test
    void areNotAskedBeforeTheTimeTheyAskedForHasPassed() throws Exception {
        var now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
        try (var cloud = FakeCloud.plain(vertx, request -> {
                    request.response().putHeader("Retry-After", "60");
                    FakeCloud.json(request, 429, "{}");
                });
                var way = new WayOut(vertx).at(now::get)) {
            var client = way.toEndpoint("http://127.0.0.1:" + cloud.port());
            assertThat(answer(client).status()).isEqualTo(429);
            assertTrouble(client, Kind.BUSY);
            assertThat(cloud.requests).as("not asked again").hasValue(1);
            assertThat(way.turnedAway).containsExactly(Kind.BUSY);
            assertThat(status(client, OTHER_VAULT)).as("another vault is").isEqualTo(429);
            now.set(now.get().plusSeconds(60));
            assertThat(answer(client).status()).isEqualTo(429);
            assertThat(cloud.requests).hasValue(3);
        }
    }

    @Test
    void areNotBlamedForTheStoreOfOneKey() throws Exception {
        try (var cloud = FakeCloud.plain(vertx, request -> FakeCloud.json(request, 500, "{}"));
                var way = new WayOut(vertx)
                        .with("retries", "0")
                        .with("circuit-breaker.volume", "2")
                        .ofOneKey(_ -> true)) {
            var client = way.toEndpoint("http://127.0.0.1:" + cloud.port());
            for (var attempt = 0; attempt < 6; attempt++) {
                assertThat(answer(client).status()).isEqualTo(500);
            }
            assertThat(way.circuit).isEmpty();
        }
    }

    private static int status(CloudClient client, CloudHost host) {
        return client.send(CloudRequest.get(host, "/keys/key", Map.of()))
                .await()
                .atMost(PATIENCE)
                .status();
    }
}
