package io.latchkey.grant;

import io.latchkey.key.KeyId;

/** How what is made for a key is called in its cloud and in Terraform: what is made for two keys stays apart. */
final class GrantName {

    private GrantName() {}

    static String of(KeyId id) {
        return "latchkey_" + id.value().replace('-', '_');
    }
}
