package io.latchkey.bench;

import io.latchkey.boot.OwnPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How it is with very many keys. */
final class Scale {

    private static final int PAGES = 10_000;
    private static final int PAGE_SIZE = 10;
    static final int KEYS_OF_THE_CALLER = PAGES * PAGE_SIZE + PAGE_SIZE;
    private static final int REPETITIONS = 200;

    private final int organizations;
    private final int keys;

    Scale(int organizations, int keys) {
        this.organizations = organizations;
        this.keys = keys;
    }

    /** Milliseconds, the median of many, by what was asked. */
    Map<String, Double> run(OwnPostgres postgres, Data data) throws SQLException, IOException, InterruptedException {
        data.fillOrganizations(organizations, keys);
        data.fill(Data.ORGANIZATION, KEYS_OF_THE_CALLER);
        try (var latchkey = Server.latchkey("scale", postgres.url(), Data.settings());
                var http = HttpClient.newHttpClient()) {
            var caller = new Caller(http, latchkey);
            var deep = caller.pageToken(PAGES);
            var medians = new LinkedHashMap<String, Double>();
            medians.put("page 1", caller.median("?page_size=" + PAGE_SIZE));
            medians.put("page " + PAGES, caller.median("?page_size=" + PAGE_SIZE + "&page_token=" + deep));
            medians.put("filter by provider and phase", caller.median("?provider=AWS&validation_phase=VALID"));
            medians.put("filter that matches nothing", caller.median("?validation_phase=INVALID"));
            medians.put("one key", caller.median("/" + data.ids().getFirst()));
            return medians;
        }
    }

    private record Caller(HttpClient http, Server server) {

        double median(String rest) throws IOException, InterruptedException {
            for (var warm = 0; warm < REPETITIONS; warm++) {
                get(rest);
            }
            var millis = new double[REPETITIONS];
            for (var repetition = 0; repetition < REPETITIONS; repetition++) {
                var began = System.nanoTime();
                get(rest);
                millis[repetition] = (System.nanoTime() - began) / 1e6;
            }
            return Requests.median(millis);
        }

        /** Walks there, in the largest pages there are. */
        String pageToken(int page) throws IOException, InterruptedException {
            var step = 100;
            var token = "";
            for (var seen = 0; seen < (page - 1) * PAGE_SIZE; seen += step) {
                var size = Math.min(step, (page - 1) * PAGE_SIZE - seen);
                var next = get("?page_size=" + size + token)
                        .getJsonObject("metadata")
                        .getString("next");
                token = "&page_token=" + next.replaceAll(".*page_token=([^&]*).*", "$1");
            }
            return token.replace("&page_token=", "");
        }

        private JsonObject get(String rest) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + server.port() + "/byok/v1/keys" + rest))
                    .header("Authorization", server.authorization())
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(rest + ": " + answer.statusCode() + " " + answer.body());
            }
            return new JsonObject(answer.body());
        }
    }
}
