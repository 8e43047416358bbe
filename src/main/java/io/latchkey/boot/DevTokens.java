package io.latchkey.boot;

import io.latchkey.access.token.TokenSettings;
import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.jwt.build.Jwt;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** Gives a bearer token to whoever asks. In dev mode only, and good for this start of it. */
@Path("/dev/token")
@PermitAll
@IfBuildProfile("dev")
public class DevTokens {

    private static final Duration LIFE = Duration.ofHours(1);

    private final TokenSettings settings;
    private final BootstrapSettings bootstrap;

    DevTokens(TokenSettings settings, BootstrapSettings bootstrap) {
        this.settings = settings;
        this.bootstrap = bootstrap;
    }

    /**
     * A token for an hour.
     *
     * @param organization the bootstrap organization, if none is given
     * @param roles {@code KeyAdmin}, if none is given
     */
    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String mint(
            @RestQuery Optional<UUID> organization, @RestQuery("role") @DefaultValue("KeyAdmin") List<String> roles) {
        return Jwt.issuer(settings.issuer().map(URI::toString).orElseThrow())
                .audience(settings.audience().orElseThrow())
                .subject("developer")
                .claim(
                        settings.organizationClaim(),
                        organization.or(bootstrap::organizationId).orElseThrow().toString())
                .claim(settings.rolesClaim(), roles)
                .expiresIn(LIFE)
                .sign();
    }
}
