package io.latchkey.api;

import io.latchkey.boot.PostgresForPackagedService;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
@WithTestResource(PostgresForPackagedService.class)
class AccessApiIT extends AccessApiTest {

    @Override
    String bootstrapSecret() {
        return PostgresForPackagedService.settings().get("latchkey.bootstrap.api-secret");
    }
}
