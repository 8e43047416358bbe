package io.latchkey.api;

import io.latchkey.organization.Role;
import io.latchkey.registry.KeyFindings;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;

/** What is not as it should be with a key. An addition to the contract. */
@Path("/byok/v1/keys/{id}/findings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.KEY_ADMIN, Role.Names.KEY_VIEWER, Role.Names.CLUSTER_PROVISIONER})
public class FindingsResource {

    private final KeyFindings findings;
    private final Call call;
    private final Clock clock;

    FindingsResource(KeyFindings findings, Call call, Clock clock) {
        this.findings = findings;
        this.call = call;
        this.clock = clock;
    }

    @GET
    public Uni<Response> read(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return findings.find(call.organization(), KeyPath.read(id))
                .map(found ->
                        Response.ok(FindingsView.of(found, clock.instant())).build());
    }
}
