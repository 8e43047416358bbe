package io.latchkey.deploy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an expression in Prometheus's language asks for; as much of the language as is used here. */
record PromQl(List<Selector> selectors, Set<String> grouping) {

    /**
     * @param labels what is asked of each, {@code ="VALID"} say
     * @param back how far it looks back; no time for what is there now
     */
    record Selector(String meter, Map<String, String> labels, Duration back) {

        /** Whether another service may have the same meter, and is not kept out. */
        boolean mayBeAnothers() {
            return !meter.startsWith("latchkey_") && !OURS.equals(labels.get("job"));
        }
    }

    /** The Service whose pods Prometheus asks. */
    static final String JOB = "latchkey-management";

    private static final String OURS = "=\"" + JOB + "\"";

    private static final Pattern OFFSET = Pattern.compile("\\boffset\\s+\\w+");
    private static final Pattern GROUPING = Pattern.compile("\\bby\\s*\\(([^)]*)\\)");
    /** A word that is no function, with what stands in braces and in brackets behind it. */
    private static final Pattern SELECTOR =
            Pattern.compile("\\b([a-z_]\\w*+)(?!\\s*+\\()(?:\\{((?:[^}\"]|\"[^\"]*\")*+)})?(?:\\[(?:(\\d+)m|[^]]*)])?");

    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*((?:=~|!~|!=|=)\"[^\"]*\")");

    static PromQl parse(String expression) {
        var bare = OFFSET.matcher(expression).replaceAll("");
        var grouping = GROUPING.matcher(bare)
                .results()
                .flatMap(by -> Stream.of(by.group(1).split("[,\\s]+")))
                .collect(Collectors.toSet());
        var selectors = SELECTOR.matcher(GROUPING.matcher(bare).replaceAll(""))
                .results()
                .map(PromQl::selector)
                .toList();
        return new PromQl(selectors, grouping);
    }

    private static Selector selector(MatchResult found) {
        var labels = found.group(2) == null
                ? Map.<String, String>of()
                : LABEL.matcher(found.group(2))
                        .results()
                        .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)));
        var minutes = found.group(3) == null ? 0 : Long.parseLong(found.group(3));
        return new Selector(found.group(1), labels, Duration.ofMinutes(minutes));
    }
}
