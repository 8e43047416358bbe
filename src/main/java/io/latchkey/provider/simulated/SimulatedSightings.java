package io.latchkey.provider.simulated;

import io.latchkey.key.AwsKey;
import io.latchkey.key.AzureKey;
import io.latchkey.key.Finding;
import io.latchkey.key.GcpKey;
import io.latchkey.key.Inspection;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyVersion;
import io.latchkey.key.ProviderKey;
import io.latchkey.key.Sighting;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What there is to see of simulated keys, and to find when their grants are inspected. An AWS key chooses by its account, others by how their name begins. */
final class SimulatedSightings {

    private static final String ROTATING = "sim-rotating";
    private static final String PURGEABLE = "sim-purgeable";
    private static final String IMPORTED_ACCOUNT = "000000000411";
    private static final String BROAD = "sim-broad";
    private static final Set<Finding> FURTHER_USES = EnumSet.of(
            Finding.GENERATE_DATA_KEY_DENIED,
            Finding.ENCRYPT_DENIED,
            Finding.RE_ENCRYPT_DENIED,
            Finding.MAY_CREATE_GRANTS);
    private static final Set<Finding> EXCESSES = EnumSet.of(Finding.MAY_DESTROY, Finding.MAY_CHANGE, Finding.MAY_GRANT);

    /** When versions were made: the second one a second later. */
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");

    /** How many probes see each version of a key that rotates. */
    private static final int PROBES_OF_A_VERSION = 3;

    private final Map<KeyId, Integer> probes = new ConcurrentHashMap<>();

    Sighting of(KeyId id, ProviderKey key) {
        return new Sighting(findings(key), Optional.of(version(number(id, key), key)));
    }

    private int number(KeyId id, ProviderKey key) {
        return name(key).startsWith(ROTATING) ? (probes.merge(id, 1, Integer::sum) - 1) / PROBES_OF_A_VERSION + 1 : 1;
    }

    private static KeyVersion version(int number, ProviderKey key) {
        return switch (key) {
            case AwsKey _ -> new KeyVersion("%064x".formatted(number), Optional.empty());
            case AzureKey _ -> new KeyVersion("%032x".formatted(number), Optional.of(FIRST.plusSeconds(number)));
            case GcpKey _ -> new KeyVersion(String.valueOf(number), Optional.of(FIRST.plusSeconds(number)));
        };
    }

    private static Set<Finding> findings(ProviderKey key) {
        var findings = EnumSet.noneOf(Finding.class);
        switch (key) {
            case AwsKey aws -> {
                if (aws.account().equals(IMPORTED_ACCOUNT)) {
                    findings.add(Finding.MATERIAL_IMPORTED);
                }
            }
            case AzureKey azure -> {
                if (azure.keyName().startsWith(PURGEABLE)) {
                    findings.add(Finding.NO_PURGE_PROTECTION);
                    findings.add(Finding.OPERATIONS_TOO_BROAD);
                }
            }
            case GcpKey gcp -> {
                if (gcp.namesVersion()) {
                    findings.add(Finding.VERSION_PINNED);
                }
            }
        }
        return findings;
    }

    static Inspection inspection(ProviderKey key) {
        return switch (key) {
            case AwsKey _ -> new Inspection(FURTHER_USES, Set.of());
            case AzureKey _ -> Inspection.NONE;
            case GcpKey gcp ->
                new Inspection(EXCESSES, gcp.keyName().startsWith(BROAD) ? Set.of(Finding.MAY_DESTROY) : Set.of());
        };
    }

    private static String name(ProviderKey key) {
        return switch (key) {
            case AwsKey _ -> "";
            case AzureKey azure -> azure.keyName();
            case GcpKey gcp -> gcp.keyName();
        };
    }
}
