package io.latchkey.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.key.KeyId;
import io.latchkey.key.OrganizationId;
import io.latchkey.registry.NameSettings;
import io.vertx.ext.web.RoutingContext;
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

    /** A configured public URL is taken as it stands; one that has {@code /api} says so itself. */
    static Links of(ApiSettings settings, NameSettings names, UriInfo uri, RoutingContext request) {
        var base = settings.publicUrl()
                .map(Links::unslashed)
                .orElseGet(() -> unslashed(uri.getBaseUri()) + ApiPrefix.of(request));
        return new Links(base, names.authority());
    }

    private static String unslashed(URI base) {
        var text = base.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Text, since a list has a hundred of them, and to read one as a URI again takes longer than to write it. */
    String self(KeyId id) {
        return base + KEYS + "/" + id.value();
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
