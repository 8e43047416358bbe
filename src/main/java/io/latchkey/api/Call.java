package io.latchkey.api;

import io.latchkey.access.Caller;
import io.latchkey.key.OrganizationId;
import io.latchkey.organization.Origin;
import io.latchkey.registry.NameSettings;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.logging.MDC;

/** One request of a known caller. */
@RequestScoped
class Call {

    private final SecurityIdentity identity;
    private final RoutingContext request;
    private final ApiSettings settings;
    private final NameSettings names;

    Call(SecurityIdentity identity, RoutingContext request, ApiSettings settings, NameSettings names) {
        this.identity = identity;
        this.request = request;
        this.settings = settings;
        this.names = names;
    }

    /** Whose keys it is about; from now on the log's lines for this request say so too. */
    OrganizationId organization() {
        var organization = caller().organization();
        MDC.put("organization", organization.value());
        return organization;
    }

    Origin origin() {
        return new Origin(
                caller().organization(),
                caller().name(),
                RequestId.of(request),
                request.request().remoteAddress().hostAddress());
    }

    /** A header's lines; none if it was not sent. */
    List<String> header(String name) {
        return request.request().headers().getAll(name);
    }

    Links links(UriInfo uri) {
        return Links.of(settings, names, uri, request);
    }

    private Caller caller() {
        return (Caller) identity.getPrincipal();
    }
}
