package io.latchkey.api;

import io.latchkey.access.Organizations;
import io.latchkey.key.OrganizationId;
import io.latchkey.organization.Organization;
import io.latchkey.organization.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The operator's organizations. */
@Path(OrganizationsResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.OPERATOR)
public class OrganizationsResource {

    static final String PATH = "/admin/v1/organizations";

    private static final List<String> SCOPE = List.of("organizations");

    private final Organizations organizations;
    private final AdminPages pages;
    private final Call call;
    private final Clock clock;

    OrganizationsResource(Organizations organizations, AdminPages pages, Call call, Clock clock) {
        this.organizations = organizations;
        this.pages = pages;
        this.call = call;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> create(RequestBody body, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        var members = AdminBody.of(body, Set.of("id", "name", "key_limit"));
        var id = members.uuid("id");
        var name = members.name("name");
        var keyLimit = members.number("key_limit", 0);
        members.refuseIfFaulty();
        return organizations
                .create(call.origin(), new OrganizationId(id.orElseGet(UUID::randomUUID)), name, keyLimit)
                .map(made -> Response.created(URI.create(
                                call.links(uri).base() + PATH + "/" + made.id().value()))
                        .entity(OrganizationView.of(made))
                        .build());
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        var wanted = pages.read(QueryParameters.of(uri), Set.of(), SCOPE);
        return organizations
                .list(wanted.after(), wanted.size())
                .map(page -> Response.ok(pages.view(page, wanted, OrganizationView::of))
                        .build());
    }

    @GET
    @Path("{id}")
    public Uni<Response> find(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return organizations
                .find(AdminPath.organization(id))
                .map(found -> Response.ok(OrganizationView.of(found)).build());
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> update(@PathParam("id") String id, RequestBody body, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return organizations
                .change(
                        call.origin(),
                        AdminPath.organization(id),
                        change(AdminBody.of(body, Set.of("name", "key_limit", "suspended"))))
                .map(changed -> Response.ok(OrganizationView.of(changed)).build());
    }

    /** A member that is absent stays as it is; a name or limit that is null is taken away. */
    private UnaryOperator<Organization> change(AdminBody members) {
        var name = members.name("name");
        var keyLimit = members.number("key_limit", 0);
        var suspended = members.flag("suspended");
        members.refuseIfFaulty();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return before -> new Organization(
                before.id(),
                members.has("name") ? name : before.name(),
                members.has("key_limit") ? keyLimit : before.keyLimit(),
                before.keyCount(),
                suspended
                        .map(yes ->
                                before.suspendedAt().or(() -> Optional.of(now)).filter(_ -> yes))
                        .orElse(before.suspendedAt()),
                before.createdAt());
    }
}
