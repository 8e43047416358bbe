package io.latchkey.grant;

import java.util.List;
import java.util.stream.Collectors;

/** Text in the quotation of the language it is put into, so that it stays text there whatever is in it. */
final class Quoted {

    private Quoted() {}

    /**
     * One word for a POSIX shell.
     *
     * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02">Single quotes</a>
     */
    static String shell(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /**
     * A string for Terraform, without its templates.
     *
     * @see <a href="https://developer.hashicorp.com/terraform/language/expressions/strings">Strings</a>
     */
    static String terraform(String text) {
        return json(text).replace("${", "$${").replace("%{", "%%{");
    }

    /** A list of strings for Terraform. */
    static String terraform(List<String> texts) {
        return texts.stream().map(Quoted::terraform).collect(Collectors.joining(", ", "[", "]"));
    }

    static String json(String text) {
        return text.chars().mapToObj(Quoted::inJson).collect(Collectors.joining("", "\"", "\""));
    }

    /** A list of strings in JSON. */
    static String json(List<String> texts) {
        return texts.stream().map(Quoted::json).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String inJson(int unit) {
        return switch (unit) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default -> Character.isISOControl(unit) ? "\\u%04x".formatted(unit) : Character.toString(unit);
        };
    }

    /** Lines that a shell and Terraform both pass over. */
    static String comment(String text) {
        return text.lines().map(line -> ("# " + line).stripTrailing()).collect(Collectors.joining("\n", "", "\n"));
    }
}
