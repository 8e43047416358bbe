package io.latchkey.provider.simulated;

import io.latchkey.key.Inspection;
import io.latchkey.key.KeyId;
import io.latchkey.key.Provider;
import io.latchkey.key.ProviderKey;
import io.latchkey.key.Reason;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.key.Verdict.Usable;
import io.latchkey.provider.KeyProvider;
import io.latchkey.provider.ProviderSettings.Choice;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A cloud that exists only here. Goes through the same validator and phase rules as the real ones. */
@Singleton
public class SimulatedProvider implements KeyProvider {

    /** How many probes of a flaky key find it usable before it is disabled. */
    private static final int FLAKY_USES = 2;

    private final SimulatedSettings settings;
    private final SimulatedSightings sightings = new SimulatedSightings();
    private final Map<KeyId, Integer> usesOfFlakyKeys = new ConcurrentHashMap<>();

    SimulatedProvider(SimulatedSettings settings) {
        this.settings = settings;
    }

    @Override
    public Set<Provider> providers() {
        return EnumSet.allOf(Provider.class);
    }

    @Override
    public Choice choice() {
        return Choice.SIMULATED;
    }

    @Override
    public Uni<Verdict> probe(KeyId id, ProviderKey key) {
        return Uni.createFrom().item(() -> verdict(id, key)).onItem().delayIt().by(settings.latency());
    }

    @Override
    public Uni<Inspection> inspect(KeyId id, ProviderKey key) {
        return Uni.createFrom().item(SimulatedSightings.inspection(key));
    }

    private Verdict verdict(KeyId id, ProviderKey key) {
        return switch (Outcome.of(key)) {
            case USABLE -> new Usable(SimulatedRegion.of(key), sightings.of(id, key));
            case DENIED -> new Refused(Reason.ACCESS_DENIED);
            case MISSING -> new Refused(Reason.KEY_NOT_FOUND);
            case DISABLED -> new Refused(Reason.KEY_DISABLED);
            case DELETED -> new Refused(Reason.PENDING_DELETION);
            case EXPIRED -> new Refused(Reason.EXPIRED);
            case THROTTLED -> new Unreachable(Trouble.THROTTLED, "simulated");
            case FLAKY ->
                usesOfFlakyKeys.merge(id, 1, Integer::sum) <= FLAKY_USES
                        ? new Usable(SimulatedRegion.of(key), sightings.of(id, key))
                        : new Refused(Reason.KEY_DISABLED);
        };
    }
}
