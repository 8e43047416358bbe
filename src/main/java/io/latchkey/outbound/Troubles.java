package io.latchkey.outbound;

import io.latchkey.outbound.CloudTrouble.Kind;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.smallrye.mutiny.TimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** Tells from an exception of the libraries below what the trouble is. */
final class Troubles {

    private Troubles() {}

    static CloudTrouble of(Host host, Throwable failure) {
        return failure instanceof CloudTrouble trouble ? trouble : new CloudTrouble(kind(failure), host, failure);
    }

    private static Kind kind(Throwable failure) {
        return switch (failure) {
            case BulkheadException _ -> Kind.BUSY;
            case CircuitBreakerOpenException _ -> Kind.CIRCUIT_OPEN;
            case TimeoutException _ -> Kind.TIMEOUT;
            case ProxyConnectException _ -> Kind.PROXY;
            case SSLException _ -> isOfTheNetwork(failure) ? Kind.CONNECT : Kind.TLS;
            case ConnectException _, NoRouteToHostException _, PortUnreachableException _ -> Kind.CONNECT;
            // Of an endpoint or a proxy: the clouds' own names are looked up before.
            case UnknownHostException _ -> Kind.DNS;
            case TooLongFrameException _ -> Kind.TOO_LARGE;
            default -> Kind.BROKEN;
        };
    }

    /** Whether TLS failed only because the other side fell silent or hung up. */
    private static boolean isOfTheNetwork(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SslHandshakeTimeoutException
                        || cause instanceof ClosedChannelException
                        || cause instanceof SocketException);
    }
}
