package io.latchkey.provider.azure;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.latchkey.key.AzureHost;
import io.latchkey.key.Trouble;
import io.latchkey.outbound.CloudAnswer;
import io.latchkey.outbound.CloudClient;
import io.latchkey.outbound.CloudHost;
import io.latchkey.outbound.CloudRequest;
import io.latchkey.provider.ProbeEnded;
import io.latchkey.provider.azure.AzureSettings.Application;
import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Tokens for customers' tenants, kept until shortly before their end. Whoever wants one while it is being asked for waits for
 * the same.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">Client credentials</a>
 */
final class AzureTokens {

    private static final int MAX_TENANTS = 10_000;
    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final CloudClient client;
    private final AzureSettings settings;
    private final Clock clock;
    private final Cache<Name, Kept> tokens =
            Caffeine.newBuilder().maximumSize(MAX_TENANTS).build();

    /** For whose vaults, and of which kind. */
    private record Name(String tenant, AzureHost host) {}

    /**
     * A token, or the wait for one.
     *
     * @param end from when it is not used any more; far away while it is being asked for
     */
    private record Kept(Uni<String> token, AtomicReference<Instant> end) {}

    AzureTokens(CloudClient client, AzureSettings settings, Clock clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    /** Fails with how the probe ends if there is none to be had. */
    Uni<String> of(String tenant, AzureHost host) {
        var now = clock.instant();
        return tokens.asMap()
                .compute(
                        new Name(tenant, host),
                        (name, kept) -> kept == null || !now.isBefore(kept.end().get()) ? ask(name) : kept)
                .token();
    }

    /** One that the token endpoint has given just now. */
    Uni<String> fresh(String tenant, AzureHost host) {
        forget(tenant, host);
        return of(tenant, host);
    }

    /** The vault does not take it. */
    void forget(String tenant, AzureHost host) {
        tokens.invalidate(new Name(tenant, host));
    }

    private Kept ask(Name name) {
        var end = new AtomicReference<>(Instant.MAX);
        var token = Uni.createFrom()
                .deferred(() -> form(name.host()))
                .chain(form -> client.send(CloudRequest.post(
                        CloudHost.azureLogin(name.host()),
                        "/" + name.tenant() + "/oauth2/v2.0/token",
                        Map.of("Content-Type", FORM, "Accept", "application/json"),
                        Buffer.buffer(encoded(form)))))
                .map(answer -> token(answer, end))
                .onFailure()
                .invoke(() -> end.set(Instant.MIN))
                .memoize()
                .indefinitely();
        return new Kept(token, end);
    }

    private String token(CloudAnswer answer, AtomicReference<Instant> end) {
        if (!answer.isSuccess()) {
            throw LoginError.end(answer);
        }
        if (!(answer.json().getValue("access_token") instanceof String token)
                || !token.matches("[\\x21-\\x7e]{1,16384}")
                || !(answer.json().getValue("expires_in") instanceof Number seconds)) {
            throw ProbeEnded.unreachable(Trouble.UNREADABLE_ANSWER, "the token endpoint gives no token");
        }
        end.set(clock.instant().plusSeconds(seconds.longValue()).minus(EARLY));
        return token;
    }

    private Uni<Map<String, String>> form(AzureHost host) {
        var application = settings.application(host);
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        form.put("scope", "https://" + host.suffix() + "/.default");
        form.put("client_id", application.clientId().orElseThrow(AzureTokens::noCredential));
        return application
                .clientSecret()
                .map(Secret::get)
                .map(secret -> {
                    form.put("client_secret", secret);
                    return Uni.createFrom().<Map<String, String>>item(form);
                })
                .orElseGet(() -> assertion(application).map(assertion -> {
                    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
                    form.put("client_assertion", assertion);
                    return form;
                }));
    }

    /** Written anew by its issuer every hour or so. */
    private static Uni<String> assertion(Application application) {
        var file = application.federatedTokenFile().orElseThrow(AzureTokens::noCredential);
        return Uni.createFrom()
                .item(() -> read(file))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure(UncheckedIOException.class)
                .transform(_ -> ProbeEnded.unreachable(
                        Trouble.CREDENTIAL_MISSING, "the federated-token-file of latchkey.azure can't be read"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProbeEnded noCredential() {
        return ProbeEnded.unreachable(
                Trouble.CREDENTIAL_MISSING,
                "latchkey.azure: give the client-id of this cloud's application, and a client-secret or a federated-token-file");
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
