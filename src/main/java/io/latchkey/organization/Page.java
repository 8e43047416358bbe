package io.latchkey.organization;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Part of a list, newest first.
 *
 * @param next where the next page begins; nothing on the last one
 */
public record Page<T>(List<T> items, Optional<Place> next) {

    /**
     * A place in a list: right after the item with this number and name.
     *
     * @param number what the list is ordered by first
     */
    public record Place(long number, String name) {}

    /** Makes a page of at most {@code size} of rows of which one more was asked for: it tells whether there is a next page. */
    public static <T> Page<T> of(List<T> rows, int size, Function<T, Place> place) {
        var items = rows.stream().limit(size).toList();
        return new Page<>(items, rows.size() > size ? Optional.of(place.apply(items.getLast())) : Optional.empty());
    }
}
