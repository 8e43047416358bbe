package io.latchkey.api;

import io.latchkey.organization.Role;
import io.latchkey.registry.KeyRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** How much of its quota the calling organization has used. */
@Path("/byok/v1/quota")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.KEY_ADMIN, Role.Names.KEY_VIEWER, Role.Names.CLUSTER_PROVISIONER})
public class QuotaResource {

    private final KeyRegistry registry;
    private final Call call;

    QuotaResource(KeyRegistry registry, Call call) {
        this.registry = registry;
        this.call = call;
    }

    @GET
    public Uni<Response> read(@Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return registry.quota(call.organization())
                .map(quota -> Response.ok(QuotaView.of(quota)).build());
    }
}
