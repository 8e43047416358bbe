package io.latchkey.api;

import io.latchkey.access.Caller;
import io.latchkey.key.Fault;
import io.latchkey.key.Refusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.ResourceInfo;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a known caller is not let in. */
final class Forbidden {

    private Forbidden() {}

    static Fault fault(Principal caller, ResourceInfo resource) {
        return bar(caller)
                .map(bar -> Fault.of(Refusal.FORBIDDEN, bar, "Ask the operator of this Latchkey."))
                .orElseGet(() -> missing(rolesFor(resource)));
    }

    /** What was asked for, as the audit names it. */
    static String request(RoutingContext request) {
        return request.request().method() + " " + request.normalizedPath();
    }

    private static Optional<String> bar(Principal principal) {
        return principal instanceof Caller caller ? caller.bar() : Optional.empty();
    }

    private static Fault missing(List<String> roles) {
        return Fault.of(
                Refusal.FORBIDDEN,
                "This needs the role " + String.join(" or ", roles) + ", which the credential does not have.",
                "Use a credential with that role, or have the operator make one.");
    }

    private static List<String> rolesFor(ResourceInfo resource) {
        return Stream.of(resource.getResourceMethod(), resource.getResourceClass())
                .map(place -> place.getAnnotation(RolesAllowed.class))
                .filter(allowed -> allowed != null)
                .findFirst()
                .map(allowed -> List.of(allowed.value()))
                .orElseThrow();
    }
}
