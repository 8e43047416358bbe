package io.latchkey.boot;

import io.latchkey.access.AuditSettings;
import io.latchkey.access.limit.RateLimitSettings;
import io.latchkey.access.token.TokenSettings;
import io.latchkey.api.ApiSettings;
import io.latchkey.delivery.DeliverySettings;
import io.latchkey.delivery.KafkaSettings;
import io.latchkey.outbound.OutboundSettings;
import io.latchkey.provider.ProviderSettings;
import io.latchkey.provider.aws.AwsSettings;
import io.latchkey.provider.azure.AzureSettings;
import io.latchkey.provider.gcp.GcpSettings;
import io.latchkey.provider.simulated.SimulatedSettings;
import io.latchkey.registry.EventSettings;
import io.latchkey.registry.GrantSettings;
import io.latchkey.registry.GranteeSettings;
import io.latchkey.registry.NameSettings;
import io.latchkey.registry.QuotaSettings;
import io.latchkey.registry.RemovalSettings;
import io.latchkey.registry.ValidateNowSettings;
import io.latchkey.registry.WebhookSettings;
import io.latchkey.store.DatabaseSettings;
import io.latchkey.validator.ValidatorSettings;
import io.smallrye.config.ConfigMapping;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Environment variables that look like settings and are none. An unknown property is refused at the start, but a mistyped
 * variable would change nothing, and nobody would know.
 */
final class StrayVariables {

    private static final String OURS = "LATCHKEY_";

    /** The end of one of several: {@code LATCHKEY_BOOTSTRAP_ROLES_0_}. */
    private static final Pattern ONE_OF_A_LIST = Pattern.compile("_\\d+_$");

    /** Found out while a native image is built, where types still know their methods. */
    private static final Set<String> SETTINGS = Stream.<Class<?>>of(
                    ApiSettings.class,
                    AuditSettings.class,
                    AwsSettings.class,
                    AzureSettings.class,
                    BootstrapSettings.class,
                    DatabaseSettings.class,
                    DeliverySettings.class,
                    EventSettings.class,
                    GcpSettings.class,
                    GrantSettings.class,
                    GranteeSettings.class,
                    KafkaSettings.class,
                    MigrationSettings.class,
                    NameSettings.class,
                    OutboundSettings.class,
                    ProviderSettings.class,
                    QuotaSettings.class,
                    RateLimitSettings.class,
                    RemovalSettings.class,
                    SimulatedSettings.class,
                    TokenSettings.class,
                    ValidateNowSettings.class,
                    ValidatorSettings.class,
                    WebhookSettings.class)
            .flatMap(type -> names(type, type.getAnnotation(ConfigMapping.class).prefix()))
            .map(name -> name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private StrayVariables() {}

    static List<String> among(Collection<String> variables) {
        return variables.stream()
                .filter(variable -> variable.startsWith(OURS))
                .filter(variable ->
                        !SETTINGS.contains(ONE_OF_A_LIST.matcher(variable).replaceFirst("")))
                .sorted()
                .toList();
    }

    private static Stream<String> names(Class<?> settings, String prefix) {
        return Arrays.stream(settings.getDeclaredMethods())
                .filter(method -> !method.isDefault() && !method.isSynthetic())
                .flatMap(method -> {
                    var name = prefix + "."
                            + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                    var type = method.getReturnType();
                    return type.isInterface() && type.getEnclosingClass() != null ? names(type, name) : Stream.of(name);
                });
    }
}
