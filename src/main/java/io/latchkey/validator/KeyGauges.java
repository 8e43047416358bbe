package io.latchkey.validator;

import io.latchkey.key.Phase;
import io.latchkey.key.Provider;
import io.latchkey.store.Census;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many keys there are in which phase, and whether the validators keep up. Every replica tells the same, of the whole
 * database. While the database does not answer they are not a number: an old one would look like a present one.
 */
@Singleton
class KeyGauges {

    private final Census census;
    private final Map<Name, Double> keys = new ConcurrentHashMap<>();
    private volatile double overdue = Double.NaN;

    private record Name(Provider provider, Phase phase) {}

    KeyGauges(Census census, MeterRegistry metrics) {
        this.census = census;
        Gauge.builder("latchkey.oldest.overdue", () -> overdue)
                .baseUnit("seconds")
                .register(metrics);
        for (var provider : Provider.values()) {
            for (var phase : Phase.values()) {
                var name = new Name(provider, phase);
                Gauge.builder("latchkey.keys", () -> keys.getOrDefault(name, Double.NaN))
                        .tags("provider", provider.label(), "phase", phase.name())
                        .register(metrics);
            }
        }
    }

    @Scheduled(
            every = "${latchkey.validator.census:30S}",
            identity = "census",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return Uni.combine()
                .all()
                .unis(census.count(), census.oldestOverdue())
                .asTuple()
                .invoke(found -> {
                    for (var provider : Provider.values()) {
                        for (var phase : Phase.values()) {
                            keys.put(new Name(provider, phase), 0.0);
                        }
                    }
                    found.getItem1()
                            .forEach(count ->
                                    keys.put(new Name(count.provider(), count.phase()), (double) count.keys()));
                    overdue = seconds(found.getItem2());
                })
                .replaceWithVoid()
                // Why is told where the database is used.
                .onFailure()
                .recoverWithUni(_ -> {
                    keys.clear();
                    overdue = Double.NaN;
                    return Uni.createFrom().voidItem();
                });
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
