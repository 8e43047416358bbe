package io.latchkey.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.latchkey.key.Fault.Pointer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class ProviderKeyPropertiesTest {

    private static final Duration REASON = Duration.ofSeconds(2);
    private static final int LONGEST = 20_000;
    private static final String TENANT = "5f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    private static final String LOWER_CASE = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final String HEX = "0123456789abcdef";

    @Property
    void awsSurvivesAnyText(@ForAll("anyText") String text) {
        survives(Provider.AWS, List.of(text));
    }

    @Property
    void azureSurvivesAnyTexts(
            @ForAll("anyText") String keyId, @ForAll("anyText") String vaultId, @ForAll("anyText") String tenantId) {
        survives(Provider.AZURE, List.of(keyId, vaultId, tenantId));
    }

    @Property
    void gcpSurvivesAnyText(@ForAll("anyText") String text) {
        survives(Provider.GCP, List.of(text));
    }

    @Property
    void awsSurvivesMutations(@ForAll("awsTexts") List<String> texts, @ForAll("mutations") List<Mutation> mutations) {
        survives(Provider.AWS, mutated(texts, mutations));
    }

    @Property
    void azureSurvivesMutations(
            @ForAll("azureTexts") List<String> texts, @ForAll("mutations") List<Mutation> mutations) {
        survives(Provider.AZURE, mutated(texts, mutations));
    }

    @Property
    void gcpSurvivesMutations(@ForAll("gcpTexts") List<String> texts, @ForAll("mutations") List<Mutation> mutations) {
        survives(Provider.GCP, mutated(texts, mutations));
    }

    @Property
    void awsEchoesAndIsItsOwnCanonicalForm(@ForAll("awsTexts") List<String> texts) {
        var key = parse(Provider.AWS, texts);

        assertThat(textsOf(key)).isEqualTo(texts);
        assertThat(key.canonical()).isEqualTo(key.identifier());
    }

    @Property
    void azureEchoesAndItsCanonicalFormIsFinal(@ForAll("azureTexts") List<String> texts) {
        var key = parse(Provider.AZURE, texts);
        var again = AzureKey.parse(key.canonical(), texts.get(1), texts.get(2));

        assertThat(textsOf(key)).isEqualTo(texts);
        assertThat(again.canonical()).isEqualTo(key.canonical());
    }

    @Property
    void gcpEchoesAndItsCanonicalFormIsFinal(@ForAll("gcpTexts") List<String> texts) {
        var key = parse(Provider.GCP, texts);

        assertThat(textsOf(key)).isEqualTo(texts);
        assertThat(GcpKey.parse(key.canonical()).canonical()).isEqualTo(key.canonical());
    }

    @Property
    void azureComparesWithoutCasePortAndTrailingSlash(@ForAll("azureTexts") List<String> texts) {
        var plain =
                texts.getFirst().toLowerCase(Locale.ROOT).replace(":443", "").replaceFirst("/$", "");
        var withPort = plain.replace("/keys/", ":443/keys/");

        assertThat(Stream.of(plain, plain.toUpperCase(Locale.ROOT), plain + "/", withPort, withPort + "/"))
                .extracting(keyId ->
                        AzureKey.parse(keyId, texts.get(1), texts.get(2)).canonical())
                .containsOnly(plain);
        assertThat(parse(Provider.AZURE, texts).canonical()).isEqualTo(plain);
    }

    @Property
    void gcpComparesWithoutTheVersion(@ForAll("gcpTexts") List<String> texts) {
        var unversioned = texts.getFirst().replaceFirst("/cryptoKeyVersions/\\d+$", "");

        assertThat(parse(Provider.GCP, texts).canonical()).isEqualTo(unversioned);
    }

    private static void survives(Provider provider, List<String> texts) {
        var outcome = assertTimeoutPreemptively(REASON, () -> parsedOrRefused(provider, texts));

        outcome.ifPresent(key -> {
            assertThat(textsOf(key)).isEqualTo(texts);
            assertThat(key.canonical())
                    .hasSizeLessThanOrEqualTo(texts.getFirst().length());
        });
    }

    private static Optional<ProviderKey> parsedOrRefused(Provider provider, List<String> texts) {
        try {
            return Optional.of(parse(provider, texts));
        } catch (RefusedException refused) {
            assertThat(refused.faults())
                    .isNotEmpty()
                    .extracting(fault -> fault.source().orElseThrow())
                    .doesNotHaveDuplicates()
                    .isSubsetOf(pointers(provider));
            return Optional.empty();
        }
    }

    private static List<Pointer> pointers(Provider provider) {
        return switch (provider) {
            case AWS -> List.of(new Pointer("/key_arn"));
            case AZURE -> List.of(new Pointer("/key_id"), new Pointer("/key_vault_id"), new Pointer("/tenant_id"));
            case GCP -> List.of(new Pointer("/key_id"));
        };
    }

    private static ProviderKey parse(Provider provider, List<String> texts) {
        return switch (provider) {
            case AWS -> AwsKey.parse(texts.getFirst());
            case AZURE -> AzureKey.parse(texts.get(0), texts.get(1), texts.get(2));
            case GCP -> GcpKey.parse(texts.getFirst());
        };
    }

    private static List<String> textsOf(ProviderKey key) {
        return switch (key) {
            case AwsKey(var keyArn) -> List.of(keyArn);
            case AzureKey(var keyId, var keyVaultId, var tenantId) -> List.of(keyId, keyVaultId, tenantId);
            case GcpKey(var keyId) -> List.of(keyId);
        };
    }

    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.strings().all().ofMaxLength(300)),
                Tuple.of(1, Arbitraries.strings().all().ofMinLength(300).ofMaxLength(LONGEST)),
                Tuple.of(4, repeats()));
    }

    private static Arbitrary<String> repeats() {
        var head = Arbitraries.of(
                "",
                "arn:",
                "arn:aws:kms:",
                "arn:aws:kms:us-west-2:111122223333:key/",
                "https://",
                "https://a",
                "https://acme.",
                "https://acme.vault.azure.net/keys/",
                "/subscriptions/" + TENANT + "/resourceGroups/",
                "projects/",
                "projects/acme-prod/locations/",
                "projects/acme-prod/locations/us/keyRings/");
        var part = Arbitraries.of(
                "a",
                "-",
                "a-",
                "-a",
                "a.",
                ".",
                ":",
                "/",
                "//",
                "0",
                "0-",
                "ab-",
                "key/",
                "mrk-",
                "a.a:",
                "%2e",
                " ",
                "\n",
                "\0",
                "é",
                "\uD83D\uDD11",
                "\uD800",
                "\uDC00",
                "\u212A",
                "\u0660",
                "projects/");
        var tail = Arbitraries.of(
                "", "!", "/", ".vault.azure.net/keys/main", "/providers/Microsoft.KeyVault/vaults/acme", ":acme-prod");
        return Combinators.combine(head, part, Arbitraries.integers().between(0, LONGEST), tail)
                .as((before, repeated, length, after) -> before + repeated.repeat(length / repeated.length()) + after);
    }

    @Provide
    Arbitrary<List<String>> awsTexts() {
        var two = text(LOWER_CASE, 2, 2);
        var direction = text(LOWER_CASE, 1, 12);
        var number = Arbitraries.integers().between(0, 99);
        var global = Combinators.combine(two.filter(area -> !area.equals("cn")), direction, number)
                .as("aws:kms:%s-%s-%d"::formatted);
        var china = Combinators.combine(direction, number).as("aws-cn:kms:cn-%s-%d"::formatted);
        var government = Combinators.combine(direction, number).as("aws-us-gov:kms:us-gov-%s-%d"::formatted);
        var sovereign = Combinators.combine(two, direction, number).as("aws-eusc:kms:eusc-%s-%s-%d"::formatted);
        var key = Arbitraries.oneOf(uuid(), text(HEX, 32, 32).map("mrk-"::concat));
        return Combinators.combine(Arbitraries.oneOf(global, china, government, sovereign), text(DIGITS, 12, 12), key)
                .as("arn:%s:%s:key/%s"::formatted)
                .map(List::of);
    }

    @Provide
    Arbitrary<List<String>> azureTexts() {
        var vault = text(LOWER_CASE + DIGITS + "-", 3, 24).filter(name -> name.matches("[a-z](-?[a-z0-9])+"));
        var zone = Arbitraries.of("azure.net", "azure.cn", "usgovcloudapi.net");
        var hsm = Arbitraries.of(true, false);
        var port = Arbitraries.of("", ":443");
        var name = text(LOWER_CASE + DIGITS + "-", 1, 127);
        var slash = Arbitraries.of("", "/");
        var group = text(LOWER_CASE + DIGITS + "_.()-éß給", 1, 90).filter(text -> !text.endsWith("."));
        var mixedCase = Arbitraries.longs();
        return Combinators.combine(vault, zone, hsm, port, name, slash, group, mixedCase)
                .as((vaultName, suffix, inHsm, colon, keyName, end, resourceGroup, cases) -> List.of(
                        inSomeCase(
                                "https://" + vaultName + (inHsm ? ".managedhsm." : ".vault.") + suffix + colon
                                        + "/keys/" + keyName + end,
                                cases),
                        inSomeCase("/subscriptions/" + TENANT, cases) + "/resourceGroups/" + resourceGroup
                                + inSomeCase(
                                        "/providers/Microsoft.KeyVault/" + (inHsm ? "managedHSMs/" : "vaults/")
                                                + vaultName,
                                        ~cases),
                        inSomeCase(TENANT, cases)));
    }

    @Provide
    Arbitrary<List<String>> gcpTexts() {
        var id = text(LOWER_CASE + DIGITS + "-", 4, 28).map(middle -> "a" + middle + "1");
        var domain = Arbitraries.of("", "", "example.com:", "eu.my-example.co.uk:");
        var number = Arbitraries.longs().between(1, Long.MAX_VALUE).map(String::valueOf);
        var project = Arbitraries.oneOf(Combinators.combine(domain, id).as(String::concat), number);
        var location = Combinators.combine(
                        text(LOWER_CASE, 1, 20), Arbitraries.of("", "4", "-west1", "-northeast12", "-eur-asia1"))
                .as(String::concat);
        var name = text(LOWER_CASE + LOWER_CASE.toUpperCase(Locale.ROOT) + DIGITS + "_-", 1, 63);
        var version = Arbitraries.oneOf(
                Arbitraries.just(""),
                Arbitraries.integers().greaterOrEqual(1).map(count -> "/cryptoKeyVersions/" + count));
        return Combinators.combine(project, location, name, name, version)
                .as("projects/%s/locations/%s/keyRings/%s/cryptoKeys/%s%s"::formatted)
                .map(List::of);
    }

    private static Arbitrary<String> text(String alphabet, int min, int max) {
        return Arbitraries.strings()
                .withChars(alphabet.toCharArray())
                .ofMinLength(min)
                .ofMaxLength(max);
    }

    private static Arbitrary<String> uuid() {
        return text(HEX, 32, 32).map(hex -> hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    private static String inSomeCase(String text, long cases) {
        var result = new StringBuilder(text);
        for (var i = 0; i < text.length(); i++) {
            if ((cases >>> (i % Long.SIZE) & 1) == 1) {
                result.setCharAt(i, Character.toUpperCase(text.charAt(i)));
            }
        }
        return result.toString();
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        var character = Arbitraries.oneOf(
                Arbitraries.of("/", ":", "-", ".", "%", "@", "#", "?", " ", "\n", "\0", "A", "0", "\\"),
                Arbitraries.strings().all().ofLength(1));
        return Combinators.combine(
                        Arbitraries.of(Change.values()),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 300),
                        Arbitraries.integers().between(0, 300),
                        character)
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static List<String> mutated(List<String> texts, List<Mutation> mutations) {
        var result = new ArrayList<>(texts);
        for (var mutation : mutations) {
            var which = mutation.text() % texts.size();
            result.set(which, mutation.applyTo(result.get(which)));
        }
        return List.copyOf(result);
    }

    enum Change {
        INSERT,
        REMOVE,
        REPLACE,
        DOUBLE,
        TRUNCATE,
        SWAP_CASE
    }

    record Mutation(Change change, int text, int one, int other, String character) {

        String applyTo(String original) {
            var from = Math.min(Math.min(one, other), original.length());
            var to = Math.min(Math.max(one, other), original.length());
            var before = original.substring(0, from);
            var middle = original.substring(from, to);
            var after = original.substring(to);
            return switch (change) {
                case INSERT -> before + character + middle + after;
                case REMOVE -> before + after;
                case REPLACE -> before + character + after;
                case DOUBLE -> before + middle + middle + after;
                case TRUNCATE -> before;
                case SWAP_CASE -> before + middle.toUpperCase(Locale.ROOT) + after;
            };
        }
    }
}
