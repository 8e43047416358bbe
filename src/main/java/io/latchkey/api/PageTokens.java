package io.latchkey.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.key.KeyFilter;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyPosition;
import io.latchkey.key.KeyState;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Phase;
import io.latchkey.key.Provider;
import io.latchkey.organization.Page.Place;
import io.smallrye.config.Secret;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Places in a list as texts that clients hand back. A token is sealed together with the list it was made for, its
 * organization and filters, and opens for no other.
 *
 * <p>Form: 16 bytes of HMAC-SHA256, 8 bytes of a number (for keys, microseconds since 1970), a name (for keys, the id); in base 64 for URLs; 54 characters for
 * keys.
 */
@Singleton
class PageTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL_LENGTH = 16;
    private static final int NUMBER_LENGTH = Long.BYTES;

    private final SecretKeySpec secret;

    @Inject
    PageTokens(ApiSettings settings) {
        this(settings.pageToken().secret().map(Secret::get).orElseThrow());
    }

    PageTokens(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
    }

    String seal(OrganizationId organization, KeyFilter filter, KeyPosition position) {
        var createdAt = ChronoUnit.MICROS.between(Instant.EPOCH, position.createdAt());
        return seal(new Place(createdAt, position.id().value()), scope(organization, filter));
    }

    /** The place that a token names; nothing if it was not made here for this organization and these filters. */
    Optional<KeyPosition> open(String token, OrganizationId organization, KeyFilter filter) {
        return open(token, scope(organization, filter))
                .map(place -> new KeyPosition(
                        Instant.EPOCH.plus(place.number(), ChronoUnit.MICROS), new KeyId(place.name())));
    }

    /**
     * @param scope what list the place is in; the token opens for no other
     */
    String seal(Place place, List<String> scope) {
        var name = place.name().getBytes(UTF_8);
        var bytes = ByteBuffer.allocate(NUMBER_LENGTH + name.length)
                .putLong(place.number())
                .put(name)
                .array();
        var token = ByteBuffer.allocate(SEAL_LENGTH + bytes.length)
                .put(sealOf(bytes, scope))
                .put(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    Optional<Place> open(String token, List<String> scope) {
        return decode(token)
                .filter(bytes -> bytes.length >= SEAL_LENGTH + NUMBER_LENGTH)
                .filter(bytes ->
                        MessageDigest.isEqual(Arrays.copyOf(bytes, SEAL_LENGTH), sealOf(placeIn(bytes), scope)))
                .map(PageTokens::place);
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

    private static Place place(byte[] token) {
        var place = ByteBuffer.wrap(placeIn(token));
        return new Place(place.getLong(), UTF_8.decode(place).toString());
    }

    private static byte[] placeIn(byte[] token) {
        return Arrays.copyOfRange(token, SEAL_LENGTH, token.length);
    }

    private byte[] sealOf(byte[] place, List<String> scope) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            scope.forEach(part -> {
                var bytes = part.getBytes(UTF_8);
                // Its length before each part keeps two different scopes from giving the same bytes.
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

    private static List<String> scope(OrganizationId organization, KeyFilter filter) {
        return Stream.of(
                        Optional.of(organization.value().toString()),
                        filter.provider().map(Provider::name),
                        filter.state().map(KeyState::name),
                        filter.phase().map(Phase::name),
                        filter.region(),
                        filter.displayName(),
                        filter.identifier())
                .map(part -> part.orElse(""))
                .toList();
    }
}
