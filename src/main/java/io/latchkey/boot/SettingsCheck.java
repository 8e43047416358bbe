package io.latchkey.boot;

import io.latchkey.access.ApiSecret;
import io.latchkey.access.AuditSettings;
import io.latchkey.access.limit.RateLimitSettings;
import io.latchkey.access.token.TokenSettings;
import io.latchkey.api.ApiSettings;
import io.latchkey.delivery.DeliverySettings;
import io.latchkey.delivery.KafkaSettings;
import io.latchkey.outbound.OutboundSettings;
import io.latchkey.provider.ProviderSettings;
import io.latchkey.provider.ProviderSettings.Choice;
import io.latchkey.provider.aws.AwsSettings;
import io.latchkey.provider.azure.AzureSettings;
import io.latchkey.provider.gcp.GcpSettings;
import io.latchkey.provider.simulated.SimulatedSettings;
import io.latchkey.registry.EventSettings;
import io.latchkey.registry.GranteeSettings;
import io.latchkey.registry.QuotaSettings;
import io.latchkey.registry.RemovalSettings;
import io.latchkey.registry.ValidateNowSettings;
import io.latchkey.registry.WebhookSettings;
import io.latchkey.store.DatabaseSettings;
import io.latchkey.validator.ValidatorSettings;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.Secret;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jboss.logging.Logger;

/**
 * Refuses to start with settings that are unsafe or contradict each other: all of them at once, a line for each, before
 * anything is asked of the database. The first to ask it is Flyway.
 */
@Singleton
class SettingsCheck implements FlywayConfigurationCustomizer {

    private static final Logger LOG = Logger.getLogger(SettingsCheck.class);

    private static final int MIN_SECRET_LENGTH = ApiSecret.MIN_LENGTH;

    private final ProviderSettings provider;
    private final SimulatedSettings simulated;
    private final BootstrapSettings bootstrap;
    private final ApiSettings api;
    private final RateLimitSettings rateLimit;
    private final TokenSettings token;
    private final QuotaSettings quota;
    private final ValidateNowSettings validateNow;
    private final AuditSettings audit;
    private final DatabaseSettings database;
    private final ValidatorSettings validator;
    private final OutboundSettings outbound;
    private final AwsSettings aws;
    private final AzureSettings azure;
    private final GranteeSettings grantees;
    private final GcpSettings gcp;
    private final RemovalSettings removal;
    private final WebhookSettings webhooks;
    private final DeliverySettings delivery;
    private final KafkaSettings kafka;
    private final EventSettings events;

    SettingsCheck(
            ProviderSettings provider,
            SimulatedSettings simulated,
            BootstrapSettings bootstrap,
            ApiSettings api,
            RateLimitSettings rateLimit,
            TokenSettings token,
            QuotaSettings quota,
            ValidateNowSettings validateNow,
            AuditSettings audit,
            DatabaseSettings database,
            ValidatorSettings validator,
            OutboundSettings outbound,
            AwsSettings aws,
            AzureSettings azure,
            GcpSettings gcp,
            GranteeSettings grantees,
            RemovalSettings removal,
            WebhookSettings webhooks,
            DeliverySettings delivery,
            KafkaSettings kafka,
            EventSettings events) {
        this.provider = provider;
        this.simulated = simulated;
        this.bootstrap = bootstrap;
        this.api = api;
        this.rateLimit = rateLimit;
        this.token = token;
        this.quota = quota;
        this.validateNow = validateNow;
        this.audit = audit;
        this.database = database;
        this.validator = validator;
        this.outbound = outbound;
        this.aws = aws;
        this.azure = azure;
        this.gcp = gcp;
        this.grantees = grantees;
        this.removal = removal;
        this.webhooks = webhooks;
        this.delivery = delivery;
        this.kafka = kafka;
        this.events = events;
    }

    @Override
    public void customize(FluentConfiguration migration) {
        check();
    }

    /** Flyway can be told not to migrate at the start. */
    void check(@Observes @Priority(1) StartupEvent event) {
        check();
        var strays = strays();
        if (!strays.isEmpty()) {
            LOG.warn(strays);
        }
    }

    private void check() {
        var problems = problems(LaunchMode.current() == LaunchMode.NORMAL);
        if (!problems.isEmpty()) {
            // One of them may be what was meant.
            Stream.of(strays()).filter(Predicate.not(String::isEmpty)).forEach(problems::add);
            throw new IllegalStateException("Latchkey does not start:\n" + String.join("\n", problems));
        }
    }

    private static String strays() {
        var strays = StrayVariables.among(System.getenv().keySet());
        return strays.isEmpty() ? "" : "no setting has these environment variables: " + String.join(", ", strays);
    }

