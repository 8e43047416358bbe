package io.latchkey.provider;

import io.latchkey.key.Reason;
import io.latchkey.key.Trouble;
import io.latchkey.key.Verdict;
import io.latchkey.key.Verdict.Refused;
import io.latchkey.key.Verdict.Unreachable;
import io.latchkey.outbound.CloudTrouble;

/** Ends a probe before its last step: no more is to be found out. */
public final class ProbeEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Verdict verdict;

    private ProbeEnded(Verdict verdict) {
        super(verdict.toString(), null, false, false);
        this.verdict = verdict;
    }

    public static ProbeEnded refused(Reason reason, String detail) {
        return new ProbeEnded(new Refused(reason, detail));
    }

    public static ProbeEnded unreachable(Trouble trouble, String detail) {
        return new ProbeEnded(new Unreachable(trouble, detail));
    }

    /** What the failure of a probe means for the key. */
    public static Verdict verdict(Throwable failure) {
        return switch (failure) {
            case ProbeEnded ended -> ended.verdict;
            case CloudTrouble trouble -> trouble.verdict();
            default -> new Unreachable(Trouble.BROKEN, failure.toString());
        };
    }
}
