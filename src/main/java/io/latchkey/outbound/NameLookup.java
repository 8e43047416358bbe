package io.latchkey.outbound;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/** Finds out where a host is. */
interface NameLookup {

    /**
     * The host's addresses, at least one, the preferred first. Fails with {@link CloudTrouble}: {@code NAME_UNKNOWN} if the
     * name servers are sure that there is no such name, else {@code DNS}.
     */
    Uni<List<InetAddress>> addresses(Host host);
}
