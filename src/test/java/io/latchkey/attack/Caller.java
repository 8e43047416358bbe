package io.latchkey.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Who asks: an API key, or nobody at all. */
record Caller(UUID organization, String apiKey, String secret) {

    static final Caller NOBODY = new Caller(new UUID(0, 0), "", "");

    Optional<String> authorization() {
        return apiKey.isEmpty()
                ? Optional.empty()
                : Optional.of("Basic " + Base64.getEncoder().encodeToString((apiKey + ":" + secret).getBytes(UTF_8)));
    }

    @Override
    public String toString() {
        return apiKey.isEmpty() ? "nobody" : apiKey;
    }
}
