package io.latchkey.outbound;

import static io.latchkey.outbound.WayOut.HERE;
import static io.latchkey.outbound.WayOut.assertTrouble;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.outbound.CloudTrouble.Kind;
import io.latchkey.outbound.ReceiverClient.Answer;
import io.latchkey.outbound.ReceiverClient.Message;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a message to a customer's URL reaches. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class ReceiverClientTest {

    private static final ReceiverHost HOST = new ReceiverHost("events.example.com");
    private static final Set<String> NONE = Set.of();
    static final Set<String> LISTED = Set.of(HOST.name());
    static final Duration LONG = Duration.ofSeconds(10);
    private static ThrowawayCertificate certificate;

    private final Vertx vertx;

    ReceiverClientTest(Vertx vertx) {
        this.vertx = vertx;
    }

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = ThrowawayCertificate.of("dns:" + HOST.name());
    }

    /** This machine listens at all of 127.0.0.0/8 and at 0.0.0.0: whoever connects is counted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.2",
                "127.255.255.254",
                "0.0.0.0",
                "::1",
                "::",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.0.1",
                "100.64.0.1",
                "169.254.0.1",
                "169.254.169.254",
                "168.63.129.16",
                "fd00:ec2::254",
                "fe80::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "8.8.8.8 127.0.0.1",
                "127.0.0.1 8.8.8.8",
                "8.8.8.8 ::1",
                "2606:4700::1111 169.254.169.254"
            })
    void doesNotConnectToWhatIsNotPublicOrNotAllOfIt(String addresses) throws Exception {
        try (var receiver = FakeCloud.plain(vertx, ReceiverClientTest::take);
                var way = new WayOut(vertx)) {
            var client = way.toReceivers(leadingTo(addresses), NONE, LONG);
            assertTrouble(() -> post(client, receiver.port(), false), Kind.NOT_PUBLIC);
            assertTrouble(() -> post(client, receiver.port(), true), Kind.NOT_PUBLIC);
            assertThat(receiver.connections).isEmpty();
        }
    }

    @Test
    void doesNotConnectToAnotherHostThanTheOneOnTheList() throws Exception {
        try (var receiver = FakeCloud.plain(vertx, ReceiverClientTest::take);
                var way = new WayOut(vertx)) {
            var client = way.toReceivers(leadingTo("127.0.0.1"), Set.of("example.com", "localhost"), LONG);
            assertTrouble(() -> post(client, receiver.port(), false), Kind.NOT_PUBLIC);
            assertThat(receiver.connections).isEmpty();
        }
    }

    @Test
    void doesNotConnectWhereANameLeadsNowhere() throws Exception {
        try (var way = new WayOut(vertx)) {
            assertTrouble(
                    () -> post(way.toReceivers(_ -> Uni.createFrom().item(List.of()), LISTED, LONG), 9, false),
                    Kind.NOT_PUBLIC);
            NameLookup gone = host -> Uni.createFrom().failure(() -> new CloudTrouble(Kind.NAME_UNKNOWN, host));
            assertTrouble(() -> post(way.toReceivers(gone, LISTED, LONG), 9, false), Kind.NAME_UNKNOWN);
        }
    }

    @Test
    void looksANameUpForEachMessageAndMindsTheLastAnswer() throws Exception {
        var lookups = List.of(List.of(HERE), List.of(HERE, InetAddress.ofLiteral("8.8.8.8")))
                .iterator();
        try (var receiver = FakeCloud.plain(vertx, ReceiverClientTest::take);
                var way = new WayOut(vertx)) {
            var listed = way.toReceivers(_ -> Uni.createFrom().item(lookups.next()), LISTED, LONG);
            assertThat(post(listed, receiver.port(), false).status()).isEqualTo(204);
            assertThat(post(listed, receiver.port(), false).status()).isEqualTo(204);
            assertThat(lookups).isExhausted();
            assertThat(receiver.connections).containsOnly("127.0.0.1");
        }
    }

    @Test
    void bringsAMessageToAPrivateHostThatIsOnTheList() throws Exception {
        var heard = new CopyOnWriteArrayList<String>();
        try (var receiver = FakeCloud.plain(
                        vertx,
                        request -> request.body().onSuccess(body -> {
                            heard.addAll(List.of(
                                    request.method().name(),
                                    request.uri(),
                                    request.authority().host(),
                                    request.getHeader("webhook-id"),
                                    body.toString()));
                            take(request);
                        }));
                var way = new WayOut(vertx)) {
            var client = way.toReceivers(leadingTo("127.0.0.1"), LISTED, LONG);
            assertThat(post(client, receiver.port(), false)).isEqualTo(new Answer(204, Optional.empty()));
            assertThat(heard).containsExactly("POST", "/a?b=%20c", HOST.name(), "id", "{\"é\":1}");
        }
    }

    @Test
    void trustsTheCertificateOfItsHost() throws Exception {
        try (var receiver = FakeCloud.secure(vertx, certificate.forServer(), ReceiverClientTest::take);
                var way = new WayOut(vertx).trusting(certificate.forClient())) {
            var client = way.toReceivers(leadingTo("127.0.0.1"), LISTED, LONG);
            assertThat(post(client, receiver.port(), true).status()).isEqualTo(204);
        }
    }

    @Test
    void doesNotTrustACertificateOfNoKnownAuthorityNorOfAnotherHost() throws Exception {
        var anothers = ThrowawayCertificate.of("dns:events.example.com.example.net,dns:localhost,ip:127.0.0.1");
        try (var unknown = FakeCloud.secure(vertx, certificate.forServer(), ReceiverClientTest::take);
                var other = FakeCloud.secure(vertx, anothers.forServer(), ReceiverClientTest::take);
                var plain = new WayOut(vertx);
                var trusting = new WayOut(vertx).trusting(anothers.forClient())) {
            var here = leadingTo("127.0.0.1");
            assertTrouble(() -> post(plain.toReceivers(here, LISTED, LONG), unknown.port(), true), Kind.TLS);
            assertTrouble(() -> post(trusting.toReceivers(here, LISTED, LONG), other.port(), true), Kind.TLS);
            assertThat(unknown.requests).hasValue(0);
            assertThat(other.requests).hasValue(0);
        }
    }

    static Answer post(ReceiverClient client, int port, boolean isEncrypted) {
        return client.post(new Message(HOST, port, isEncrypted, "/a?b=%20c", Map.of("webhook-id", "id"), "{\"é\":1}"))
                .await()
                .atMost(WayOut.PATIENCE);
    }

    static NameLookup leadingTo(String addresses) {
        return _ -> Uni.createFrom()
                .item(Arrays.stream(addresses.split(" "))
                        .map(InetAddress::ofLiteral)
                        .toList());
    }

    static void take(HttpServerRequest request) {
        request.response().setStatusCode(204).end();
    }
}
