package io.latchkey.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The platform's Kafka, which is told what becomes of all organizations' keys. */
@ConfigMapping(prefix = "latchkey.kafka")
public interface KafkaSettings {

    /** Whether there is one. */
    @WithDefault("false")
    boolean enabled();

    /** Where it is, {@code host:port}, several with commas between them. */
    Optional<String> bootstrapServers();

    /** Where it is told. */
    @WithDefault("latchkey.key-events")
    String topic();

    /** What contradicts itself here, a line for each. */
    default List<String> problems() {
        return enabled() && bootstrapServers().isEmpty()
                ? List.of("latchkey.kafka.bootstrap-servers: give where Kafka is, or set latchkey.kafka.enabled=false")
                : List.of();
    }
}
