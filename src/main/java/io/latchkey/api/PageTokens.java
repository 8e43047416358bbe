package io.latchkey.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.key.KeyFilter;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyPosition;
import io.latchkey.key.KeyState;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Phase;
import io.latchkey.key.Provider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Places in a list as texts that clients hand back. A token is sealed together with the organization and the filters it was
 * made for, and opens with no others.
 *
 * <p>Form: 16 bytes of HMAC-SHA256, 8 bytes of microseconds since 1970, the key id; in base 64 for URLs, 54 characters.
 */
@Singleton
class PageTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL_LENGTH = 16;
    private static final int TIME_LENGTH = Long.BYTES;

    private final SecretKeySpec secret;

    @Inject
    PageTokens(ApiSettings settings) {
        this(settings.pageToken().secret().get());
    }

    PageTokens(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
    }

    String seal(OrganizationId organization, KeyFilter filter, KeyPosition position) {
        var id = position.id().value().getBytes(UTF_8);
        var place = ByteBuffer.allocate(TIME_LENGTH + id.length)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.createdAt()))
                .put(id)
                .array();
        var token = ByteBuffer.allocate(SEAL_LENGTH + place.length)
                .put(sealOf(place, organization, filter))
                .put(place);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** The place that a token names; nothing if it was not made here for this organization and these filters. */
    Optional<KeyPosition> open(String token, OrganizationId organization, KeyFilter filter) {
        return decode(token)
                .filter(bytes -> bytes.length > SEAL_LENGTH + TIME_LENGTH)
                .filter(bytes -> MessageDigest.isEqual(
                        Arrays.copyOf(bytes, SEAL_LENGTH), sealOf(placeIn(bytes), organization, filter)))
                .map(PageTokens::position);
    }

    private static Optional<byte[]> decode(String token) {
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            // The decoder overlooks stray bits at the end; a token has one spelling only.
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token)
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static KeyPosition position(byte[] token) {
        var place = ByteBuffer.wrap(placeIn(token));
        var createdAt = Instant.EPOCH.plus(place.getLong(), ChronoUnit.MICROS);
        return new KeyPosition(createdAt, new KeyId(UTF_8.decode(place).toString()));
    }

    private static byte[] placeIn(byte[] token) {
        return Arrays.copyOfRange(token, SEAL_LENGTH, token.length);
    }

    private byte[] sealOf(byte[] place, OrganizationId organization, KeyFilter filter) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(organization.value().toString().getBytes(UTF_8));
            filters(filter).forEach(part -> {
                var bytes = part.orElse("").getBytes(UTF_8);
                // Its length before each part keeps two different filters from giving the same bytes.
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            });
            mac.update(place);
            return Arrays.copyOf(mac.doFinal(), SEAL_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static Stream<Optional<String>> filters(KeyFilter filter) {
        return Stream.of(
                filter.provider().map(Provider::name),
                filter.state().map(KeyState::name),
                filter.phase().map(Phase::name),
                filter.region(),
                filter.displayName(),
                filter.identifier());
    }
}
