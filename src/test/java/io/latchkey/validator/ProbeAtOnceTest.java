package io.latchkey.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Unscheduled.class)
class ProbeAtOnceTest {

    private static final String KEYS = "/byok/v1/keys";

    private final Organization acme = Organization.fresh();

    @Test
    void probesANewKeyWithoutWaitingForATick() {
        var id = acme.sends(Samples.awsKey()).post(KEYS).path("id").toString();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(acme.asks()
                                .get(KEYS + "/" + id)
                                .path("validation.phase")
                                .toString())
                        .isEqualTo("VALID"));
    }
}
