package io.latchkey.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where PostgreSQL keeps its data: a file system of its own that is small, where this machine lets us have one.
 *
 * @param isSmall whether it can be filled without harm
 */
record Disk(Path folder, boolean isSmall) implements AutoCloseable {

    private static final String SIZE = "400m";
    private static final String FILLER = "filler";
    private static final int CHUNK = 1 << 16;

    static Disk make() {
        try {
            var folder = Files.createTempDirectory("latchkey-faults");
            var isSmall = isDone(List.of("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder.toString()));
            return new Disk(folder, isSmall);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Until not one byte more fits. */
    void fill() {
        for (var size = CHUNK; size > 0; size /= 16) {
            try (var out = Files.newOutputStream(folder.resolve(FILLER + size))) {
                while (true) {
                    out.write(new byte[size]);
                }
            } catch (IOException _) {
                // Full, to that size.
            }
        }
    }

    void free() {
        try {
            for (var size = CHUNK; size > 0; size /= 16) {
                Files.deleteIfExists(folder.resolve(FILLER + size));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isDone(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (isSmall) {
            // Lazily: what a server that was killed still holds goes with it.
            isDone(List.of("umount", "-l", folder.toString()));
        }
    }
}
