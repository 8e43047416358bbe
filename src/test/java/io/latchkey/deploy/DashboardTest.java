package io.latchkey.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboard asks for meters that there are, and Grafana can tell its panels apart. */
class DashboardTest {

    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");
    private static final JsonNode DASHBOARD = Yaml.read(Deploy.ROOT.resolve("grafana/latchkey.json"));

    static Stream<JsonNode> targets() {
        return DASHBOARD
                .get("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream());
    }

    @ParameterizedTest
    @MethodSource("targets")
    void asksForMetersThatThereAre(JsonNode target) {
        var expression = PromQl.parse(target.get("expr").asText());
        assertThat(expression.selectors()).isNotEmpty();
        assertThat(OperationsPage.read().unknown(expression)).isEmpty();
        assertThat(expression.selectors()).noneMatch(PromQl.Selector::mayBeAnothers);
        assertThat(LABEL.matcher(target.get("legendFormat").asText()).results().map(label -> label.group(1)))
                .isSubsetOf(expression.grouping());
        assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
    }

    @Test
    void tellsItsPanelsApart() {
        assertThat(DASHBOARD.get("panels").findValuesAsText("id"))
                .hasSizeGreaterThan(10)
                .doesNotHaveDuplicates();
        assertThat(DASHBOARD.get("panels").findValues("gridPos"))
                .extracting(place -> List.of(place.get("x"), place.get("y")))
                .doesNotHaveDuplicates();
    }

    @Test
    void letsItsReaderChooseThePrometheus() {
        assertThat(DASHBOARD.at("/templating/list").findValuesAsText("name")).containsExactly("datasource");
    }
}
