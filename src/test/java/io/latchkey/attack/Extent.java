package io.latchkey.attack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** How much is tried: a sample in every build, or all of it. The seed makes the sample the same each time. */
record Extent(boolean isLong, long seed) {

    /** By {@code -Dattacks=long} and {@code -Dattacks.seed=…}. */
    static Extent told() {
        return new Extent(
                System.getProperty("attacks", "quick").equals("long"), Long.getLong("attacks.seed", 20_261_126));
    }

    int of(int quick, int all) {
        return isLong ? all : quick;
    }

    /** Of the quick form at most so many, chosen by the seed, in the order they are in. */
    <T> List<T> sample(List<T> all, int quick) {
        if (isLong || all.size() <= quick) {
            return all;
        }
        var places = new ArrayList<Integer>();
        for (var place = 0; place < all.size(); place++) {
            places.add(place);
        }
        Collections.shuffle(places, random());
        return places.stream().limit(quick).sorted().map(all::get).toList();
    }

    Random random() {
        return new Random(seed);
    }
}
