package io.latchkey.fault;

import io.latchkey.provider.FakeClouds;
import io.latchkey.provider.aws.FakeKms;
import io.latchkey.provider.azure.FakeAzure;
import io.latchkey.provider.gcp.FakeCloudKms;
import io.latchkey.support.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The three fake clouds in a process of their own. All their keys are good; of AWS there is every key that is asked for. */
final class GoodClouds implements AutoCloseable {

    static final String VAULT = "acme";
    static final int OF_EACH = 4;

    private static final String READY = "ready";
    private static final String FORGET = "forget\n";

    private final Process process;

    private GoodClouds(Process process) {
        this.process = process;
    }

    static GoodClouds start(int aws, int azure, int gcp) {
        var main = List.of(Jvm.command(), "-cp", System.getProperty("java.class.path"), GoodClouds.class.getName());
        try {
            var process = new ProcessBuilder(Stream.concat(
                                    main.stream(), Stream.of(aws, azure, gcp).map(String::valueOf))
                            .toList())
                    .redirectError(Path.of("target", "fault-clouds.log").toFile())
                    .start();
            var said = process.inputReader(StandardCharsets.UTF_8);
            if (!READY.equals(said.readLine())) {
                process.destroyForcibly();
                throw new IllegalStateException("the clouds do not start: see target/fault-clouds.log");
            }
            // What nobody reads would fill the pipe in the end, and stop who writes.
            Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
            return new GoodClouds(process);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The fakes remember every call, for tests that are short. */
    void forgetCalls() {
        try {
            process.getOutputStream().write(FORGET.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new IllegalStateException("the clouds are gone: see target/fault-clouds.log", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    static String gcpKey(int number) {
        return "projects/acme-prod/locations/europe-west3/keyRings/ring/cryptoKeys/key-" + number;
    }

    /**
     * Serves until whoever started it is gone, and its standard input with it.
     *
     * @param ports of AWS, of Azure, of Google
     */
    public static void main(String... ports) throws IOException {
        try (var aws = new FakeKms(Integer.parseInt(ports[0]));
                var azure = new FakeAzure(Integer.parseInt(ports[1]), FakeClouds.TENANT);
                var gcp = new FakeCloudKms(Integer.parseInt(ports[2]));
                var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            aws.takeAny();
            for (var number = 0; number < OF_EACH; number++) {
                azure.put(VAULT + ".vault.azure.net", "key-" + number);
                gcp.put(gcpKey(number));
            }
            aws.start();
            azure.start();
            gcp.start();
            System.out.println(READY);
            while (orders.readLine() != null) {
                aws.calls.clear();
                azure.calls.clear();
                gcp.calls.clear();
            }
        }
    }
}
