package io.latchkey.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which settings keep the service from starting. */
class OutboundSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "connect-timeout, 0S",
        "deadline, -1S",
        "keep-alive, 0S",
        "concurrency, 0",
        "queue, 0",
        "retries, -1",
        "max-answer, 0",
        "max-answer, 65K",
        "circuit-breaker.volume, 0",
        "circuit-breaker.ratio, 0",
        "circuit-breaker.ratio, 1.1",
        "circuit-breaker.ratio, NaN",
        "circuit-breaker.delay, -1S",
        "backoff, -1S",
        "proxy.username, us"
    })
    void doNotMakeSense(String setting, String value) {
        assertThat(problems(setting, value))
                .singleElement()
                .asString()
                .contains("latchkey.outbound.", setting.replaceAll(".*\\.", ""));
    }

    @Test
    void doElse() {
        assertThat(problems("circuit-breaker.ratio", "1")).isEmpty();
        assertThat(problems("retries", "0")).isEmpty();
    }

    private static List<String> problems(String setting, String value) {
        return new WayOut(null).with(setting, value).settings().problems();
    }
}
