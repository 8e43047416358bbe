package io.latchkey.api;

import io.latchkey.organization.Role;
import io.latchkey.registry.Webhooks;
import io.latchkey.registry.Webhooks.Made;
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
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Where an organization is told what becomes of its keys. An addition to the contract. */
@Path(WebhooksResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.KEY_ADMIN)
public class WebhooksResource {

    static final String PATH = "/byok/v1/webhooks";

    private final Webhooks webhooks;
    private final AdminPages pages;
    private final Call call;

    WebhooksResource(Webhooks webhooks, AdminPages pages, Call call) {
        this.webhooks = webhooks;
        this.pages = pages;
        this.call = call;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> create(RequestBody body, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        var wanted = WebhookBody.read(body, webhooks.privateHosts());
        return webhooks.create(call.origin(), wanted.url(), wanted.displayName(), wanted.types())
                .map(made -> withSecret(
                        Response.created(URI.create(call.links(uri).base() + PATH + "/"
                                + made.webhook().id().value())),
                        made));
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        var scope = List.of("webhooks", call.organization().value().toString());
        var wanted = pages.read(QueryParameters.of(uri), Set.of(), scope);
        return webhooks.list(call.organization(), wanted.after(), wanted.size())
                .map(page ->
                        Response.ok(pages.view(page, wanted, WebhookView::of)).build());
    }

    @GET
    @Path("{webhook}")
    public Uni<Response> find(@PathParam("webhook") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return webhooks.find(call.organization(), WebhookPath.webhook(id))
                .map(found -> Response.ok(WebhookView.of(found)).build());
    }

    @DELETE
    @Path("{webhook}")
    public Uni<Response> remove(@PathParam("webhook") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return webhooks.remove(call.origin(), WebhookPath.webhook(id))
                .map(_ -> Response.noContent().build());
    }

    @POST
    @Path("{webhook}/rotate")
    public Uni<Response> rotate(@PathParam("webhook") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return webhooks.rotate(call.origin(), WebhookPath.webhook(id)).map(made -> withSecret(Response.ok(), made));
    }

    @POST
    @Path("{webhook}/disable")
    public Uni<Response> disable(@PathParam("webhook") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return webhooks.disable(call.origin(), WebhookPath.webhook(id))
                .map(webhook -> Response.ok(WebhookView.of(webhook)).build());
    }

    @POST
    @Path("{webhook}/enable")
    public Uni<Response> enable(@PathParam("webhook") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return webhooks.enable(call.origin(), WebhookPath.webhook(id))
                .map(webhook -> Response.ok(WebhookView.of(webhook)).build());
    }

    @POST
    @Path("{webhook}/test")
    public Uni<Response> test(@PathParam("webhook") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return webhooks.test(call.origin(), WebhookPath.webhook(id))
                .map(result -> Response.ok(TrialView.of(result)).build());
    }

    private static Response withSecret(ResponseBuilder answer, Made made) {
        return answer.entity(WebhookView.of(made))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
