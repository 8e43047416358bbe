package io.latchkey.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.key.KeyFilter;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.RefusedException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What this room reads texts with, for those who throw any text at it. */
public final class EdgeParsers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PageTokens TOKENS = new PageTokens("a secret that is as long as it should be");
    private static final OrganizationId ORGANIZATION = new OrganizationId(new UUID(0, 1));

    static {
        new JsonLimits().customize(JSON);
    }

    private EdgeParsers() {}

    /** No text at all is a page token that was never given. */
    public static void pageToken(String text) {
        if (TOKENS.open(text, ORGANIZATION, KeyFilter.ALL).isPresent()) {
            throw new IllegalStateException("a page token out of nothing: " + text);
        }
    }

    public static void entityTag(String text) {
        var _ = ETags.precondition(List.of(text));
    }

    public static void uuid(String text) {
        if (AdminPath.isUuid(text)) {
            var _ = UUID.fromString(text);
        }
    }

    /** Every body that there is, of the same text. */
    public static void body(String text) {
        RequestBody body;
        try {
            body = JSON.readValue(text, RequestBody.class);
        } catch (JsonProcessingException e) {
            return;
        }
        refusable(() -> RegistrationBody.read(body, List.of()));
        refusable(() -> WebhookBody.read(body, Set.of()));
        refusable(() -> {
            var admin = AdminBody.of(body, Set.of("name", "roles", "key_limit"));
            admin.name("name");
            admin.roles("roles");
            admin.number("key_limit", 0);
            admin.refuseIfFaulty();
        });
    }

    private static void refusable(Runnable read) {
        try {
            read.run();
        } catch (RefusedException e) {
            // Which is one of the two things that may become of it.
        }
    }
}
