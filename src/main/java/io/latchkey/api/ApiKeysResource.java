package io.latchkey.api;

import io.latchkey.access.ApiKeys;
import io.latchkey.organization.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The API keys of the operator's organizations. */
@Path(ApiKeysResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.OPERATOR)
public class ApiKeysResource {

    static final String PATH = "/admin/v1/organizations/{organization}/api-keys";

    private final ApiKeys apiKeys;
    private final AdminPages pages;
    private final Call call;
    private final Clock clock;

    ApiKeysResource(ApiKeys apiKeys, AdminPages pages, Call call, Clock clock) {
        this.apiKeys = apiKeys;
        this.pages = pages;
        this.call = call;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> create(
            @PathParam("organization") String organization, RequestBody body, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        var members = AdminBody.of(body, Set.of("display_name", "roles", "expires_at"));
        var name = members.name("display_name");
        var roles = members.roles("roles");
        var expiresAt = members.timeAfter(clock.instant(), "expires_at");
        members.refuseIfFaulty();
        return apiKeys.create(call.origin(), AdminPath.organization(organization), name, roles, expiresAt)
                .map(made -> Response.created(
                                URI.create(call.links(uri).base() + PATH.replace("{organization}", organization) + "/"
                                        + made.apiKey().id()))
                        .entity(ApiKeyView.of(made))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    @GET
    public Uni<Response> list(@PathParam("organization") String organization, @Context UriInfo uri) {
        var id = AdminPath.organization(organization);
        var wanted = pages.read(
                QueryParameters.of(uri),
                Set.of(),
                List.of("api-keys", id.value().toString()));
        return apiKeys.list(id, wanted.after(), wanted.size())
                .map(page ->
                        Response.ok(pages.view(page, wanted, ApiKeyView::of)).build());
    }

    @GET
    @Path("{id}")
    public Uni<Response> find(
            @PathParam("organization") String organization, @PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return apiKeys.find(AdminPath.organization(organization), AdminPath.apiKey(id))
                .map(found -> Response.ok(ApiKeyView.of(found)).build());
    }

    @DELETE
    @Path("{id}")
    public Uni<Response> revoke(
            @PathParam("organization") String organization, @PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return apiKeys.revoke(call.origin(), AdminPath.organization(organization), AdminPath.apiKey(id))
                .map(_ -> Response.noContent().build());
    }

    @POST
    @Path("{id}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> rotate(
            @PathParam("organization") String organization,
            @PathParam("id") String id,
            RequestBody body,
            @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return apiKeys.rotate(call.origin(), AdminPath.organization(organization), AdminPath.apiKey(id), overlap(body))
                .map(made -> Response.ok(ApiKeyView.of(made))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    private static Optional<Duration> overlap(RequestBody body) {
        if (RequestBody.isEmpty(body)) {
            return Optional.empty();
        }
        var members = AdminBody.of(body, Set.of("overlap_seconds"));
        var overlap = members.number("overlap_seconds", 0);
        members.refuseIfFaulty();
        return overlap.map(Duration::ofSeconds);
    }
}