    private List<String> problems(boolean production) {
        var problems = new ArrayList<String>();
        if (production) {
            problems.addAll(ExposureCheck.problems(asksNoCloud(), simulated, api, bootstrap, webhooks));
            problems.addAll(EndpointCheck.problems(aws, azure, gcp, outbound.endpointsAllowedInProduction()));
        }
        if (provider.provider().isEmpty()) {
            problems.add("latchkey.provider: give cloud, or simulated to try Latchkey without any");
        }
        problems.addAll(database.problems());
        problems.addAll(grantees.problems());
        if (bootstrap.isHalfGiven()) {
            problems.add("latchkey.bootstrap: set organization-id, api-key and api-secret, or none of them");
        }
        if (bootstrap
                .apiSecret()
                .map(Secret::get)
                .filter(SettingsCheck::isShort)
                .isPresent()) {
            problems.add("latchkey.bootstrap.api-secret: give at least " + MIN_SECRET_LENGTH + " random characters");
        }
        if (api.pageToken()
                .secret()
                .map(Secret::get)
                .filter(given -> !isShort(given))
                .isEmpty()) {
            problems.add("latchkey.page-token.secret: give at least " + MIN_SECRET_LENGTH
                    + " random characters, the same on every replica");
        }
        if (token.isOn() && token.audience().isEmpty()) {
            problems.add(
                    "latchkey.token.audience: give the name by which the issuer knows this Latchkey, or tokens made for"
                            + " other services are taken");
        }
        if (validator.lease().compareTo(validator.probeTimeout().plus(database.deadline())) <= 0) {
            problems.add("latchkey.validator.lease: give more than latchkey.validator.probe-timeout and"
                    + " latchkey.database.deadline together, or keys are probed by two replicas at once");
        }
        durations().forEach((name, value) -> {
            if (!value.isPositive()) {
                problems.add(name + ": give more than no time");
            }
        });
        if (validator.batch() < 1 || validator.concurrency() < 1) {
            problems.add(
                    "latchkey.validator.batch, latchkey.validator.concurrency: give at least 1, or no key is probed");
        }
        if (rateLimit.requests() < 1
                || rateLimit.failedSignIns() < 1
                || rateLimit.concurrentRequests() < 1
                || rateLimit.concurrentSignIns() < 1) {
            problems.add(
                    "latchkey.rate-limit.requests, .failed-sign-ins, .concurrent-requests, .concurrent-sign-ins: give"
                            + " at least 1, or nobody gets in");
        }
        if (quota.maxKeysPerOrganization() < 0) {
            problems.add("latchkey.quota.max-keys-per-organization: give 0 or more");
        }
        if (!(validator.jitter() >= 0 && validator.jitter() <= 1)) {
            problems.add("latchkey.validator.jitter: give a share from 0 to 1");
        }
        if (removal.undo().isNegative()) {
            problems.add("latchkey.removal.undo: give a time, or 0S for removals that nobody can undo");
        }
        problems.addAll(webhooks.problems());
        problems.addAll(delivery.problems(database.deadline()));
        problems.addAll(kafka.problems());
        problems.addAll(outbound.problems());
        problems.addAll(aws.problems());
        problems.addAll(azure.problems());
        problems.addAll(gcp.problems());
        if (!asksNoCloud()) {
            problems.addAll(GranteeCheck.problems(grantees, aws, azure));
        }
        return problems;
    }

    private Map<String, Duration> durations() {
        return Map.ofEntries(
                Map.entry("latchkey.audit.retention", audit.retention()),
                Map.entry("latchkey.events.retention", events.retention()),
                Map.entry("latchkey.database.deadline", database.deadline()),
                Map.entry("latchkey.database.acquire-timeout", database.acquireTimeout()),
                Map.entry("latchkey.rate-limit.window", rateLimit.window()),
                Map.entry("latchkey.rate-limit.redis-deadline", rateLimit.redisDeadline()),
                Map.entry("latchkey.token.deadline", token.deadline()),
                Map.entry("latchkey.validate-now.pause", validateNow.pause()),
                Map.entry("latchkey.validate-now.deadline", validateNow.deadline()),
                Map.entry("latchkey.validator.tick", validator.tick()),
                Map.entry("latchkey.validator.interval", validator.interval()),
                Map.entry("latchkey.validator.initial-interval", validator.initialInterval()),
                Map.entry("latchkey.validator.inspection-interval", validator.inspectionInterval()),
                Map.entry("latchkey.validator.probe-timeout", validator.probeTimeout()));
    }

    private boolean asksNoCloud() {
        return provider.provider().filter(Choice.SIMULATED::equals).isPresent();
    }

    private static boolean isShort(String secret) {
        return secret.length() < MIN_SECRET_LENGTH;
    }
}
