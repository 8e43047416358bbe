package io.latchkey.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.AwsKey;
import io.latchkey.key.AzureHost;
import io.latchkey.key.AzureKey;
import io.latchkey.key.RefusedException;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Nothing a customer writes leads anywhere but to a cloud: not one connection to a listener behind every name there is. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class HostAttackTest {

    private static final Logger LOG = Logger.getLogger(HostAttackTest.class);

    private final Vertx vertx;

    HostAttackTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @Test
    void reachesNothing() throws Exception {
        var hosts = hosts();
        var refused = 0;
        try (var listener = FakeCloud.plain(vertx, request -> FakeCloud.json(request, 200, "{}"));
                var way = new WayOut(vertx).with("retries", "0")) {
            var client = way.direct(listener.port(), _ -> Uni.createFrom().item(List.of(WayOut.HERE)));
            for (var host : hosts) {
                try {
                    client.send(CloudRequest.get(host.get(), "/", Map.of()))
                            .await()
                            .atMost(WayOut.PATIENCE);
                } catch (RefusedException | IllegalArgumentException e) {
                    refused++;
                } catch (CloudTrouble e) {
                    LOG.errorf("got as far as %s", e.getMessage());
                }
            }
            LOG.infof(
                    "%d attacks on hosts, %d refused, %d connections",
                    hosts.size(), refused, listener.connections.size());
            assertThat(listener.connections).isEmpty();
            assertThat(refused).isEqualTo(hosts.size()).isGreaterThan(60);
        }
    }

    private static List<Supplier<CloudHost>> hosts() {
        var hosts = new ArrayList<Supplier<CloudHost>>();
        HostileHosts.LABELS.stream()
                // A vault may have these names, and is somebody's then, in Azure.
                .filter(label -> !List.of("localhost", "us-east-999").contains(label))
                .flatMap(label -> Stream.of(AzureHost.values())
                        .<Supplier<CloudHost>>map(host -> () -> CloudHost.azureVault(host, label)))
                .forEach(hosts::add);
        HostileHosts.LABELS.forEach(label -> {
            hosts.add(() -> CloudHost.awsKms(label));
            hosts.add(() -> CloudHost.awsSts(label));
            hosts.add(() -> new CloudHost(label));
            hosts.add(() -> CloudHost.awsKms(
                    AwsKey.parse("arn:aws:kms:" + label + ":111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")
                            .region()));
        });
        HostileHosts.URLS.forEach(url -> {
            hosts.add(() -> new CloudHost(url));
            hosts.add(() -> {
                var key = AzureKey.parse(
                        url,
                        "/subscriptions/5e7b1c3a-0000-4000-8000-000000000001/resourceGroups/group"
                                + "/providers/Microsoft.KeyVault/vaults/acme",
                        "5e7b1c3a-0000-4000-8000-000000000002");
                return CloudHost.azureVault(key.host(), key.vaultName());
            });
        });
        return hosts;
    }
}
