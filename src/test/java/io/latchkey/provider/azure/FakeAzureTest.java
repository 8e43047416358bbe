package io.latchkey.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import io.latchkey.support.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tests' Azure speaks as Azure's own client expects of the real one. */
class FakeAzureTest {

    private static final int PORT = Ports.named("FakeAzureTest");
    private static final String HOST = "acme.vault.azure.net";

    private final String tenant = UUID.randomUUID().toString();
    private final FakeAzure azure = new FakeAzure(PORT, tenant);

    @BeforeEach
    void start() {
        azure.start();
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void isTakenForAzureByTheVendorsClient() {
        azure.put(HOST, "billing");
        var shown = client().getKey("billing");
        assertThat(shown.getProperties().isEnabled()).isTrue();
        assertThat(shown.getId()).isEqualTo("https://" + HOST + "/keys/billing/" + FakeAzure.VERSION);
        var crypto = new CryptographyClientBuilder()
                .keyIdentifier(shown.getId())
                .credential(_ -> token())
                .httpClient(FakeAzureTest::send)
                .buildClient();
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        var wrapped = crypto.wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, secret);
        assertThat(crypto.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped.getEncryptedKey())
                        .getKey())
                .isEqualTo(secret);
        assertThat(azure.calls).extracting(FakeAzure.Call::what).anyMatch(what -> what.endsWith("/unwrapkey"));
    }

    @Test
    void refusesAKeyThatIsNotGranted() {
        azure.put(HOST, "billing").granted = false;
        assertThatThrownBy(() -> client().getKey("billing"))
                .isInstanceOfSatisfying(
                        HttpResponseException.class,
                        refused -> assertThat(refused.getResponse().getStatusCode())
                                .isEqualTo(403));
    }

    private KeyClient client() {
        return new KeyClientBuilder()
                .vaultUrl("https://" + HOST)
                .credential(_ -> token())
                .httpClient(FakeAzureTest::send)
                .buildClient();
    }

    private Mono<AccessToken> token() {
        return Mono.just(new AccessToken(
                azure.issue(tenant, "https://vault.azure.net/.default"),
                OffsetDateTime.now().plusHours(1)));
    }

    /** What the vendor's client would send to Azure goes to the loopback. */
    private static Mono<HttpResponse> send(HttpRequest request) {
        var url = request.getUrl();
        var copy = java.net.http.HttpRequest.newBuilder(URI.create(FakeAzure.url(PORT) + url.getFile()))
                .header(FakeAzure.MEANT_FOR, url.getHost())
                .method(
                        request.getHttpMethod().toString(),
                        request.getBodyAsBinaryData() == null
                                ? java.net.http.HttpRequest.BodyPublishers.noBody()
                                : java.net.http.HttpRequest.BodyPublishers.ofByteArray(
                                        request.getBodyAsBinaryData().toBytes()));
        var connections = Set.of("host", "content-length", "connection");
        request.getHeaders().stream()
                .filter(header -> !connections.contains(header.getName().toLowerCase(Locale.ROOT)))
                .forEach(header -> copy.header(header.getName(), header.getValue()));
        try (var client = java.net.http.HttpClient.newHttpClient()) {
            var answer = client.send(copy.build(), java.net.http.HttpResponse.BodyHandlers.ofByteArray());
            return Mono.just(new Received(request, answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** An answer as the vendor's client wants to have it. */
    private static final class Received extends HttpResponse {

        private final java.net.http.HttpResponse<byte[]> answer;

        Received(HttpRequest request, java.net.http.HttpResponse<byte[]> answer) {
            super(request);
            this.answer = answer;
        }

        @Override
        public int getStatusCode() {
            return answer.statusCode();
        }

        @Override
        @Deprecated
        public String getHeaderValue(String name) {
            return getHeaders().getValue(HttpHeaderName.fromString(name));
        }

        @Override
        public HttpHeaders getHeaders() {
            var headers = new HttpHeaders();
            answer.headers().map().forEach((name, values) -> headers.set(HttpHeaderName.fromString(name), values));
            return headers;
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return Flux.just(ByteBuffer.wrap(answer.body()));
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return Mono.just(answer.body());
        }

        @Override
        public Mono<String> getBodyAsString() {
            return getBodyAsString(StandardCharsets.UTF_8);
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return Mono.just(new String(answer.body(), charset));
        }
    }
}
