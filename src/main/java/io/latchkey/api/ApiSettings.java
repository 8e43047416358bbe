package io.latchkey.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** How the API names itself, and what its page tokens are sealed with. */
@ConfigMapping(prefix = "latchkey")
public interface ApiSettings {

    /** The URL under which callers reach Latchkey, for links in answers; the request's own when it is not set. */
    Optional<URI> publicUrl();

    /**
     * Whether links name the host that each request names. Production refuses to start without a public URL unless this is
     * set: a caller could make Latchkey hand out links to another host.
     */
    @WithDefault("false")
    boolean publicUrlOfRequest();

    PageToken pageToken();

    /** Page tokens. */
    interface PageToken {

        /** Seals page tokens; the same on every replica, at least 32 characters. */
        Optional<Secret<String>> secret();
    }
}
