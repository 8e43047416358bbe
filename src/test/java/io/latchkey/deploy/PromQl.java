package io.latchkey.deploy;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an expression in Prometheus's language asks for; as much of the language as is used here. */
record PromQl(List<Selector> selectors, Set<String> grouping) {

    record Selector(String meter, Set<String> labels) {}

    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]|\\boffset\\s+\\w+");
    private static final Pattern GROUPING = Pattern.compile("\\bby\\s*\\(([^)]*)\\)");
    /** A word that is no function, with what stands in braces behind it. */
    private static final Pattern SELECTOR = Pattern.compile("\\b([a-z_]\\w*+)(?!\\s*+\\()(?:\\{([^}]*)})?");

    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*[=!]");

    static PromQl parse(String expression) {
        var bare = RANGE.matcher(TEXT.matcher(expression).replaceAll("''")).replaceAll("");
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
                ? Set.<String>of()
                : LABEL.matcher(found.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .collect(Collectors.toSet());
        return new Selector(found.group(1), labels);
    }
}
