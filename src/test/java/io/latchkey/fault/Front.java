package io.latchkey.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What one replica takes for a cloud: hands on to the fake one what it asks, and answers as the weather is. */
final class Front implements AutoCloseable {

    private static final int POLL_MILLIS = 100;
    private static final int DRIP_MILLIS = 1_000;

    private final ServerSocket door;
    private final Cloud cloud;
    private final int target;
    private final String seat;
    private final Weather weather;
    private final Sightings sightings;

    private Front(ServerSocket door, Cloud cloud, int target, String seat, Weather weather, Sightings sightings) {
        this.door = door;
        this.cloud = cloud;
        this.target = target;
        this.seat = seat;
        this.weather = weather;
        this.sightings = sightings;
    }

    /**
     * @param target the port of the fake
     * @param seat whose requests come here
     */
    static Front open(Cloud cloud, int target, String seat, Weather weather, Sightings sightings) {
        try {
            var door = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
            var front = new Front(door, cloud, target, seat, weather, sightings);
            Thread.ofVirtual().start(front::welcome);
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                var caller = door.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException _) {
                // Closed, as the loop will find; or a caller that has gone again.
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            caller.setTcpNoDelay(true);
            var question = Question.read(caller.getInputStream());
            // One who has given up already waits for nothing, and probes no key any more.
            if (question.isEmpty() || isGone(caller, 1)) {
                return;
            }
            var key = question.get().key();
            key.ifPresent(name -> sightings.begun(seat, name, question.get().operation()));
            try {
                answer(question.get(), caller);
            } finally {
                key.ifPresent(name -> sightings.ended(seat, name));
            }
        } catch (IOException _) {
            // The replica does not wait any more.
        }
    }

    private void answer(Question question, Socket caller) throws IOException {
        var out = caller.getOutputStream();
        switch (weather.mood()) {
            case RIGHT -> out.write(honest(question));
            case THROTTLING -> out.write(cloud.throttled(question));
            case EXPIRED -> out.write(cloud.expired(question));
            case GARBAGE -> out.write(cloud.garbage());
            case TRUNCATING -> {
                var whole = honest(question);
                out.write(Arrays.copyOf(whole, whole.length - whole.length / 4));
            }
            case HANGING -> {
                if (staysWhile(Mood.HANGING, caller, POLL_MILLIS)) {
                    out.write(honest(question));
                }
            }
            case DRIPPING -> drip(honest(question), caller);
        }
    }

    /** A byte a second for as long as the weather lasts. */
    private void drip(byte[] whole, Socket caller) throws IOException {
        var out = caller.getOutputStream();
        for (var index = 0; index < whole.length; index++) {
            out.write(whole[index]);
            if (weather.mood() == Mood.DRIPPING && isGone(caller, DRIP_MILLIS)) {
                return;
            }
        }
    }

    /** Whether the caller is still there when the mood has changed. */
    private boolean staysWhile(Mood mood, Socket caller, int millis) throws IOException {
        while (weather.mood() == mood) {
            if (isGone(caller, millis)) {
                return false;
            }
        }
        return true;
    }

    /** Waits so long for the caller to hang up. */
    private static boolean isGone(Socket caller, int millis) throws IOException {
        caller.setSoTimeout(millis);
        try {
            return caller.getInputStream().read() < 0;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    private byte[] honest(Question question) throws IOException {
        var objection = cloud.objection(question);
        if (objection.isPresent()) {
            return objection.get();
        }
        try (var fake = new Socket(InetAddress.getLoopbackAddress(), target)) {
            fake.setTcpNoDelay(true);
            fake.getOutputStream().write(question.askedOnce());
            return saidToBeTheLast(fake.getInputStream().readAllBytes());
        }
    }

    /** Without this header the replica would ask again on a connection that is about to end. */
    private static byte[] saidToBeTheLast(byte[] answer) {
        var line = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n") + 2;
        var whole = new ByteArrayOutputStream();
        whole.write(answer, 0, line);
        whole.writeBytes("Connection: close\r\n".getBytes(StandardCharsets.ISO_8859_1));
        whole.write(answer, line, answer.length - line);
        return whole.toByteArray();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
