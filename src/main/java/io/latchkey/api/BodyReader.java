package io.latchkey.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.key.AwsKey;
import io.latchkey.key.AzureKey;
import io.latchkey.key.DisplayName;
import io.latchkey.key.Fault;
import io.latchkey.key.GcpKey;
import io.latchkey.key.Provider;
import io.latchkey.key.ProviderKey;
import io.latchkey.key.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads the members of a body and collects what is wrong with them, so that all of it is told at once. Members that it is
 * not asked for, read-only ones among them, are passed over.
 */
final class BodyReader {

    private static final String KEY = "/key";

    private final JsonNode body;
    private final List<Fault> faults = new ArrayList<>();

    private BodyReader(JsonNode body) {
        this.body = body;
    }

    static BodyReader of(RequestBody body) {
        return new BodyReader(RequestBody.object(body));
    }

    /** The member at {@code pointer} is there, whatever it is. */
    boolean has(String pointer) {
        return !body.at(pointer).isMissingNode();
    }

    /** The member at {@code pointer} is there and is not null, which some clients send for what they leave out. */
    boolean hasValue(String pointer) {
        return has(pointer) && !body.at(pointer).isNull();
    }

    Optional<DisplayName> displayName() {
        return text("/display_name").flatMap(name -> parsed("", () -> DisplayName.parse(name)));
    }

    Optional<ProviderKey> providerKey() {
        if (!body.at(KEY).isObject()) {
            faults.add(Fault.at(
                    KEY,
                    has(KEY) ? "key is not an object." : "key is missing.",
                    "Give an object with kind and the key's identifier."));
            return Optional.empty();
        }
        return text(KEY + "/kind").flatMap(this::provider).flatMap(provider -> switch (provider) {
            case AWS -> {
                var arn = keyText("/key_arn");
                yield parsed(KEY, () -> AwsKey.parse(arn));
            }
            case AZURE -> {
                var id = keyText("/key_id");
                var vault = keyText("/key_vault_id");
                var tenant = keyText("/tenant_id");
                yield parsed(KEY, () -> AzureKey.parse(id, vault, tenant));
            }
            case GCP -> {
                var id = keyText("/key_id");
                yield parsed(KEY, () -> GcpKey.parse(id));
            }
        });
    }

    /** Refuses the request if anything was wrong. */
    void refuseIfFaulty() {
        if (!faults.isEmpty()) {
            throw new RefusedException(faults);
        }
    }

    private Optional<Provider> provider(String kind) {
        var found = Arrays.stream(Provider.values())
                .filter(provider -> provider.kind().equals(kind))
                .findFirst();
        if (found.isEmpty()) {
            var kinds = Arrays.stream(Provider.values()).map(Provider::kind).collect(Collectors.joining(", "));
            faults.add(Fault.at(KEY + "/kind", "kind is not known.", "Use one of " + kinds + ", spelled so."));
        }
        return found;
    }

    /** A text of the key; an empty one in place of a missing one, whose own fault then stands for all it leads to. */
    private String keyText(String pointer) {
        return text(KEY + pointer).orElse("");
    }

    private Optional<String> text(String pointer) {
        var node = body.at(pointer);
        if (node.isTextual()) {
            return Optional.of(node.textValue());
        }
        var name = pointer.substring(pointer.lastIndexOf('/') + 1);
        faults.add(Fault.at(
                pointer, name + (node.isMissingNode() ? " is missing." : " is not a string."), "Give a string."));
        return Optional.empty();
    }

    private <T> Optional<T> parsed(String prefix, Supplier<T> parse) {
        try {
            return Optional.of(parse.get());
        } catch (RefusedException refused) {
            refused.faults().stream()
                    .map(fault -> fault.under(prefix))
                    .filter(fault ->
                            faults.stream().noneMatch(known -> known.source().equals(fault.source())))
                    .forEach(faults::add);
            return Optional.empty();
        }
    }
}
