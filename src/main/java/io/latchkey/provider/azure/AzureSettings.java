package io.latchkey.provider.azure;

import io.latchkey.key.AzureHost;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How Azure is asked, and as which application. Azure's clouds know nothing of each other's applications, so each has its own:
 * no credential is ever shown to another cloud than the one it is for.
 */
@ConfigMapping(prefix = "latchkey.azure")
public interface AzureSettings {

    /** What stands in for vaults and token endpoints, an emulator say. */
    Optional<URI> endpoint();

    Application global();

    Application china();

    Application usGovernment();

    /** The platform's multi-tenant application in one cloud, the one that customers get to see in {@code key.application_id}. */
    interface Application {

        Optional<String> clientId();

        /** Its client secret. */
        Optional<Secret<String>> clientSecret();

        /** The file with a token that the application trusts (workload identity), in place of a secret. Read each time. */
        Optional<Path> federatedTokenFile();

        /** Whether there is a client secret. One that is not configured is there all the same, but empty. */
        default boolean hasSecret() {
            return clientSecret().map(Secret::get).isPresent();
        }
    }

    /** As which application the vaults of a kind are asked. */
    default Application application(AzureHost host) {
        return switch (host) {
            case VAULT, MANAGED_HSM -> global();
            case VAULT_CHINA, MANAGED_HSM_CHINA -> china();
            case VAULT_US_GOVERNMENT, MANAGED_HSM_US_GOVERNMENT -> usGovernment();
        };
    }

    /** What contradicts itself here, a line for each. */
    default List<String> problems() {
        var problems = new ArrayList<String>();
        Map.of("global", global(), "china", china(), "us-government", usGovernment())
                .forEach((cloud, application) -> {
                    var hasFile = application.federatedTokenFile().isPresent();
                    if (application.clientId().isPresent() != (application.hasSecret() || hasFile)) {
                        problems.add("latchkey.azure." + cloud
                                + ": give a client-id, and a client-secret or a federated-token-file, or none of them");
                    }
                    if (application.hasSecret() && hasFile) {
                        problems.add("latchkey.azure." + cloud
                                + ": give a client-secret or a federated-token-file, not both");
                    }
                });
        return problems;
    }
}
