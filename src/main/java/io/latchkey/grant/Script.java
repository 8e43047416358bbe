package io.latchkey.grant;

import java.util.List;

/**
 * Commands to paste into a POSIX shell. A command that fails ends them, and not the shell.
 *
 * @param notes what to know before, in words without quotes and other signs that mean something to a shell: where comments can't
 *     be pasted (zsh, unless it is told otherwise) nothing but a complaint comes of it then
 */
record Script(String notes, List<String> commands) {

    String text() {
        return Quoted.comment(notes) + String.join(" &&\n", commands) + "\n";
    }

    /** One command that is to be run unless another one succeeds. */
    static String unless(String there, String make) {
        return "{ " + there + " ||\n  " + make + "; }";
    }
}
