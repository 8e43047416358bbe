package io.latchkey.boot;

import io.latchkey.access.ApiSecret;
import io.latchkey.key.OrganizationId;
import io.latchkey.organization.Role;
import io.latchkey.store.CredentialStore;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.Secret;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Collectors;

/** Makes sure that the configured organization and API key are there before the first request comes. */
@Singleton
class Bootstrap {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BootstrapSettings settings;
    private final CredentialStore apiKeys;

    Bootstrap(BootstrapSettings settings, CredentialStore apiKeys) {
        this.settings = settings;
        this.apiKeys = apiKeys;
    }

    void start(@Observes StartupEvent event) {
        settings.organizationId().map(OrganizationId::new).ifPresent(this::put);
    }

    private void put(OrganizationId organization) {
        var apiKey = settings.apiKey().orElseThrow();
        var secret = new ApiSecret(settings.apiSecret().map(Secret::get).orElseThrow());
        var roles = settings.roles().stream().map(Role::label).collect(Collectors.toSet());
        if (!apiKeys.put(organization, apiKey, secret.hash(), roles).await().atMost(PATIENCE)) {
            throw new IllegalStateException(
                    "latchkey.bootstrap.api-key: this API key belongs to another organization; give another one");
        }
    }
}
