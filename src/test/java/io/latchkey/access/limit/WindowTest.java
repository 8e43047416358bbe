package io.latchkey.access.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.latchkey.support.Crowd;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

    private static final int LIMIT = 50;

    private final AtomicLong now = new AtomicLong(1);
    private final Window<String> window = new Window<>(LIMIT, Duration.ofMinutes(1), new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void letsExactlyTheLimitThroughHoweverManyTryAtOnce() {
        var granted = Crowd.together(400, _ -> window.take("acme")).stream()
                .filter(Allowance::granted)
                .toList();
        assertThat(granted.stream().map(Allowance::remaining))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, LIMIT).boxed().toList());
    }

    @Test
    void givesNothingBackBeforeTheWindowEndsAndAllOfItThen() {
        IntStream.range(0, LIMIT).forEach(_ -> window.take("acme"));
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        var refused = window.take("acme");
        assertThat(refused.granted()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.resetSeconds()).isEqualTo(1);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(window.take("acme")).satisfies(allowance -> {
            assertThat(allowance.granted()).isTrue();
            assertThat(allowance.remaining()).isEqualTo(LIMIT - 1);
        });
    }

    @Test
    void countsEachForItselfAndLookingCostsNothing() {
        IntStream.range(0, LIMIT).forEach(_ -> window.take("acme"));
        IntStream.range(0, 3).forEach(_ -> window.look("apex"));
        assertThat(window.take("acme").granted()).isFalse();
        assertThat(window.take("apex").remaining()).isEqualTo(LIMIT - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.8, false",
        "192.0.2.7, 192.0.2.7, true",
        "2001:db8::1, 2001:db8::2, true",
        "2001:db8::1, 2001:db8:0:0:ffff:4:5:6, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false",
        "fe80::1%1, fe80::2%1, true"
    })
    void takesAnIpv6NetworkForOneAddress(String one, String other, boolean same) {
        assertThat(RateLimits.network(one).equals(RateLimits.network(other))).isEqualTo(same);
    }
}
