package io.latchkey.access.limit;

import io.github.bucket4j.TimeMeter;
import io.latchkey.key.OrganizationId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Keeps one organization from starving the others, and an address from guessing secrets. Organizations are counted by all
 * replicas together where they share a Redis, addresses by each replica for itself.
 */
@Singleton
public class RateLimits {

    private final Window<OrganizationId> requests;
    private final SharedWindow shared;
    private final InFlight<String> signIns = new InFlight<>();
    private final int atOnce;
    private final Window<String> failedSignIns;

    RateLimits(RateLimitSettings settings, SharedWindow shared) {
        this.requests = new Window<>(settings.requests(), settings.window(), TimeMeter.SYSTEM_NANOTIME);
        this.shared = shared;
        this.atOnce = settings.concurrentSignIns();
        this.failedSignIns = new Window<>(settings.failedSignIns(), settings.window(), TimeMeter.SYSTEM_NANOTIME);
    }

    /**
     * Counts a request, here in any case: a replica that is left alone in the middle of a window knows what has passed
     * already.
     */
    public Uni<Allowance> request(OrganizationId organization) {
        return shared.take(organization, requests.take(organization));
    }

    /**
     * Whether an address may show a credential; if so, {@link #endSignIn} has to follow. Once it has shown a wrong one, no more
     * are looked at together than it may still get wrong, so that guessing in parallel helps nobody.
     */
    public Allowance beginSignIn(String address) {
        var network = network(address);
        var seen = failedSignIns.look(network);
        var isSpotless = seen.remaining() == seen.limit();
        if (signIns.enter(network) <= (isSpotless ? atOnce : seen.remaining())) {
            return seen;
        }
        signIns.leave(network);
        return new Allowance(false, seen.limit(), seen.remaining(), seen.granted() ? Duration.ZERO : seen.reset());
    }

    /** The credential was looked at. */
    public void endSignIn(String address) {
        signIns.leave(network(address));
    }

    /** Counts a wrong credential. */
    public void signInFailed(String address) {
        failedSignIns.take(network(address));
    }

    /** An IPv6 host has a whole network of addresses to choose from, 64 bits of it. */
    static String network(String address) {
        var bytes = bytes(address);
        return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
    }

    /** A proxy may hand on something that is no address; it then stands for itself. */
    private static byte[] bytes(String address) {
        try {
            return InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
