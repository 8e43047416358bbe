package io.latchkey.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.latchkey.validator.ValidatorSettings;
import io.smallrye.config.WithDefault;
import java.time.Duration;
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
        assertThat(expression.selectors()).noneMatch(PromQl.Selector::mayBeAnothers);
    }

    /** A comparison with "not a number" is false: of a meter that can be that, one alert asks whether it is a number. */
    @Test
    void seesThatPostgresIsAway() {
        assertThat(alerts().filter(alert -> "critical".equals(alert.getLabels().get("severity")))
                        .map(alert -> alert.getExpr().getStrVal()))
                .contains("absent(latchkey_oldest_overdue_seconds{job=\"" + PromQl.JOB + "\"} >= 0)");
    }

    /** What happens once in two probes of a key must be seen all the time. */
    @Test
    void looksBackOnTwoProbesWhereOneTroubleIsTooMany() throws ReflectiveOperationException {
        var interval = Duration.parse("PT"
                + ValidatorSettings.class
                        .getMethod("interval")
                        .getAnnotation(WithDefault.class)
                        .value());
        assertThat(alerts().map(alert -> alert.getExpr().getStrVal())
                        .filter(expression -> expression.contains("increase("))
                        .flatMap(expression -> PromQl.parse(expression).selectors().stream())
                        .filter(selector -> selector.meter().equals("latchkey_cloud_trouble_total")))
                .isNotEmpty()
                .allMatch(selector -> selector.back().compareTo(interval.multipliedBy(2)) > 0);
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
