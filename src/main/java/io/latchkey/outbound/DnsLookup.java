package io.latchkey.outbound;

import io.latchkey.outbound.CloudTrouble.Kind;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks the machine's name servers, and its hosts file before them. Not through the JDK, which blocks, and does not tell a
 * name that does not exist from a name server that does not answer.
 */
final class DnsLookup implements NameLookup, AutoCloseable {

    /** Connections outlive this, so that a longer memory would save little. */
    private static final int LONGEST_MEMORY_SECONDS = 30;

    private static final int MOST_QUERIES = 8;

    /** Its own, because Vert.x's would bind this to the transport that Vert.x is configured with. */
    private final EventLoopGroup thread = new NioEventLoopGroup(1, new DefaultThreadFactory("latchkey-dns", true));

    private final DnsNameResolver resolver;

    DnsLookup(DnsServerAddressStreamProvider nameServers, Duration timeout) {
        this.resolver = new DnsNameResolverBuilder(thread.next())
                .datagramChannelType(NioDatagramChannel.class)
                .socketChannelType(NioSocketChannel.class)
                .nameServerProvider(nameServers)
                .queryTimeoutMillis(timeout.toMillis())
                .maxQueriesPerResolve(MOST_QUERIES)
                .ttl(0, LONGEST_MEMORY_SECONDS)
                .negativeTtl(0)
                // A cloud's host is never a name in the network where Latchkey runs.
                .searchDomains(List.of())
                .ndots(0)
                .build();
    }

    @Override
    public Uni<List<InetAddress>> addresses(Host host) {
        return uni(() -> resolver.resolveAll(host.name()))
                .onFailure()
                .recoverWithUni(failure -> isUnknown(host)
                        .onFailure()
                        .transform(_ -> new CloudTrouble(Kind.DNS, host, failure))
                        .chain(unknown -> Uni.createFrom()
                                .failure(new CloudTrouble(unknown ? Kind.NAME_UNKNOWN : Kind.DNS, host, failure))));
    }

    /** Asked apart: what the resolver fails with says the same of a name without addresses and of one that is not there. */
    private Uni<Boolean> isUnknown(Host host) {
        var question = new DefaultDnsQuestion(host.name() + ".", DnsRecordType.A);
        return uni(() -> resolver.query(question)).map(DnsLookup::saysThereIsNone);
    }

    /**
     * A name that is another's alias is there; it is that other name which this network does not know, a private endpoint's say.
     *
     * @see <a href="https://learn.microsoft.com/azure/key-vault/general/private-link-service#validate-that-the-private-link-connection-works">Names
     *     of private endpoints</a>
     */
    private static boolean saysThereIsNone(AddressedEnvelope<DnsResponse, ?> envelope) {
        try {
            return DnsResponseCode.NXDOMAIN.equals(envelope.content().code())
                    && envelope.content().count(DnsSection.ANSWER) == 0;
        } finally {
            envelope.release();
        }
    }

    private static <T> Uni<T> uni(Supplier<Future<T>> call) {
        return Uni.createFrom()
                .emitter(emitter -> call.get().addListener((Future<T> answered) -> {
                    if (answered.isSuccess()) {
                        emitter.complete(answered.getNow());
                    } else {
                        emitter.fail(answered.cause());
                    }
                }));
    }

    @Override
    public void close() {
        resolver.close();
        var _ = thread.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
