package io.latchkey.api;

import io.latchkey.key.KeyFilter;
import io.latchkey.key.KeyPosition;
import io.latchkey.key.KeyState;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Phase;
import io.latchkey.key.Provider;
import io.latchkey.key.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a list is asked for: six filters, the size of a page and where it begins. */
record ListQuery(KeyFilter filter, int pageSize, Optional<KeyPosition> after) {

    private static final int DEFAULT_PAGE_SIZE = 10;
    private static final int MAX_PAGE_SIZE = 100;

    private static final String PROVIDER = "provider";
    private static final String STATE = "state";
    private static final String PHASE = "validation_phase";
    private static final String REGION = "validation_region";
    private static final String DISPLAY_NAME = "display_name";
    private static final String KEY = "key";
    static final String PAGE_SIZE = "page_size";
    static final String PAGE_TOKEN = "page_token";
    private static final Set<String> ALL =
            Set.of(PROVIDER, STATE, PHASE, REGION, DISPLAY_NAME, KEY, PAGE_SIZE, PAGE_TOKEN);

    static ListQuery read(QueryParameters parameters, OrganizationId organization, PageTokens tokens) {
        parameters.refuseOthersThan(ALL);
        var filter = new KeyFilter(
                choice(parameters, PROVIDER, Provider.values(), Provider::label),
                choice(parameters, STATE, KeyState.values(), KeyState::name),
                choice(parameters, PHASE, Phase.values(), Phase::name),
                text(parameters, REGION),
                text(parameters, DISPLAY_NAME),
                text(parameters, KEY));
        var size = pageSize(parameters);
        var after = parameters.read(
                PAGE_TOKEN,
                token -> tokens.open(token, organization, filter),
                Refusal.INVALID_PAGE_TOKEN,
                "was not made here for these filters",
                "Take the token from metadata.next of the page before, and send the same filters with it.");
        parameters.refuseIfFaulty();
        return new ListQuery(filter, size, after);
    }

    /** How many items a page is to have at most. */
    static int pageSize(QueryParameters parameters) {
        return parameters
                .read(
                        PAGE_SIZE,
                        ListQuery::size,
                        Refusal.INVALID_PAGE_SIZE,
                        "is not a whole number from 1 to " + MAX_PAGE_SIZE,
                        "Leave it out for pages of " + DEFAULT_PAGE_SIZE + ", or correct it.")
                .orElse(DEFAULT_PAGE_SIZE);
    }

    /** The query parameters that ask for the first page of the same list. */
    Map<String, String> parameters() {
        var all = new LinkedHashMap<String, String>();
        filter.provider().ifPresent(value -> all.put(PROVIDER, value.label()));
        filter.state().ifPresent(value -> all.put(STATE, value.name()));
        filter.phase().ifPresent(value -> all.put(PHASE, value.name()));
        filter.region().ifPresent(value -> all.put(REGION, value));
        filter.displayName().ifPresent(value -> all.put(DISPLAY_NAME, value));
        filter.identifier().ifPresent(value -> all.put(KEY, value));
        if (pageSize != DEFAULT_PAGE_SIZE) {
            all.put(PAGE_SIZE, String.valueOf(pageSize));
        }
        return all;
    }

    /** The query parameters that ask for the page at {@code token}. */
    Map<String, String> parametersWith(String token) {
        var all = parameters();
        all.put(PAGE_TOKEN, token);
        return all;
    }

    private static <T> Optional<T> choice(
            QueryParameters parameters, String name, T[] choices, Function<T, String> label) {
        var labels = Arrays.stream(choices).map(label).collect(Collectors.joining(", "));
        return parameters.read(
                name,
                value -> Arrays.stream(choices)
                        .filter(choice -> label.apply(choice).equals(value))
                        .findFirst(),
                Refusal.INVALID_FILTER,
                "is not one of the values there are",
                "Use one of " + labels + ".");
    }

    private static Optional<String> text(QueryParameters parameters, String name) {
        return parameters.read(
                name, Optional::of, Refusal.INVALID_FILTER, "can't be used", "Give it once, as plain text.");
    }

    private static Optional<Integer> size(String value) {
        return value.matches("\\d{1,4}")
                ? Optional.of(Integer.valueOf(value)).filter(size -> size >= 1 && size <= MAX_PAGE_SIZE)
                : Optional.empty();
    }
}
