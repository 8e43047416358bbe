package io.latchkey.support;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.RedisServer;

/** A real Redis on loopback, that can be stopped and started again. */
public final class TestRedis implements AutoCloseable {

    private final int port;
    private RedisServer server;

    public TestRedis(int port) {
        this.port = port;
    }

    /** A test that needs it is skipped where the embedded one can't run. */
    public void start() {
        try {
            server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
        } catch (IOException e) {
            Assumptions.abort("NOT TESTED: no Redis can be started on this machine: " + e);
        }
    }

    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (server != null && server.isActive()) {
            stop();
        }
    }
}
