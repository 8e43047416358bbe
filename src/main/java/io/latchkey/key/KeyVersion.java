package io.latchkey.key;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One version of a provider key: what a rotation puts in the place of another.
 *
 * @param name what the cloud calls it: the key material's id in AWS, the version's hexadecimal digits in Azure, its number in
 *     Google Cloud
 * @param createdAt when the cloud made it, if it says so; to the microsecond, which is what is stored; a time that
 *     makes no sense is as none
 */
public record KeyVersion(String name, Optional<Instant> createdAt) {

    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    public KeyVersion {
        createdAt = createdAt
                .filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(END))
                .map(time -> time.truncatedTo(ChronoUnit.MICROS));
    }
}
