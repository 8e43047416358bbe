package io.latchkey.outbound;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.stream.Stream;

/** A server's certificate and the authority that signed it, both made for one test by the JDK's keytool. */
public record ThrowawayCertificate(Path store, String authority) {

    /** Of all the stores. */
    public static final String PASSWORD = "throwaway";

    /**
     * A new one.
     *
     * @param names {@code dns:} and a host name, wild cards too, with commas between them
     * @param validity further options of {@code keytool -gencert}
     */
    public static ThrowawayCertificate of(String names, String... validity) throws IOException, InterruptedException {
        var store = Files.createTempDirectory("certificate").resolve("store.p12");
        keytool(store, "ca", "", "-genkeypair", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
        keytool(store, "it", "", "-genkeypair", "-keyalg", "EC", "-dname", "CN=throwaway");
        var request = keytool(store, "it", "", "-certreq");
        var signing = Stream.concat(Stream.of("-gencert", "-rfc", "-ext", "SAN=" + names), Stream.of(validity));
        var certificate = keytool(store, "ca", request, signing.toArray(String[]::new));
        keytool(store, "it", certificate, "-importcert", "-noprompt");
        return new ThrowawayCertificate(store, keytool(store, "ca", "", "-exportcert", "-rfc"));
    }

    KeyCertOptions forServer() {
        return new PfxOptions()
                .setPath(store.toString())
                .setPassword(PASSWORD)
                .setAlias("it")
                .setAliasPassword(PASSWORD);
    }

    TrustOptions forClient() {
        return new PemTrustOptions().addCertValue(Buffer.buffer(authority));
    }

    /** Its private key in PEM, for a server that is no Java. */
    public String key() throws GeneralSecurityException, IOException {
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        var key = keys.getKey("it", PASSWORD.toCharArray()).getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** Itself in PEM. */
    public String certificate() throws IOException, InterruptedException {
        return keytool(store, "it", "", "-exportcert", "-rfc");
    }

    /** A store with the authority alone, as a JVM's own one is. */
    public Path trustStore() throws IOException, InterruptedException {
        var trust = store.resolveSibling("trust.p12");
        keytool(trust, "authority", authority, "-importcert", "-noprompt");
        return trust;
    }

    private static String keytool(Path store, String alias, String input, String... command)
            throws IOException, InterruptedException {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var words = Stream.of(
                Stream.of(tool),
                Stream.of(command),
                Stream.of("-alias", alias, "-keystore", store.toString(), "-storepass", PASSWORD));
        var process = new ProcessBuilder(words.flatMap(some -> some).toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.outputWriter(StandardCharsets.US_ASCII)) {
            out.write(input);
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
        return output;
    }
}
