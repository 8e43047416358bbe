package io.latchkey.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.support.Organization;
import io.latchkey.support.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What is written and forgotten beside the requests. */
@QuarkusTest
class RetentionTest {

    private static final String OLD_AND_NEW = """
            INSERT INTO audit (at, organization_id, actor, actor_organization, action, request_id, outcome, address)
            SELECT now() - age * interval '1 day', ?, 'a', ?, 'key.register', 'r' || age, 'DONE', '127.0.0.1'
            FROM unnest(ARRAY[0, 399, 401, 800]) AS age
            """;

    private final Organization acme = Organization.fresh();

    @Inject
    AuditTrail audit;

    @Inject
    LastUses lastUses;

    @Test
    void forgetsWhatIsOlderThanItsRetentionAndNothingElse() throws Throwable {
        try (var database = TestDatabase.connect()) {
            database.update(OLD_AND_NEW, acme.id(), acme.id());
            VertxContextSupport.subscribeAndAwait(audit::forgetOld);
            assertThat(database.texts(
                            "SELECT request_id FROM audit WHERE organization_id = '" + acme.id() + "' ORDER BY at"))
                    .containsExactly("r399", "r0");
        }
    }

    @Test
    void keepsWhenAnApiKeyWasLastShown() throws Throwable {
        try (var database = TestDatabase.connect()) {
            var shown = "SELECT count(*) FROM api_key WHERE last_used_at > now() - interval '1 minute' AND id = '"
                    + acme.apiKey() + "'";
            assertThat(database.number(shown)).isZero();
            acme.asks().get("/byok/v1/keys").then().statusCode(200);
            VertxContextSupport.subscribeAndAwait(lastUses::write);
            assertThat(database.number(shown)).isEqualTo(1);
        }
    }
}
