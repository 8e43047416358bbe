package io.latchkey.support;

import java.nio.file.Path;

/** The Java that the tests run on, for processes of their own. */
public final class Jvm {

    private Jvm() {}

    /** What starts it. */
    public static String command() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
