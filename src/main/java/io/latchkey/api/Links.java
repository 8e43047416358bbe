package io.latchkey.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.key.KeyId;
import io.latchkey.key.OrganizationId;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The absolute names of things.
 *
 * @param base without a slash at its end
 */
record Links(String base, String authority) {

    static final String KEYS = "/byok/v1/keys";

    static Links of(ApiSettings settings, UriInfo uri) {
        var base = settings.publicUrl().orElseGet(uri::getBaseUri).toString();
        return new Links(base.endsWith("/") ? base.substring(0, base.length() - 1) : base, settings.authority());
    }

    URI self(KeyId id) {
        return URI.create(base + KEYS + "/" + id.value());
    }

    /** The list with these query parameters. */
    URI list(Map<String, String> parameters) {
        var query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(base + KEYS + (query.isEmpty() ? "" : "?" + query));
    }

    String resourceName(OrganizationId organization, KeyId id) {
        return "crn://" + authority + "/organization=" + organization.value() + "/key=" + id.value();
    }
}
