package io.latchkey.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** What a credential is told from others by, before it is looked up: an API key's id, or else the whole of it. */
final class CredentialName {

    private static final String BASIC = "basic ";

    private CredentialName() {}

    static String of(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return authorization;
        }
        try {
            var pair = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            return BASIC + new String(pair, StandardCharsets.UTF_8).split(":", 2)[0];
        } catch (IllegalArgumentException e) {
            return authorization;
        }
    }
}
