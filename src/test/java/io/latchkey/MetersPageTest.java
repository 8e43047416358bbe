package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.key.Provider;
import io.latchkey.outbound.Traffic;
import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The operators' page lists the meters there are, by their names and labels: a short run shows each of them. */
@QuarkusTest
@TestProfile(MetersPageTest.OftenCounted.class)
class MetersPageTest {

    private static final Pattern ROW = Pattern.compile("\\| `([a-z_]+)` \\|([^|]*)\\|");

    private static final Pattern OURS = Pattern.compile("^(latchkey_\\w+?)(_count|_sum|_max|_bucket)?[{ ]");

    private final Organization acme = Organization.fresh();

    /** Tests reach no cloud: what is told here is what goes out. */
    @Inject
    Traffic traffic;

    /** @param labels in the order of the alphabet */
    private record Meter(String name, List<String> labels) {

        /** A line of the scrape that is of this meter and has all its labels. */
        boolean isIn(String line) {
            return line.matches(name + "(_count|_sum)?[{ ].*")
                    && labels.stream().allMatch(label -> line.matches(".*[{,]" + label + "=\".*"));
        }
    }

    @Test
    void listsTheMetersThatThereAre() throws IOException {
        acme.sends(Samples.awsKey()).post("/byok/v1/keys").then().statusCode(201);
        acme.sends(Samples.awsKey("000000000429")).post("/byok/v1/keys").then().statusCode(201);
        acme.asks().get("/byok/v1/keys/cck-aaaaaaaaaaaa").then().statusCode(404);
        traffic.answered(Provider.AWS, 200, Duration.ofMillis(1));
        var meters = meters();
        assertThat(meters).hasSizeGreaterThan(9);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var lines = scrape().lines().toList();
            assertThat(meters).allSatisfy(meter -> assertThat(lines).anyMatch(meter::isIn));
            assertThat(lines)
                    .as("the two keys are counted")
                    .anyMatch(line ->
                            line.startsWith("latchkey_keys{") && !line.endsWith(" 0.0") && !line.endsWith("NaN"));
            assertThat(lines.stream().map(OURS::matcher).filter(Matcher::find).map(found -> found.group(1)))
                    .as("the page leaves none of ours out")
                    .isSubsetOf(meters.stream().map(Meter::name).toList());
        });
    }

    private static List<Meter> meters() throws IOException {
        var page = Files.readString(Path.of("docs", "operations.md"));
        var section = page.substring(page.indexOf("## Meters"), page.indexOf("\n## ", page.indexOf("## Meters")));
        return ROW.matcher(section)
                .results()
                .map(row -> new Meter(row.group(1), labels(row.group(2))))
                // Prometheus's own.
                .filter(meter -> !meter.name().equals("up"))
                .toList();
    }

    private static List<String> labels(String cell) {
        return Pattern.compile("`([a-z_]+)`")
                .matcher(cell)
                .results()
                .map(label -> label.group(1))
                .toList();
    }

    private static String scrape() {
        var port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", String.class);
        return RestAssured.get(URI.create("http://localhost:" + port + "/q/metrics"))
                .asString();
    }

    /** Counts every second. */
    public static final class OftenCounted implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("latchkey.validator.census", "1S", "latchkey.delivery.census", "1S");
        }
    }
}
