package io.latchkey.key;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next where the next page begins, if there is one
 * @param totalSize how many keys all pages together have
 */
public record KeyPage(List<Key> keys, Optional<KeyPosition> next, int totalSize) {

    public KeyPage {
        keys = List.copyOf(keys);
    }
}
