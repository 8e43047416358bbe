package io.latchkey.validator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often keys are probed, how many at once, and how soon a verdict shows. */
@ConfigMapping(prefix = "latchkey.validator")
public interface ValidatorSettings {

    /** How often a replica looks for due keys, a second at least. A registration does not wait for it. */
    @WithDefault("1S")
    Duration tick();

    /** How often a replica counts all keys for its metrics, a second at least. */
    @WithDefault("30S")
    Duration census();

    /** How long after a probe a settled key is due again, give or take {@link #jitter}. */
    @WithDefault("15M")
    Duration interval();

    /** The share of the interval by which it varies, so that keys registered together do not stay together: 0 to 1. */
    @WithDefault("0.1")
    double jitter();

    /** How long after its first probe a new key that is not usable yet is due again; grows with the key's age. */
    @WithDefault("5S")
    Duration initialInterval();

    /** How long a new key may be refused before it is INVALID. */
    @WithDefault("30M")
    Duration grace();

    /** How long after a first refusal of a VALID key the second probe decides. */
    @WithDefault("1M")
    Duration confirmDelay();

    /**
     * How long a replica may keep a claimed key before another takes it over. Longer than {@link #probeTimeout} and the
     * database's deadline together.
     */
    @WithDefault("1M")
    Duration lease();

    /** How long one probe may take. */
    @WithDefault("15S")
    Duration probeTimeout();

    /**
     * How long after an inspection a key's grant is inspected again: the checks that cost more calls than a probe does. They
     * are made after a probe, in what is left of its time.
     */
    @WithDefault("24H")
    Duration inspectionInterval();

    /** How many keys of one provider a replica claims in one statement at most. */
    @WithDefault("100")
    int batch();

    /** How many keys of one provider a replica probes at the same time at most. */
    @WithDefault("512")
    int concurrency();
}
