package io.latchkey.api;

import io.latchkey.access.Caller;
import io.latchkey.access.Role;
import io.latchkey.key.Key;
import io.latchkey.key.OrganizationId;
import io.latchkey.registry.KeyRegistry;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The five operations of the contract. They are described in {@code META-INF/openapi.yaml}. */
@Path(Links.KEYS)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.KEY_ADMIN)
public class KeysResource {

    private final KeyRegistry registry;
    private final PageTokens tokens;
    private final ApiSettings settings;
    private final SecurityIdentity identity;

    KeysResource(KeyRegistry registry, PageTokens tokens, ApiSettings settings, SecurityIdentity identity) {
        this.registry = registry;
        this.tokens = tokens;
        this.settings = settings;
        this.identity = identity;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> create(RequestBody body, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        var registration = Registration.read(body);
        return registry.register(organization(), registration.providerKey(), registration.displayName())
                .map(key -> Response.created(links(uri).self(key.id()))
                        .entity(view(key, uri))
                        .build());
    }

    @GET
    @RolesAllowed({Role.Names.KEY_ADMIN, Role.Names.KEY_VIEWER, Role.Names.CLUSTER_PROVISIONER})
    public Uni<Response> list(@Context UriInfo uri) {
        var query = ListQuery.read(QueryParameters.of(uri), organization(), tokens);
        return registry.list(organization(), query.filter(), query.after(), query.pageSize())
                .map(page -> KeyListView.of(
                        page, links(uri), query, next -> tokens.seal(organization(), query.filter(), next)))
                .map(list -> Response.ok(list).build());
    }

    @GET
    @RolesAllowed({Role.Names.KEY_ADMIN, Role.Names.KEY_VIEWER, Role.Names.CLUSTER_PROVISIONER})
    @Path("{id}")
    public Uni<Response> find(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return registry.find(organization(), KeyPath.read(id))
                .map(key -> Response.ok(view(key, uri)).build());
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> update(@PathParam("id") String id, RequestBody body, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        var change = Change.read(body);
        return registry.change(organization(), KeyPath.read(id), change.displayName(), change.providerKey())
                .map(key -> Response.ok(view(key, uri)).build());
    }

    @DELETE
    @Path("{id}")
    public Uni<Response> remove(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return registry.remove(organization(), KeyPath.read(id))
                .map(_ -> Response.noContent().build());
    }

    private OrganizationId organization() {
        return ((Caller) identity.getPrincipal()).organization();
    }

    private KeyView view(Key key, UriInfo uri) {
        return KeyView.of(key, links(uri));
    }

    private Links links(UriInfo uri) {
        return Links.of(settings, uri);
    }
}
