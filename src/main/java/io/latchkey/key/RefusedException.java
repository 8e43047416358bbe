package io.latchkey.key;

import java.util.List;
import java.util.stream.Collectors;

/** A request is refused. Carries every fault that was found, all of one status; carries no stack trace, since nothing broke. */
public class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public RefusedException(Fault fault) {
        this(List.of(fault));
    }

    /**
     * @param faults at least one
     */
    public RefusedException(List<Fault> faults) {
        super(faults.stream().map(Fault::detail).collect(Collectors.joining(" ")), null, false, false);
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
