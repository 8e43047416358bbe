package io.latchkey.outbound;

/** Who is talked to. */
public sealed interface Host permits CloudHost, ReceiverHost {

    /** In lower case, without a port. */
    String name();
}
