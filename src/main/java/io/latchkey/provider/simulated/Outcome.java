package io.latchkey.provider.simulated;

import io.latchkey.key.AwsKey;
import io.latchkey.key.AzureKey;
import io.latchkey.key.GcpKey;
import io.latchkey.key.ProviderKey;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * What the simulated provider makes of a key. An AWS key chooses by its account id, an Azure or GCP key by how its name
 * begins; every other key is usable. The README has this table.
 */
enum Outcome {
    DENIED("000000000403", "sim-denied"),
    MISSING("000000000404", "sim-missing"),
    DISABLED("000000000409", "sim-disabled"),
    DELETED("000000000410", "sim-deleted"),
    EXPIRED("", "sim-expired"),
    THROTTLED("000000000429", "sim-throttled"),
    FLAKY("000000000499", "sim-flaky"),
    USABLE("", "");

    private final String account;
    private final String prefix;

    Outcome(String account, String prefix) {
        this.account = account;
        this.prefix = prefix;
    }

    static Outcome of(ProviderKey key) {
        return switch (key) {
            case AwsKey aws -> first(outcome -> outcome.account.equals(aws.account()));
            case AzureKey azure -> first(outcome -> azure.keyName().startsWith(outcome.prefix));
            case GcpKey gcp -> first(outcome -> gcp.keyName().startsWith(outcome.prefix));
        };
    }

    private static Outcome first(Predicate<Outcome> matches) {
        return Arrays.stream(values()).filter(matches).findFirst().orElse(USABLE);
    }
}
