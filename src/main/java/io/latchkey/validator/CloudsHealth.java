package io.latchkey.validator;

import io.latchkey.provider.ProviderSettings;
import io.latchkey.validator.CloudStates.State;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells how the clouds are. Never unhealthy: a cloud that is away is no reason to take requests away from Latchkey, which goes
 * on with what it knows.
 */
@Readiness
@Singleton
class CloudsHealth implements HealthCheck {

    private final CloudStates states;
    private final ProviderSettings providers;

    CloudsHealth(CloudStates states, ProviderSettings providers) {
        this.states = states;
        this.providers = providers;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("clouds").up();
        providers.provider().ifPresent(choice -> response.withData("provider", choice.name()));
        states.present().forEach((cloud, state) -> response.withData(cloud.label(), told(state)));
        return response.build();
    }

    private static String told(State state) {
        return state.trouble().map(why -> why + " since ").orElse("answers since ") + state.since();
    }
}
