package io.latchkey.boot;

import io.latchkey.provider.aws.AwsSettings;
import io.latchkey.provider.azure.AzureSettings;
import io.latchkey.provider.gcp.GcpSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** In production whatever stands in for a cloud is wanted expressly, and gets credentials over TLS or within the machine only. */
final class EndpointCheck {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private EndpointCheck() {}

    /** What is wrong, a line for each. */
    static List<String> problems(AwsSettings aws, AzureSettings azure, GcpSettings gcp, boolean allowed) {
        var problems = new ArrayList<String>();
        Map.of(
                        "latchkey.aws.endpoint", aws.endpoint(),
                        "latchkey.aws.sts-endpoint", aws.stsEndpoint(),
                        "latchkey.azure.endpoint", azure.endpoint(),
                        "latchkey.gcp.endpoint", gcp.endpoint())
                .forEach((name, endpoint) -> {
                    if (endpoint.isPresent() && !allowed) {
                        problems.add(name + " asks something else than the cloud: leave it out, or set"
                                + " latchkey.outbound.endpoints-allowed-in-production=true if that is what you want");
                    }
                    if (endpoint.filter(EndpointCheck::showsCredentials).isPresent()) {
                        problems.add(name + ": give an https one, or one of this machine");
                    }
                });
        return problems;
    }

    private static boolean showsCredentials(URI endpoint) {
        return !"https".equalsIgnoreCase(endpoint.getScheme())
                && Optional.ofNullable(endpoint.getHost())
                        .filter(LOOPBACK::contains)
                        .isEmpty();
    }
}
