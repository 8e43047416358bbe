package io.latchkey.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.attack.Tally.Fault;
import io.latchkey.attack.Tally.Wrong;
import io.latchkey.outbound.HostileHosts;
import io.latchkey.support.Jvm;
import io.latchkey.support.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Everything that reads a caller's text, by mutation of good and bad ones; in the long form also by coverage, with Jazzer. */
final class ParsersAttack implements Attack {

    private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";
    private static final Pattern COVERED = Pattern.compile("#(\\d+)\\s+DONE\\s+cov: (\\d+)");

    @Override
    public String group() {
        return "parsers";
    }

    @Override
    public void run(Arena arena, Extent extent, Tally tally) throws Exception {
        var seeds = seeds();
        var random = extent.random();
        for (var count = 0; count < extent.of(60_000, 2_000_000); count++) {
            var input = seeds.get(random.nextInt(seeds.size())).clone();
            input[0] = (byte) random.nextInt(256);
            for (var change = random.nextInt(4); change > 0 && input.length > 1; change--) {
                input = changed(input, seeds.get(random.nextInt(seeds.size())), random);
            }
            tally.add("by mutation", outcome(input));
        }
        if (extent.isLong()) {
            byCoverage(seeds, extent, tally);
        }
    }

    private static List<Fault> outcome(byte[] input) {
        try {
            ParserTarget.fuzzerTestOneInput(input);
            return List.of();
        } catch (RuntimeException | StackOverflowError e) {
            return List.of(new Fault(Wrong.OTHER, e + " for " + HexFormat.of().formatHex(input)));
        }
    }

    private static byte[] changed(byte[] input, byte[] other, java.util.Random random) {
        var place = 1 + random.nextInt(input.length - 1);
        var all = new ByteArrayOutputStream();
        all.write(input, 0, place);
        switch (random.nextInt(5)) {
            case 0 -> {
                all.write(random.nextInt(256));
                all.write(input, place, input.length - place);
            }
            case 1 -> all.write(input, place + 1, Math.max(0, input.length - place - 1));
            case 2 -> {
                all.write(input[place] ^ 1 << random.nextInt(8));
                all.write(input, place + 1, Math.max(0, input.length - place - 1));
            }
            case 3 -> all.write(other, Math.min(place, other.length), Math.max(0, other.length - place));
            default -> {
                all.write(input, 1, place);
                all.write(input, place, input.length - place);
            }
        }
        return all.toByteArray();
    }

    /** Each begins with the byte that chooses a parser. */
    private static List<byte[]> seeds() {
        var texts = new ArrayList<String>();
        texts.add(Samples.arn("111122223333"));
        texts.add("https://acme.vault.azure.net/keys/key");
        texts.add("https://acme.managedhsm.azure.net/keys/key");
        texts.add("/subscriptions/5e7b1c3a-0000-4000-8000-000000000001/resourceGroups/group"
                + "/providers/Microsoft.KeyVault/vaults/acme");
        texts.add("5e7b1c3a-0000-4000-8000-000000000002");
        texts.add("projects/acme/locations/europe-west3/keyRings/ring/cryptoKeys/key/cryptoKeyVersions/3");
        texts.add("https://hooks.example.com:8443/latchkey?a=b");
        texts.add("cck-a1b2c3d4e5f6");
        texts.add("whk-a1b2c3d4e5f6");
        texts.add("\"1\", W/\"2\", *");
        texts.add("B4Cmbxl1BpnQIl8I6L51NQAGYSMb2EXtY2NrLTY4MHcyMmQzZnUzYg");
        texts.add(Samples.awsKey());
        texts.add(Samples.azureKey("acme", "key"));
        texts.add(Samples.gcpKey("key"));
        texts.add(
                "{\"url\": \"https://hooks.example.com/\", \"event_types\": [\"registered\"], \"display_name\": \"a\"}");
        texts.add("{\"roles\": [\"KeyAdmin\"], \"name\": \"a\", \"key_limit\": 7}");
        HostileHosts.URLS.stream().filter(url -> url.length() < 500).forEach(texts::add);
        texts.addAll(Values.texts().values().stream()
                .filter(text -> text.length() < 500)
                .toList());
        return texts.stream().map(text -> ("\0" + text).getBytes(UTF_8)).toList();
    }

    /** In a process of its own, whose classes it watches. */
    private static void byCoverage(List<byte[]> seeds, Extent extent, Tally tally)
            throws IOException, InterruptedException {
        if (!isThere()) {
            tally.remark("Parsers: without Jazzer, which the Maven profile `attacks` brings; by mutation only.");
            return;
        }
        var folder = Files.createDirectories(Path.of("target", "jazzer", "corpus"));
        for (var parser = 0; parser < ParserTarget.PARSERS; parser++) {
            for (var seed = 0; seed < seeds.size(); seed++) {
                var input = seeds.get(seed).clone();
                input[0] = (byte) parser;
                Files.write(folder.resolve(parser + "-" + seed), input);
            }
        }
        var log = Path.of("target", "jazzer", "log");
        var process = new ProcessBuilder(
                        Jvm.command(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        JAZZER,
                        "--target_class=" + ParserTarget.class.getName(),
                        "--instrumentation_includes=io.latchkey.**",
                        "--custom_hook_includes=io.latchkey.**",
                        "--reproducer_path=" + Path.of("target", "jazzer"),
                        "-artifact_prefix=" + Path.of("target", "jazzer") + "/",
                        "-seed=" + (int) extent.seed(),
                        "-max_total_time=" + Integer.getInteger("attacks.fuzz-seconds", 60),
                        "-max_len=1024",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var isOver = process.waitFor(10, TimeUnit.MINUTES);
        process.destroyForcibly();
        var text = Files.readString(log);
        var done = COVERED.matcher(text);
        var isDone = done.find();
        tally.also("by coverage", isOver && process.exitValue() == 0 && isDone, "Jazzer found: " + tail(text));
        if (isDone) {
            tally.addGood(Integer.parseInt(done.group(1)));
            tally.remark("Parsers by coverage (Jazzer): %s inputs, %s edges of Latchkey's own code covered."
                    .formatted(done.group(1), done.group(2)));
        }
    }

    private static boolean isThere() {
        try {
            Class.forName(JAZZER, false, ParsersAttack.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 2_000));
    }
}
