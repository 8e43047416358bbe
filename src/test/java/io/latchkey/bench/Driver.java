package io.latchkey.bench;

import io.latchkey.bench.Workload.Question;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;

/** Sends a workload to one server and measures what comes back. */
final class Driver implements AutoCloseable {

    private static final int CONNECTIONS = 32;
    private static final long LONGEST_MICROS = Duration.ofSeconds(60).toMillis() * 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http;
    private final Server server;
    private final List<String> ids;

    Driver(Server server, List<String> ids) {
        this.server = server;
        this.ids = ids;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(-1));
    }

    /** One request after the other on each connection: how much gets through. */
    Figures closed(Workload workload, Duration duration) {
        var run = new Run();
        var end = System.nanoTime() + duration.toNanos();
        var left = new CountDownLatch(CONNECTIONS);
        for (var connection = 0; connection < CONNECTIONS; connection++) {
            again(workload, run, end, left);
        }
        await(left);
        return run.end();
    }

    private void again(Workload workload, Run run, long end, CountDownLatch left) {
        var began = System.nanoTime();
        if (began >= end) {
            left.countDown();
            return;
        }
        ask(workload.next(ids)).onComplete(answer -> {
            run.record(began, answer.succeeded());
            again(workload, run, end, left);
        });
    }

    /**
     * So many requests a second, whatever the server does. Each is timed from when it was due, not from when it could be sent:
     * one that stood in a queue because the server stalled is as slow as its sender felt it to be.
     *
     * @see <a href="https://www.scylladb.com/2021/04/22/on-coordinated-omission/">Coordinated omission</a>
     */
    Figures open(Workload workload, double perSecond, Duration duration) {
        var run = new Run();
        var count = (long) (perSecond * duration.toNanos() / 1e9);
        var sent = new AtomicLong();
        var left = new CountDownLatch((int) count);
        var start = System.nanoTime();
        vertx.setPeriodic(1, timer -> {
            var due = Math.min(count, (long) ((System.nanoTime() - start) / 1e9 * perSecond));
            while (sent.get() < due) {
                var dueAt = start + (long) (sent.getAndIncrement() / perSecond * 1e9);
                ask(workload.next(ids)).onComplete(answer -> {
                    run.record(dueAt, answer.succeeded());
                    left.countDown();
                });
            }
            if (sent.get() == count) {
                vertx.cancelTimer(timer);
            }
        });
        await(left);
        return run.end();
    }

    private Future<Void> ask(Question question) {
        var options = new RequestOptions()
                .setHost("localhost")
                .setPort(server.port())
                .setMethod(question.method())
                .setURI(question.path())
                .putHeader("Authorization", server.authorization());
        if (!question.body().isEmpty()) {
            options.putHeader("Content-Type", "application/json");
        }
        return http.request(options)
                .compose(request -> request.send(question.body()))
                .compose(response -> response.body()
                        .compose(_ -> response.statusCode() == question.status()
                                ? Future.<Void>succeededFuture()
                                : Future.failedFuture("status " + response.statusCode())));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private final class Run {

        private final ConcurrentHistogram latencies = new ConcurrentHistogram(LONGEST_MICROS, 3);
        private final AtomicLong failures = new AtomicLong();
        private final long began = System.nanoTime();
        private final Duration cpuBefore = server.cpu();

        void record(long from, boolean succeeded) {
            latencies.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - from) / 1_000));
            if (!succeeded) {
                failures.incrementAndGet();
            }
        }

        Figures end() {
            return new Figures(
                    latencies,
                    failures.get(),
                    Duration.ofNanos(System.nanoTime() - began),
                    server.cpu().minus(cpuBefore));
        }
    }
}
