package io.latchkey.api;

import io.latchkey.key.Refusal;
import io.latchkey.organization.Page;
import io.latchkey.organization.Page.Place;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The pages of the administration's lists. */
@Singleton
class AdminPages {

    private final PageTokens tokens;

    AdminPages(PageTokens tokens) {
        this.tokens = tokens;
    }

    /** What page is asked for. */
    record Wanted(Optional<Place> after, int size, List<String> scope) {}

    /**
     * One page on the wire.
     *
     * @param nextPageToken for {@code page_token} of the next page; absent on the last one
     */
    @RegisterForReflection
    public record PageView<T>(List<T> data, Optional<String> nextPageToken) {}

    /**
     * @param scope what list it is
     * @param filters the parameters that choose from the list
     */
    Wanted read(QueryParameters parameters, Set<String> filters, List<String> scope) {
        var known = new HashSet<>(filters);
        known.add(ListQuery.PAGE_SIZE);
        known.add(ListQuery.PAGE_TOKEN);
        parameters.refuseOthersThan(known);
        var size = ListQuery.pageSize(parameters);
        var after = parameters.read(
                ListQuery.PAGE_TOKEN,
                token -> tokens.open(token, scope),
                Refusal.INVALID_PAGE_TOKEN,
                "was not made here for this list",
                "Take the token from next_page_token of the page before.");
        parameters.refuseIfFaulty();
        return new Wanted(after, size, scope);
    }

    <T, V> PageView<V> view(Page<T> page, Wanted wanted, Function<T, V> view) {
        return new PageView<>(
                page.items().stream().map(view).toList(), page.next().map(place -> tokens.seal(place, wanted.scope())));
    }
}
