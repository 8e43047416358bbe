package io.latchkey.attack;

import io.latchkey.attack.Tally.Wrong;
import java.util.List;

/** The one table of a run, in Markdown. */
record Table(List<Tally> tallies) {

    private static final String ROW = "| %-28s | %8d | %8d | %5d | %20d | %14d |%n";

    @Override
    public String toString() {
        var text = new StringBuilder("| %-28s | %8s | %8s | %5s | %20s | %14s |%n"
                .formatted("group", "cases", "checks", "5xx", "outside the contract", "other failures"));
        text.append("| --- | ---: | ---: | ---: | ---: | ---: |%n".formatted());
        tallies.forEach(tally -> text.append(ROW.formatted(
                tally.group(),
                tally.cases(),
                tally.checks(),
                tally.count(Wrong.BROKEN),
                tally.count(Wrong.OUTSIDE_THE_CONTRACT),
                tally.count(Wrong.OTHER))));
        text.append(ROW.formatted(
                "all",
                tallies.stream().mapToInt(Tally::cases).sum(),
                tallies.stream().mapToInt(Tally::checks).sum(),
                sum(Wrong.BROKEN),
                sum(Wrong.OUTSIDE_THE_CONTRACT),
                sum(Wrong.OTHER)));
        tallies.forEach(tally -> tally.remarks()
                .forEach(remark -> text.append("- ").append(remark).append(System.lineSeparator())));
        return text.toString();
    }

    private long sum(Wrong wrong) {
        return tallies.stream().mapToLong(tally -> tally.count(wrong)).sum();
    }
}
