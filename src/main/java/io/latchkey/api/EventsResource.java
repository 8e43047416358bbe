package io.latchkey.api;

import io.latchkey.organization.Role;
import io.latchkey.registry.KeyHistory;
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
import java.util.List;
import java.util.Set;

/** The history of a key. An addition to the contract. */
@Path("/byok/v1/keys/{id}/events")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.KEY_ADMIN, Role.Names.KEY_VIEWER, Role.Names.CLUSTER_PROVISIONER})
public class EventsResource {

    private final KeyHistory history;
    private final AdminPages pages;
    private final Call call;

    EventsResource(KeyHistory history, AdminPages pages, Call call) {
        this.history = history;
        this.pages = pages;
        this.call = call;
    }

    @GET
    public Uni<Response> list(@PathParam("id") String id, @Context UriInfo uri) {
        var key = KeyPath.read(id);
        var scope = List.of("events", call.organization().value().toString(), key.value());
        var wanted = pages.read(QueryParameters.of(uri), Set.of(), scope);
        return history.list(call.organization(), key, wanted.after(), wanted.size())
                .map(page ->
                        Response.ok(pages.view(page, wanted, EventView::of)).build());
    }
}
