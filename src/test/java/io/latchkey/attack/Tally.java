package io.latchkey.attack;

import java.util.ArrayList;
import java.util.List;

/** What one group of attacks came to. */
final class Tally {

    /** What can be wrong with an answer, or with what happened beside it. */
    enum Wrong {
        BROKEN,
        OUTSIDE_THE_CONTRACT,
        OTHER
    }

    record Fault(Wrong wrong, String what) {}

    private static final int TOLD = 100;

    private final String group;
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private int cases;
    private int checks;

    Tally(String group) {
        this.group = group;
    }

    /** One more case, with what was wrong with it. */
    void add(String attack, List<Fault> wrong) {
        cases++;
        also(attack, wrong);
    }

    /** One more look, at the latest case or at what all of them left behind. */
    void also(String attack, List<Fault> wrong) {
        checks++;
        wrong.forEach(fault -> faults.add(new Fault(fault.wrong(), attack + ": " + fault.what())));
    }

    /** One more case, which either went as it should or did not. */
    void add(String attack, boolean isGood, String otherwise) {
        add(attack, isGood ? List.of() : List.of(new Fault(Wrong.OTHER, otherwise)));
    }

    /** One more look, at what either is as it should be or is not. */
    void also(String attack, boolean isGood, String otherwise) {
        also(attack, isGood ? List.of() : List.of(new Fault(Wrong.OTHER, otherwise)));
    }

    /** So many cases that all went as they should. */
    void addGood(int more) {
        cases += more;
        checks += more;
    }

    /** Something to be told under the table. */
    void remark(String text) {
        remarks.add(text);
    }

    String group() {
        return group;
    }

    int cases() {
        return cases;
    }

    int checks() {
        return checks;
    }

    long count(Wrong wrong) {
        return faults.stream().filter(fault -> fault.wrong() == wrong).count();
    }

    boolean isClean() {
        return faults.isEmpty();
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** The first of what went wrong. */
    List<String> told() {
        return faults.stream()
                .limit(TOLD)
                .map(fault -> group + ": " + fault.wrong() + " " + fault.what())
                .toList();
    }
}
