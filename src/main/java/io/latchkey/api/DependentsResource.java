package io.latchkey.api;

import io.latchkey.key.DisplayName;
import io.latchkey.key.Fault;
import io.latchkey.key.ProtectedResource;
import io.latchkey.key.Refusal;
import io.latchkey.key.RefusedException;
import io.latchkey.key.ResourceId;
import io.latchkey.key.ResourceKind;
import io.latchkey.organization.Role;
import io.latchkey.registry.ProtectedResources;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What depends on a key. An addition to the contract. */
@Path("/byok/v1/keys/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class DependentsResource {

    private final ProtectedResources resources;
    private final AdminPages pages;
    private final Call call;
    private final Clock clock;

    DependentsResource(ProtectedResources resources, AdminPages pages, Call call, Clock clock) {
        this.resources = resources;
        this.pages = pages;
        this.call = call;
        this.clock = clock;
    }

    @PUT
    @Path("protected-resources/{resource}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.CLUSTER_PROVISIONER)
    public Uni<Response> put(
            @PathParam("id") String id,
            @PathParam("resource") String resource,
            RequestBody body,
            @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return resources
                .put(call.origin(), KeyPath.read(id), described(resource(resource), body))
                .map(done -> (done.added() ? Response.created(self(uri)) : Response.ok())
                        .entity(ProtectedResourceView.of(done.resource()))
                        .build());
    }

    private ProtectedResource described(ResourceId id, RequestBody body) {
        var members = AdminBody.of(body, Set.of("kind", "display_name"));
        var kind = members.needed(
                "kind",
                "is not a kind of resource.",
                "Give a word like Cluster: a letter, then up to 63 letters, digits and ._- characters.",
                node -> node.isTextual() ? ResourceKind.parse(node.textValue()) : Optional.empty());
        var name = members.name("display_name").map(DisplayName::new);
        members.refuseIfFaulty();
        return new ProtectedResource(
                id, kind.orElseThrow(), name, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private URI self(UriInfo uri) {
        return URI.create(call.links(uri).base() + "/" + uri.getPath().replaceFirst("^/", ""));
    }

    @GET
    @Path("protected-resources")
    @RolesAllowed({Role.Names.KEY_ADMIN, Role.Names.CLUSTER_PROVISIONER})
    public Uni<Response> list(@PathParam("id") String id, @Context UriInfo uri) {
        var key = KeyPath.read(id);
        var scope = List.of("protected-resources", call.organization().value().toString(), key.value());
        var wanted = pages.read(QueryParameters.of(uri), Set.of(), scope);
        return resources
                .list(call.organization(), key, wanted.after(), wanted.size())
                .map(page -> Response.ok(pages.view(page, wanted, ProtectedResourceView::of))
                        .build());
    }

    @GET
    @Path("protected-resources/{resource}")
    @RolesAllowed({Role.Names.KEY_ADMIN, Role.Names.CLUSTER_PROVISIONER})
    public Uni<Response> find(
            @PathParam("id") String id, @PathParam("resource") String resource, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return resources
                .find(call.organization(), KeyPath.read(id), resource(resource))
                .map(found -> Response.ok(ProtectedResourceView.of(found)).build());
    }

    @DELETE
    @Path("protected-resources/{resource}")
    @RolesAllowed(Role.Names.CLUSTER_PROVISIONER)
    public Uni<Response> remove(
            @PathParam("id") String id, @PathParam("resource") String resource, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return resources
                .remove(call.origin(), KeyPath.read(id), resource(resource))
                .map(_ -> Response.noContent().build());
    }

    @GET
    @Path("usage")
    @RolesAllowed({Role.Names.KEY_ADMIN, Role.Names.KEY_VIEWER, Role.Names.CLUSTER_PROVISIONER})
    public Uni<Response> usage(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return resources
                .usage(call.organization(), KeyPath.read(id))
                .map(usage -> Response.ok(UsageView.of(usage)).build());
    }

    private static ResourceId resource(String text) {
        return ResourceId.parse(text)
                .orElseThrow(() -> new RefusedException(Fault.of(
                        Refusal.BAD_REQUEST,
                        "The resource's id has characters that it can't have, or too many.",
                        "Use 1 to 255 letters, digits and ._:@~- and begin with a letter or digit.")));
    }
}
