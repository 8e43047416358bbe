package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.support.Crowd;
import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RacesApiTest {

    private static final int PARALLEL = 50;

    private final Organization acme = Organization.fresh();

    @Test
    void registersOnceWhateverTheCrowd() {
        var body = Samples.awsKey();
        var answers = Crowd.together(PARALLEL, _ -> acme.sends(body).post(Links.KEYS));
        var created =
                answers.stream().filter(answer -> answer.statusCode() == 201).toList();
        assertThat(created).hasSize(1);
        var location = created.getFirst().header("Location");
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 409)
                .hasSize(PARALLEL - 1)
                .allSatisfy(answer -> assertThat(answer.header("Location")).isEqualTo(location));
    }

    @Test
    void removesOnceWhateverTheCrowd() {
        var id = acme.sends(Samples.awsKey()).post(Links.KEYS).path("id").toString();
        var answers = Crowd.together(PARALLEL, _ -> acme.asks().delete(Links.KEYS + "/" + id));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 204).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 404).hasSize(PARALLEL - 1);
    }

    @Test
    void answersRegistrationsAndRemovalsOfOneKeyWithoutAnError() {
        var body = Samples.awsKey();
        var answers = Crowd.together(PARALLEL, _ -> {
            var registered = acme.sends(body).post(Links.KEYS);
            if (registered.statusCode() == 201) {
                acme.asks()
                        .delete(Links.KEYS + "/" + registered.path("id"))
                        .then()
                        .statusCode(204);
            }
            return registered;
        });
        assertThat(answers).extracting(Response::statusCode).containsOnly(201, 409);
    }
}
