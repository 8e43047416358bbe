package io.latchkey.api;

import io.latchkey.key.Key;
import io.latchkey.key.Precondition;
import io.latchkey.organization.Role;
import io.latchkey.registry.KeyRegistry;
import io.latchkey.registry.Removals;
import io.latchkey.registry.ValidateNow;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** The five operations of the contract, and two more. They are described in {@code META-INF/openapi.yaml}. */
@Path(Links.KEYS)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.KEY_ADMIN)
public class KeysResource {

    private final KeyRegistry registry;
    private final Removals removals;
    private final ValidateNow validateNow;
    private final PageTokens tokens;
    private final Call call;

    KeysResource(KeyRegistry registry, Removals removals, ValidateNow validateNow, PageTokens tokens, Call call) {
        this.registry = registry;
        this.removals = removals;
        this.validateNow = validateNow;
        this.tokens = tokens;
        this.call = call;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> create(RequestBody body, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return registry.register(
                        call.origin(), RegistrationBody.read(body, call.header(RegistrationBody.IDEMPOTENCY_KEY)))
                .map(done -> answer(
                                Response.created(
                                        URI.create(links(uri).self(done.key().id()))),
                                done.key(),
                                uri)
                        .header(RegistrationBody.REPLAYED, done.replayed() ? true : null)
                        .build());
    }

    @GET
    @RolesAllowed({Role.Names.KEY_ADMIN, Role.Names.KEY_VIEWER, Role.Names.CLUSTER_PROVISIONER})
    public Uni<Response> list(@Context UriInfo uri) {
        var query = ListQuery.read(QueryParameters.of(uri), call.organization(), tokens);
        return registry.list(call.organization(), query.filter(), query.after(), query.pageSize())
                .map(page -> KeyListView.of(
                        page, links(uri), query, next -> tokens.seal(call.organization(), query.filter(), next)))
                .map(list -> Response.ok(list).build());
    }

    @GET
    @RolesAllowed({Role.Names.KEY_ADMIN, Role.Names.KEY_VIEWER, Role.Names.CLUSTER_PROVISIONER})
    @Path("{id}")
    public Uni<Response> find(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        var known = call.header(HttpHeaders.IF_NONE_MATCH);
        return registry.find(call.organization(), KeyPath.read(id), precondition())
                .map(key -> ETags.isKnown(key, known)
                        ? Response.notModified(ETags.of(key)).build()
                        : answer(Response.ok(), key, uri).build());
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> update(@PathParam("id") String id, RequestBody body, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        var change = Change.read(body);
        return registry.change(
                        call.origin(), KeyPath.read(id), change.displayName(), change.providerKey(), precondition())
                .map(key -> answer(Response.ok(), key, uri).build());
    }

    @DELETE
    @Path("{id}")
    public Uni<Response> remove(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return removals.remove(call.origin(), KeyPath.read(id), precondition())
                .map(_ -> Response.noContent().build());
    }

    @POST
    @Path("{id}/restore")
    public Uni<Response> restore(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return removals.restore(call.origin(), KeyPath.read(id))
                .map(key -> answer(Response.ok(), key, uri).build());
    }

    @POST
    @Path("{id}/validate")
    public Uni<Response> validate(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return validateNow
                .validate(call.organization(), KeyPath.read(id))
                .map(key -> answer(Response.ok(), key, uri).build());
    }

    private Precondition precondition() {
        return ETags.precondition(call.header(HttpHeaders.IF_MATCH));
    }

    private ResponseBuilder answer(ResponseBuilder answer, Key key, UriInfo uri) {
        return answer.entity(KeyView.of(key, links(uri))).tag(ETags.of(key));
    }

    private Links links(UriInfo uri) {
        return call.links(uri);
    }
}
