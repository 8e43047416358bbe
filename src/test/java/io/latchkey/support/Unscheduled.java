package io.latchkey.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** No ticks: what happens to a key happens because of the test. */
public final class Unscheduled implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.scheduler.enabled", "false");
    }
}
