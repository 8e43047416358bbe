package io.latchkey.outbound;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.TrustOptions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The connections to one cloud, or to webhooks. Used again and again, by calls to the same host at the same address. */
final class Connections {

    private Connections() {}

    static HttpClient client(
            Vertx vertx,
            OutboundSettings settings,
            int concurrency,
            Optional<TrustOptions> trust,
            Optional<ProxyOptions> proxy) {
        var connectMillis = Math.toIntExact(settings.connectTimeout().toMillis());
        var options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setConnectTimeout(connectMillis)
                .setSslHandshakeTimeout(connectMillis)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout(
                        Math.max(1, Math.toIntExact(settings.keepAlive().toSeconds())))
                .setVerifyHost(true)
                .setForceSni(true)
                // A small answer could unpack to a large one.
                .setDecompressionSupported(false);
        trust.ifPresent(options::setTrustOptions);
        proxy.ifPresent(options::setProxyOptions);
        // As many as the bulkhead lets through: no call waits here.
        return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(concurrency));
    }
}
