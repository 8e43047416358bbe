package io.latchkey.provider.outbound;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A certificate made for one test, by the JDK's keytool. Its own authority. */
record ThrowawayCertificate(Path store) {

    private static final String PASSWORD = "throwaway";

    /**
     * A new one.
     *
     * @param names {@code dns:} and a host name, wild cards too, with commas between them
     */
    static ThrowawayCertificate of(String names, String... more) throws IOException, InterruptedException {
        var store = Files.createTempDirectory("certificate").resolve("store.p12");
        keytool(
                store,
                Stream.concat(
                                Stream.of(
                                        "-genkeypair",
                                        "-keyalg",
                                        "EC",
                                        "-dname",
                                        "CN=throwaway",
                                        "-ext",
                                        "SAN=" + names),
                                Stream.of(more))
                        .toList());
        return new ThrowawayCertificate(store);
    }

    KeyCertOptions forServer() {
        return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    }

    TrustOptions forClient() throws IOException, InterruptedException {
        return new PemTrustOptions().addCertValue(Buffer.buffer(keytool(store, List.of("-exportcert", "-rfc"))));
    }

    private static String keytool(Path store, List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(Stream.of(
                                Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString()),
                                command.stream(),
                                Stream.of("-alias", "it", "-keystore", store.toString(), "-storepass", PASSWORD))
                        .flatMap(words -> words)
                        .toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
        return output;
    }
}
