package io.latchkey.boot;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Starts Latchkey. Quarkus would answer a URL that can't be read, {@code ?display_name=50%} say, before any code of ours
 * runs and without a word; its check is switched off here, and {@code HttpEdge} makes the same check and tells the caller.
 */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... arguments) {
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(arguments);
    }
}
