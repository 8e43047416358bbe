package io.latchkey.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What customers are told to grant. */
@ConfigMapping(prefix = "latchkey.grants")
public interface GrantSettings {

    /**
     * Whether the policy of an AWS key lets data be encrypted and decrypted only with the encryption context
     * {@code latchkey:key-id}. Probes have it; set this only if all that the platform encrypts has it too.
     */
    @WithDefault("false")
    boolean bindEncryptionContext();
}
