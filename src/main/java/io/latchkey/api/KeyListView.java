package io.latchkey.api;

import io.latchkey.key.KeyPage;
import io.latchkey.key.KeyPosition;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One page of keys on the wire, {@code byok.v1.KeyList}. */
@RegisterForReflection
public record KeyListView(String apiVersion, String kind, Metadata metadata, List<KeyView> data) {

    /** Where the list begins and goes on; without {@code next} this is its end. */
    @RegisterForReflection
    public record Metadata(URI first, Optional<URI> next, int totalSize) {}

    static KeyListView of(KeyPage page, Links links, ListQuery query, Function<KeyPosition, String> token) {
        return new KeyListView(
                KeyView.API_VERSION,
                "KeyList",
                new Metadata(
                        links.list(query.parameters()),
                        page.next().map(token).map(query::parametersWith).map(links::list),
                        page.totalSize()),
                page.keys().stream().map(key -> KeyView.of(key, links)).toList());
    }
}
