package io.latchkey.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.latchkey.support.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RetryRetentionTest {

    private final Organization acme = Organization.fresh();

    @Inject
    RetryRetention retention;

    @Test
    void honoursAnIdempotencyKeyForADayAndThenForgetsIt() throws Throwable {
        register("old").then().statusCode(201);
        register("young").then().statusCode(201);
        age("old", 25);
        age("young", 23);
        register("old").then().statusCode(201).header("Idempotency-Replayed", nullValue());
        age("old", 25);
        VertxContextSupport.subscribeAndAwait(retention::forgetOld);
        try (var database = TestDatabase.connect()) {
            assertThat(database.texts("SELECT idempotency_key FROM registration_retry WHERE organization_id = '"
                            + acme.id() + "'"))
                    .containsExactly("young");
        }
    }

    private Response register(String name) {
        return acme.sends(Samples.awsKey()).header("Idempotency-Key", name).post("/byok/v1/keys");
    }

    private void age(String name, int hours) {
        try (var database = TestDatabase.connect()) {
            database.update(
                    "UPDATE registration_retry SET created_at = now() - ? * interval '1 hour'"
                            + " WHERE organization_id = ? AND idempotency_key = ?",
                    hours,
                    acme.id(),
                    name);
        }
    }
}
