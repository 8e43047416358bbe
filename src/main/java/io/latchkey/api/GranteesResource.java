package io.latchkey.api;

import io.latchkey.organization.Role;
import io.latchkey.registry.Grants;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Whom the calling organization will have to let use its next key. An addition to the contract. */
@Path("/byok/v1/grantees")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.KEY_ADMIN, Role.Names.KEY_VIEWER, Role.Names.CLUSTER_PROVISIONER})
public class GranteesResource {

    private final Grants grants;
    private final Call call;

    GranteesResource(Grants grants, Call call) {
        this.grants = grants;
        this.call = call;
    }

    @GET
    public Uni<Response> read(@Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        var expected = GranteesView.of(grants.expected(call.organization()));
        return Uni.createFrom().item(Response.ok(expected).build());
    }
}
