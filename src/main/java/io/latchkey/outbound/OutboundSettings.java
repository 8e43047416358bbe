package io.latchkey.outbound;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the clouds are reached, and how long and how often each is tried. */
@ConfigMapping(prefix = "latchkey.outbound")
public interface OutboundSettings {

    /** Production refuses to start with an endpoint in place of a cloud unless this is set. */
    @WithDefault("false")
    boolean endpointsAllowedInProduction();

    /** The limit that the service's JSON reader has. */
    long LARGEST_JSON = 64 * 1024;

    /** How long a connection may take, TLS included; also how long one name server is waited for. */
    @WithDefault("3S")
    Duration connectTimeout();

    /** How long one call may take, its queueing, all its attempts and the pauses between them included. */
    @WithDefault("10S")
    Duration deadline();

    /** How large an answer's body may be; 64K at most, which is as much as is read of any JSON. */
    @WithDefault("64K")
    MemorySize maxAnswer();

    /** How often a call is repeated at most. */
    @WithDefault("2")
    int retries();

    /** The longest pause before the first repetition; twice as long before the next. The pause itself is random. */
    @WithDefault("200MS")
    Duration backoff();

    /** How many calls to one cloud are under way at the same time at most. */
    @WithDefault("512")
    int concurrency();

    /** How many more may wait for that; one more is turned away at once. */
    @WithDefault("512")
    int queue();

    /** How long an unused connection is kept. */
    @WithDefault("30S")
    Duration keepAlive();

    /** When a cloud is left alone. */
    CircuitBreaker circuitBreaker();

    /** What stands between Latchkey and the internet. */
    Proxy proxy();

    /** When a cloud is left alone. */
    interface CircuitBreaker {

        /** How many of the latest attempts are looked at; before there are as many, none is left out. */
        @WithDefault("20")
        int volume();

        /** The share of them that must have failed: more than 0, at most 1. */
        @WithDefault("0.5")
        double ratio();

        /** How long the cloud is left alone then, until one attempt decides. */
        @WithDefault("10S")
        Duration delay();
    }

    /** An HTTP proxy that connects (CONNECT) to the clouds. It looks up their names itself. */
    interface Proxy {

        Optional<String> host();

        @WithDefault("3128")
        int port();

        Optional<String> username();

        Optional<Secret<String>> password();
    }

    /** What contradicts itself here, a line for each. */
    default List<String> problems() {
        var problems = new ArrayList<String>();
        if (!connectTimeout().isPositive()
                || !deadline().isPositive()
                || !keepAlive().isPositive()) {
            problems.add("latchkey.outbound.connect-timeout, .deadline, .keep-alive: give more than no time");
        }
        if (concurrency() < 1 || queue() < 1 || retries() < 0 || maxAnswer().asLongValue() < 1) {
            problems.add("latchkey.outbound.concurrency, .queue, .max-answer: give at least 1; .retries: at least 0");
        }
        if (maxAnswer().asLongValue() > LARGEST_JSON) {
            problems.add("latchkey.outbound.max-answer: give 64K at most, more is not read of any JSON");
        }
        if (circuitBreaker().volume() < 1
                || !(circuitBreaker().ratio() > 0 && circuitBreaker().ratio() <= 1)) {
            problems.add("latchkey.outbound.circuit-breaker: give a volume of at least 1 and a ratio above 0, up to 1");
        }
        if (backoff().isNegative() || circuitBreaker().delay().isNegative()) {
            problems.add("latchkey.outbound.backoff, .circuit-breaker.delay: give no negative time");
        }
        if (proxy().host().isEmpty() && proxy().username().isPresent()) {
            problems.add(
                    "latchkey.outbound.proxy.username: give the proxy's host too, or the clouds are asked without it");
        }
        return problems;
    }
}
