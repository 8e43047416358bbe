package io.latchkey.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of expressions knows the meters on the page, and finds a mistake. */
class MetersTest {

    private final OperationsPage page = OperationsPage.read();

    @Test
    void knowsTheMetersOnThePage() {
        assertThat(page.meters()).containsKeys("up", "latchkey_keys", "sql_pool_active");
        assertThat(page.meters().get("latchkey_keys")).containsExactlyInAnyOrder("phase", "provider");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sum by (phase) (max by (phase, provider) (latchkey_keys{phase="VALID"})) | ``
            absent(up{job="latchkey-management"} == 1)                               | ``
            rate(http_server_requests_seconds_sum{uri!~".*/keys"}[5m] offset 15m)    | ``
            sum(latchkey_kees) > 10                                                  | latchkey_kees
            latchkey_keys{fase="VALID"}                                              | latchkey_keys{fase}
            sum by (verdikt) (rate(latchkey_probes_total[5m]))                       | latchkey_probes_total{verdikt}
            latchkey_keys_sum                                                        | latchkey_keys_sum
            latchkey_keys{phase="VALID"} / latchkey_kees{phase="VALID"}              | latchkey_kees
            """)
    void findsWhatIsNotThere(String expression, String unknown) {
        assertThat(String.join(" ", page.unknown(PromQl.parse(expression)))).isEqualTo(unknown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            max(latchkey_oldest_overdue_seconds)             | false
            absent(up{job="latchkey-management"} == 1)       | false
            max by (pod) (sql_pool_active)                   | true
            sql_pool_active{pool_name="latchkey-management"} | true
            up{job="latchkey"}                               | true
            up{job!="latchkey-management"}                   | true
            """)
    void findsWhatMayBeAnotherServices(String expression, boolean found) {
        assertThat(PromQl.parse(expression).selectors().stream().anyMatch(PromQl.Selector::mayBeAnothers))
                .isEqualTo(found);
    }

    @Test
    void findsHowFarAnExpressionLooksBack() {
        assertThat(PromQl.parse("sum(increase(up{a=\"[1m]}\"}[35m])) / rate(up[$__rate_interval]) > up offset 5m")
                        .selectors())
                .extracting(selector -> selector.back().toMinutes())
                .containsExactly(35L, 0L, 0L);
    }
}
