package io.latchkey.provider.azure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How Azure is asked, and as which application. */
@ConfigMapping(prefix = "latchkey.azure")
public interface AzureSettings {

    /** What stands in for vaults and token endpoints, an emulator say. */
    Optional<URI> endpoint();

    /** The platform's multi-tenant application, the one that customers get to see in {@code key.application_id}. */
    Optional<String> clientId();

    /** Its client secret. */
    Optional<Secret<String>> clientSecret();

    /** The file with a token that the application trusts (workload identity), in place of a client secret. Read each time. */
    Optional<Path> federatedTokenFile();

    /** Whether there is a client secret. One that is not configured is there all the same, but empty. */
    default boolean hasSecret() {
        return clientSecret().map(Secret::get).isPresent();
    }

    /** What contradicts itself here, a line for each. */
    default List<String> problems() {
        var problems = new ArrayList<String>();
        if (clientId().isPresent() != (hasSecret() || federatedTokenFile().isPresent())) {
            problems.add(
                    "latchkey.azure: give a client-id, and a client-secret or a federated-token-file, or none of them");
        }
        if (hasSecret() && federatedTokenFile().isPresent()) {
            problems.add("latchkey.azure: give a client-secret or a federated-token-file, not both");
        }
        return problems;
    }
}
