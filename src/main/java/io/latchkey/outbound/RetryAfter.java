package io.latchkey.outbound;

import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a cloud asks to be left alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">Retry-After</a>
 */
final class RetryAfter {

    /** More digits than these are centuries. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /** Empty if the answer does not say, or not in a way that can be read. */
    static Optional<Duration> of(CloudAnswer answer, InstantSource clock) {
        return of(answer.header(HttpHeaders.RETRY_AFTER.toString()), clock);
    }

    /** The same of the header's value. */
    static Optional<Duration> of(Optional<String> header, InstantSource clock) {
        return header.map(String::strip).flatMap(text -> read(text, clock));
    }

    private static Optional<Duration> read(String text, InstantSource clock) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            var then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var pause = Duration.between(clock.instant(), then);
            return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
