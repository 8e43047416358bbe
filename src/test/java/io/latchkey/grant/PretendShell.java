package io.latchkey.grant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real shell in an empty folder, with programs that are not the clouds' but write down how they are called. */
final class PretendShell {

    /** First how many words there are, so that nothing that is in one can be taken for more of them. */
    private static final String PROGRAM = """
            #!/bin/sh
            printf '%s\\0' "$#" "${0##*/}" "$@" >> "$LATCHKEY_CALLS"
            case "${0##*/}" in jq) cat > "$LATCHKEY_CALLS.stdin" ;; esac
            for word; do
              if [ -e "$0.fails-at-$word" ]; then exit 1; fi
              if [ -e "$0.answers-$word" ]; then cat "$0.answers-$word"; fi
            done
            """;

    private final Path programs;
    private final Path home;
    private final Path calls;

    PretendShell(Path place) throws IOException {
        var folder = place.toAbsolutePath();
        programs = Files.createDirectory(folder.resolve("programs"));
        home = Files.createDirectory(folder.resolve("home"));
        calls = folder.resolve("calls");
        for (var name : List.of("aws", "jq", "az", "gcloud")) {
            var program = programs.resolve(name);
            Files.writeString(program, PROGRAM);
            program.toFile().setExecutable(true);
        }
    }

    /** From now on the program answers with this where the word is among its arguments. */
    void answers(String program, String word, String answer) throws IOException {
        Files.writeString(programs.resolve(program + ".answers-" + word), answer);
    }

    void failsAt(String program, String word) throws IOException {
        Files.createFile(programs.resolve(program + ".fails-at-" + word));
    }

    /** What the programs were called with, their names first. */
    List<List<String>> run(String script) throws IOException, InterruptedException {
        Files.deleteIfExists(calls);
        var file = programs.resolveSibling("script");
        Files.writeString(file, script);
        var shell = new ProcessBuilder("/bin/sh", file.toString()).directory(home.toFile());
        shell.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        shell.environment().put("LATCHKEY_CALLS", calls.toString());
        shell.redirectErrorStream(true);
        var process = shell.start();
        process.getInputStream().readAllBytes();
        process.waitFor();
        return Files.exists(calls) ? read(Files.readAllBytes(calls)) : List.of();
    }

    /** What jq was given to read. */
    String piped() throws IOException {
        return Files.readString(calls.resolveSibling("calls.stdin"));
    }

    /** What a script has left where it ran. */
    String[] left() {
        return home.toFile().list();
    }

    private static List<List<String>> read(byte[] calls) {
        var words = new String(calls, UTF_8).split("\0", -1);
        var read = new ArrayList<List<String>>();
        for (var at = 0; at < words.length - 1; ) {
            var end = at + 2 + Integer.parseInt(words[at]);
            read.add(List.of(words).subList(at + 1, end));
            at = end;
        }
        return read;
    }
}
