package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.KeyFilter;
import io.latchkey.key.KeyId;
import io.latchkey.key.KeyPosition;
import io.latchkey.key.KeyState;
import io.latchkey.key.OrganizationId;
import io.latchkey.key.Phase;
import io.latchkey.key.Provider;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PageTokensTest {

    private final PageTokens tokens = new PageTokens("a secret that is as long as it should be");

    @Property
    void opensWhatItSealed(
            @ForAll("organizations") OrganizationId organization,
            @ForAll("filters") KeyFilter filter,
            @ForAll("positions") KeyPosition position) {
        var token = tokens.seal(organization, filter, position);
        assertThat(token).hasSizeLessThanOrEqualTo(255).matches("[A-Za-z0-9_-]+");
        assertThat(tokens.open(token, organization, filter)).contains(position);
    }

    @Property
    void staysShutForEveryoneAndEverythingElse(
            @ForAll("organizations") OrganizationId organization,
            @ForAll("filters") KeyFilter filter,
            @ForAll("positions") KeyPosition position,
            @ForAll("organizations") OrganizationId otherOrganization,
            @ForAll("filters") KeyFilter otherFilter) {
        Assume.that(!organization.equals(otherOrganization) && !filter.equals(otherFilter));
        var token = tokens.seal(organization, filter, position);
        assertThat(tokens.open(token, otherOrganization, filter)).isEmpty();
        assertThat(tokens.open(token, organization, otherFilter)).isEmpty();
        assertThat(new PageTokens("another secret, also of good length").open(token, organization, filter))
                .isEmpty();
    }

    @Property
    void staysShutWhenOneCharacterIsChanged(
            @ForAll("organizations") OrganizationId organization,
            @ForAll("positions") KeyPosition position,
            @ForAll @IntRange(max = 52) int index,
            @ForAll("letters") char letter) {
        var token = tokens.seal(organization, KeyFilter.ALL, position);
        Assume.that(token.charAt(index) != letter);
        var tampered = token.substring(0, index) + letter + token.substring(index + 1);
        assertThat(tokens.open(tampered, organization, KeyFilter.ALL)).isEmpty();
    }

    @Property
    void staysShutForAnyText(@ForAll String text, @ForAll("organizations") OrganizationId organization) {
        assertThat(tokens.open(text, organization, KeyFilter.ALL)).isEmpty();
    }

    @Provide
    Arbitrary<OrganizationId> organizations() {
        return Arbitraries.create(UUID::randomUUID).map(OrganizationId::new);
    }

    @Provide
    Arbitrary<KeyFilter> filters() {
        return Combinators.combine(
                        maybe(Arbitraries.of(Provider.values())),
                        maybe(Arbitraries.of(KeyState.values())),
                        maybe(Arbitraries.of(Phase.values())),
                        maybe(Arbitraries.strings().ofMinLength(1)),
                        maybe(Arbitraries.strings().ofMinLength(1)),
                        maybe(Arbitraries.strings().ofMinLength(1)))
                .as(KeyFilter::new);
    }

    @Provide
    Arbitrary<KeyPosition> positions() {
        var ids = Arbitraries.strings().withChars("abcxyz0189").ofLength(12).map(text -> new KeyId("cck-" + text));
        var times = Arbitraries.longs()
                .between(0, 4_102_444_800_000_000L)
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        return Combinators.combine(times, ids).as(KeyPosition::new);
    }

    @Provide
    Arbitrary<Character> letters() {
        return Arbitraries.of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .chars()
                .mapToObj(letter -> (char) letter)
                .toList());
    }

    private static <T> Arbitrary<Optional<T>> maybe(Arbitrary<T> values) {
        return values.optional();
    }
}
