package io.latchkey.access.token;

import io.latchkey.key.OrganizationId;
import io.latchkey.organization.Role;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** What a checked token says of its bearer, read from wherever its issuer writes it. */
record TokenClaims(JsonWebToken token, TokenSettings settings) {

    Optional<OrganizationId> organization() {
        return texts(claim(settings.organizationClaim()))
                .findFirst()
                .flatMap(TokenClaims::uuid)
                .map(OrganizationId::new);
    }

    /** Names of roles that are not Latchkey's are other services' business. */
    Set<Role> roles() {
        return texts(claim(settings.rolesClaim()))
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .map(Role::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A claim whose own name has slashes in it, a URL say, comes before a way through objects. */
    private Object claim(String path) {
        Object whole = token.getClaim(path);
        if (whole != null) {
            return whole;
        }
        var names = path.split("/");
        Object found = token.getClaim(names[0]);
        for (var name : Arrays.asList(names).subList(1, names.length)) {
            found = found instanceof JsonObject object ? object.get(name) : null;
        }
        return found;
    }

    private static Stream<String> texts(Object claim) {
        return switch (claim) {
            case null -> Stream.empty();
            case String text -> Stream.of(text);
            case JsonString text -> Stream.of(text.getString());
            case JsonArray list ->
                list.stream().filter(JsonString.class::isInstance).flatMap(TokenClaims::texts);
            default -> Stream.empty();
        };
    }

    /** Java reads far more as a UUID than is one. */
    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text))
                    .filter(uuid -> uuid.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
