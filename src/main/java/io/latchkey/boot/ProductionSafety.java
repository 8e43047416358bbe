package io.latchkey.boot;

import io.latchkey.provider.ProviderSettings;
import io.latchkey.provider.simulated.SimulatedSettings;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Refuses to start in production with settings under which an answer of VALID means nothing. */
@Singleton
class ProductionSafety {

    private final ProviderSettings provider;
    private final SimulatedSettings simulated;

    ProductionSafety(ProviderSettings provider, SimulatedSettings simulated) {
        this.provider = provider;
        this.simulated = simulated;
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        if (LaunchMode.current() == LaunchMode.NORMAL
                && provider.provider() == ProviderSettings.Choice.SIMULATED
                && !simulated.allowedInProduction()) {
            throw new IllegalStateException(
                    "latchkey.provider=simulated asks no cloud: in production choose a real one, or set"
                            + " latchkey.simulated.allowed-in-production=true if that is what you want");
        }
    }
}
