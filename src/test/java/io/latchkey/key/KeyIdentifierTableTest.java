package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.key.Fault.Pointer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeyIdentifierTableTest {

    private static final List<Row> TABLE = read();

    @ParameterizedTest
    @MethodSource("good")
    void acceptsAndEchoesTheKey(Row row) {
        var key = row.parse();

        assertThat(key.provider()).isEqualTo(row.provider());
        assertThat(key.identifier()).isEqualTo(row.texts().getFirst());
        assertThat(textsOf(key)).isEqualTo(row.texts());
        assertThat(key.canonical()).isEqualTo(row.expectation());
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesTheKeyAndPointsToTheFaults(Row row) {
        var refused = catchThrowableOfType(RefusedException.class, row::parse);

        assertThat(refused).isNotNull();
        assertThat(refused.faults())
                .extracting(Fault::source)
                .containsExactlyElementsOf(row.pointers().toList());
        assertThat(refused.faults()).allSatisfy(fault -> {
            assertThat(fault.refusal()).isEqualTo(Refusal.INVALID_FIELD);
            assertThat(fault.detail()).isNotBlank();
            assertThat(fault.resolution()).get().asString().isNotBlank();
        });
    }

    @Test
    void holdsEachRowOnce() {
        assertThat(TABLE).hasSizeGreaterThanOrEqualTo(150).extracting(Row::line).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void coversTheProvider(Provider provider) {
        assertThat(good().filter(row -> row.provider() == provider)).hasSizeGreaterThanOrEqualTo(15);
        assertThat(bad().filter(row -> row.provider() == provider)).hasSizeGreaterThanOrEqualTo(20);
    }

    static Stream<Row> good() {
        return TABLE.stream().filter(Row::good);
    }

    static Stream<Row> bad() {
        return TABLE.stream().filter(row -> !row.good());
    }

    private static List<String> textsOf(ProviderKey key) {
        return switch (key) {
            case AwsKey(var keyArn) -> List.of(keyArn);
            case AzureKey(var keyId, var keyVaultId, var tenantId) -> List.of(keyId, keyVaultId, tenantId);
            case GcpKey(var keyId) -> List.of(keyId);
        };
    }

    private static List<Row> read() {
        var file = Objects.requireNonNull(KeyIdentifierTableTest.class.getResourceAsStream("/key-identifiers.csv"));
        try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(Row::of).toList();
        } catch (IOException unreadable) {
            throw new ExceptionInInitializerError(unreadable);
        }
    }

    record Row(Provider provider, boolean good, String expectation, List<String> texts, String line) {

        static Row of(String line) {
            var fields = line.split("\\|", -1);
            var provider = Arrays.stream(Provider.values())
                    .filter(each -> each.label().equals(fields[0]))
                    .findFirst()
                    .orElseThrow();
            var good = switch (fields[1]) {
                case "good" -> true;
                case "bad" -> false;
                default -> throw new IllegalArgumentException(line);
            };
            var texts =
                    Arrays.stream(fields).skip(3).map(String::translateEscapes).toList();
            return new Row(provider, good, fields[2], texts, line);
        }

        ProviderKey parse() {
            return switch (provider) {
                case AWS -> AwsKey.parse(only());
                case AZURE -> AzureKey.parse(texts.get(0), texts.get(1), texts.get(2));
                case GCP -> GcpKey.parse(only());
            };
        }

        Stream<Optional<Fault.Source>> pointers() {
            return Arrays.stream(expectation.split(" ", -1)).map(pointer -> Optional.of(new Pointer(pointer)));
        }

        private String only() {
            assertThat(texts).hasSize(1);
            return texts.getFirst();
        }

        @Override
        public String toString() {
            return line;
        }
    }
}
