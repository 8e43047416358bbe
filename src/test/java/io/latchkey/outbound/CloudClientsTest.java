package io.latchkey.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.key.Provider;
import io.latchkey.support.Unscheduled;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The way out as a cloud's room has it: with the service's own settings. */
@QuarkusTest
@TestProfile(Unscheduled.class)
class CloudClientsTest {

    private final Vertx vertx;
    private final CloudClients clients;
    private final OutboundSettings settings;

    CloudClientsTest(Vertx vertx, CloudClients clients, OutboundSettings settings) {
        this.vertx = vertx;
        this.clients = clients;
        this.settings = settings;
    }

    @ParameterizedTest
    @EnumSource
    void leadToAnEndpoint(Provider cloud) throws Exception {
        try (var server = FakeCloud.plain(vertx, request -> FakeCloud.json(request, 200, "{}"))) {
            var endpoint = Optional.of(URI.create("http://127.0.0.1:" + server.port()));
            assertThat(WayOut.answer(clients.to(cloud, endpoint, AnswerRules.PLAIN))
                            .isSuccess())
                    .isTrue();
        }
    }

    @Test
    void haveNothingAgainstTheStandardSettings() {
        assertThat(settings.problems()).isEmpty();
    }
}
