package io.latchkey.provider.aws;

import io.latchkey.support.Ports;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service that asks the tests' own KMS, and nobody on schedule. */
public final class WithFakeKms implements QuarkusTestProfile {

    static final int PORT = Ports.named("WithFakeKms");

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "latchkey.provider",
                "cloud",
                "latchkey.aws.endpoint",
                FakeKms.url(PORT),
                "latchkey.aws.global.access-key-id",
                FakeKms.ACCESS_KEY_ID,
                "latchkey.aws.global.secret-access-key",
                FakeKms.SECRET,
                "latchkey.outbound.backoff",
                "1MS",
                "quarkus.scheduler.enabled",
                "false");
    }
}
