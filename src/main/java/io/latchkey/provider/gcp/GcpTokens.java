package io.latchkey.provider.gcp;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.Retryable;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.GoogleCredentials;
import io.latchkey.key.Trouble;
import io.latchkey.outbound.OutboundSettings;
import io.latchkey.provider.ProbeEnded;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Access tokens, by Google's own library, which keeps them fresh.
 *
 * @see <a href="https://cloud.google.com/docs/authentication/application-default-credentials">Application default
 *     credentials</a>
 */
@Singleton
class GcpTokens {

    private static final String SCOPE = "https://www.googleapis.com/auth/cloudkms";

    /** The library keeps a token until shortly before its end; this only keeps every probe from asking it. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final GcpSettings settings;
    private final OutboundSettings outbound;
    private final AtomicReference<GoogleCredentials> credentials = new AtomicReference<>();
    private final AtomicReference<Uni<String>> present = new AtomicReference<>();

    GcpTokens(GcpSettings settings, OutboundSettings outbound) {
        this.settings = settings;
        this.outbound = outbound;
        this.present.set(asked(this::token));
    }

    /** Fails with how the probe ends if there is none, or none comes in time. */
    Uni<String> present() {
        return Uni.createFrom().deferred(present::get);
    }

    /** Another one than that which Cloud KMS did not take. Asked for once, however many found that out. */
    Uni<String> another(String refused) {
        var before = present.get();
        return before.chain(token -> {
            if (token.equals(refused)) {
                present.compareAndSet(before, asked(() -> {
                    loaded().refresh();
                    return token();
                }));
            }
            return present();
        });
    }

    /** The library blocks while it asks, so on another thread; whoever comes meanwhile waits for the same answer. */
    private Uni<String> asked(Callable<String> token) {
        var first = new AtomicReference<>(token);
        return Uni.createFrom()
                .item(unchecked(() -> first.getAndSet(this::token).call()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .memoize()
                .forFixedDuration(KEPT)
                .ifNoItem()
                .after(settings.credentialDeadline())
                .fail()
                .onFailure()
                .transform(GcpTokens::ended);
    }

    private String token() throws IOException {
        var loaded = loaded();
        loaded.refreshIfExpired();
        return loaded.getAccessToken().getTokenValue();
    }

    private GoogleCredentials loaded() throws IOException {
        if (credentials.get() == null) {
            credentials.compareAndSet(null, load().createScoped(SCOPE));
        }
        return credentials.get();
    }

    private GoogleCredentials load() throws IOException {
        var file = settings.credentialsFile();
        return file.isPresent() ? read(file.get()) : GoogleCredentials.getApplicationDefault(transport());
    }

    private GoogleCredentials read(Path file) throws IOException {
        try (var json = Files.newInputStream(file)) {
            return GoogleCredentials.fromStream(json, transport());
        }
    }

    /**
     * By the way out's proxy, if there is one. Google's library has no place for a proxy's user name and password; the metadata
     * server, which is on the same machine, is asked past it.
     */
    private HttpTransportFactory transport() {
        var proxy = outbound.proxy();
        var chosen = proxy.host()
                .map(host -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, proxy.port())))
                .orElse(Proxy.NO_PROXY);
        return () -> new NetHttpTransport.Builder()
                .setConnectionFactory(url -> (HttpURLConnection)
                        url.openConnection(url.getProtocol().equals("https") ? chosen : Proxy.NO_PROXY))
                .build();
    }

    private static <T> Supplier<T> unchecked(Callable<T> work) {
        return () -> {
            try {
                return work.call();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** The library's messages name files and endpoints, never a secret. */
    private static ProbeEnded ended(Throwable failure) {
        return switch (failure) {
            case TimeoutException _ -> ProbeEnded.unreachable(Trouble.TIMED_OUT, "credential: none in time");
            case UncheckedIOException io
            when io.getCause() instanceof Retryable retryable ->
                ProbeEnded.unreachable(
                        retryable.isRetryable() ? Trouble.CLOUD_FAILED : Trouble.CREDENTIAL_REFUSED,
                        "credential: the token endpoint gives none");
            case UncheckedIOException io ->
                ProbeEnded.unreachable(
                        Trouble.CREDENTIAL_MISSING,
                        "credential: " + io.getCause().getClass().getSimpleName()
                                + "; see latchkey.gcp.credentials-file");
            default -> ProbeEnded.unreachable(Trouble.BROKEN, "credential: " + failure.getClass());
        };
    }
}
