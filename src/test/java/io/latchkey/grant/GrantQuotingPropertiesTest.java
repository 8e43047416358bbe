package io.latchkey.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A principal, which comes from an operator's template, stays one word whatever is in it. */
class GrantQuotingPropertiesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 60)
    void staysOneWordInTheShell(@ForAll("nasty") String principal, @ForAll("cases") GrantCase any)
            throws IOException, InterruptedException {
        var shell = new PretendShell(Files.createTempDirectory(Path.of("target"), "shell"));
        shell.answers("aws", "get-key-policy", "{}");
        var plain = shell.run(any.grantedTo("plain").grant().text());
        var nasty = shell.run(any.grantedTo(principal).grant().text());
        assertThat(shell.left()).isEmpty();
        assertThat(nasty)
                .isEqualTo(plain.stream()
                        .map(call -> call.stream()
                                .map(word -> word.equals("plain") || word.equals("group:plain")
                                        ? word.replace("plain", principal)
                                        : word.replace("\"plain\"", Quoted.json(principal)))
                                .toList())
                        .toList());
    }

    @Property
    void isReadBackFromJson(@ForAll("nasty") String text) throws IOException {
        assertThat(JSON.readTree(Quoted.json(text)).textValue()).isEqualTo(text);
    }

    @Property
    void leavesTerraformsQuotesOnlyAtTheirEnd(@ForAll("nasty") String text) {
        var quoted = Quoted.terraform(text);
        assertThat(quoted).startsWith("\"").endsWith("\"").matches("[^\\p{Cntrl}]*");
        // What is left when all that is escaped is gone ends no string and begins no template.
        var bare = quoted.substring(1, quoted.length() - 1)
                .replaceAll("\\\\(u[0-9a-f]{4}|.)", "")
                .replaceAll("\\$\\$\\{|%%\\{", "");
        assertThat(bare).doesNotContain("\"", "\\", "${", "%{");
    }

    @Property(tries = 200)
    void changesNothingElseInTerraform(@ForAll("nasty") String principal, @ForAll("cases") GrantCase any) {
        var plain = any.grantedTo("plain").grant().terraform();
        assertThat(any.grantedTo(principal).grant().terraform())
                .isEqualTo(plain.replace("\"plain\"", Quoted.terraform(principal))
                        .replace("\"group:plain\"", Quoted.terraform("group:" + principal)))
                .isNotEqualTo(plain);
    }

    /** A shell that takes no comments from its keyboard, zsh say, would run what is in them. */
    @Property(tries = 200)
    void saysNothingInCommentsThatAShellWouldHeed(@ForAll("nasty") String principal, @ForAll("cases") GrantCase any) {
        var comments = any.grantedTo(principal)
                .grant()
                .text()
                .lines()
                .takeWhile(line -> line.startsWith("# "))
                .toList();
        assertThat(comments).hasSizeGreaterThan(2).allMatch(line -> line.matches("# [A-Za-z0-9 .,:=_/-]+"));
    }

    @Provide
    Arbitrary<GrantCase> cases() {
        return Arbitraries.of(GrantCase.all().toList());
    }

    /** No NUL: a setting can't have one, nor can a word in a shell. */
    @Provide
    Arbitrary<String> nasty() {
        var pieces = Arbitraries.of(
                "'",
                "\"",
                "`touch here`",
                "$(touch here)",
                "; touch here;",
                "\n",
                "\ntouch here\n",
                "\r",
                "\t",
                "\\",
                "\\'",
                "${",
                "%{",
                "$${",
                "}",
                "$HOME",
                "*",
                " ",
                "#",
                "!",
                "&&",
                "|",
                "-x",
                "é",
                "😀",
                "a",
                "*/",
                "//",
                "EOF");
        return pieces.list().ofMinSize(1).ofMaxSize(8).map(list -> String.join("", list));
    }
}
