package io.latchkey.provider.gcp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How Google Cloud is asked, and as whom. */
@ConfigMapping(prefix = "latchkey.gcp")
public interface GcpSettings {

    /** What stands in for Cloud KMS, an emulator say. */
    Optional<URI> endpoint();

    /**
     * The JSON file of a service account, or of a workload identity federation. Without it Google's library looks for
     * application default credentials, the metadata server last.
     */
    Optional<Path> credentialsFile();

    /** How long a token may take to come. */
    @WithDefault("5S")
    Duration credentialDeadline();

    /** What contradicts itself here, a line for each. */
    default List<String> problems() {
        return credentialDeadline().isPositive()
                ? List.of()
                : List.of("latchkey.gcp.credential-deadline: give more than no time");
    }
}
