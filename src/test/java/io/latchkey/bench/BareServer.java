package io.latchkey.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Base64;

/**
 * What a request costs at the least: HTTP, JSON and the statements that Latchkey sends for it, the check of the credential
 * among them, over the plain client. No roles, limits, audit log lines, validation or error answers.
 */
public final class BareServer extends AbstractVerticle {

    private static final int POOL = 20;

    private final int port;
    private final String databaseUrl;

    private BareServer(int port, String databaseUrl) {
        this.port = port;
        this.databaseUrl = databaseUrl;
    }

    /** @param arguments port, URL of the database */
    public static void main(String... arguments) {
        Vertx.vertx()
                .deployVerticle(
                        () -> new BareServer(Integer.parseInt(arguments[0]), arguments[1]),
                        new DeploymentOptions()
                                .setInstances(2 * Runtime.getRuntime().availableProcessors()));
    }

    @Override
    public void start(Promise<Void> started) {
        var connection = PgConnectOptions.fromUri(databaseUrl)
                .setUser("postgres")
                .setPassword("postgres")
                .setCachePreparedStatements(true);
        var pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(POOL).setShared(true).setName("bare"))
                .connectingTo(connection)
                .using(vertx)
                .build();
        vertx.createHttpServer()
                .requestHandler(request -> answer(request, pool))
                .listen(port)
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private static void answer(HttpServerRequest request, Pool pool) {
        var credential = request.getHeader("Authorization").substring("Basic ".length());
        var apiKey = new String(Base64.getDecoder().decode(credential)).split(":", 2)[0];
        var statements = new BareStatements(pool);
        request.body()
                .compose(body ->
                        statements.caller(apiKey).compose(organization -> work(request, body, statements, apiKey)))
                .onSuccess(answer -> request.response()
                        .setStatusCode(answer.status())
                        .putHeader("Content-Type", "application/json")
                        .end(answer.body().toBuffer()))
                .onFailure(failure -> request.response().setStatusCode(500).end(failure.toString()));
    }

    private static Future<Answer> work(
            HttpServerRequest request, Buffer body, BareStatements statements, String apiKey) {
        var id = request.path().substring(request.path().lastIndexOf('/') + 1);
        return switch (request.method().name()) {
            case "POST" -> statements.register(new JsonObject(body), apiKey).map(key -> new Answer(201, key));
            case "PATCH" ->
                statements
                        .rename(id, new JsonObject(body).getString("display_name"), apiKey)
                        .map(key -> new Answer(200, key));
            default ->
                id.equals("keys")
                        ? statements.list().map(list -> new Answer(200, list))
                        : statements.find(id).map(key -> new Answer(200, key));
        };
    }

    private record Answer(int status, JsonObject body) {}
}
