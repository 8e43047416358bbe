package io.latchkey.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.support.Organization;
import io.latchkey.support.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RacesApiTest {

    private static final int PARALLEL = 50;

    private final Organization acme = Organization.fresh();

    @Test
    void registersOnceWhateverTheCrowd() {
        var body = Samples.awsKey();
        var answers = atOnce(() -> acme.sends(body).post(Links.KEYS));
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
        var answers = atOnce(() -> acme.asks().delete(Links.KEYS + "/" + id));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 204).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 404).hasSize(PARALLEL - 1);
    }

    @Test
    void answersRegistrationsAndRemovalsOfOneKeyWithoutAnError() {
        var body = Samples.awsKey();
        var answers = atOnce(() -> {
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

    private static List<Response> atOnce(Supplier<Response> request) {
        var start = new CountDownLatch(1);
        try (var executor = Executors.newFixedThreadPool(PARALLEL)) {
            var answers = IntStream.range(0, PARALLEL)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> {
                                await(start);
                                return request.get();
                            },
                            executor))
                    .toList();
            start.countDown();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
