package io.latchkey.outbound;

import static io.latchkey.outbound.WayOut.VAULT;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.outbound.CloudTrouble.Kind;
import io.latchkey.outbound.FakeNameServer.Answer;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What name servers say, from a real one's packets. */
class DnsLookupTest {

    @Test
    void findsAllAddressesOfAName() {
        var addresses = List.of(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.0.0.1"));
        try (var server = new FakeNameServer(type -> type.equals(DnsRecordType.A)
                        ? Answer.of(0, "8.8.8.8", "10.0.0.1")
                        : Answer.of(DnsResponseCode.NOERROR));
                var lookup = lookup(server)) {
            assertThat(addresses(lookup)).containsExactlyInAnyOrderElementsOf(addresses);
        }
    }

    @Test
    void asksForTheNameItselfAndNothingInTheNetworkItRunsIn() {
        try (var server = new FakeNameServer(_ -> Answer.of(DnsResponseCode.NXDOMAIN));
                var lookup = lookup(server)) {
            assertFails(lookup, Kind.NAME_UNKNOWN);
            assertThat(server.questions).allMatch(question -> question.endsWith(" " + VAULT.name() + "."));
        }
    }

    @Test
    void remembersANameForAsLongAsItMay() {
        try (var server = new FakeNameServer(type -> aOnly(type, Answer.of(60, "8.8.8.8")));
                var lookup = lookup(server)) {
            addresses(lookup);
            var asked = server.questions.size();
            addresses(lookup);
            assertThat(server.questions).hasSize(asked);
        }
    }

    @Test
    void takesANameWithoutAddressesForNoSignThatItIsGone() {
        assertTrouble(_ -> Answer.of(DnsResponseCode.NOERROR), Kind.DNS);
    }

    @Test
    void takesAnAliasOfANameThatIsGoneForNoSignThatItIsGoneItself() {
        assertTrouble(
                _ -> new Answer(DnsResponseCode.NXDOMAIN, 5, List.of(InetAddress.ofLiteral("8.8.8.8")), false),
                Kind.DNS);
    }

    @Test
    void takesAFailingServerForNoSignThatANameIsGone() {
        assertTrouble(_ -> Answer.of(DnsResponseCode.SERVFAIL), Kind.DNS);
        assertTrouble(_ -> Answer.of(DnsResponseCode.REFUSED), Kind.DNS);
        assertTrouble(
                type -> Answer.of(type.equals(DnsRecordType.A) ? DnsResponseCode.SERVFAIL : DnsResponseCode.NOERROR),
                Kind.DNS);
    }

    @Test
    void takesASilentServerForNoSignThatANameIsGone() {
        assertTrouble(_ -> Answer.none(), Kind.DNS);
    }

    private static Answer aOnly(DnsRecordType type, Answer answer) {
        return type.equals(DnsRecordType.A) ? answer : Answer.of(DnsResponseCode.NOERROR);
    }

    private static void assertTrouble(Function<DnsRecordType, Answer> answers, Kind kind) {
        try (var server = new FakeNameServer(answers);
                var lookup = lookup(server)) {
            assertFails(lookup, kind);
        }
    }

    private static void assertFails(NameLookup lookup, Kind kind) {
        WayOut.assertTrouble(() -> addresses(lookup), kind);
    }

    private static List<InetAddress> addresses(NameLookup lookup) {
        return lookup.addresses(VAULT).await().atMost(WayOut.PATIENCE);
    }

    private static DnsLookup lookup(FakeNameServer server) {
        return new DnsLookup(new SingletonDnsServerAddressStreamProvider(server.address()), Duration.ofMillis(500));
    }
}
