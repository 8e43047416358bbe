package io.latchkey.api;

import io.latchkey.key.Refusal;
import io.latchkey.organization.Delivery.State;
import io.latchkey.organization.Role;
import io.latchkey.registry.Deliveries;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a webhook was told, and what is to be told it again. An addition to the contract. */
@Path(WebhooksResource.PATH + "/{webhook}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Names.KEY_ADMIN)
public class DeliveriesResource {

    private static final String STATE = "state";

    private final Deliveries deliveries;
    private final AdminPages pages;
    private final Call call;

    DeliveriesResource(Deliveries deliveries, AdminPages pages, Call call) {
        this.deliveries = deliveries;
        this.pages = pages;
        this.call = call;
    }

    @GET
    @Path("deliveries")
    public Uni<Response> list(@PathParam("webhook") String id, @Context UriInfo uri) {
        var webhook = WebhookPath.webhook(id);
        var parameters = QueryParameters.of(uri);
        var state = parameters.read(
                STATE,
                value -> Arrays.stream(State.values())
                        .filter(known -> known.name().equals(value))
                        .findFirst(),
                Refusal.INVALID_FILTER,
                "is not one of the values there are",
                "Use one of PENDING, DELIVERED, DEAD.");
        var scope = List.of(
                "deliveries",
                call.organization().value().toString(),
                webhook.value(),
                state.map(State::name).orElse(""));
        var wanted = pages.read(parameters, Set.of(STATE), scope);
        return deliveries
                .list(call.organization(), webhook, state, wanted.after(), wanted.size())
                .map(page ->
                        Response.ok(pages.view(page, wanted, DeliveryView::of)).build());
    }

    @POST
    @Path("deliveries/{event}/redeliver")
    public Uni<Response> redeliver(
            @PathParam("webhook") String id, @PathParam("event") String event, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return deliveries
                .redeliver(call.origin(), WebhookPath.webhook(id), WebhookPath.event(event))
                .map(delivery -> Response.accepted(DeliveryView.of(delivery)).build());
    }

    @POST
    @Path("redeliver")
    public Uni<Response> redeliverDead(@PathParam("webhook") String id, @Context UriInfo uri) {
        QueryParameters.of(uri).refuseAll();
        return deliveries
                .redeliverDead(call.origin(), WebhookPath.webhook(id))
                .map(count -> Response.accepted(new RedeliveryView(count)).build());
    }
}
