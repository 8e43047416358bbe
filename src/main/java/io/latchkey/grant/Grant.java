package io.latchkey.grant;

import io.latchkey.key.AwsKey;
import io.latchkey.key.AzureKey;
import io.latchkey.key.GcpKey;
import io.latchkey.key.Key;
import java.util.List;
import java.util.Optional;

/**
 * How the platform is let use one key, and nothing else of its owner's.
 *
 * @param principals who is let, see {@link Key#grantees}
 * @param permissions what they may do then, in the cloud's words
 * @param scope the cloud's own name of the key, which is as far as the grant reaches
 * @param policy the statements to add to the key's policy, in clouds where keys have one
 * @param commands what to run in a POSIX shell, one after the other; to run them twice does no harm
 * @param text the commands with what there is to know about them, ready to paste
 * @param terraform the same grant for Terraform
 */
public record Grant(
        List<String> principals,
        List<String> permissions,
        String scope,
        Optional<KeyPolicy> policy,
        List<String> commands,
        String text,
        String terraform) {

    public Grant {
        principals = List.copyOf(principals);
        permissions = List.copyOf(permissions);
        commands = List.copyOf(commands);
    }

    /**
     * The grant for a key.
     *
     * @param bindContext whether data may be encrypted and decrypted only with the key's id in its encryption context, where
     *     the cloud can see to that
     */
    public static Grant of(Key key, boolean bindContext) {
        return switch (key.providerKey()) {
            case AwsKey aws -> new AwsGrant(key, aws, bindContext).grant();
            case AzureKey azure when azure.host().isManagedHsm() -> new ManagedHsmGrant(key, azure).grant();
            case AzureKey azure -> new VaultGrant(key, azure).grant();
            case GcpKey gcp -> new GcpGrant(key, gcp).grant();
        };
    }
}
