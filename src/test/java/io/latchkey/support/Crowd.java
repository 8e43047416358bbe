package io.latchkey.support;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many who do something at the same time. */
public final class Crowd {

    private Crowd() {}

    /** What each of {@code size} got, in the order of their numbers; none begins before all are there. */
    public static <T> List<T> together(int size, IntFunction<T> action) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(size)) {
            var results = IntStream.range(0, size)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> {
                                await(start);
                                return action.apply(number);
                            },
                            threads))
                    .toList();
            start.countDown();
            return results.stream().map(CompletableFuture::join).toList();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
