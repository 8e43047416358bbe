package io.latchkey.api;

import io.latchkey.organization.Role;
import io.latchkey.registry.Grants;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.core.Variant;
import java.util.List;

/** What a key's owner has to do so that the platform can use the key. An addition to the contract. */
@Path("/byok/v1/keys/{id}/grants")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
@RolesAllowed({Role.Names.KEY_ADMIN, Role.Names.KEY_VIEWER, Role.Names.CLUSTER_PROVISIONER})
public class GrantsResource {

    /** The first is for callers who do not mind. */
    private static final List<Variant> FORMS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8"))
            .build();

    private final Grants grants;
    private final Call call;

    GrantsResource(Grants grants, Call call) {
        this.grants = grants;
        this.call = call;
    }

    @GET
    public Uni<Response> read(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        QueryParameters.of(uri).refuseAll();
        var key = KeyPath.read(id);
        var form = request.selectVariant(FORMS);
        return grants.of(call.organization(), key)
                .map(grant -> isText(form) ? grant.text() : GrantView.of(key.value(), grant))
                .map(answer -> Response.ok(answer, form).build());
    }

    private static boolean isText(Variant form) {
        return form.getMediaType().isCompatible(MediaType.TEXT_PLAIN_TYPE);
    }
}
