package io.latchkey.provider;

import io.latchkey.key.Provider;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Who is asked about which keys, by the operator's choice. */
@Singleton
public class Providers {

    private final Map<Provider, KeyProvider> chosen = new EnumMap<>(Provider.class);

    Providers(@All List<KeyProvider> all, ProviderSettings settings) {
        var choice = settings.provider().orElseThrow();
        all.stream()
                .filter(provider -> provider.choice() == choice)
                .forEach(provider -> provider.providers().forEach(cloud -> chosen.put(cloud, provider)));
    }

    public Map<Provider, KeyProvider> chosen() {
        return Map.copyOf(chosen);
    }
}
