package io.latchkey.access;

import io.github.bucket4j.TimeMeter;
import io.latchkey.key.OrganizationId;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Keeps one organization from starving the others, and an address from guessing secrets. Each replica counts for itself. */
@Singleton
public class RateLimits {

    private final Window<OrganizationId> requests;
    private final Window<String> failedSignIns;

    RateLimits(RateLimitSettings settings) {
        this.requests = new Window<>(settings.requests(), settings.window(), TimeMeter.SYSTEM_NANOTIME);
        this.failedSignIns = new Window<>(settings.failedSignIns(), settings.window(), TimeMeter.SYSTEM_NANOTIME);
    }

    /** Counts a request. */
    public Allowance request(OrganizationId organization) {
        return requests.take(organization);
    }

    /** Whether an address may still show credentials. */
    public Allowance signIn(String address) {
        return failedSignIns.look(network(address));
    }

    /** Counts a wrong credential. */
    public void signInFailed(String address) {
        failedSignIns.take(network(address));
    }

    /** An IPv6 host has a whole network of addresses to choose from, 64 bits of it. */
    static String network(String address) {
        var groups = address.split(":");
        return groups.length < 3 ? address : Arrays.stream(groups).limit(4).collect(Collectors.joining(":"));
    }
}
