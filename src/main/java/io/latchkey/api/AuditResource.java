package io.latchkey.api;

import io.latchkey.access.AuditTrail;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Refusal;
import io.latchkey.organization.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who did what, for the operator. */
@Path("/admin/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.OPERATOR)
public class AuditResource {

    private static final String ORGANIZATION = "organization_id";

    private final AuditTrail audit;
    private final AdminPages pages;

    AuditResource(AuditTrail audit, AdminPages pages) {
        this.audit = audit;
        this.pages = pages;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        var parameters = QueryParameters.of(uri);
        var organization = parameters.read(
                ORGANIZATION,
                value -> AdminPath.isUuid(value) ? Optional.of(AdminPath.organization(value)) : Optional.empty(),
                Refusal.INVALID_FILTER,
                "is not a UUID",
                "Give an organization's id.");
        var scope =
                organization.map(OrganizationId::value).map(Object::toString).orElse("");
        var wanted = pages.read(parameters, Set.of(ORGANIZATION), List.of("audit", scope));
        return audit.list(organization, wanted.after(), wanted.size())
                .map(page ->
                        Response.ok(pages.view(page, wanted, AuditView::of)).build());
    }
}
