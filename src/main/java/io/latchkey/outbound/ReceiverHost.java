package io.latchkey.outbound;

/**
 * The host of a webhook: any that its owner names, so that all depends on where the name leads.
 *
 * @param name in lower case, without a port
 */
public record ReceiverHost(String name) implements Host {

    @Override
    public String toString() {
        return name;
    }
}
