package io.latchkey.fault;

import java.time.Duration;
import java.util.Optional;

/** What is done to a cluster in one row, and undone. */
sealed interface Fault permits Calm, DatabaseFault, ReplicaFault, CloudFault {

    String title();

    /** Why it can't be done on this machine. */
    Optional<String> hindrance(Cluster cluster);

    void strike(Cluster cluster);

    /** How long it stays so. */
    Duration lasts(Pace pace);

    /** Ends it. Nothing is the service's fault any more from here on. */
    void heal(Cluster cluster);

    /** Whether keys can't be probed while it lasts. */
    boolean stopsProbes();
}
