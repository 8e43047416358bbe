package io.latchkey.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.boot.PostgresForPackagedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The packaged service as a process of its own. What every start needs comes from the environment alone. */
public final class Replica implements AutoCloseable {

    private final Process process;
    private final Path log;

    private Replica(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts on a database of the tests' PostgreSQL and a free port. */
    public static Replica start(String name, String database, Map<String, String> settings) {
        return startOn(name, PostgresForPackagedService.url().replace("/postgres", "/" + database), settings);
    }

    /** Starts on another PostgreSQL. */
    public static Replica startOn(String name, String databaseUrl, Map<String, String> settings) {
        return startOn(name, databaseUrl, settings, Map.of());
    }

    /** The same with more environment variables. */
    public static Replica startOn(
            String name, String databaseUrl, Map<String, String> settings, Map<String, String> variables) {
        var packaged = Packaged.found();
        var isNative = packaged.isNative();
        var path = packaged.path().toString();
        var command = new ArrayList<String>();
        command.add(isNative ? path : Jvm.command());
        command.add("-Dquarkus.shutdown.delay=0S");
        command.add("-Dquarkus.log.console.json.enabled=false");
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-Dquarkus.http.port=0");
        command.add("-Dquarkus.management.port=0");
        if (!isNative) {
            command.addAll(List.of("-jar", path));
        }
        var log = Path.of("target", "replica-" + name + ".log");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            PostgresForPackagedService.settings()
                    .forEach((setting, value) -> builder.environment().put(variable(setting), value));
            builder.environment().put(variable("latchkey.database.url"), databaseUrl);
            builder.environment().putAll(variables);
            return new Replica(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As docs/settings.md writes it. */
    private static String variable(String setting) {
        return setting.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    /** Waits until it answers requests and its validator has begun. */
    public Replica awaitListening() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(process.isAlive()).as(() -> "still runs: " + log()).isTrue();
            assertThat(log()).contains("Listening on", "takes its share");
        });
        return this;
    }

    /** What the process wrote, so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public String url() {
        return found("Listening on: (http://\\S+?)\\.?\\s").replace("0.0.0.0", "localhost");
    }

    /** Where its metrics are. */
    public String managementUrl() {
        return found("Management interface listening on (http://\\S+)\\.").replace("0.0.0.0", "localhost");
    }

    /** The name under which it holds leases. */
    public String owner() {
        return found("validator (\\S+) takes its share");
    }

    private String found(String pattern) {
        return Pattern.compile(pattern)
                .matcher(log())
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** The ids of the keys it probed, one for each probe. */
    public List<String> probed() {
        return Pattern.compile("probed (cck-\\S+) ")
                .matcher(log())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /** SIGKILL: no chance to tidy up. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGSTOP: it does nothing at all until {@link #resume}, as a machine that is suspended. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM: what Kubernetes sends first. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for the process to end by itself, and gives its exit status. */
    public int awaitExit() {
        await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive());
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
