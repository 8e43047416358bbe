package io.latchkey.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert asks for meters that there are, says what is the matter, and leads to a page that says what to do. */
class AlertsTest {

    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

    private final OperationsPage page = OperationsPage.read();

    static Stream<Rule> alerts() {
        return Deploy.in(Deploy.PRODUCTION, PrometheusRule.class)
                .flatMap(rules -> rules.getSpec().getGroups().stream())
                .flatMap(group -> group.getRules().stream());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void asksForMetersThatThereAre(Rule alert) {
        var expression = PromQl.parse(alert.getExpr().getStrVal());
        assertThat(expression.selectors()).isNotEmpty();
        assertThat(page.unknown(expression)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void saysWhatIsTheMatter(Rule alert) {
        assertThat(alert.getAnnotations()).containsOnlyKeys("summary", "description", "runbook");
        assertThat(alert.getAnnotations().values()).noneMatch(String::isBlank);
        assertThat(alert.getLabels().get("severity")).isIn("critical", "warning");
        assertThat(LABEL.matcher(alert.getAnnotations().get("description"))
                        .results()
                        .map(label -> label.group(1)))
                .isSubsetOf(PromQl.parse(alert.getExpr().getStrVal()).grouping());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void leadsToItsRunbook(Rule alert) {
        assertThat(alert.getAnnotations().get("runbook"))
                .isEqualTo("docs/operations.md#" + alert.getAlert().toLowerCase(Locale.ROOT));
        assertThat(page.runbooks().get(alert.getAlert())).contains("- **Means**", "- **Look**", "- **Do**");
    }

    @Test
    void leavesNoRunbookWithoutAnAlert() {
        assertThat(page.runbooks().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        alerts().map(Rule::getAlert).toList());
    }
}
