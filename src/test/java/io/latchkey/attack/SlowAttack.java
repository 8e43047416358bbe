package io.latchkey.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.latchkey.support.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Five hundred sockets that say a byte now and then, in the head or in the body, while somebody else wants an answer. */
final class SlowAttack implements Attack {

    private static final int SOCKETS = 500;
    private static final int ONE_IN = 4;
    private static final Duration PAUSE = Duration.ofMillis(200);

    @Override
    public String group() {
        return "slow sockets";
    }

    @Override
    public void run(Arena arena, Extent extent, Tally tally) throws IOException {
        var calm = new ArrayList<Long>();
        serve(arena, Duration.ofSeconds(extent.of(2, 10)), calm, tally, () -> {});
        var slow = new ArrayList<Wire>();
        var crowded = new ArrayList<Long>();
        try {
            for (var number = 0; number < SOCKETS; number++) {
                var wire = Wire.to(arena.port);
                wire.send(beginning(arena, number));
                slow.add(wire);
            }
            serve(arena, Duration.ofSeconds(extent.of(6, 60)), crowded, tally, () -> trickle(slow));
        } finally {
            for (var wire : slow) {
                wire.close();
            }
        }
        tally.also("afterwards", arena.isHealthy(), "no good answer");
        tally.addGood(SOCKETS);
        tally.remark(
                "%d slow sockets: a caller beside them got %d answers, p50 %d ms, p99 %d ms; alone %d, p50 %d ms, p99 %d ms."
                        .formatted(
                                SOCKETS,
                                crowded.size(),
                                at(crowded, 0.5),
                                at(crowded, 0.99),
                                calm.size(),
                                at(calm, 0.5),
                                at(calm, 0.99)));
    }

    /** Half in the head, and half in the body: of told length or not, of a caller that is known or not. */
    private static byte[] beginning(Arena arena, int number) {
        var head = "POST /byok/v1/keys HTTP/1.1\r\nHost: localhost\r\n";
        var credential =
                number % 8 < 4 ? "Authorization: " + arena.other.authorization().orElseThrow() + "\r\n" : "";
        var text = switch (number % ONE_IN) {
            case 0 -> "P";
            case 1 -> head + credential + "X-Slow: a";
            case 2 -> head + credential + "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{";
            default ->
                head + credential + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nea60\r\n{";
        };
        return text.getBytes(US_ASCII);
    }

    /** One more byte each; who was hung up on stays so. */
    private static void trickle(List<Wire> slow) {
        for (var number = 0; number < slow.size(); number++) {
            try {
                slow.get(number).send(new byte[] {(byte) (number % ONE_IN == 0 ? 'O' : ' ')});
            } catch (IOException e) {
                // The service has had enough of it.
            }
        }
    }

    private static void serve(Arena arena, Duration time, List<Long> took, Tally tally, Runnable meanwhile) {
        var end = System.nanoTime() + time.toNanos();
        var next = System.nanoTime();
        while (System.nanoTime() < end) {
            if (System.nanoTime() >= next) {
                meanwhile.run();
                next = System.nanoTime() + PAUSE.toNanos();
            }
            var isRead = took.size() % 5 != 0;
            var ask = isRead
                    ? Ask.of("GET", "/byok/v1/keys").as(arena.acme)
                    : Ask.of("POST", "/byok/v1/keys").as(arena.acme).json(Samples.awsKey());
            var began = System.nanoTime();
            var answer = arena.sent(ask);
            took.add((System.nanoTime() - began) / 1_000_000);
            tally.add("meanwhile", arena.judge.ofAnything(ask, answer));
            tally.also("meanwhile", answer.filter(it -> it.status() < 300).isPresent(), String.valueOf(answer));
        }
    }

    private static long at(List<Long> took, double part) {
        var sorted = new ArrayList<>(took);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }
}
