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

    /** Put in place of a vault's name, or of a region. */
    private static final List<String> LABELS = List.of(
            "",
            " ",
            ".",
            "..",
            "-",
            "a",
            "a-",
            "-abc",
            "a--b",
            "1abc",
            "ACME",
            "Acme",
            "acme.",
            ".acme",
            "acme.example.com",
            "acme.example.com/",
            "acme.example.com?",
            "acme.example.com#",
            "acme.example.com:443#",
            "acme/",
            "acme\\",
            "acme@evil",
            "evil.example.com@acme",
            "user:password@acme",
            "acme:8080",
            "acme%2eexample%2ecom",
            "acme%00",
            "acme%2f..",
            "acme%23",
            "acme\u0000",
            "acme\r\nHost: example.com",
            "acme\n",
            "acme\t",
            " acme",
            "acme ",
            "acm\u0435",
            "acmé",
            "xn--acm-dma",
            "acme\u3002example",
            "acme\uff0eexample",
            "acme\u2024example",
            "ａｃｍｅ",
            "acme\u200b",
            "acme\u00ad",
            "acme_prod",
            "acme*",
            "*",
            "${acme}",
            "{acme}",
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "169.254.169.254",
            "[::1]",
            "::1",
            "[::ffff:169.254.169.254]",
            "::ffff:a9fe:a9fe",
            "[fe80::1%25eth0]",
            "localhost",
            "localhost/",
            "metadata.google.internal",
            "a".repeat(25),
            "a".repeat(64),
            "a".repeat(100_000),
            "a-".repeat(50_000) + "a",
            "us-east-1.example.com",
            "us-east-1.amazonaws.com.example.com/",
            "us-east-1#",
            "us-east-1@example.com",
            "us-east-1:80",
            "US-EAST-1",
            "us-east-",
            "us-east-1\n",
            "us-east-999",
            "us_east_1",
            "cn-north-1.amazonaws.com",
            "eusc--1",
            "fips.us-east-1",
            "us-east-1/../");

    /** Put in place of an Azure key's whole URL. */
    private static final List<String> URLS = List.of(
            "http://acme.vault.azure.net/keys/key",
            "ftp://acme.vault.azure.net/keys/key",
            "file:///etc/passwd",
            "gopher://127.0.0.1:70/keys/key",
            "javascript:alert(1)",
            "//acme.vault.azure.net/keys/key",
            "acme.vault.azure.net/keys/key",
            "https:acme.vault.azure.net/keys/key",
            "https:/acme.vault.azure.net/keys/key",
            "https:\\\\acme.vault.azure.net\\keys\\key",
            "https://user@acme.vault.azure.net/keys/key",
            "https://user:password@acme.vault.azure.net/keys/key",
            "https://acme.vault.azure.net@example.com/keys/key",
            "https://acme.vault.azure.net:80/keys/key",
            "https://acme.vault.azure.net:0443/keys/key",
            "https://acme.vault.azure.net:443@example.com/keys/key",
            "https://acme.vault.azure.net:/keys/key",
            "https://acme.vault.azure.net./keys/key",
            "https://acme.vault.azure.net.example.com/keys/key",
            "https://example.com/acme.vault.azure.net/keys/key",
            "https://example.com#acme.vault.azure.net/keys/key",
            "https://example.com?acme.vault.azure.net/keys/key",
            "https://example.com\\@acme.vault.azure.net/keys/key",
            "https://acme.vault.azure.net/keys/../secrets/key",
            "https://acme.vault.azure.net/keys/..",
            "https://acme.vault.azure.net/keys/key/..",
            "https://acme.vault.azure.net/keys/key?api-version=1",
            "https://acme.vault.azure.net/keys/key#fragment",
            "https://acme.vault.azure.net/keys/key%2f..%2f..",
            "https://acme.vault.azure.net/keys/key%00",
            "https://acme.vault.azure.net//keys/key",
            "https://acme.vault.azure.net/secrets/key",
            "https://acme%2evault.azure.net/keys/key",
            "https://acme.vault.azure%2enet/keys/key",
            "https://acme.vault.azure.net%00.example.com/keys/key",
            "https://acme.vault.azure.net%2eexample.com/keys/key",
            "https://acme.vault.azure\u3002net/keys/key",
            "https://acme.vault.\u0430zure.net/keys/key",
            "https://acme.vault.xn--zure-5cd.net/keys/key",
            "https://acme.vaultXazure.net/keys/key",
            "https://acmevault.azure.net/keys/key",
            "https://acme.blob.core.windows.net/keys/key",
            "https://a.b.vault.azure.net/keys/key",
            "https://127.0.0.1/keys/key",
            "https://127.1/keys/key",
            "https://2130706433/keys/key",
            "https://0x7f.0.0.1/keys/key",
            "https://0177.0.0.1/keys/key",
            "https://169.254.169.254/keys/key",
            "https://[::1]/keys/key",
            "https://[::ffff:127.0.0.1]/keys/key",
            "https://[fd00:ec2::254]/keys/key",
            "https://localhost/keys/key",
            "https://metadata.google.internal/keys/key",
            "https://acme.vault.azure.net/keys/key\r\nHost: example.com",
            "https://acme.vault.azure.net/keys/key HTTP/1.1",
            " https://acme.vault.azure.net/keys/key",
            "https://acme.vault.azure.net/keys/key\u0000",
            "https://" + "a".repeat(300) + ".vault.azure.net/keys/key",
            "https://acme.vault.azure.net/keys/" + "a".repeat(100_000));

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
        LABELS.stream()
                // A vault may have these names, and is somebody's then, in Azure.
                .filter(label -> !List.of("localhost", "us-east-999").contains(label))
                .flatMap(label -> Stream.of(AzureHost.values())
                        .<Supplier<CloudHost>>map(host -> () -> CloudHost.azureVault(host, label)))
                .forEach(hosts::add);
        LABELS.forEach(label -> {
            hosts.add(() -> CloudHost.awsKms(label));
            hosts.add(() -> CloudHost.awsSts(label));
            hosts.add(() -> new CloudHost(label));
            hosts.add(() -> CloudHost.awsKms(
                    AwsKey.parse("arn:aws:kms:" + label + ":111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab")
                            .region()));
        });
        URLS.forEach(url -> {
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
