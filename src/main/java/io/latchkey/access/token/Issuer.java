package io.latchkey.access.token;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.common.OidcRequestFilter;
import io.quarkus.oidc.common.OidcResponseFilter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Whether the issuer answered when it was last asked for its keys. The framework does not tell a key that the issuer does not
 * have from one that could not be asked for, so every question goes by here, and gets a deadline on the way.
 */
@Singleton
@Unremovable
class Issuer implements OidcRequestFilter, OidcResponseFilter {

    private static final int OK = 200;

    private final TokenSettings settings;
    private volatile boolean answered;

    Issuer(TokenSettings settings) {
        this.settings = settings;
    }

    @Override
    public Uni<Void> filter(OidcRequestFilterContext question) {
        question.request().timeout(settings.deadline().toMillis());
        answered = false;
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> filter(OidcResponseFilterContext answer) {
        answered = answer.statusCode() == OK;
        return Uni.createFrom().voidItem();
    }

    /** If not, a key that is not known may be one that it has. */
    boolean answered() {
        return answered;
    }
}
