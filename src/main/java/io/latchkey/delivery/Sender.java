package io.latchkey.delivery;

import io.latchkey.store.Receiver;
import io.smallrye.mutiny.Uni;

/**
 * Brings one event to one receiver, once. Whatever goes wrong, it ends with an outcome.
 *
 * @param <R> the kind of receiver
 */
interface Sender<R extends Receiver> {

    Uni<Outcome> send(R receiver, CloudEvent event);
}
