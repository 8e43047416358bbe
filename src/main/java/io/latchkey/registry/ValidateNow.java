package io.latchkey.registry;

import io.latchkey.key.Key;
import io.latchkey.key.KeyId;
import io.latchkey.key.OrganizationId;
import io.latchkey.store.AskedProbes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/** Validates a key out of its turn, for an owner who has just granted access. */
@Singleton
public class ValidateNow {

    private final AskedProbes asked;
    private final ProbeAtOnce probes;
    private final KeyRegistry registry;
    private final ValidateNowSettings settings;

    ValidateNow(AskedProbes asked, ProbeAtOnce probes, KeyRegistry registry, ValidateNowSettings settings) {
        this.asked = asked;
        this.probes = probes;
        this.registry = registry;
        this.settings = settings;
    }

    /** The key as it is after the probe, whatever the verdict. Refused with {@link TooSoonException} if asked too often. */
    public Uni<Key> validate(OrganizationId organization, KeyId id) {
        var caller = Vertx.currentContext();
        return asked.ask(organization, id, settings.pause())
                .map(found -> found.orElseThrow(() -> KeyRefusals.notFound(id)))
                .invoke(found -> {
                    if (found.pause().isPositive()) {
                        throw new TooSoonException(found.pause());
                    }
                })
                .chain(found -> probes.probe(id, found.provider())
                        .ifNoItem()
                        .after(settings.deadline())
                        .recoverWithItem((Void) null)
                        // Whoever had to wait was woken on another thread.
                        .emitOn(work -> caller.runOnContext(_ -> work.run())))
                .chain(() -> registry.find(organization, id));
    }
}
